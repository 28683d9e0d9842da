// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MuscleRecruitment
import NumericalMethods
import TestSupport
import Testing

/// The smallest eigenvalue may end this far below the margin, in newton metres per radian.
private let stabilityTolerance = 1e-6

/// Near the optimum the effort is flat, so activations agree to about the root of the tolerance
/// over the stiffness of a muscle; the pendulums have several hundred newton metres per radian.
private let activationTolerance = 1e-6

/// An inverted double pendulum held by a pair of antagonists at each joint.
private struct DoublePendulum {
  /// Gravity's negative stiffness, in newton metres per radian.
  var gravity: Matrix
  /// Stiffness of one muscle of a pair at full activation, in newton metres per radian.
  var muscleStiffness: [Double]
  /// Moment of one muscle of a pair at full activation, in newton metres.
  var moment = 50.0

  func problem(demands: [Double] = [0, 0], margin: Double = 0) -> MuscleRecruitmentProblem {
    var problem = MuscleRecruitmentProblem(
      momentsAtFullActivation: Matrix(rows: [[moment, -moment, 0, 0], [0, 0, moment, -moment]]),
      capacities: [1000, 1000, 1000, 1000],
      demands: demands
    )
    let stiffness = (0..<4).map { i in
      var matrix = Matrix(rows: 2, columns: 2)
      matrix[i / 2, i / 2] = muscleStiffness[i / 2]
      return matrix
    }
    problem.stability = StabilityRequirement(
      constant: gravity * -1,
      perActivation: stiffness,
      margin: margin
    )
    return problem
  }

  func stiffness(_ activations: [Double]) -> Matrix {
    gravity * -1
      + Matrix(diagonal: [
        muscleStiffness[0] * (activations[0] + activations[1]),
        muscleStiffness[1] * (activations[2] + activations[3]),
      ])
  }
}

private func smallestEigenvalue(_ matrix: Matrix) throws -> Double {
  var workspace = SymmetricEigenWorkspace(order: matrix.rows)
  try workspace.decompose(matrix)
  return workspace.eigenvalue(0)
}

@Suite("Muscle recruitment: stability")
struct StabilityTests {
  /// Eigenvectors are the same bytes with one BLAS thread only.
  init() { BLASThreading.setCount(1) }

  private let solver = MuscleRecruitmentSolver(
    settings: .init(stabilityTolerance: stabilityTolerance)
  )

  @Test(arguments: [(100.0, 0.0), (100, 40), (100, -40), (60, 59)])
  func antagonistsStiffenTheSymmetricPendulum(gravity: Double, coupling: Double) throws {
    // The weak direction is (1, +-1): s - g >= |c| with s = 2 k a at both joints.
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[gravity, coupling], [coupling, gravity]]),
      muscleStiffness: [400, 400]
    )
    let solution = solver.solve(pendulum.problem())
    try solution.checkConverged()
    let expected = (gravity + abs(coupling)) / 800
    for activation in solution.activations {
      #expect(isClose(activation, expected, absolute: activationTolerance))
    }
    let smallest = try smallestEigenvalue(pendulum.stiffness(solution.activations))
    #expect(smallest >= -stabilityTolerance - 1e-9)
    let report = try #require(solution.report.stability)
    #expect(isClose(report.smallestEigenvalueBefore, -gravity - abs(coupling), absolute: 1e-9))
    #expect(isClose(report.smallestEigenvalueAfter, smallest, absolute: 1e-9))
    #expect(report.cuts >= 1 && report.rounds >= 2)
  }

  @Test func aRealDoublePendulumHasTheLeastCoContraction() throws {
    // Two equal links of 20 kg and 0.5 m, centres in the middle; joint angles. In sums of stiffness
    // s_j = 2 k a_j the effort s1^2 + s2^2 is least on (s1 - g11)(s2 - g22) = g12^2.
    let g = 9.81
    let g11 = 20 * g * 0.25 + 20 * g * 0.75
    let g12 = 20 * g * 0.25
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[g11, g12], [g12, g12]]),
      muscleStiffness: [400, 400]
    )
    let solution = solver.solve(pendulum.problem())
    try solution.checkConverged()
    // s1 = g11 + u, s2 = g12 + g12^2 / u: the derivative of the effort by u vanishes.
    var low = 1e-3
    var high = 1e4
    for _ in 0..<200 {
      let u = (low * high).squareRoot()
      let slope = (g11 + u) - (g12 + g12 * g12 / u) * g12 * g12 / (u * u)
      if slope > 0 { high = u } else { low = u }
    }
    let expected = [(g11 + low) / 800, (g12 + g12 * g12 / low) / 800]
    for i in 0..<4 {
      // The tolerance of the eigenvalue enters along a flat optimum.
      #expect(isClose(solution.activations[i], expected[i / 2], absolute: 1e-4))
    }
    #expect(try smallestEigenvalue(pendulum.stiffness(solution.activations)) > -2e-6)
  }

  @Test func aDemandThatIsStiffEnoughNeedsNoCoContraction() throws {
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[100, 0], [0, 100]]),
      muscleStiffness: [400, 400]
    )
    // 20 N m ask for a = 0.4 of one muscle: 160 N m/rad against 100.
    let stiff = solver.solve(pendulum.problem(demands: [20, 20]))
    try stiff.checkConverged()
    #expect(isClose(stiff.activations[0], 0.4, absolute: 1e-9))
    #expect(stiff.activations[1] == 0)
    #expect(stiff.report.stability?.cuts == 0)
    // 5 N m ask for 0.1; the pair shares the rest of 0.25, and keeps the difference.
    let weak = solver.solve(pendulum.problem(demands: [5, 5]))
    try weak.checkConverged()
    #expect(isClose(weak.activations[0], 0.175, absolute: activationTolerance))
    #expect(isClose(weak.activations[1], 0.075, absolute: activationTolerance))
  }

  @Test func withoutTheRequirementItIsPlainLeastEffort() throws {
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[100, 0], [0, 100]]),
      muscleStiffness: [400, 400]
    )
    var problem = pendulum.problem(demands: [5, -5])
    problem.stability = nil
    let solution = solver.solve(problem)
    try solution.checkConverged()
    let expected = [0.1, 0, 0, 0.1]
    for i in 0..<4 { #expect(isClose(solution.activations[i], expected[i], absolute: 1e-12)) }
    #expect(solution.report.stability == nil)
  }

  @Test func aMarginRaisesTheStiffness() throws {
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[100, 30], [30, 100]]),
      muscleStiffness: [400, 400]
    )
    let solution = solver.solve(pendulum.problem(margin: 50))
    try solution.checkConverged()
    #expect(
      isClose(
        try smallestEigenvalue(pendulum.stiffness(solution.activations)),
        50,
        absolute: 1e-5
      )
    )
  }

  @Test func aPendulumThatCannotBeHeldSaysSo() {
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[900, 0], [0, 100]]),
      muscleStiffness: [400, 400]
    )
    let solution = solver.solve(pendulum.problem(demands: [5, 5]))
    #expect(solution.status == .unstable)
    // The demands are still met, and the first pair does all it can.
    #expect(solution.report.unmetMoment < 1e-6)
    #expect(solution.activations[0] == 1)
    #expect(throws: MuscleRecruitmentError.self) { try solution.checkConverged() }
  }

  @Test func unmetDemandsAreSaidFirst() {
    let pendulum = DoublePendulum(
      gravity: Matrix(rows: [[100, 0], [0, 100]]),
      muscleStiffness: [400, 400]
    )
    let solution = solver.solve(pendulum.problem(demands: [60, 0]))
    #expect(solution.status == .demandsUnmet)
    #expect(isClose(solution.unmetMoments[0], 10, absolute: 1e-6))
  }

  /// A column of joints with muscles over random spans, each with stiffness q F / L r r'.
  private func column(
    seed: UInt64,
    joints: Int,
    muscles: Int,
    exponent: Double
  ) -> MuscleRecruitmentProblem {
    var random = SeededGenerator(seed: seed)
    var moments = Matrix(rows: joints, columns: muscles)
    var stiffnesses: [Matrix] = []
    var reference: [Double] = []
    for i in 0..<muscles {
      let span = Int.random(in: 1...joints, using: &random)
      let start = Int.random(in: 0...joints - span, using: &random)
      let side: Double = i % 2 == 0 ? 1 : -1
      let capacity = random.number(in: 100...600)
      let length = 0.03 * Double(span) + 0.02
      var stiffness = Matrix(rows: joints, columns: joints)
      let arms = (0..<joints).map { j in
        j >= start && j < start + span ? side * random.number(in: 0.02...0.06) : 0
      }
      for j in 0..<joints {
        moments[j, i] = capacity * arms[j]
        for k in 0..<joints { stiffness[j, k] = 20 * capacity / length * arms[j] * arms[k] }
      }
      stiffnesses.append(stiffness)
      reference.append(random.number(in: 0...0.1))
    }
    var gravity = Matrix(rows: joints, columns: joints)
    for j in 0..<joints { for k in 0..<joints { gravity[j, k] = -60 / Double(1 + max(j, k)) } }
    var problem = MuscleRecruitmentProblem(
      momentsAtFullActivation: moments,
      capacities: [Double](repeating: 1, count: muscles),
      demands: moments * reference,
      exponent: exponent
    )
    problem.stability = StabilityRequirement(constant: gravity, perActivation: stiffnesses)
    return problem
  }

  @Test(arguments: 0..<8, [2.0, 3])
  func randomColumnsAreStableAfterwards(seed: Int, exponent: Double) throws {
    let problem = column(seed: UInt64(seed), joints: 6, muscles: 40, exponent: exponent)
    let settings = MuscleRecruitmentSolver.Settings(stabilityTolerance: 0.01)
    let solution = MuscleRecruitmentSolver(settings: settings).solve(problem)
    try solution.checkConverged()
    let requirement = try #require(problem.stability)
    var stiffness = requirement.constant
    for i in 0..<problem.muscleCount {
      stiffness = stiffness + requirement.perActivation[i] * solution.activations[i]
    }
    #expect(try smallestEigenvalue(stiffness) >= -0.0101)
    var plain = problem
    plain.stability = nil
    let least = MuscleRecruitmentSolver().solve(plain)
    #expect(least.effort <= solution.effort + 1e-12)
  }

  @Test func aWarmStartFindsTheSameStableState() throws {
    let settings = MuscleRecruitmentSolver.Settings(stabilityTolerance: 1e-4)
    let problem = column(seed: 3, joints: 6, muscles: 40, exponent: 2)
    let requirement = try #require(problem.stability)
    var neighbour = problem
    neighbour.demands = problem.demands.map { $0 * 1.02 }
    var warm = MuscleRecruitmentWorkspace(
      muscles: 40,
      coordinates: 6,
      supports: 0,
      stiffnessOrder: 6
    )
    warm.load(neighbour)
    // A neighbour of another, weaker stiffness: its cuts would ask for too much here.
    let weaker = StabilityRequirement(
      constant: requirement.constant * 1.2,
      perActivation: requirement.perActivation
    )
    let first = warm.solve(stableUnder: weaker, settings: settings)
    warm.load(problem)
    let second = warm.solve(stableUnder: requirement, settings: settings)
    let cold = MuscleRecruitmentSolver(settings: settings).solve(problem)
    #expect(first.status == .solved && second.status == .solved)
    for i in 0..<40 {
      // Two sets of cuts, both within the tolerance of the eigenvalue.
      #expect(isClose(warm.activation(i), cold.activations[i], absolute: 1e-4))
    }
    let warmRounds = try #require(second.stability?.rounds)
    let coldRounds = try #require(cold.report.stability?.rounds)
    #expect(warmRounds <= coldRounds)
  }

  @Test func aRememberedStartMakesRowsIndependent() throws {
    let problem = column(seed: 4, joints: 6, muscles: 40, exponent: 3)
    let requirement = try #require(problem.stability)
    var workspace = MuscleRecruitmentWorkspace(
      muscles: 40,
      coordinates: 6,
      supports: 0,
      stiffnessOrder: 6
    )
    workspace.load(problem)
    _ = workspace.solve(stableUnder: requirement)
    workspace.rememberStart()
    func row(_ factor: Double) -> [Double] {
      for j in 0..<6 { workspace.program.setDemand(j, problem.demands[j] * factor) }
      workspace.restart()
      _ = workspace.solve(stableUnder: requirement)
      return (0..<40).map { workspace.activation($0) }
    }
    let first = row(1.1)
    _ = row(0.7)
    // A row that cannot be met leaves no trace either.
    _ = row(100)
    #expect(row(1.1) == first)
  }

  @Test func theSameProblemGivesTheSameBytes() {
    let problem = column(seed: 5, joints: 6, muscles: 40, exponent: 3)
    #expect(MuscleRecruitmentSolver().solve(problem) == MuscleRecruitmentSolver().solve(problem))
  }

  @Test func aStiffnessThatIsNotANumberIsReported() {
    var problem = column(seed: 5, joints: 3, muscles: 10, exponent: 2)
    problem.stability?.constant[1, 1] = .nan
    #expect(MuscleRecruitmentSolver().solve(problem).status == .notFinite)
  }

  @Test func repeatedSolvesPerformNoHeapAllocation() throws {
    let problem = column(seed: 7, joints: 6, muscles: 40, exponent: 2)
    let requirement = try #require(problem.stability)
    var workspace = MuscleRecruitmentWorkspace(
      muscles: 40,
      coordinates: 6,
      supports: 0,
      stiffnessOrder: 6
    )
    workspace.load(problem)
    func round(_ k: Int) {
      workspace.reset()
      workspace.program.setDemand(0, problem.demands[0] * (1 - 0.01 * Double(k)))
      _ = workspace.solve()
      _ = workspace.solve(stableUnder: requirement)
    }
    round(0)
    let count = allocationCount { for k in 0..<4 { round(k) } }
    #expect(count == 0)
    // Positive control.
    #expect(allocationCount { _ = problem.weights } > 0)
  }
}
