// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A curve of the muscle model of Millard and others (2013): quintic Bezier corners joined smoothly.
///
/// A corner joins two lines: from (x0, y0) with one slope to (x1, y1) with another. Its control points are
/// the ends and, each twice, the points that lie the share c of the way from an end to where the lines
/// meet; c = 0.1 + 0.8 curviness. Beyond the first and the last corner the curve is straight, and never
/// negative. Shapes and default values are those of OpenSim 4.6.
///
/// - SeeAlso: Millard, Uchida, Seth and Delp, Journal of Biomechanical Engineering 135:021005 (2013).
///   doi:10.1115/1.4023390. opensim-core, `SmoothSegmentedFunctionFactory` and the curve classes.
public struct MillardCurve: MuscleCurve, Hashable {
  /// The end of a corner: place, value and slope, all dimensionless.
  struct Knot: Sendable, Hashable {
    var x: Double
    var y: Double
    var slope: Double

    init(_ x: Double, _ y: Double, _ slope: Double) {
      self.x = x
      self.y = y
      self.slope = slope
    }
  }

  private struct Corner: Sendable, Hashable {
    var start: Knot
    var end: Knot
    /// The inner control points.
    var xa: Double
    var ya: Double
    var xb: Double
    var yb: Double
  }

  private let corners: [Corner]

  /// The curve through knots in ascending order; `curviness` by corner, dimensionless in 0...1.
  ///
  /// Nil where the lines of two neighbours do not meet between them.
  init?(through knots: [Knot], curviness: [Double]) {
    var corners: [Corner] = []
    for (index, value) in curviness.enumerated() {
      let start = knots[index]
      let end = knots[index + 1]
      guard start.x < end.x, value >= 0, value <= 1 else { return nil }
      let difference = start.slope - end.slope
      let meet =
        abs(difference) > Self.parallel
        ? (end.y - start.y - end.x * end.slope + start.x * start.slope) / difference
        : 0.5 * (start.x + end.x)
      guard meet >= start.x, meet <= end.x else { return nil }
      let height = (meet - end.x) * end.slope + end.y
      let c = 0.1 + 0.8 * value
      corners.append(
        Corner(
          start: start,
          end: end,
          xa: start.x + c * (meet - start.x),
          ya: start.y + c * (height - start.y),
          xb: end.x + c * (meet - end.x),
          yb: end.y + c * (height - end.y)
        )
      )
    }
    guard !corners.isEmpty else { return nil }
    self.corners = corners
  }

  /// Slopes that differ by less are parallel, as in OpenSim: the root of the machine's precision.
  private static var parallel: Double { Double.ulpOfOne.squareRoot() }

  /// Normalised force, dimensionless, never negative.
  public func value(at argument: Double) -> Double {
    max(0, valueAndDerivative(at: argument).value)
  }

  /// Derivative by the argument, dimensionless; zero where the value is cut at zero.
  public func derivative(at argument: Double) -> Double {
    let sample = valueAndDerivative(at: argument)
    return sample.value < 0 ? 0 : sample.derivative
  }

  /// None: the curve is smooth.
  public var breakpoints: [Double] { [] }

  /// Value and derivative, both dimensionless, of the curve without its cut at zero.
  func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
    guard let first = corners.first, let last = corners.last else { return (0, 0) }
    if x <= first.start.x {
      return (first.start.y + first.start.slope * (x - first.start.x), first.start.slope)
    }
    if x >= last.end.x { return (last.end.y + last.end.slope * (x - last.end.x), last.end.slope) }
    var place = 0
    while place < corners.count - 1 && x > corners[place].end.x { place += 1 }
    let corner = corners[place]
    // The parameter u of x(u) = x, by Newton's method kept between bounds that close in.
    var low = 0.0
    var high = 1.0
    var u = (x - corner.start.x) / (corner.end.x - corner.start.x)
    for _ in 0..<60 {
      let sample = Self.bezier(corner.start.x, corner.xa, corner.xb, corner.end.x, u)
      if sample.value > x { high = u } else { low = u }
      var next = u - (sample.value - x) / sample.derivative
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      let change = abs(next - u)
      u = next
      if change < 1e-15 { break }
    }
    let along = Self.bezier(corner.start.x, corner.xa, corner.xb, corner.end.x, u)
    let up = Self.bezier(corner.start.y, corner.ya, corner.yb, corner.end.y, u)
    return (up.value, up.derivative / along.derivative)
  }

  /// The quintic with control points p, a, a, b, b, q, and its derivative by u.
  private static func bezier(
    _ p: Double,
    _ a: Double,
    _ b: Double,
    _ q: Double,
    _ u: Double
  ) -> (value: Double, derivative: Double) {
    let v = 1 - u
    let (v2, u2) = (v * v, u * u)
    let value =
      p * v2 * v2 * v + a * v2 * v * u * (5 * v + 10 * u) + b * v * u2 * u * (10 * v + 5 * u)
      + q * u2 * u2 * u
    // Five times the quartic of the differences a - p, 0, b - a, 0, q - b.
    let slope = 5 * ((a - p) * v2 * v2 + 6 * (b - a) * v2 * u2 + (q - b) * u2 * u2)
    return (value, slope)
  }
}
