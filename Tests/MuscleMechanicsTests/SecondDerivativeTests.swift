// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

@Suite("Second derivatives of length")
struct SecondDerivativeTests {
  /// Differences of moment arms, step 2e-5 rad: fourth order, relative to the
  /// greatest entry, since short pieces near a surface curve sharply.
  static let difference = 1e-7

  @Test("the weighted matrix agrees with differences of moment arms", arguments: 0..<10)
  func hessian(seed: UInt64) throws {
    let sample = try RandomMuscles(seed: seed)
    let geometry = sample.geometry
    let n = geometry.coordinateCount
    var dynamics = DynamicsWorkspace(for: sample.model)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    sample.model.updateKinematics(sample.state, in: &dynamics)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let h = 2e-5
    let steps = (0..<n).map { column in
      [-h, -h / 2, h / 2, h].map { step in
        var state = sample.state
        state.coordinates[column] += step
        return evaluate(geometry, sample.model, state).momentArms
      }
    }
    for muscle in 0..<geometry.muscleCount {
      // With an end inside its surface the result is that of frozen contact points.
      guard !workspace.hasEndInside(geometry, muscle) else { continue }
      var weights = [Double](repeating: 0, count: geometry.muscleCount)
      weights[muscle] = 2
      var matrix = [Double](repeating: 0, count: n * n)
      geometry.addLengthHessian(
        weights: weights,
        using: dynamics,
        in: &workspace,
        into: &matrix
      )
      let scale = max(0.1, matrix.map(abs).max() ?? 0)
      for column in 0..<n {
        for row in 0..<n {
          let at = muscle * n + row
          let shifted = steps[column].map { $0[at] }
          let coarse = (shifted[3] - shifted[0]) / (2 * h)
          let fine = (shifted[2] - shifted[1]) / h
          let numeric = -2 * (4 * fine - coarse) / 3
          #expect(
            isClose(matrix[row * n + column], numeric, absolute: Self.difference * scale),
            "seed \(seed), muscle \(muscle), (\(row), \(column)) of \(matrix[row * n + column])"
          )
          #expect(matrix[row * n + column] == matrix[column * n + row])
        }
      }
    }
  }

  @Test("along a direction it is the quadratic form of the matrix", arguments: 0..<10)
  func directional(seed: UInt64) throws {
    let sample = try RandomMuscles(seed: seed)
    let geometry = sample.geometry
    let n = geometry.coordinateCount
    var generator = SeededGenerator(seed: seed)
    var dynamics = DynamicsWorkspace(for: sample.model)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    sample.model.updateKinematics(sample.state, in: &dynamics)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let direction = (0..<n).map { _ in generator.number(in: -1...1) }
    let weights = (0..<geometry.muscleCount).map { _ in generator.number(in: 0...100) }
    var second = [Double](repeating: 0, count: geometry.muscleCount)
    geometry.computeSecondDerivatives(
      along: direction,
      using: dynamics,
      in: &workspace,
      into: &second
    )
    var matrix = [Double](repeating: 1, count: n * n)
    geometry.addLengthHessian(
      weights: weights,
      using: dynamics,
      in: &workspace,
      into: &matrix
    )
    var form = 0.0
    for i in 0..<n {
      for j in 0..<n { form += direction[i] * (matrix[i * n + j] - 1) * direction[j] }
    }
    let sum = zip(weights, second).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(isClose(form, sum, absolute: 1e-9, relative: 1e-10))
  }
}

extension MuscleGeometryWorkspace {
  /// True when a wrapped piece of a muscle has an end inside its surface.
  func hasEndInside(_ geometry: MuscleGeometry, _ muscle: Int) -> Bool {
    geometry.tables.muscles[muscle].segments.contains {
      wrapPlaces[$0] >= 0 && wraps[wrapPlaces[$0]].endsInside
    }
  }
}
