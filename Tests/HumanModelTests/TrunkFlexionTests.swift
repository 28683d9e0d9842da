// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import Testing

/// Lengths and moment arms of the trunk's muscles from 15 degrees of extension to 50 of flexion.
@Suite("The paths of the trunk's muscles in bending forward")
struct TrunkFlexionTests {
  private static let angles = [-15.0, 0, 15, 30, 40, 50]

  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  /// The fascicles that end on the wall of the abdomen, and the one before it.
  private static let wall: Set = ["EO1", "EO2", "EO3", "EO4", "IO1", "IO2", "IO3", "rect_abd"]

  /// Length (m) and flexion arms about the levels from L5-S1 up (m) of every right muscle.
  private static func paths(
    of model: HumanModel,
    flexedBy degrees: Double
  ) -> [(muscle: Muscle, length: Double, arms: [Double])] {
    let skeleton = model.skeleton
    let shares = LumbarLevel.allCases.map { model.parameters["rhythm.lfb.\($0.name)"] }
    let flexion = degrees * .pi / 180
    var state = skeleton.multibody.neutralState()
    for level in LumbarLevel.allCases {
      state[skeleton.lumbar[level][0]] = flexion * shares[level.rawValue] / shares.reduce(0, +)
    }
    state[skeleton.abdomenCoordinates[0]] = flexion
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    skeleton.multibody.updatePositions(state, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let abdomen = skeleton.balancedCoordinates.count
    return model.muscles.enumerated().filter { $1.side == .right }.map { index, muscle in
      let ofAbdomen = workspace.momentArm(of: index, column: abdomen)
      return (
        muscle, workspace.length(of: index),
        LumbarLevel.allCases.map {
          workspace.momentArm(of: index, column: 3 * $0.rawValue) + ofAbdomen
        }
      )
    }
  }

  /// Moment of a group at a level with every muscle at full strength, in newton metres, flexion
  /// positive.
  private static func moment(
    of muscles: (Muscle) -> Bool,
    at level: LumbarLevel,
    flexedBy degrees: Double
  ) -> Double {
    paths(of: model, flexedBy: degrees).filter { muscles($0.muscle) }.reduce(0) {
      $0 + $1.muscle.law.maximumIsometricForce * $1.arms[level.rawValue]
    }
  }

  @Test("Bending forward stretches no muscle of the abdominal wall")
  func wallIsNotStretched() {
    let neutral = Self.paths(of: Self.model, flexedBy: 0)
    for degrees in Self.angles where degrees > 0 {
      for (flexed, before) in zip(Self.paths(of: Self.model, flexedBy: degrees), neutral)
      where Self.wall.contains(flexed.muscle.fascicle) {
        #expect(
          flexed.length < before.length,
          "\(flexed.muscle.fascicle) at \(degrees) degrees: \(flexed.length) m"
        )
      }
    }
  }

  @Test("A wall that turns with the whole of the thorax, as in the source, stretches them")
  func lawOfTheSource() throws {
    var parameters = ModelParameters()
    parameters["abdomen.turn_share"] = 1
    let model = HumanModel(of: Subject(standardIn: parameters), parameters: parameters)
    let neutral = Self.paths(of: model, flexedBy: 0)
    let flexed = Self.paths(of: model, flexedBy: 50)
    let place = try #require(neutral.firstIndex { $0.muscle.fascicle == "EO4" })
    #expect(flexed[place].length > neutral[place].length)
  }

  @Test("The obliques on the wall bend the trunk forward at every level", arguments: angles)
  func wallFlexes(degrees: Double) {
    for level in LumbarLevel.allCases {
      for names in [["EO1", "EO2", "EO3", "EO4"], ["IO1", "IO2", "IO3"]] {
        let moment = Self.moment(
          of: { names.contains($0.fascicle) },
          at: level,
          flexedBy: degrees
        )
        #expect(moment > 0, "\(names) at \(level.name), \(degrees) degrees: \(moment) N m")
      }
    }
  }

  /// Greatest loss of the maximum extending moment of multifidus and erector spinae across any
  /// level from upright to full flexion, of nine people: Macintosh, Bogduk and Pearcy 1993, abstract.
  private static let greatestLoss = 0.18

  @Test("Back muscles lose no more of their arms in full flexion than in people")
  func backMusclesKeepTheirArms() {
    func isExtensor(_ muscle: Muscle) -> Bool {
      [.multifidus, .longissimus, .iliocostalis].contains(muscle.group)
    }
    for level in LumbarLevel.allCases {
      let upright = Self.moment(of: isExtensor, at: level, flexedBy: 0)
      let flexed = Self.moment(of: isExtensor, at: level, flexedBy: 50)
      let loss = 1 - flexed / upright
      #expect(loss > 0 && loss < Self.greatestLoss, "\(level.name): \(loss)")
    }
  }
}
