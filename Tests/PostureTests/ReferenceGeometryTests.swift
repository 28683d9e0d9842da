// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import NumericalMethods
import Posture
import TestSupport
import Testing

/// Load sharing on the reference table's geometry as it stands, against independent programs.
@Suite("Standing on the reference geometry")
struct ReferenceGeometryTests {
  private static func solution(psoasTension: Double? = nil) throws -> (PostureSolution, HumanModel)
  {
    // The file's own mass, and no passive tissue, as in the programs compared with.
    let parameters = try ModelParameters(overriding: [
      "subject.mass": 83.99, "reference.muscle_mass": 83.99, "psoas.neutral_fibre_length": 1,
    ])
    let model = HumanModel.referenceGeometry(parameters: parameters, psoasReachesFemur: false)
    var settings = PostureSettings()
    settings.requiresStability = false
    settings.passiveTissue = .none
    settings.psoasTension = psoasTension
    var solver = PostureSolver(model: model, settings: settings)
    var solution = PostureSolution(for: model)
    solver.solve(tilt: 0, into: &solution)
    return (solution, model)
  }

  /// The force along an axis turned forward by an angle, in newtons.
  private static func force(_ load: LevelLoad, _ model: HumanModel, along slope: Double) -> Double {
    let turn = slope - model.skeleton.neutralCurve.discSlope(at: load.level)
    return load.compression * cos(turn) - load.anteriorShear * sin(turn)
  }

  /// 409 N: an independent prototype of the same load sharing, every level on its own.
  @Test("Compression at L4-L5 along the vertebra with every level on its own")
  func everyLevelOnItsOwn() throws {
    let (solution, model) = try Self.solution()
    #expect(solution.status == .ok)
    let force = Self.force(solution[.l4l5], model, along: 0)
    #expect(isClose(force, 409, absolute: 0.15 * 409), "\(force) N")
  }

  /// 0.79 and 1.25 N per newton of both sides together: the same prototype.
  ///
  /// The change of the whole load, with the antagonists that the psoas calls up, along the normal
  /// of the disc; the psoas alone gives 0.64 and 0.62.
  @Test("Change of compression by the psoas of both sides per newton of its force")
  func psoasPerNewton() throws {
    let (quiet, _) = try Self.solution(psoasTension: 0)
    let (pulled, _) = try Self.solution(psoasTension: 100)
    for (level, expected) in [(LumbarLevel.l4l5, 0.79), (.l5s1, 1.25)] {
      let change = (pulled[level].compression - quiet[level].compression) / 200
      #expect(isClose(change, expected, absolute: 0.15 * expected), "\(level.name): \(change)")
    }
  }

  /// 575 N in OpenSim 4.6 and 588 N in the prototype: three equations instead of eighteen, with the
  /// file's coupler ratios, and no activation below 0.01.
  ///
  /// Coupling balances only the sum over the levels and hides what each of them lacks.
  @Test("Compression at L4-L5 along the vertebra with the levels coupled")
  func coupledLevels() throws {
    let parameters = try ModelParameters(overriding: [
      "subject.mass": 83.99, "reference.muscle_mass": 83.99, "psoas.neutral_fibre_length": 1,
    ])
    let model = HumanModel.referenceGeometry(parameters: parameters, psoasReachesFemur: false)
    let skeleton = model.skeleton
    let state = skeleton.multibody.neutralState()
    let tau = skeleton.multibody.staticForces(at: state)
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    skeleton.multibody.updatePositions(state, in: &dynamics)
    var geometry = MuscleGeometryWorkspace(for: model.geometry)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &geometry)
    // From L5-S1 up, in flexion, bending and rotation, as the file couples them.
    let ratios: [[Double]] = [
      [1, 1.8571, 1.6429, 1.1429, 0.9286, 0.5714], [1, 1.33, 2.4314, 2.4314, 2.0392, 1.549],
      [1, 1.0625, 1.0625, 0.875, 0.8125, 0.75],
    ]
    let trunk = model.muscles.indices.filter { index in
      (0..<18).contains { geometry.momentArm(of: index, column: $0) != 0 }
        || (24..<27).contains { geometry.momentArm(of: index, column: $0) != 0 }
    }
    var equations = Matrix(rows: 3, columns: trunk.count)
    var demands = [0.0, 0, 0]
    for axis in 0..<3 {
      for level in LumbarLevel.allCases {
        let ratio = ratios[axis][level.rawValue]
        demands[axis] += ratio * tau[skeleton.lumbar[level][axis].index]
        for (column, muscle) in trunk.enumerated() {
          let arm =
            geometry.momentArm(of: muscle, column: 3 * level.rawValue + axis)
            + geometry.momentArm(of: muscle, column: 24 + axis)
          equations[axis, column] +=
            ratio * arm * model.muscles[muscle].law.maximumIsometricForce
        }
      }
    }
    let solution = SeparableConvexSolver().solve(
      SeparableConvexProgram(
        exponent: 2,
        weights: Array(repeating: 1, count: trunk.count),
        lowerBounds: Array(repeating: 0.01, count: trunk.count),
        upperBounds: Array(repeating: 1, count: trunk.count),
        equations: equations,
        demands: demands
      )
    )
    try solution.checkConverged()
    var force = skeleton.multibody.mass(ofSubtreeFrom: skeleton.bodyAbove[.l4l5]) * 9.80665
    for (muscle, activation) in zip(trunk, solution.variables) {
      let pull = model.pull(of: muscle, beyondJointOf: skeleton.bodyAbove[.l4l5], in: geometry)
      force -= activation * model.muscles[muscle].law.maximumIsometricForce * pull.force.y
    }
    #expect(isClose(force, 575, absolute: 0.15 * 575), "\(force) N")
  }
}
