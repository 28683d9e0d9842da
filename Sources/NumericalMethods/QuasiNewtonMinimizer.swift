// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Minimises a smooth function of several unknowns by the method of Broyden, Fletcher, Goldfarb and
/// Shanno.
///
/// Nocedal and Wright, Numerical Optimization, 2nd edition (2006), algorithm 6.1 with the initial
/// scaling of equation 6.20. Each step ends where the strong Wolfe conditions hold (algorithms 3.5
/// and 3.6, cubic interpolation), so that the estimate of the curvature stays positive.
public struct QuasiNewtonMinimizer: Sendable {
  /// What the caller may choose.
  public struct Settings: Sendable, Hashable, Codable {
    /// The largest component of the gradient at which the search ends, in units of value by unknown.
    public var gradientTolerance: Double

    /// The largest change of any unknown in one step, in units of the unknowns.
    public var longestStep: Double

    /// The largest change of any unknown in a step that knows no curvature yet, in units of the
    /// unknowns; the search along it may go on.
    public var firstStep: Double

    /// The greatest number of evaluations.
    public var evaluationLimit: Int

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - gradientTolerance: In units of value by unknown, not negative.
    ///   - longestStep: In units of the unknowns, positive.
    ///   - firstStep: In units of the unknowns, positive.
    ///   - evaluationLimit: At least one.
    public init(
      gradientTolerance: Double = 1e-9,
      longestStep: Double = .infinity,
      firstStep: Double = 0.05,
      evaluationLimit: Int = 200
    ) {
      precondition(gradientTolerance >= 0, "a tolerance of \(gradientTolerance)")
      precondition(longestStep > 0, "a longest step of \(longestStep)")
      precondition(firstStep > 0, "a first step of \(firstStep)")
      precondition(evaluationLimit >= 1, "at least one evaluation, not \(evaluationLimit)")
      self.gradientTolerance = gradientTolerance
      self.longestStep = longestStep
      self.firstStep = firstStep
      self.evaluationLimit = evaluationLimit
    }
  }

  /// Where a search ended.
  public struct Report: Sendable, Hashable, Codable {
    /// How it ended.
    public var status: SolverStatus

    /// The unknowns of the least value found.
    public var unknowns: [Double]

    /// The value there.
    public var value: Double

    /// The gradient there, in units of value by unknown.
    public var gradient: [Double]

    /// The number of evaluations.
    public var evaluations: Int

    /// The largest component of the gradient, in units of value by unknown.
    public var residual: Double { gradient.reduce(0) { max($0, abs($1)) } }
  }

  /// The settings of this minimiser.
  public var settings: Settings

  /// Makes a minimiser.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Minimises from a first estimate.
  ///
  /// - Parameters:
  ///   - start: The first unknowns.
  ///   - inverseCurvature: A first estimate of the inverse of the second derivatives, by columns
  ///     (`count == start.count` squared); nil for none.
  ///   - evaluate: Gives the value and writes the gradient; infinity where there is no value.
  /// - Returns: Where the search ended.
  public func minimize(
    from start: [Double],
    inverseCurvature: [Double]? = nil,
    _ evaluate: ([Double], inout [Double]) -> Double
  ) -> Report {
    var search = QuasiNewtonSearch(settings, start, inverseCurvature)
    return search.run(evaluate)
  }
}

/// One search with its storage.
private struct QuasiNewtonSearch {
  /// A point on the line of a step.
  private struct Trial {
    var length: Double
    var value: Double
    var slope: Double
  }

  private let settings: QuasiNewtonMinimizer.Settings
  private let n: Int
  private var report: QuasiNewtonMinimizer.Report
  private var inverse: [Double]
  private var isScaled: Bool
  private var direction: [Double]
  private var trialPoint: [Double]
  private var trialGradient: [Double]

  /// Shares of the slope that a step must keep below: the usual choices for quasi-Newton methods.
  private static let sufficientDecrease = 1e-4
  private static let curvature = 0.9

  init(_ settings: QuasiNewtonMinimizer.Settings, _ start: [Double], _ inverse: [Double]?) {
    precondition(!start.isEmpty, "nothing to minimise over")
    self.settings = settings
    n = start.count
    precondition(
      inverse.map { $0.count == start.count * start.count } ?? true,
      "\(inverse?.count ?? 0) entries for \(start.count) unknowns"
    )
    report = .init(
      status: .iterationLimit,
      unknowns: start,
      value: .infinity,
      gradient: Array(repeating: 0, count: start.count),
      evaluations: 0
    )
    isScaled = inverse != nil
    self.inverse = inverse ?? Self.identity(start.count)
    direction = Array(repeating: 0, count: start.count)
    trialPoint = start
    trialGradient = direction
  }

  private static func identity(_ n: Int) -> [Double] {
    var matrix = [Double](repeating: 0, count: n * n)
    for i in 0..<n { matrix[i * n + i] = 1 }
    return matrix
  }

  mutating func run(_ evaluate: ([Double], inout [Double]) -> Double)
    -> QuasiNewtonMinimizer.Report
  {
    report.value = evaluate(report.unknowns, &report.gradient)
    report.evaluations = 1
    guard report.value.isFinite, report.gradient.allSatisfy(\.isFinite) else {
      report.status = .notFinite
      return report
    }
    var restarted = false
    while report.evaluations < settings.evaluationLimit {
      if report.residual <= settings.gradientTolerance {
        report.status = .converged
        return report
      }
      var slope = setDirection()
      if !(slope < 0) {
        inverse = Self.identity(n)
        isScaled = false
        slope = setDirection()
      }
      let before = report
      if searchLine(slope, evaluate) {
        restarted = false
        update(from: before)
      } else if restarted {
        report.status = .insufficientProgress
        return report
      } else {
        // Rounding or a corner: once more down the gradient before giving up.
        restarted = true
        inverse = Self.identity(n)
        isScaled = false
      }
    }
    report.status =
      report.residual <= settings.gradientTolerance ? .converged : .iterationLimit
    return report
  }

  /// The quasi-Newton direction, no longer than the longest step; returns the slope along it.
  private mutating func setDirection() -> Double {
    var longest = 0.0
    for i in 0..<n {
      var sum = 0.0
      for j in 0..<n { sum -= inverse[j * n + i] * report.gradient[j] }
      direction[i] = sum
      longest = max(longest, abs(sum))
    }
    let limit = isScaled ? settings.longestStep : min(settings.longestStep, settings.firstStep)
    let factor = longest > limit ? limit / longest : 1
    var slope = 0.0
    for i in 0..<n {
      direction[i] *= factor
      slope += direction[i] * report.gradient[i]
    }
    return slope
  }

  private mutating func trial(
    _ length: Double,
    _ evaluate: ([Double], inout [Double]) -> Double
  ) -> Trial {
    for i in 0..<n { trialPoint[i] = report.unknowns[i] + length * direction[i] }
    let value = evaluate(trialPoint, &trialGradient)
    report.evaluations += 1
    var slope = 0.0
    for i in 0..<n { slope += trialGradient[i] * direction[i] }
    return Trial(
      length: length,
      value: value.isFinite && slope.isFinite ? value : .infinity,
      slope: slope.isFinite ? slope : 0
    )
  }

  /// Moves to a point where the strong Wolfe conditions hold; false when there is none in reach.
  private mutating func searchLine(
    _ slope: Double,
    _ evaluate: ([Double], inout [Double]) -> Double
  ) -> Bool {
    let origin = Trial(length: 0, value: report.value, slope: slope)
    // What rounding may add to the value near the minimum.
    let noise = 1e-13 * abs(report.value)
    var low = origin
    var high: Trial?
    var length = 1.0
    for _ in 0..<30 {
      guard report.evaluations < settings.evaluationLimit else { return false }
      let point = trial(length, evaluate)
      let bound = origin.value + Self.sufficientDecrease * length * origin.slope + noise
      if point.value > bound || (low.length > 0 && point.value > low.value + noise) {
        high = point
      } else if abs(point.slope) <= Self.curvature * abs(origin.slope) {
        accept(point)
        return true
      } else if point.slope >= 0 {
        high = point
      } else {
        low = point
        if high == nil {
          // The longest step is the caller's word on how far the function can be trusted.
          if length * directionLength >= 0.999 * settings.longestStep {
            accept(point)
            return true
          }
          length = min(2 * length, settings.longestStep / directionLength)
          continue
        }
      }
      guard let end = high else { return false }
      let next = Self.between(low, end)
      if abs(end.length - low.length) * directionLength < 1e-16 { return false }
      length = next
    }
    return false
  }

  private var directionLength: Double { direction.reduce(1e-300) { max($0, abs($1)) } }

  private mutating func accept(_ point: Trial) {
    for i in 0..<n {
      report.unknowns[i] += point.length * direction[i]
      report.gradient[i] = trialGradient[i]
    }
    report.value = point.value
  }

  /// The minimum of the cubic through two points with slopes, kept inside the interval.
  private static func between(_ a: Trial, _ b: Trial) -> Double {
    let width = b.length - a.length
    let middle = a.length + 0.5 * width
    guard b.value.isFinite else { return a.length + 0.25 * width }
    let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.length - b.length)
    let square = d1 * d1 - a.slope * b.slope
    guard square >= 0 else { return middle }
    let d2 = (width < 0 ? -1 : 1) * square.squareRoot()
    let point = b.length - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
    let share = (point - a.length) / width
    return share > 0.1 && share < 0.9 ? point : middle
  }

  /// Brings the estimate of the inverse curvature up to date (equation 6.17 of Nocedal and Wright).
  private mutating func update(from before: QuasiNewtonMinimizer.Report) {
    var product = 0.0
    var square = 0.0
    var s = direction
    var y = direction
    for i in 0..<n {
      s[i] = report.unknowns[i] - before.unknowns[i]
      y[i] = report.gradient[i] - before.gradient[i]
      product += s[i] * y[i]
      square += y[i] * y[i]
    }
    guard product > 1e-14 * square else { return }
    if !isScaled {
      let scale = product / square
      for i in 0..<n { inverse[i * n + i] = scale }
      isScaled = true
    }
    var hy = direction
    var yhy = 0.0
    for i in 0..<n {
      hy[i] = 0
      for j in 0..<n { hy[i] += inverse[j * n + i] * y[j] }
      yhy += y[i] * hy[i]
    }
    let factor = (1 + yhy / product) / product
    for j in 0..<n {
      for i in 0..<n {
        inverse[j * n + i] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / product
      }
    }
  }
}
