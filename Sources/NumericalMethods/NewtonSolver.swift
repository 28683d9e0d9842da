// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Solves as many equations as unknowns by Newton's method with a line search.
///
/// Dennis and Schnabel, Numerical Methods for Unconstrained Optimization and Nonlinear Equations
/// (1983), algorithm A6.3.1: the step is shortened, by a parabola through what is known, until half
/// the sum of the squared residuals falls by a share of what its slope promises.
public struct NewtonSolver: Sendable {
  /// What the caller may choose.
  public struct Settings: Sendable, Hashable, Codable {
    /// The largest absolute residual at the solution, in the units of the system.
    public var tolerance: Double

    /// The greatest number of steps.
    public var iterationLimit: Int

    /// Makes settings from a tolerance in the units of the residuals and a limit of steps.
    public init(tolerance: Double = 1e-10, iterationLimit: Int = 50) {
      precondition(tolerance > 0, "a tolerance must be positive, not \(tolerance)")
      precondition(iterationLimit >= 1, "at least one step is needed, not \(iterationLimit)")
      self.tolerance = tolerance
      self.iterationLimit = iterationLimit
    }
  }

  /// The settings of this solver.
  public var settings: Settings

  /// Makes a solver.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Solves a system from a first estimate; `start.count == system.unknownCount`.
  public func solve(_ system: some NonlinearSystem, startingFrom start: [Double])
    -> NonlinearSolution
  {
    let count = system.unknownCount
    precondition(
      system.residualCount == count,
      "Newton's method needs as many residuals (\(system.residualCount)) as unknowns (\(count))"
    )
    precondition(start.count == count, "\(start.count) numbers to start \(count) unknowns")
    var lu = LUWorkspace(order: count)
    var jacobian = Matrix(rows: count, columns: count)
    var current = NonlinearSolution(
      status: .iterationLimit,
      unknowns: start,
      residuals: [Double](repeating: 0, count: count),
      iterations: 0
    )
    system.computeResiduals(at: current.unknowns, into: &current.residuals)
    guard current.residuals.allSatisfy(\.isFinite) else {
      current.status = .notFinite
      return current
    }
    var trial = current
    while true {
      if current.largestResidual <= settings.tolerance {
        current.status = .converged
        return current
      }
      if current.iterations == settings.iterationLimit { return current }
      system.computeJacobian(at: current.unknowns, into: &jacobian)
      do {
        try lu.factor(jacobian)
      } catch {
        current.status = error == .notFinite ? .notFinite : .singularMatrix
        return current
      }
      let step = lu.solution(of: current.residuals)
      guard step.allSatisfy(\.isFinite) else {
        current.status = .singularMatrix
        return current
      }
      // Along minus the step the slope of the cost is minus twice the cost.
      let cost = current.cost
      var length = 1.0
      while true {
        for i in 0..<count { trial.unknowns[i] = current.unknowns[i] - length * step[i] }
        system.computeResiduals(at: trial.unknowns, into: &trial.residuals)
        let trialCost = trial.cost
        if trialCost <= (1 - 2e-4 * length) * cost { break }
        let share = trialCost.isFinite ? length * cost / (trialCost - (1 - 2 * length) * cost) : 0.1
        length *= min(max(share, 0.1), 0.5)
        if length < 1e-12 {
          current.status = .insufficientProgress
          return current
        }
      }
      current.unknowns = trial.unknowns
      current.residuals = trial.residuals
      current.iterations += 1
    }
  }
}
