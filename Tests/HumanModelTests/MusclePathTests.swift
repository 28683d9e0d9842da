// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

/// Largest deviation of a length from the trapezoid rule over 0.1 degree, in metres.
private let largestJump = 1e-6

/// Moment arms against differences of length, in metres.
private let armTolerance = 1e-7

@Suite("The paths of the built-in muscles over the range of motion")
struct MusclePathTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  /// A motion of one coordinate, its range in degrees, the column of its moment arms, and the bend
  /// of both hips and knees in degrees while it moves.
  struct Motion: Sendable, CustomTestStringConvertible {
    let name: String
    let column: Int
    let range: ClosedRange<Double>
    var hips = 0.0
    var knees = 0.0
    var testDescription: String { name }
  }

  static let motions: [Motion] = {
    var motions: [Motion] = []
    for level in LumbarLevel.allCases {
      for (axis, range) in [(0, -8.0...12.0), (1, -8...8), (2, -3...3)] {
        motions.append(
          Motion(
            name: "\(level.name) axis \(axis)",
            column: 3 * level.rawValue + axis,
            range: range
          )
        )
      }
    }
    for knees in [0.0, 60, 120] {
      for (side, column) in [("right", 18), ("left", 21)] {
        motions.append(
          Motion(
            name: "\(side) hip flexion, knees \(knees)",
            column: column,
            range: -20...120,
            knees: knees
          )
        )
      }
    }
    for hips in [-20.0, 0, 60, 90, 120] {
      for (axis, column) in [("adduction", 19), ("rotation", 20)] {
        motions.append(
          Motion(
            name: "right hip \(axis), hips \(hips)",
            column: column,
            range: -15...15,
            hips: hips,
            knees: max(0, hips)
          )
        )
      }
    }
    return motions
  }()

  @Test("No length jumps, and moment arms are the derivative of length", arguments: motions)
  func sweep(motion: Motion) {
    let model = Self.model
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    var state = model.legsBent(hips: motion.hips, knees: motion.knees)
    let coordinate = model.skeleton.balancedCoordinates[motion.column].index
    let step = Angle.degrees(0.1)
    let count = Int(((motion.range.upperBound - motion.range.lowerBound) / 0.1).rounded())
    var lengths: [Double] = []
    var arms: [Double] = []
    var worst = 0.0
    for index in 0...count {
      state.coordinates[coordinate] =
        Angle.degrees(motion.range.lowerBound) + Double(index) * step
      multibody.applyCouplings(to: &state)
      multibody.updatePositions(state, in: &dynamics)
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      let newLengths = workspace.lengths
      let newArms = (0..<newLengths.count).map { muscle in
        workspace.momentArm(of: muscle, column: motion.column)
          + (motion.column < 18
            ? workspace.momentArm(of: muscle, column: 24 + motion.column % 3) : 0)
      }
      for muscle in lengths.indices {
        // dL = -r dq, by the trapezoid rule.
        let jump =
          newLengths[muscle] - lengths[muscle] + (newArms[muscle] + arms[muscle]) * step / 2
        worst = max(worst, abs(jump))
      }
      lengths = newLengths
      arms = newArms
    }
    #expect(worst < largestJump, "\(worst) m")
  }

  @Test("Moment arms against differences of length in random postures", arguments: 0..<8)
  func differences(seed: UInt64) {
    let model = Self.model
    let multibody = model.skeleton.multibody
    var generator = SeededGenerator(seed: seed)
    // Standing, then sitting, squatting and lunging: legs anywhere in their range.
    var state =
      seed < 4
      ? multibody.neutralState()
      : model.legsBent(
        hips: generator.number(in: -10...110),
        knees: generator.number(in: 0...120)
      )
    for coordinate in model.skeleton.balancedCoordinates {
      state.coordinates[coordinate.index] += generator.number(in: -0.1...0.1)
    }
    multibody.applyCouplings(to: &state)
    var dynamics = DynamicsWorkspace(for: multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    func lengths(_ state: MultibodyState) -> [Double] {
      var state = state
      multibody.applyCouplings(to: &state)
      multibody.updatePositions(state, in: &dynamics)
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      return workspace.lengths
    }
    let step = 1e-4
    for (column, coordinate) in model.skeleton.balancedCoordinates.enumerated() {
      var moved = state
      moved.coordinates[coordinate.index] += step
      let after = lengths(moved)
      moved.coordinates[coordinate.index] -= 2 * step
      let before = lengths(moved)
      _ = lengths(state)
      for muscle in after.indices {
        var arm = workspace.momentArm(of: muscle, column: column)
        if column < 18 { arm += workspace.momentArm(of: muscle, column: 24 + column % 3) }
        let difference = -(after[muscle] - before[muscle]) / (2 * step)
        #expect(
          isClose(arm, difference, absolute: armTolerance),
          "\(model.muscles[muscle].name), column \(column), seed \(seed)"
        )
      }
    }
  }

  @Test("The left side mirrors the right side in neutral standing")
  func mirror() {
    let half = Self.model.muscles.count / 2
    for index in 0..<half {
      #expect(
        isClose(
          Self.model.muscles[index].neutralLength,
          Self.model.muscles[half + index].neutralLength,
          absolute: 1e-15
        )
      )
    }
  }

  @Test("Every fibre has its stated length in neutral standing, with tendon left over")
  func calibration() throws {
    let parameters = ModelParameters()
    for muscle in Self.model.muscles {
      let fibre = muscle.law.fibre(atPathLength: muscle.neutralLength)
      // The fascicle's own, that of its group, or that of all.
      let group = muscle.group.rawValue
      let names = ["\(group).\(muscle.fascicle)", group, "muscle"]
      let expected = try #require(
        names.compactMap { ParameterCatalogue.standard["\($0).neutral_fibre_length"] }.first
          .map { parameters[$0] }
      )
      #expect(isClose(fibre.normalizedLength, expected, absolute: 1e-12), "\(muscle.name)")
      #expect(muscle.law.tendonSlackLength >= 0.049 * muscle.neutralLength, "\(muscle.name)")
    }
  }
}
