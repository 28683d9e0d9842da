// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

@Suite("Muscles of knee and ankle")
struct LegMuscleTests {
  private static let subject = Subject(standardIn: ModelParameters())
  private static let model = HumanModel(of: subject, musculature: .trunkAndLegs)

  /// Moment arms of a muscle about a coordinate, in metres, with some coordinates moved.
  private static func arm(
    of muscle: String,
    about name: String,
    at value: Double
  ) throws -> Double {
    let multibody = model.skeleton.multibody
    let coordinate = try #require(multibody.coordinate(named: name))
    let place = try #require(model.muscles.firstIndex { $0.name == muscle })
    let column = try #require(model.balancedCoordinates.firstIndex(of: coordinate))
    var state = multibody.neutralState()
    state[coordinate] = value
    multibody.applyCouplings(to: &state)
    var dynamics = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(state, in: &dynamics)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    return workspace.momentArm(of: place, column: column)
  }

  struct Arm: Sendable {
    let muscle: String
    let coordinate: String
    let angle: Double
    let value: Double
  }

  /// Arms in the source file by OpenSim 4.5.2 (pyopensim, `computeMomentArm` in its neutral posture
  /// with one coordinate moved), in metres; its knee angle is positive in flexion.
  private static let arms = [
    Arm(muscle: "vasint_r", coordinate: "knee_flexion_r", angle: 0, value: -0.0452),
    Arm(muscle: "vasint_r", coordinate: "knee_flexion_r", angle: 0.7, value: -0.0387),
    Arm(muscle: "vaslat_r", coordinate: "knee_flexion_r", angle: 0.35, value: -0.0447),
    Arm(muscle: "vasmed_r", coordinate: "knee_flexion_r", angle: 0.7, value: -0.0370),
    Arm(muscle: "bfsh_r", coordinate: "knee_flexion_r", angle: 0.35, value: 0.0250),
    Arm(muscle: "gasmed_r", coordinate: "knee_flexion_r", angle: 0.35, value: 0.0200),
    Arm(muscle: "gaslat_r", coordinate: "knee_flexion_r", angle: 0.7, value: 0.0254),
    Arm(muscle: "gasmed_r", coordinate: "ankle_dorsiflexion_r", angle: 0, value: -0.0431),
    Arm(muscle: "soleus_r", coordinate: "ankle_dorsiflexion_r", angle: 0, value: -0.0420),
    Arm(muscle: "soleus_r", coordinate: "ankle_dorsiflexion_r", angle: -0.3, value: -0.0442),
    Arm(muscle: "tibant_r", coordinate: "ankle_dorsiflexion_r", angle: 0, value: 0.0459),
    Arm(muscle: "tibpost_r", coordinate: "ankle_dorsiflexion_r", angle: 0, value: -0.0105),
  ]

  /// A cylinder for the patella, one hinge for the knee, a level axis for the ankle, and a body that
  /// is 0.95 times as long: what the arms may differ by, in metres.
  private static let simplification = 0.012

  @Test("Arms about knee and ankle lie beside those of the source", arguments: arms)
  func besideTheSource(_ arm: Arm) throws {
    let value = try Self.arm(of: arm.muscle, about: arm.coordinate, at: arm.angle)
    #expect(abs(value - arm.value) < Self.simplification, "\(value)")
  }

  @Test("They cross neither spine nor hip, and stand behind all muscles that do")
  func order() {
    let plain = HumanModel(of: Self.subject)
    let count = plain.muscles.count / 2
    let whole = Self.model.muscles.count / 2
    #expect(whole == count + 15)
    for side in 0..<2 {
      for index in 0..<count {
        let (one, other) = (
          plain.muscles[side * count + index], Self.model.muscles[side * whole + index]
        )
        #expect(one.name == other.name && one.law == other.law)
      }
    }
    let balanced = plain.skeleton.balancedCoordinates.count
    #expect(Self.model.balancedCoordinates.count == balanced + 4)
    var dynamics = DynamicsWorkspace(for: Self.model.skeleton.multibody)
    let state = Self.model.skeleton.multibody.neutralState()
    Self.model.skeleton.multibody.updatePositions(state, in: &dynamics)
    var workspace = MuscleGeometryWorkspace(for: Self.model.geometry)
    Self.model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    for side in 0..<2 {
      for index in count..<whole {
        for column in 0..<balanced {
          #expect(workspace.momentArm(of: side * whole + index, column: column) == 0)
        }
      }
    }
  }

  @Test("Left and right mirror each other")
  func mirror() throws {
    for muscle in ["vaslat", "gasmed", "tibant", "perlong"] {
      for (coordinate, angle) in [("knee_flexion", 0.5), ("ankle_dorsiflexion", 0.1)] {
        let right = try Self.arm(of: "\(muscle)_r", about: "\(coordinate)_r", at: angle)
        let left = try Self.arm(of: "\(muscle)_l", about: "\(coordinate)_l", at: angle)
        #expect(isClose(right, left, absolute: 1e-12))
      }
    }
  }
}
