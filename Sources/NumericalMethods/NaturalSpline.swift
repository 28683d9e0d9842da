// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The smoothest curve of an odd degree through given points.
///
/// Of all curves through the points the one of degree 2m - 1 has the least integral of the squared
/// m-th derivative. Its derivatives up to order 2m - 2 are continuous; those of order m ... 2m - 2
/// vanish at both ends, and beyond the ends it goes on as a polynomial of degree m - 1.
///
/// Degree 5 is the usual choice for accelerations from measured motion. Woltring (1986), Advances in
/// Engineering Software 8:104-113, for an error variance of zero.
public struct NaturalSpline: Sendable, Hashable {
  /// The degree of the pieces.
  public enum Degree: Int, Sendable, Hashable, Codable, CaseIterable {
    /// Straight lines.
    case linear = 1

    /// Pieces of degree 3, with the least squared second derivative.
    case cubic = 3

    /// Pieces of degree 5, with the least squared third derivative.
    case quintic = 5

    /// Pieces of degree 7, with the least squared fourth derivative.
    case heptic = 7

    /// Half the order, m in the degree 2m - 1.
    public var halfOrder: Int { (rawValue + 1) / 2 }
  }

  /// The arguments of the points, increasing, in units of the argument.
  public let knots: [Double]

  /// The degree of the pieces.
  public let degree: Degree

  /// The Taylor terms of every piece at its left knot.
  private let pieces: [Double]

  /// The Taylor terms at the last knot.
  private let end: [Double]

  init(knots: [Double], degree: Degree, pieces: [Double], last: Double) {
    self.knots = knots
    self.degree = degree
    self.pieces = pieces
    let k = degree.rawValue
    let width = knots[knots.count - 1] - knots[knots.count - 2]
    var terms = Array(pieces.suffix(k + 1))
    // Taylor's shift to the other end of the piece, by repeated division.
    for first in 0..<k {
      for order in stride(from: k - 1, through: first, by: -1) {
        terms[order] += width * terms[order + 1]
      }
    }
    terms[0] = last
    end = terms
  }

  /// Makes the curve through the points (knot, value), in units of the argument and of the value.
  ///
  /// Use a ``SplineInterpolator`` for several curves over the same knots.
  public init(knots: [Double], values: [Double], degree: Degree) throws(SplineError) {
    guard knots.count == values.count else {
      throw .countsDiffer(knots: knots.count, values: values.count)
    }
    self = try SplineInterpolator(knots: knots, degree: degree).spline(through: values)
  }

  /// The least and greatest argument of the points, in units of the argument.
  public var domain: ClosedRange<Double> { knots[0]...knots[knots.count - 1] }

  /// The value at an argument, in units of the value.
  ///
  /// Beyond the points the curve goes on as a polynomial of degree (degree - 1) / 2. Performs no heap
  /// allocation.
  public func value(at argument: Double) -> Double { sample(at: argument).value }

  /// The value and two derivatives at an argument.
  ///
  /// Beyond the points the curve goes on as a polynomial of degree (degree - 1) / 2. Performs no heap
  /// allocation.
  public func sample(at argument: Double) -> CubicSpline.Sample {
    precondition(!argument.isNaN, "the argument of a spline is not a number")
    let last = knots.count - 1
    if argument < knots[0] {
      return sample(of: pieces, from: 0, degree: degree.halfOrder - 1, at: argument - knots[0])
    }
    if argument >= knots[last] {
      let through = argument == knots[last] ? degree.rawValue : degree.halfOrder - 1
      return sample(of: end, from: 0, degree: through, at: argument - knots[last])
    }
    // The piece low ..< low + 1 that holds the argument.
    var low = 0
    var high = last
    while high - low > 1 {
      let middle = (low + high) / 2
      if argument < knots[middle] { high = middle } else { low = middle }
    }
    let k = degree.rawValue
    return sample(of: pieces, from: low * (k + 1), degree: k, at: argument - knots[low])
  }

  /// A polynomial and two derivatives by Horner's rule.
  private func sample(
    of terms: [Double],
    from first: Int,
    degree: Int,
    at x: Double
  ) -> CubicSpline.Sample {
    var value = 0.0
    var slope = 0.0
    var bend = 0.0
    for order in stride(from: degree, through: 0, by: -1) {
      bend = bend * x + 2 * slope
      slope = slope * x + value
      value = value * x + terms[first + order]
    }
    return CubicSpline.Sample(value: value, firstDerivative: slope, secondDerivative: bend)
  }
}
