// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MuscleRecruitment
import TestSupport
import Testing

/// A few hundred roundings of numbers near one.
private let tolerance = 1e-11

@Suite("Muscle recruitment: least effort")
struct MuscleRecruitmentTests {
  private let solver = MuscleRecruitmentSolver()

  /// Two flexors and one extensor of one joint, with capacities in newtons and arms in metres.
  private func elbow(demand: Double) -> MuscleRecruitmentProblem {
    let capacities = [800.0, 400, 600]
    let arms = [0.04, 0.05, -0.025]
    return MuscleRecruitmentProblem(
      momentsAtFullActivation: Matrix(rows: [zip(capacities, arms).map { $0 * $1 }]),
      capacities: capacities,
      demands: [demand]
    )
  }

  @Test func flexorsShareByTheirMoments() throws {
    let solution = solver.solve(elbow(demand: 20))
    try solution.checkConverged()
    // a_i = M_i y / 2 with M = 32 and 20 N m: y = 40 / (32^2 + 20^2).
    let y = 40 / (32.0 * 32 + 20 * 20)
    #expect(isClose(solution.activations[0], 16 * y, absolute: tolerance))
    #expect(isClose(solution.activations[1], 10 * y, absolute: tolerance))
    #expect(solution.activations[2] == 0)
    #expect(isClose(solution.forces[0], 800 * 16 * y, absolute: 1000 * tolerance))
    #expect(isClose(solution.multipliers[0], y, absolute: tolerance))
    #expect(solution.musclesAtTheirBound.isEmpty)
    #expect(solution.report.stability == nil)
  }

  @Test func anOverloadNamesTheUnmetMomentAndTheMusclesAtTheirBound() {
    let solution = solver.solve(elbow(demand: 60))
    #expect(solution.status == .demandsUnmet)
    #expect(isClose(solution.unmetMoments[0], 8, absolute: 100 * tolerance))
    #expect(isClose(solution.report.unmetMoment, 8, absolute: 100 * tolerance))
    #expect(solution.musclesAtTheirBound == [0, 1])
    #expect(throws: MuscleRecruitmentError.self) { try solution.checkConverged() }
  }

  @Test(arguments: MuscleRecruitmentProblem.Weighting.allCases)
  func weightsHaveMeanOne(weighting: MuscleRecruitmentProblem.Weighting) throws {
    var problem = elbow(demand: 20)
    problem.weighting = weighting
    problem.volumes = [3e-4, 1e-4, 2e-4]
    #expect(isClose(problem.weights.reduce(0, +), 3, absolute: tolerance))
    let solution = solver.solve(problem)
    try solution.checkConverged()
    // Equal marginal effort per newton metre: 2 w a / M is the same in both flexors.
    let marginal = (0..<2).map {
      2 * problem.weights[$0] * solution.activations[$0]
        / problem.momentsAtFullActivation[0, $0]
    }
    #expect(isClose(marginal[0], marginal[1], absolute: tolerance))
    let effort = zip(problem.weights, solution.activations).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    #expect(isClose(solution.effort, effort, absolute: tolerance))
  }

  @Test func anImposedForceIsCarriedByTheOthers() throws {
    var problem = elbow(demand: 20)
    // 120 N of the extensor cost 3 N m more.
    problem.imposedActivations = [.init(muscle: 2, force: 120, capacity: 600)]
    let solution = solver.solve(problem)
    try solution.checkConverged()
    #expect(isClose(solution.forces[2], 120, absolute: tolerance))
    let flexion = 32 * solution.activations[0] + 20 * solution.activations[1]
    #expect(isClose(flexion, 23, absolute: 100 * tolerance))
  }

  @Test func aLeastActivationIsKept() throws {
    var problem = elbow(demand: 20)
    problem.lowerActivations = [0.01, 0.01, 0.01]
    let solution = solver.solve(problem)
    try solution.checkConverged()
    #expect(solution.activations[2] == 0.01)
  }

  @Test func aSupportThatCanPushTakesTheLoad() throws {
    var problem = elbow(demand: 20)
    problem.supports = [
      .init(momentsPerForce: [0.2], costCoefficient: 1e-9, isUnilateral: true)
    ]
    let pushing = solver.solve(problem)
    try pushing.checkConverged()
    #expect(pushing.supportForces[0] > 99.9)
    #expect(pushing.effort < 1e-6)
    problem.supports[0].momentsPerForce = [-0.2]
    let idle = solver.solve(problem)
    try idle.checkConverged()
    #expect(idle.supportForces[0] == 0)
  }

  @Test(arguments: [2.0, 3])
  func theExponentSpreadsTheLoad(exponent: Double) throws {
    var problem = elbow(demand: 20)
    problem.exponent = exponent
    let solution = solver.solve(problem)
    try solution.checkConverged()
    // a is proportional to M^(1 / (p - 1)).
    let ratio = solution.activations[0] / solution.activations[1]
    #expect(isClose(ratio, pow(1.6, 1 / (exponent - 1)), absolute: 1e-10))
  }

  @Test func codingRoundTrips() throws {
    var problem = elbow(demand: 20)
    problem.stability = StabilityRequirement(
      constant: Matrix(rows: [[-1]]),
      perActivation: [Matrix](repeating: Matrix(rows: [[5]]), count: 3)
    )
    problem.imposedActivations = [.init(muscle: 1, activation: 0.2)]
    let copy = try JSONDecoder().decode(
      MuscleRecruitmentProblem.self,
      from: JSONEncoder().encode(problem)
    )
    #expect(copy == problem)
    let solution = solver.solve(problem)
    let read = try JSONDecoder().decode(
      MuscleRecruitmentSolution.self,
      from: JSONEncoder().encode(solution)
    )
    #expect(read == solution)
  }

  @Test func dataThatAreNotNumbersAreReported() {
    #expect(solver.solve(elbow(demand: .nan)).status == .notFinite)
  }
}
