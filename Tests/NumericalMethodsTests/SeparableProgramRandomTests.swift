// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import NumericalMethods
import TestSupport
import Testing

/// The solver stops at 1e-12 of the demands, which are a few hundred here.
private let residualTolerance = 1e-9

/// The balance of slopes holds by construction, to rounding.
private let slopeTolerance = 1e-10

/// Two paths to the same optimum, each within the solver's tolerance times a condition number.
private let agreementTolerance = 1e-9

@Suite("Separable convex program: random programs")
struct SeparableProgramRandomTests {
  static let kinds: [(exponent: Double, inequalities: Int, supports: Int)] = [
    (2, 0, 0), (3, 0, 0), (2.5, 0, 0), (1.5, 0, 0), (2, 3, 0), (3, 3, 0), (2, 0, 3), (3, 2, 2),
    (2.5, 6, 1),
  ]

  @Test(arguments: kinds)
  func optimalityConditionsHold(
    kind: (exponent: Double, inequalities: Int, supports: Int)
  ) throws {
    let solver = SeparableConvexSolver()
    for seed in 0..<30 {
      var random = SeededGenerator(seed: UInt64(seed))
      let equations = Int.random(in: 2...12, using: &random)
      let program = random.program(
        exponent: kind.exponent,
        variables: equations * 4 + seed,
        equations: equations,
        inequalities: kind.inequalities,
        supports: kind.supports
      )
      let solution = solver.solve(program)
      #expect(solution.status == .solved, "seed \(seed)")
      let gap = OptimalityGap(of: solution, for: program, penalty: .infinity)
      #expect(gap.stationarity < slopeTolerance, "seed \(seed)")
      #expect(gap.feasibility < residualTolerance, "seed \(seed)")
      #expect(gap.complementarity < residualTolerance, "seed \(seed)")
    }
  }

  @Test(arguments: [2.0, 2.5, 3])
  func overloadsAreOptimalToo(exponent: Double) throws {
    let solver = SeparableConvexSolver()
    var overloads = 0
    for seed in 0..<30 {
      var random = SeededGenerator(seed: 900 + UInt64(seed))
      var program = random.program(
        exponent: exponent,
        variables: 24,
        equations: 6,
        inequalities: seed % 3,
        load: 4
      )
      // The penalty of the problem itself, so that the test can look for it.
      program.unmetPenalty = 1000
      let solution = solver.solve(program)
      #expect(solution.status == .solved || solution.status == .infeasible, "seed \(seed)")
      if solution.status == .infeasible { overloads += 1 }
      let gap = OptimalityGap(of: solution, for: program, penalty: 1000)
      // Slopes are differences of multipliers near 1000 times coefficients near 20.
      #expect(gap.stationarity < 1e-8, "seed \(seed)")
      #expect(gap.feasibility < 1e-6, "seed \(seed)")
      #expect(gap.complementarity < 1e-6, "seed \(seed)")
    }
    #expect(overloads > 10)
  }

  @Test(arguments: [2.0, 3])
  func largeOverloadsEndSoon(exponent: Double) {
    let solver = SeparableConvexSolver()
    for seed in 0..<12 {
      var random = SeededGenerator(seed: 500 + UInt64(seed))
      let program = random.program(exponent: exponent, variables: 150, equations: 20, load: 4)
      let solution = solver.solve(program)
      #expect(solution.status == .infeasible, "seed \(seed)")
      // Two to three times the steps of the slowest of a thousand programs.
      #expect(solution.iterations < 200, "seed \(seed)")
    }
  }

  @Test("One overloaded equation, with fewer unknowns inside their bounds than equations")
  func overloadOfOneEquationStaysFinite() {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: 5000 + UInt64(seed))
      var program = random.program(exponent: 2, variables: 30, equations: 24)
      program.demands[0] *= 30
      let solution = SeparableConvexSolver().solve(program)
      #expect(!solution.variables.contains { !$0.isFinite }, "seed \(seed)")
      #expect(solution.status != .notFinite, "seed \(seed)")
    }
  }

  @Test("A weight beside the line between two feet cannot stand: what is missing is said")
  func weightBesideTwoPoints() {
    for seed in 0..<40 {
      var random = SeededGenerator(seed: 7000 + UInt64(seed))
      var program = random.program(exponent: 2, variables: 60, equations: 12, load: 0.5)
      for i in 0..<60 { for j in 6..<12 { program.equations[j, i] = 0 } }
      let feet = [Vector3(-0.3, -0.9, 0.1), Vector3(0.3, -0.9, -0.1)]
      let edges = [
        Vector3(0.5, 1, 0), Vector3(-0.5, 1, 0), Vector3(0, 1, 0.5), Vector3(0, 1, -0.5),
      ]
      program.supports = feet.flatMap { foot in
        edges.map { edge in
          let moment = foot.cross(edge)
          let inner = (0..<6).map { _ in random.number(in: -0.3...0.3) }
          return SeparableConvexProgram.Support(
            coefficients: inner + [moment.x, moment.y, moment.z, edge.x, edge.y, edge.z],
            costCoefficient: 1e-8,
            isUnilateral: true
          )
        }
      }
      // The weight hangs 3 cm before the middle of the feet.
      let moment = Vector3(0.03, 0, 0).cross(Vector3(0, 700, 0))
      for (row, value) in [moment.x, moment.y, moment.z, 0, 700, 0].enumerated() {
        program.demands[6 + row] = value
      }
      let solution = SeparableConvexSolver().solve(program)
      #expect(solution.status != .solved, "seed \(seed): \(solution.unmetDemands)")
    }
  }

  @Test(arguments: [2.0, 2.5, 3])
  func agreesWithASlowReference(exponent: Double) throws {
    for seed in 0..<3 {
      var random = SeededGenerator(seed: 50 + UInt64(seed))
      let program = random.program(exponent: exponent, variables: 8, equations: 2, inequalities: 1)
      let solution = SeparableConvexSolver().solve(program)
      try solution.checkConverged()
      let reference = augmentedLagrangianReference(program)
      for i in 0..<program.variableCount {
        // The reference stops at 1e-9 of the constraints; a flat cost near zero loses digits.
        #expect(isClose(solution.variables[i], reference[i], absolute: 2e-5), "seed \(seed)")
      }
    }
  }

  @Test(arguments: [2.0, 2.5, 3])
  func multipliersAreTheDerivativesOfTheCost(exponent: Double) throws {
    let solver = SeparableConvexSolver()
    var random = SeededGenerator(seed: 77)
    let program = random.program(exponent: exponent, variables: 30, equations: 4, inequalities: 1)
    let solution = solver.solve(program)
    for j in 0..<4 {
      let derivative = centralDifference(
        of: { demand in
          var changed = program
          changed.demands[j] = demand
          return solver.solve(changed).cost
        },
        at: program.demands[j],
        step: 1e-3
      )
      // The cost has kinks in its second derivative, where the differences lose order.
      #expect(isClose(derivative, solution.equationMultipliers[j], absolute: 1e-6))
    }
    let derivative = centralDifference(
      of: { bound in
        var changed = program
        changed.inequalityBounds[0] = bound
        return solver.solve(changed).cost
      },
      at: program.inequalityBounds[0],
      step: 1e-4
    )
    #expect(isClose(derivative, solution.inequalityMultipliers[0], absolute: 1e-6))
  }

  @Test(arguments: [2.0, 2.5, 3])
  func aWarmStartFindsTheSameSolution(exponent: Double) throws {
    let solver = SeparableConvexSolver()
    var warmIterations = 0
    var coldIterations = 0
    for seed in 0..<10 {
      var random = SeededGenerator(seed: 300 + UInt64(seed))
      var program = random.program(
        exponent: exponent,
        variables: 60,
        equations: 8,
        inequalities: 2,
        supports: 1
      )
      let neighbour = solver.solve(program)
      for j in 0..<8 { program.demands[j] += random.number(in: -0.5...0.5) }
      let cold = solver.solve(program)
      let warm = solver.solve(program, startingFrom: neighbour)
      try cold.checkConverged()
      try warm.checkConverged()
      warmIterations += warm.iterations
      coldIterations += cold.iterations
      for i in 0..<60 {
        #expect(
          isClose(warm.variables[i], cold.variables[i], absolute: agreementTolerance),
          "seed \(seed)"
        )
      }
    }
    #expect(warmIterations < coldIterations)
  }

  @Test(arguments: [2.0, 3])
  func anOverloadLeavesNoTraceInTheNextSolve(exponent: Double) {
    var random = SeededGenerator(seed: 8)
    let program = random.program(exponent: exponent, variables: 40, equations: 5)
    var workspace = SeparableProgramWorkspace(for: program)
    workspace.load(program)
    #expect(workspace.solve().status == .solved)
    let expected = (0..<40).map { workspace.variable($0) }
    for j in 0..<5 { workspace.setDemand(j, 50 * program.demands[j]) }
    #expect(workspace.solve().status == .infeasible)
    workspace.load(program)
    #expect(workspace.solve().status == .solved)
    for i in 0..<40 {
      #expect(isClose(workspace.variable(i), expected[i], absolute: agreementTolerance))
    }
  }

  @Test func theSameProgramGivesTheSameBytes() {
    var random = SeededGenerator(seed: 12)
    let program = random.program(exponent: 3, variables: 60, equations: 8, inequalities: 2)
    let first = SeparableConvexSolver().solve(program)
    let second = SeparableConvexSolver().solve(program)
    #expect(first == second)
  }

  @Test(arguments: [2.0, 3])
  func inequalitiesAddedOneAfterAnother(exponent: Double) {
    var random = SeededGenerator(seed: 15)
    let program = random.program(exponent: exponent, variables: 40, equations: 5, inequalities: 6)
    let together = SeparableConvexSolver().solve(program)
    var workspace = SeparableProgramWorkspace(for: program)
    workspace.load(program)
    workspace.removeInequalities()
    _ = workspace.solve()
    for l in 0..<6 {
      workspace.addInequality(
        program.inequalities.row(l).span,
        bound: program.inequalityBounds[l]
      )
      #expect(workspace.solve().status == .solved)
    }
    for i in 0..<40 {
      #expect(
        isClose(workspace.variable(i), together.variables[i], absolute: agreementTolerance)
      )
    }
  }

  @Test func repeatedSolvesPerformNoHeapAllocation() {
    for exponent in [2.0, 2.5, 3] {
      var random = SeededGenerator(seed: 21)
      let program = random.program(
        exponent: exponent,
        variables: 60,
        equations: 8,
        inequalities: 3,
        supports: 2
      )
      var workspace = SeparableProgramWorkspace(for: program)
      workspace.load(program)
      let demands = program.demands
      let cut = program.inequalities.row(0)
      func round(_ k: Int) {
        workspace.resetMultipliers()
        for j in 0..<8 { workspace.setDemand(j, demands[j] * (1 - 0.01 * Double(k))) }
        workspace.removeInequalities()
        _ = workspace.solve()
        workspace.addInequality(cut.span, bound: program.inequalityBounds[0])
        _ = workspace.solve()
      }
      round(0)
      let count = allocationCount { for k in 0..<5 { round(k) } }
      #expect(count == 0)
    }
    // Positive control.
    #expect(allocationCount { _ = SeparableProgramWorkspace(variables: 9, equations: 2) } > 0)
  }

  @Test func codingRoundTrips() throws {
    var random = SeededGenerator(seed: 31)
    let program = random.program(
      exponent: 2.5,
      variables: 10,
      equations: 3,
      inequalities: 1,
      supports: 1
    )
    let data = try JSONEncoder().encode(program)
    let copy = try JSONDecoder().decode(SeparableConvexProgram.self, from: data)
    #expect(copy == program)
    #expect(SeparableConvexSolver().solve(copy) == SeparableConvexSolver().solve(program))
  }

  /// The method of multipliers with coordinate descent inside: slow, simple, and another route.
  private func augmentedLagrangianReference(_ program: SeparableConvexProgram) -> [Double] {
    let n = program.variableCount
    let m = program.equationCount
    let rows = m + program.inequalityCount
    var x = [Double](repeating: 0, count: n)
    var multipliers = [Double](repeating: 0, count: rows)
    // What each equation, then each inequality, still lacks.
    var lacks = program.demands + program.inequalityBounds
    let columns = (0..<n).map { program.equations.column($0) + program.inequalities.column($0) }
    for _ in 0..<60 {
      for _ in 0..<60 {
        for i in 0..<n {
          let column = columns[i]
          for k in 0..<rows { lacks[k] += column[k] * x[i] }
          // Bisection on the slope of the augmented Lagrangian, of stiffness one, in one variable.
          var low = program.lowerBounds[i]
          var high = program.upperBounds[i]
          for _ in 0..<40 {
            let middle = (low + high) / 2
            var slope = program.exponent * program.weights[i] * pow(middle, program.exponent - 1)
            for k in 0..<rows {
              let force = multipliers[k] + lacks[k] - column[k] * middle
              slope -= column[k] * (k < m ? force : max(0, force))
            }
            if slope > 0 { high = middle } else { low = middle }
          }
          x[i] = (low + high) / 2
          for k in 0..<rows { lacks[k] -= column[k] * x[i] }
        }
      }
      for k in 0..<rows {
        let sum = multipliers[k] + lacks[k]
        multipliers[k] = k < m ? sum : max(0, sum)
      }
    }
    return x
  }
}
