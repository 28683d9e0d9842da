// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import NumericalMethods
import TestSupport
import Testing

/// A few roundings of numbers near one, times the slope of a root.
private let closedFormTolerance = 1e-11

@Suite("Separable convex program: closed forms")
struct SeparableProgramClosedFormTests {
  private let solver = SeparableConvexSolver()

  private func twoVariables(
    exponent: Double,
    demand: Double,
    upper: [Double] = [1, 1]
  ) -> SeparableConvexProgram {
    SeparableConvexProgram(
      exponent: exponent,
      weights: [1, 2],
      lowerBounds: [0, 0],
      upperBounds: upper,
      equations: Matrix(rows: [[3, 4]]),
      demands: [demand]
    )
  }

  @Test(arguments: [1.5, 2, 2.5, 3, 4])
  func twoVariablesShareOneDemand(exponent: Double) throws {
    // Equal slopes per coefficient: x_i is proportional to (a_i / w_i)^(1 / (p - 1)).
    let solution = solver.solve(twoVariables(exponent: exponent, demand: 2))
    try solution.checkConverged()
    let shares = [pow(3, 1 / (exponent - 1)), pow(2, 1 / (exponent - 1))]
    let factor = 2 / (3 * shares[0] + 4 * shares[1])
    for i in 0..<2 {
      #expect(isClose(solution.variables[i], factor * shares[i], absolute: closedFormTolerance))
    }
    let multiplier = exponent * pow(solution.variables[0], exponent - 1) / 3
    #expect(
      isClose(solution.equationMultipliers[0], multiplier, absolute: closedFormTolerance)
    )
    #expect(
      isClose(
        solution.cost,
        pow(factor * shares[0], exponent) + 2 * pow(factor * shares[1], exponent),
        absolute: closedFormTolerance
      )
    )
  }

  @Test(arguments: [1.5, 2, 2.5, 3, 4])
  func anActiveBoundLeavesTheRestToTheOther(exponent: Double) throws {
    let solution = solver.solve(twoVariables(exponent: exponent, demand: 2, upper: [0.2, 1]))
    try solution.checkConverged()
    #expect(solution.variables[0] == 0.2)
    #expect(isClose(solution.variables[1], 0.35, absolute: closedFormTolerance))
  }

  @Test(arguments: [2.0, 3])
  func anAntagonistStaysSilent(exponent: Double) throws {
    let program = SeparableConvexProgram(
      exponent: exponent,
      weights: [1, 1, 1],
      lowerBounds: [0, 0, 0],
      upperBounds: [1, 1, 1],
      equations: Matrix(rows: [[3, 3, -2]]),
      demands: [1.5]
    )
    let solution = solver.solve(program)
    try solution.checkConverged()
    #expect(solution.variables[2] == 0)
    #expect(isClose(solution.variables[0], 0.25, absolute: closedFormTolerance))
    #expect(isClose(solution.variables[1], 0.25, absolute: closedFormTolerance))
  }

  @Test(arguments: [2.0, 2.5, 3])
  func negativeValuesAreSharedLikePositiveOnes(exponent: Double) throws {
    var program = twoVariables(exponent: exponent, demand: 2)
    program.lowerBounds = [-1, -1]
    let positive = solver.solve(program)
    program.demands = [-2]
    let negative = solver.solve(program)
    try negative.checkConverged()
    for i in 0..<2 {
      #expect(
        isClose(negative.variables[i], -positive.variables[i], absolute: closedFormTolerance)
      )
    }
  }

  @Test func anImposedVariableTakesItsPart() throws {
    var program = twoVariables(exponent: 2, demand: 2)
    program.lowerBounds[0] = 0.5
    program.upperBounds[0] = 0.5
    let solution = solver.solve(program)
    try solution.checkConverged()
    #expect(solution.variables[0] == 0.5)
    #expect(isClose(solution.variables[1], 0.125, absolute: closedFormTolerance))
  }

  @Test func noDemandNeedsNoEffort() throws {
    for exponent in [1.5, 2, 3] {
      let solution = solver.solve(twoVariables(exponent: exponent, demand: 0))
      try solution.checkConverged()
      #expect(solution.variables.allSatisfy { $0 == 0 })
    }
  }

  @Test func anInequalityThatHoldsChangesNothing() throws {
    var program = twoVariables(exponent: 2, demand: 2)
    let free = solver.solve(program)
    program.inequalities = Matrix(rows: [[1, 1]])
    program.inequalityBounds = [0.1]
    let solution = solver.solve(program)
    try solution.checkConverged()
    #expect(solution.inequalityMultipliers == [0])
    for i in 0..<2 {
      #expect(isClose(solution.variables[i], free.variables[i], absolute: closedFormTolerance))
    }
  }

  @Test func anActiveInequalityHasItsMultiplier() throws {
    // x1 + x2 = 1 and x1 >= 0.8: the slopes 1.6 and 0.4 give y = 0.4 and z = 1.2.
    let program = SeparableConvexProgram(
      exponent: 2,
      weights: [1, 1],
      lowerBounds: [0, 0],
      upperBounds: [1, 1],
      equations: Matrix(rows: [[1, 1]]),
      demands: [1],
      inequalities: Matrix(rows: [[1, 0]]),
      inequalityBounds: [0.8]
    )
    let solution = solver.solve(program)
    try solution.checkConverged()
    #expect(isClose(solution.variables[0], 0.8, absolute: closedFormTolerance))
    #expect(isClose(solution.variables[1], 0.2, absolute: closedFormTolerance))
    #expect(isClose(solution.equationMultipliers[0], 0.4, absolute: closedFormTolerance))
    #expect(isClose(solution.inequalityMultipliers[0], 1.2, absolute: closedFormTolerance))
  }

  @Test(arguments: [(true, 2.0), (true, -2.0), (false, -2.0)])
  func aSupportSharesTheDemandWhenItCan(isUnilateral: Bool, coefficient: Double) throws {
    // x^2 + (c / 2) s^2 with x + g s = b: x = y / 2, s = g y / c, y = b / (1/2 + g^2 / c).
    let program = SeparableConvexProgram(
      exponent: 2,
      weights: [1],
      lowerBounds: [0],
      upperBounds: [1],
      equations: Matrix(rows: [[1]]),
      demands: [0.5],
      supports: [
        .init(coefficients: [coefficient], costCoefficient: 0.5, isUnilateral: isUnilateral)
      ]
    )
    let solution = solver.solve(program)
    try solution.checkConverged()
    let pulls = isUnilateral && coefficient < 0
    let y = pulls ? 1 : 0.5 / (0.5 + coefficient * coefficient / 0.5)
    #expect(isClose(solution.equationMultipliers[0], y, absolute: closedFormTolerance))
    #expect(isClose(solution.variables[0], y / 2, absolute: closedFormTolerance))
    #expect(
      isClose(solution.supports[0], pulls ? 0 : coefficient * y / 0.5, absolute: 1e-11)
    )
  }

  @Test(arguments: [2.0, 2.5, 3])
  func anOverloadIsUnmetByWhatExceedsTheCapacity(exponent: Double) {
    let solution = solver.solve(twoVariables(exponent: exponent, demand: 10))
    #expect(solution.status == .infeasible)
    #expect(solution.variables == [1, 1])
    #expect(isClose(solution.unmetDemands[0], 3, absolute: closedFormTolerance))
    #expect(throws: SeparableProgramError.self) { try solution.checkConverged() }
  }

  @Test(arguments: [2.0, 3])
  func theUnmetPartIsLeastInTheSum(exponent: Double) {
    // |4 - 2 x| + |0 - x| falls until x = 1: unmet 2 and -1, though the second could be met.
    let program = SeparableConvexProgram(
      exponent: exponent,
      weights: [1],
      lowerBounds: [0],
      upperBounds: [1],
      equations: Matrix(rows: [[2], [1]]),
      demands: [4, 0]
    )
    let solution = solver.solve(program)
    #expect(solution.status == .infeasible)
    #expect(solution.variables == [1])
    #expect(isClose(solution.unmetDemands[0], 2, absolute: closedFormTolerance))
    #expect(isClose(solution.unmetDemands[1], -1, absolute: closedFormTolerance))
  }

  @Test func anEquationThatNobodyCanMeetIsUnmetAlone() {
    let program = SeparableConvexProgram(
      exponent: 2,
      weights: [1, 2],
      lowerBounds: [0, 0],
      upperBounds: [1, 1],
      equations: Matrix(rows: [[3, 4], [0, 0]]),
      demands: [2, 5]
    )
    let solution = solver.solve(program)
    #expect(solution.status == .infeasible)
    #expect(isClose(solution.unmetDemands[0], 0, absolute: closedFormTolerance))
    #expect(isClose(solution.unmetDemands[1], 5, absolute: closedFormTolerance))
    let alone = solver.solve(twoVariables(exponent: 2, demand: 2))
    for i in 0..<2 {
      #expect(isClose(solution.variables[i], alone.variables[i], absolute: closedFormTolerance))
    }
  }

  @Test func anInequalityThatCannotHoldIsReported() {
    var program = twoVariables(exponent: 2, demand: 2)
    program.inequalities = Matrix(rows: [[1, 1]])
    program.inequalityBounds = [3]
    let solution = solver.solve(program)
    #expect(solution.status == .infeasible)
    #expect(solution.unmetInequalities[0] > 1)
  }

  @Test(arguments: [Double.nan, .infinity])
  func dataThatAreNotNumbersAreReported(bad: Double) {
    let solution = solver.solve(twoVariables(exponent: 2, demand: bad))
    #expect(solution.status == .notFinite)
    var program = twoVariables(exponent: 3, demand: 2)
    program.equations[0, 1] = bad
    #expect(solver.solve(program).status == .notFinite)
  }
}
