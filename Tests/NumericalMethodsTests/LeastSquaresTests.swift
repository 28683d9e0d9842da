// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import NumericalMethods
import TestSupport
import Testing

@Suite("Least squares")
struct LeastSquaresTests {
  @Test func aLineThroughThreePoints() throws {
    // Points (0, 1), (1, 2), (2, 4): slope 3/2, intercept 5/6.
    let problem = LinearLeastSquares(
      matrix: Matrix(rows: [[1, 0], [1, 1], [1, 2]]),
      observations: [1, 2, 4]
    )
    let solution = try problem.solve()
    #expect(isClose(solution.unknowns[0], 5.0 / 6, absolute: 1e-14))
    #expect(isClose(solution.unknowns[1], 1.5, absolute: 1e-14))
    #expect(isClose(solution.residualNorm, (1.0 / 6).squareRoot(), absolute: 1e-14))
    #expect(solution.rank == 2)
  }

  @Test func aWeightCountsLikeRepeatedObservations() throws {
    let weighted = LinearLeastSquares(
      matrix: Matrix(rows: [[1, 0], [1, 1], [1, 2]]),
      observations: [1, 2, 4],
      weights: [1, 3, 1]
    )
    let repeated = LinearLeastSquares(
      matrix: Matrix(rows: [[1, 0], [1, 1], [1, 1], [1, 1], [1, 2]]),
      observations: [1, 2, 2, 2, 4]
    )
    let first = try weighted.solve()
    let second = try repeated.solve()
    for k in 0..<2 { #expect(isClose(first.unknowns[k], second.unknowns[k], absolute: 1e-13)) }
    #expect(isClose(first.residualNorm, second.residualNorm, absolute: 1e-13))
  }

  @Test func dependentColumnsGiveTheShortestSolution() throws {
    let problem = LinearLeastSquares(
      matrix: Matrix(rows: [[1, 1], [1, 1], [1, 1]]),
      observations: [2, 2, 2]
    )
    let solution = try problem.solve()
    #expect(solution.rank == 1)
    for x in solution.unknowns { #expect(isClose(x, 1, absolute: 1e-13)) }
    let wide = try LinearLeastSquares(matrix: Matrix(rows: [[3, 4]]), observations: [25]).solve()
    #expect(isClose(wide.unknowns[0], 3, absolute: 1e-13))
    #expect(isClose(wide.unknowns[1], 4, absolute: 1e-13))
  }

  @Test func dataThatAreNotNumbersAreRefused() {
    #expect(throws: FactorizationError.notFinite) {
      try LinearLeastSquares(matrix: Matrix(rows: [[1]]), observations: [.nan]).solve()
    }
  }

  /// Rosenbrock's valley as two residuals, from the start that the literature uses.
  private struct Valley: NonlinearSystem {
    var unknownCount: Int { 2 }
    var residualCount: Int { 2 }

    func computeResiduals(at unknowns: [Double], into residuals: inout [Double]) {
      residuals[0] = 10 * (unknowns[1] - unknowns[0] * unknowns[0])
      residuals[1] = 1 - unknowns[0]
    }
  }

  /// y = a exp(-b t) with observations.
  private struct Decay: NonlinearSystem {
    var times: [Double]
    var observations: [Double]
    var unknownCount: Int { 2 }
    var residualCount: Int { times.count }

    func computeResiduals(at unknowns: [Double], into residuals: inout [Double]) {
      for (i, t) in times.enumerated() {
        residuals[i] = unknowns[0] * exp(-unknowns[1] * t) - observations[i]
      }
    }

    func computeJacobian(at unknowns: [Double], into jacobian: inout Matrix) {
      for (i, t) in times.enumerated() {
        jacobian[i, 0] = exp(-unknowns[1] * t)
        jacobian[i, 1] = -unknowns[0] * t * exp(-unknowns[1] * t)
      }
    }
  }

  @Test func theValleyIsFollowedToItsEnd() throws {
    let solution = LevenbergMarquardtSolver().solve(Valley(), startingFrom: [-1.2, 1])
    try solution.checkConverged()
    for x in solution.unknowns { #expect(isClose(x, 1, absolute: 1e-8)) }
    #expect(solution.cost < 1e-16)
  }

  @Test func exactObservationsGiveTheParametersBack() throws {
    let times = (0..<12).map { 0.3 * Double($0) }
    let system = Decay(times: times, observations: times.map { 5 * exp(-0.7 * $0) })
    let solution = LevenbergMarquardtSolver().solve(system, startingFrom: [1, 2])
    try solution.checkConverged()
    #expect(isClose(solution.unknowns[0], 5, absolute: 1e-9))
    #expect(isClose(solution.unknowns[1], 0.7, absolute: 1e-9))
  }

  @Test func theGradientVanishesWhereTheResidualsDoNot() throws {
    var random = SeededGenerator(seed: 4)
    let times = (0..<30).map { 0.1 * Double($0) }
    let system = Decay(
      times: times,
      observations: times.map { 5 * exp(-0.7 * $0) + random.number(in: -0.3...0.3) }
    )
    let solution = LevenbergMarquardtSolver().solve(system, startingFrom: [1, 2])
    try solution.checkConverged()
    #expect(solution.cost > 0.1)
    var jacobian = Matrix(rows: 30, columns: 2)
    system.computeJacobian(at: solution.unknowns, into: &jacobian)
    let gradient = jacobian.transposed * solution.residuals
    #expect(gradient.allSatisfy { abs($0) < 1e-7 })
  }

  @Test func failuresSayWhy() {
    let hasty = LevenbergMarquardtSolver(settings: .init(iterationLimit: 2))
    #expect(hasty.solve(Valley(), startingFrom: [-1.2, 1]).status == .iterationLimit)
    #expect(
      LevenbergMarquardtSolver().solve(Valley(), startingFrom: [.nan, 1]).status == .notFinite
    )
  }
}
