// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The zero of a function of one number.
public struct ScalarRootSolution: Sendable, Hashable, Codable {
  /// How the search ended.
  public var status: SolverStatus

  /// The argument of the zero, in units of the argument.
  public var root: Double

  /// The function there, in its own unit.
  public var value: Double

  /// The number of evaluations of the function.
  public var evaluations: Int

  /// Throws when the tolerance was not reached.
  public func checkConverged() throws(SolverError) {
    if status != .converged { throw SolverError(status: status, residual: value) }
  }
}

/// Finds zeros of functions of one number inside a bracket.
public struct ScalarRootSolver: Sendable {
  /// What the caller may choose.
  public struct Settings: Sendable, Hashable, Codable {
    /// The width of the last bracket, in units of the argument; rounding is added to it.
    public var tolerance: Double

    /// The greatest number of evaluations.
    public var evaluationLimit: Int

    /// Makes settings from a tolerance in units of the argument and a limit.
    public init(tolerance: Double = 1e-12, evaluationLimit: Int = 200) {
      precondition(tolerance >= 0, "a tolerance cannot be negative: \(tolerance)")
      precondition(evaluationLimit >= 3, "at least 3 evaluations are needed: \(evaluationLimit)")
      self.tolerance = tolerance
      self.evaluationLimit = evaluationLimit
    }
  }

  /// The settings of this solver.
  public var settings: Settings

  /// Makes a solver.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Finds a zero between two arguments at which the function has different signs.
  ///
  /// Brent, Algorithms for Minimization without Derivatives (1973), chapter 4: inverse quadratic
  /// interpolation or a secant where they shrink the bracket, else bisection.
  public func solve(
    in bracket: ClosedRange<Double>,
    _ function: (Double) -> Double
  ) -> ScalarRootSolution {
    // Brent's names: b is the best estimate, c the other side of the zero, a the estimate before.
    var a = bracket.lowerBound
    var b = bracket.upperBound
    var fa = function(a)
    var fb = function(b)
    var evaluations = 2
    func solution(_ status: SolverStatus) -> ScalarRootSolution {
      ScalarRootSolution(status: status, root: b, value: fb, evaluations: evaluations)
    }
    guard fa.isFinite && fb.isFinite else { return solution(.notFinite) }
    if fa == 0 {
      b = a
      fb = fa
      return solution(.converged)
    }
    guard (fa < 0) != (fb < 0) || fb == 0 else { return solution(.notBracketed) }
    var c = a
    var fc = fa
    var d = b - a
    var e = d
    while fb != 0 {
      if (fb < 0) == (fc < 0) {
        c = a
        fc = fa
        d = b - a
        e = d
      }
      if abs(fc) < abs(fb) {
        (a, b, c) = (b, c, b)
        (fa, fb, fc) = (fb, fc, fb)
      }
      let tolerance = 2 * Double.ulpOfOne * abs(b) + 0.5 * settings.tolerance
      let middle = 0.5 * (c - b)
      if abs(middle) <= tolerance { break }
      if evaluations >= settings.evaluationLimit { return solution(.iterationLimit) }
      if abs(e) >= tolerance && abs(fa) > abs(fb) {
        let s = fb / fa
        var p: Double
        var q: Double
        if a == c {
          p = 2 * middle * s
          q = 1 - s
        } else {
          let r = fb / fc
          let t = fa / fc
          p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1))
          q = (t - 1) * (r - 1) * (s - 1)
        }
        if p > 0 { q = -q } else { p = -p }
        if 2 * p < min(3 * middle * q - abs(tolerance * q), abs(e * q)) {
          e = d
          d = p / q
        } else {
          d = middle
          e = d
        }
      } else {
        d = middle
        e = d
      }
      a = b
      fa = fb
      b += abs(d) > tolerance ? d : (middle > 0 ? tolerance : -tolerance)
      fb = function(b)
      evaluations += 1
      guard fb.isFinite else { return solution(.notFinite) }
    }
    return solution(.converged)
  }

  /// Finds a zero by Newton's method, with bisection where a step would leave the bracket.
  ///
  /// - Parameters:
  ///   - bracket: Two arguments at which the function has different signs.
  ///   - start: The first estimate, inside the bracket; its middle when nil.
  ///   - function: Gives the value and the derivative.
  /// - Returns: The zero, or why it was not found.
  public func solve(
    in bracket: ClosedRange<Double>,
    startingFrom start: Double? = nil,
    valueAndDerivative function: (Double) -> (value: Double, derivative: Double)
  ) -> ScalarRootSolution {
    var negative = bracket.lowerBound
    var positive = bracket.upperBound
    let low = function(negative).value
    let high = function(positive).value
    var x = start ?? 0.5 * (negative + positive)
    precondition(bracket.contains(x), "the first estimate \(x) is outside \(bracket)")
    guard low.isFinite && high.isFinite else {
      return ScalarRootSolution(status: .notFinite, root: x, value: low, evaluations: 2)
    }
    if low == 0 || high == 0 {
      return ScalarRootSolution(
        status: .converged,
        root: low == 0 ? negative : positive,
        value: 0,
        evaluations: 2
      )
    }
    guard (low < 0) != (high < 0) else {
      return ScalarRootSolution(status: .notBracketed, root: x, value: low, evaluations: 2)
    }
    if low > 0 { (negative, positive) = (positive, negative) }
    var evaluations = 2
    var lastStep = abs(positive - negative)
    while true {
      let (value, derivative) = function(x)
      evaluations += 1
      guard value.isFinite else {
        return ScalarRootSolution(
          status: .notFinite,
          root: x,
          value: value,
          evaluations: evaluations
        )
      }
      if value < 0 { negative = x } else { positive = x }
      let tolerance = 2 * Double.ulpOfOne * abs(x) + settings.tolerance
      var next = x - value / derivative
      let inside = min(negative, positive) < next && next < max(negative, positive)
      // Bisect when Newton leaves the bracket or does not halve the step.
      if !(inside && abs(next - x) <= 0.5 * lastStep) { next = 0.5 * (negative + positive) }
      if value == 0 || abs(next - x) <= tolerance {
        return ScalarRootSolution(
          status: .converged,
          root: x,
          value: value,
          evaluations: evaluations
        )
      }
      if evaluations >= settings.evaluationLimit {
        return ScalarRootSolution(
          status: .iterationLimit,
          root: x,
          value: value,
          evaluations: evaluations
        )
      }
      lastStep = abs(next - x)
      x = next
    }
  }
}
