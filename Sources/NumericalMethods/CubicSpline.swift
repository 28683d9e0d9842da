// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Why a spline could not be made or evaluated.
public enum SplineError: Error, Hashable, Sendable {
  /// Fewer points than the two that a curve needs.
  case tooFewPoints(count: Int)

  /// Fewer points than a curve of this degree needs.
  case tooFewPointsForDegree(count: Int, needed: Int)

  /// Different numbers of knots and values.
  case countsDiffer(knots: Int, values: Int)

  /// A knot is not greater than the one before it; the index counts from zero.
  case knotsNotIncreasing(index: Int)

  /// A knot, a value or an end slope is infinite or not a number.
  case notFinite

  /// The argument lies outside the knots.
  case outsideDomain(argument: Double, lower: Double, upper: Double)
}

extension SplineError: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .tooFewPoints(let count): "a spline needs at least 2 points, not \(count)"
    case .tooFewPointsForDegree(let count, let needed):
      "a curve of this degree needs at least \(needed) points, not \(count): give more points or "
        + "choose a lower degree"
    case .countsDiffer(let knots, let values): "\(knots) knots for \(values) values"
    case .knotsNotIncreasing(let index):
      "knot \(index) (counted from zero) is not greater than the one before it"
    case .notFinite: "a knot, a value or a slope is infinite or not a number"
    case .outsideDomain(let argument, let lower, let upper):
      "argument \(argument) outside \(lower) ... \(upper)"
    }
  }
}

/// A piecewise cubic curve through given points with two continuous derivatives.
///
/// de Boor, A Practical Guide to Splines (1978), chapter IV. Between knots the second derivative is
/// linear; its values at the knots solve a tridiagonal system.
public struct CubicSpline: Sendable, Hashable {
  /// What holds at the two ends.
  public enum EndCondition: Sendable, Hashable, Codable {
    /// The second derivative is zero at both ends.
    case natural

    /// The slopes at both ends, in units of value per unit of argument.
    case clamped(start: Double, end: Double)

    /// The third derivative does not jump at the second and the last but one knot.
    ///
    /// With two or three points this is the straight line or the parabola through them.
    case notAKnot
  }

  /// A value with two derivatives.
  public struct Sample: Sendable, Hashable, Codable {
    /// The value, in its own unit.
    public var value: Double

    /// The slope, in units of value per unit of argument.
    public var firstDerivative: Double

    /// The second derivative, in units of value per squared unit of argument.
    public var secondDerivative: Double
  }

  /// The arguments of the points, increasing, in units of the argument.
  public let knots: [Double]

  /// The values at the knots, in units of the value.
  public let values: [Double]

  /// What holds at the two ends.
  public let ends: EndCondition

  /// The second derivative at each knot.
  private let curvatures: [Double]

  /// Makes the curve through the points (knot, value).
  public init(
    knots: [Double],
    values: [Double],
    ends: EndCondition = .natural
  ) throws(SplineError) {
    guard knots.count == values.count else {
      throw .countsDiffer(knots: knots.count, values: values.count)
    }
    guard knots.count >= 2 else { throw .tooFewPoints(count: knots.count) }
    var isFinite = knots.allSatisfy(\.isFinite) && values.allSatisfy(\.isFinite)
    if case .clamped(let start, let end) = ends {
      isFinite = isFinite && start.isFinite && end.isFinite
    }
    guard isFinite else { throw .notFinite }
    for i in 1..<knots.count where knots[i] <= knots[i - 1] {
      throw .knotsNotIncreasing(index: i)
    }
    self.knots = knots
    self.values = values
    self.ends = ends
    curvatures = Self.curvatures(knots, values, ends)
  }

  /// The least and greatest argument, in units of the argument.
  public var domain: ClosedRange<Double> { knots[0]...knots[knots.count - 1] }

  /// The value at an argument inside the domain, in units of the value.
  public func value(at argument: Double) throws(SplineError) -> Double {
    try sample(at: argument).value
  }

  /// The value and two derivatives at an argument inside the domain.
  ///
  /// Performs no heap allocation.
  public func sample(at argument: Double) throws(SplineError) -> Sample {
    let last = knots.count - 1
    guard argument >= knots[0], argument <= knots[last] else {
      throw .outsideDomain(argument: argument, lower: knots[0], upper: knots[last])
    }
    // The interval low ..< high that holds the argument; the last one holds its end too.
    var low = 0
    var high = last
    while high - low > 1 {
      let middle = (low + high) / 2
      if argument < knots[middle] { high = middle } else { low = middle }
    }
    let width = knots[high] - knots[low]
    let a = (knots[high] - argument) / width
    let b = (argument - knots[low]) / width
    let bendLow = curvatures[low]
    let bendHigh = curvatures[high]
    let sixth = width / 6
    return Sample(
      value: a * values[low] + b * values[high]
        + ((a * a * a - a) * bendLow + (b * b * b - b) * bendHigh) * sixth * width,
      firstDerivative: (values[high] - values[low]) / width
        + ((3 * b * b - 1) * bendHigh - (3 * a * a - 1) * bendLow) * sixth,
      secondDerivative: a * bendLow + b * bendHigh
    )
  }

  /// The second derivatives at the knots, from the continuity of the first.
  private static func curvatures(
    _ knots: [Double],
    _ values: [Double],
    _ ends: EndCondition
  ) -> [Double] {
    let count = knots.count
    let widths = (1..<count).map { knots[$0] - knots[$0 - 1] }
    let slopes = (1..<count).map { (values[$0] - values[$0 - 1]) / widths[$0 - 1] }
    if ends == .notAKnot && count <= 3 {
      let bend = count == 2 ? 0 : 2 * (slopes[1] - slopes[0]) / (widths[0] + widths[1])
      return [Double](repeating: bend, count: count)
    }
    // Row i: below[i] m[i-1] + middle[i] m[i] + above[i] m[i+1] = right[i].
    var below = [Double](repeating: 0, count: count)
    var middle = [Double](repeating: 1, count: count)
    var above = below
    var right = below
    for i in 1..<count - 1 {
      below[i] = widths[i - 1] / 6
      middle[i] = (widths[i - 1] + widths[i]) / 3
      above[i] = widths[i] / 6
      right[i] = slopes[i] - slopes[i - 1]
    }
    let last = count - 1
    switch ends {
    case .natural: break
    case .clamped(let start, let end):
      middle[0] = widths[0] / 3
      above[0] = widths[0] / 6
      right[0] = slopes[0] - start
      below[last] = widths[last - 1] / 6
      middle[last] = widths[last - 1] / 3
      right[last] = end - slopes[last - 1]
    case .notAKnot:
      // m[0] = (1 + r) m[1] - r m[2] with r the ratio of the first two widths, put into row 1.
      let first = widths[0] / widths[1]
      middle[1] += below[1] * (1 + first)
      above[1] -= below[1] * first
      below[1] = 0
      let other = widths[last - 1] / widths[last - 2]
      middle[last - 1] += above[last - 1] * (1 + other)
      below[last - 1] -= above[last - 1] * other
      above[last - 1] = 0
    }
    // Elimination without pivoting: the diagonal dominates.
    for i in 1..<count {
      let factor = below[i] / middle[i - 1]
      middle[i] -= factor * above[i - 1]
      right[i] -= factor * right[i - 1]
    }
    var result = right
    result[last] /= middle[last]
    for i in stride(from: last - 1, through: 0, by: -1) {
      result[i] = (right[i] - above[i] * result[i + 1]) / middle[i]
    }
    if ends == .notAKnot {
      let first = widths[0] / widths[1]
      result[0] = (1 + first) * result[1] - first * result[2]
      let other = widths[last - 1] / widths[last - 2]
      result[last] = (1 + other) * result[last - 1] - other * result[last - 2]
    }
    return result
  }
}

/// The stored form: `knots`, `values` and `ends`; the curve is made anew, with its checks.
extension CubicSpline: Codable {
  private enum CodingKeys: String, CodingKey {
    case knots
    case values
    case ends
  }

  /// Reads the points and the end condition.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      knots: container.decode([Double].self, forKey: .knots),
      values: container.decode([Double].self, forKey: .values),
      ends: container.decode(EndCondition.self, forKey: .ends)
    )
  }

  /// Writes the points and the end condition.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(knots, forKey: .knots)
    try container.encode(values, forKey: .values)
    try container.encode(ends, forKey: .ends)
  }
}
