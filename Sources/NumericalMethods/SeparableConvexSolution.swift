// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How the solution of a separable convex program ended.
public struct SeparableProgramStatus: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the status, which files hold.
  public let name: String

  /// A status by its name, as a file holds it.
  public init(name: String) { self.name = name }

  /// The name of the status.
  public var description: String { name }

  /// Every demand and inequality is met within the tolerance, at least cost.
  public static let solved = SeparableProgramStatus(name: "solved")

  /// The demands or inequalities cannot all be met; the unmet part is the least possible.
  public static let infeasible = SeparableProgramStatus(name: "infeasible")

  /// The limit of iterations was reached before the tolerance.
  public static let iterationLimit = SeparableProgramStatus(name: "iteration limit")

  /// Rounding stopped the iteration before the tolerance.
  public static let insufficientProgress = SeparableProgramStatus(name: "insufficient progress")

  /// The data hold an infinite number or a NaN, or lead to one.
  public static let notFinite = SeparableProgramStatus(name: "not finite")
}

/// The outcome of one solve in numbers, without the vectors.
public struct SeparableProgramReport: Sendable, Hashable {
  /// How the solve ended.
  public var status: SeparableProgramStatus

  /// The number of Newton steps.
  public var iterations: Int

  /// The largest violation of the optimality conditions relative to the demands, dimensionless.
  public var relativeResidual: Double

  /// The sum of the absolute values of the unmet demands, in units of demand.
  public var unmetDemand: Double

  /// True when demands are unmet beyond rounding; else an infeasible program lacks inequalities.
  public var missesDemands: Bool

  /// The largest unmet part of an inequality, in its own unit.
  public var unmetInequality: Double
}

/// The solution of a separable convex program.
public struct SeparableConvexSolution: Sendable, Hashable, Codable {
  /// How the solve ended.
  public var status: SeparableProgramStatus

  /// The variables x, in their unit.
  public var variables: [Double]

  /// The supports s, in their units.
  public var supports: [Double]

  /// The multiplier of each equation, the derivative of the least cost by its demand.
  ///
  /// In units of cost per unit of demand; valid also where the cost is that of the unmet demand.
  public var equationMultipliers: [Double]

  /// The multiplier of each inequality, zero or positive, the derivative of the least cost by its
  /// bound, in units of cost per unit of the bound.
  public var inequalityMultipliers: [Double]

  /// What is unmet of each demand (e of the program), in units of demand.
  ///
  /// Where the status is `solved` this is the residual of the solver.
  public var unmetDemands: [Double]

  /// What is unmet of each inequality (f of the program), zero or positive, in its own unit.
  public var unmetInequalities: [Double]

  /// The least cost, in units of cost, without the penalty of unmet demands.
  public var cost: Double

  /// The number of Newton steps.
  public var iterations: Int

  /// The largest violation of the optimality conditions relative to the demands, dimensionless.
  public var relativeResidual: Double

  /// Throws when the demands are not met or the solver did not finish.
  public func checkConverged() throws(SeparableProgramError) {
    if status != .solved { throw SeparableProgramError(status: status, unmetDemands: unmetDemands) }
  }
}

/// A separable convex program whose solution does not meet its demands.
public struct SeparableProgramError: Error, Sendable, Hashable, CustomStringConvertible {
  /// How the solve ended.
  public var status: SeparableProgramStatus

  /// What is unmet of each demand, in units of demand.
  public var unmetDemands: [Double]

  /// The status and the largest unmet demand.
  public var description: String {
    let largest = unmetDemands.reduce(0) { max($0, abs($1)) }
    return "separable program: \(status), largest unmet demand \(largest)"
  }
}
