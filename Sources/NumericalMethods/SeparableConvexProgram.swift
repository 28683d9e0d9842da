// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Least effort that meets linear demands: a separable convex program.
///
///     minimise    sum_i w_i |x_i|^p + sum_k (c_k / 2) s_k^2 + P sum_j |e_j| + P sum_l f_l
///     subject to  sum_i A_ji x_i + sum_k G_jk s_k + e_j = b_j      every equation j
///                 sum_i C_li x_i + f_l >= d_l, f_l >= 0            every inequality l
///                 lower_i <= x_i <= upper_i
///                 s_k >= 0 where support k is unilateral
///
/// with p > 1 and w_i > 0. The slacks e and f are what cannot be met. P is an exact penalty: when
/// the demands can be met with multipliers below P, then e and f are zero and the solution is that
/// of the problem without slacks. Otherwise the unmet part is the least in the sum of absolute
/// values, up to what effort of size 1/P is worth.
///
/// The units of x, of the demands and of the cost are the caller's.
public struct SeparableConvexProgram: Sendable, Hashable, Codable {
  /// An unknown with quadratic cost beside the variables, for example a contact force.
  public struct Support: Sendable, Hashable, Codable {
    /// Its coefficient in each equation (the column of G), in units of demand per unit of support.
    public var coefficients: [Double]

    /// The constant c of its cost (c / 2) s^2, positive, in units of cost per squared unit of s.
    public var costCoefficient: Double

    /// True when the support can push only: s >= 0.
    public var isUnilateral: Bool

    /// Makes a support from its coefficient in each equation, cost constant and kind.
    public init(coefficients: [Double], costCoefficient: Double, isUnilateral: Bool) {
      self.coefficients = coefficients
      self.costCoefficient = costCoefficient
      self.isUnilateral = isUnilateral
    }
  }

  /// The exponent p of the cost, dimensionless, above one.
  public var exponent: Double

  /// The weight w of each variable, positive, in units of cost per unit of x to the power p.
  public var weights: [Double]

  /// The least value of each variable, in units of x; may be minus infinity.
  public var lowerBounds: [Double]

  /// The greatest value of each variable, in units of x; may be infinity.
  public var upperBounds: [Double]

  /// A, one row an equation and one column a variable, in units of demand per unit of x.
  ///
  /// Held by columns, so the coefficients of one variable lie side by side.
  public var equations: Matrix

  /// b, the demand of each equation, in units of demand.
  public var demands: [Double]

  /// C, one row an inequality and one column a variable.
  public var inequalities: Matrix

  /// d, the least value of each inequality's left side, in its own unit.
  public var inequalityBounds: [Double]

  /// The unknowns with quadratic cost.
  public var supports: [Support]

  /// P, the cost of one unit of unmet demand, in units of cost per unit of demand.
  ///
  /// When nil, `SeparableConvexSolver.Settings.penaltyFactor` says how it is found.
  public var unmetPenalty: Double?

  /// Makes a program; array sizes must agree with `equations`.
  ///
  /// - Parameters:
  ///   - exponent: p, dimensionless, above one.
  ///   - weights: w, positive, one a variable.
  ///   - lowerBounds: One a variable, in units of x.
  ///   - upperBounds: One a variable, at least the lower bound, in units of x.
  ///   - equations: A, equations by variables.
  ///   - demands: b, one an equation.
  ///   - inequalities: C, inequalities by variables; none when nil.
  ///   - inequalityBounds: d, one an inequality.
  ///   - supports: The unknowns with quadratic cost.
  ///   - unmetPenalty: P, in units of cost per unit of demand; chosen by the solver when nil.
  public init(
    exponent: Double,
    weights: [Double],
    lowerBounds: [Double],
    upperBounds: [Double],
    equations: Matrix,
    demands: [Double],
    inequalities: Matrix? = nil,
    inequalityBounds: [Double] = [],
    supports: [Support] = [],
    unmetPenalty: Double? = nil
  ) {
    self.exponent = exponent
    self.weights = weights
    self.lowerBounds = lowerBounds
    self.upperBounds = upperBounds
    self.equations = equations
    self.demands = demands
    self.inequalities = inequalities ?? Matrix(rows: 0, columns: weights.count)
    self.inequalityBounds = inequalityBounds
    self.supports = supports
    self.unmetPenalty = unmetPenalty
  }

  /// The number of variables.
  public var variableCount: Int { weights.count }

  /// The number of equations.
  public var equationCount: Int { demands.count }

  /// The number of inequalities.
  public var inequalityCount: Int { inequalityBounds.count }

  /// The cost of given values, in units of cost: variables and supports, without the slacks.
  public func cost(variables: [Double], supports values: [Double] = []) -> Double {
    let law = PowerLaw(exponent: exponent)
    var sum = 0.0
    for (weight, x) in zip(weights, variables) { sum += law.cost(x, weight: weight) }
    for (support, s) in zip(supports, values) { sum += support.costCoefficient / 2 * s * s }
    return sum
  }
}
