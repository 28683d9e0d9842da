// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import NumericalMethods
import TestSupport
import Testing

/// The solver's own tolerance in the argument, with a rounding.
private let rootTolerance = 2e-12

@Suite("Zeros of functions")
struct RootFindingTests {
  struct Case: Sendable, CustomStringConvertible {
    var description: String
    var bracket: ClosedRange<Double>
    var root: Double
    var function: @Sendable (Double) -> Double
    var derivative: @Sendable (Double) -> Double
  }

  static let cases = [
    Case(
      description: "root of two",
      bracket: 0...2,
      root: 2.0.squareRoot(),
      function: { $0 * $0 - 2 },
      derivative: { 2 * $0 }
    ),
    Case(
      description: "Dottie's number",
      bracket: 0...1,
      root: 0.739_085_133_215_160_6,
      function: { cos($0) - $0 },
      derivative: { -sin($0) - 1 }
    ),
    Case(
      description: "falling",
      bracket: 0...10,
      root: 3,
      function: { exp(-$0) - exp(-3) },
      derivative: { -exp(-$0) }
    ),
    Case(
      description: "flat beside the zero",
      bracket: -4...4,
      root: 0.5,
      function: { atan(20 * ($0 - 0.5)) },
      derivative: { 20 / (1 + 400 * ($0 - 0.5) * ($0 - 0.5)) }
    ),
    Case(
      description: "zero at the edge",
      bracket: 1...4,
      root: 1,
      function: { $0 - 1 },
      derivative: { _ in 1 }
    ),
  ]

  @Test(arguments: cases)
  func brentFindsTheZero(example: Case) throws {
    let solution = ScalarRootSolver().solve(in: example.bracket, example.function)
    try solution.checkConverged()
    #expect(isClose(solution.root, example.root, absolute: rootTolerance))
    #expect(solution.evaluations < 30)
    #expect(example.bracket.contains(solution.root))
  }

  @Test(arguments: cases)
  func safeguardedNewtonFindsTheZero(example: Case) throws {
    let solution = ScalarRootSolver().solve(
      in: example.bracket,
      valueAndDerivative: { (example.function($0), example.derivative($0)) }
    )
    try solution.checkConverged()
    #expect(isClose(solution.root, example.root, absolute: rootTolerance))
    #expect(solution.evaluations < 60)
  }

  @Test func sameSignsAreNotABracket() {
    let solver = ScalarRootSolver()
    #expect(solver.solve(in: 2...3) { $0 * $0 - 2 }.status == .notBracketed)
    #expect(
      solver.solve(in: 2...3, valueAndDerivative: { ($0 * $0 - 2, 2 * $0) }).status
        == .notBracketed
    )
  }

  @Test func infiniteValuesAndLimitsAreReported() {
    #expect(ScalarRootSolver().solve(in: 0...1) { 1 / $0 - 2 }.status == .notFinite)
    let hasty = ScalarRootSolver(settings: .init(evaluationLimit: 4))
    let solution = hasty.solve(in: -4...4) { atan(20 * ($0 - 0.5)) }
    #expect(solution.status == .iterationLimit)
    #expect(throws: SolverError.self) { try solution.checkConverged() }
  }
}

/// The intersection of a circle and a cubic: x^2 + y^2 = 4, y = x^3 - x.
private struct CircleAndCubic: NonlinearSystem {
  var unknownCount: Int { 2 }
  var residualCount: Int { 2 }

  func computeResiduals(at unknowns: [Double], into residuals: inout [Double]) {
    let x = unknowns[0]
    let y = unknowns[1]
    residuals[0] = x * x + y * y - 4
    residuals[1] = y - x * x * x + x
  }

  func computeJacobian(at unknowns: [Double], into jacobian: inout Matrix) {
    jacobian[0, 0] = 2 * unknowns[0]
    jacobian[0, 1] = 2 * unknowns[1]
    jacobian[1, 0] = 1 - 3 * unknowns[0] * unknowns[0]
    jacobian[1, 1] = 1
  }
}

/// atan(x) = 0, where Newton's method without a line search runs away beyond |x| = 1.39.
private struct ArcTangent: NonlinearSystem {
  var unknownCount: Int { 1 }
  var residualCount: Int { 1 }

  func computeResiduals(at unknowns: [Double], into residuals: inout [Double]) {
    residuals[0] = atan(unknowns[0])
  }
}

/// x^2 + 1 = 0 has no solution.
private struct NoSolution: NonlinearSystem {
  var unknownCount: Int { 1 }
  var residualCount: Int { 1 }

  func computeResiduals(at unknowns: [Double], into residuals: inout [Double]) {
    residuals[0] = unknowns[0] * unknowns[0] + 1
  }
}

@Suite("Newton's method in several unknowns")
struct NewtonSolverTests {
  @Test func findsAnIntersection() throws {
    let solution = NewtonSolver().solve(CircleAndCubic(), startingFrom: [1, 1])
    try solution.checkConverged()
    // x solves x^6 - 2 x^4 + 2 x^2 - 4 = 0.
    let x = solution.unknowns[0]
    #expect(abs(pow(x, 6) - 2 * pow(x, 4) + 2 * x * x - 4) < 1e-9)
    #expect(solution.iterations < 10)
  }

  @Test func theLineSearchHoldsALongStep() throws {
    let solution = NewtonSolver().solve(ArcTangent(), startingFrom: [10])
    try solution.checkConverged()
    #expect(abs(solution.unknowns[0]) < 1e-9)
  }

  @Test func failuresSayWhy() {
    let stuck = NewtonSolver().solve(NoSolution(), startingFrom: [3])
    #expect(stuck.status != .converged)
    #expect(throws: SolverError.self) { try stuck.checkConverged() }
    #expect(NewtonSolver().solve(CircleAndCubic(), startingFrom: [0, 0]).status != .notFinite)
    #expect(NewtonSolver().solve(ArcTangent(), startingFrom: [.nan]).status == .notFinite)
  }
}
