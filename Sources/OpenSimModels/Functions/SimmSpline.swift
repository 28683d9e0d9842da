// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods
internal import OpenSimFormats

/// The cubic spline of SIMM, which OpenSim's `SimmSpline` keeps.
///
/// Its third derivative on the first interval is that of the cubic through the first four points, and the
/// same at the other end: the spline of Forsythe, Malcolm and Moler, Computer Methods for Mathematical
/// Computations (1977), section 4.4. With three points it is their parabola, with two their straight
/// line. Beyond the ends it goes on as a straight line, so that its second derivative jumps there.
enum SimmSpline {
  /// The pieces of the spline.
  ///
  /// - Parameter points: At least two, with ascending arguments.
  /// - Returns: The break points, and one cubic for each interval with a line beyond each end.
  static func pieces(
    through points: OpenSimModelDocument.ScalarFunction.Points
  ) -> (breaks: [Double], pieces: [PiecewisePolynomial.Piece]) {
    let (x, y) = (points.arguments, points.values)
    let last = x.count - 1
    let widths = (0..<last).map { x[$0 + 1] - x[$0] }
    let slopes = (0..<last).map { (y[$0 + 1] - y[$0]) / widths[$0] }
    let sigmas = sixths(ofSecondDerivativesAt: x, widths, slopes)
    var pieces: [PiecewisePolynomial.Piece] = []
    for k in 0..<last {
      let h = widths[k]
      pieces.append(
        PiecewisePolynomial.Piece(
          origin: x[k],
          coefficients: [
            y[k], slopes[k] - h * (sigmas[k + 1] + 2 * sigmas[k]), 3 * sigmas[k],
            (sigmas[k + 1] - sigmas[k]) / h,
          ]
        )
      )
    }
    let first = PiecewisePolynomial.Piece(
      origin: x[0],
      coefficients: Array(pieces[0].coefficients.prefix(2))
    )
    let endSlope = slopes[last - 1] + widths[last - 1] * (sigmas[last - 1] + 2 * sigmas[last])
    let end = PiecewisePolynomial.Piece(origin: x[last], coefficients: [y[last], endSlope])
    return (x, [first] + pieces + [end])
  }

  /// S'' / 6 at each point.
  ///
  /// At an inner point: h[i-1] s[i-1] + 2 (h[i-1] + h[i]) s[i] + h[i] s[i+1] = slope[i] - slope[i-1]. At
  /// the ends: h[0] (s[1] - s[0]) = h[0]^2 D with D the third divided difference of four points.
  private static func sixths(
    ofSecondDerivativesAt x: [Double],
    _ h: [Double],
    _ slopes: [Double]
  ) -> [Double] {
    let last = x.count - 1
    guard last >= 2 else { return [Double](repeating: 0, count: x.count) }
    // Divided differences of the second order at points i, i+1, i+2.
    var second: [Double] = []
    for k in 0..<last - 1 { second.append((slopes[k + 1] - slopes[k]) / (x[k + 2] - x[k])) }
    var startDifference = 0.0
    var endDifference = 0.0
    if last >= 3 {
      startDifference = (second[1] - second[0]) / (x[3] - x[0])
      endDifference = (second[last - 2] - second[last - 3]) / (x[last] - x[last - 3])
    }
    var diagonal = [Double](repeating: 0, count: x.count)
    var right = diagonal
    diagonal[0] = -h[0]
    right[0] = h[0] * h[0] * startDifference
    for k in 1..<last {
      diagonal[k] = 2 * (h[k - 1] + h[k])
      right[k] = slopes[k] - slopes[k - 1]
    }
    diagonal[last] = -h[last - 1]
    right[last] = -h[last - 1] * h[last - 1] * endDifference
    // The matrix is symmetric and tridiagonal, with h beside its diagonal.
    for k in 1...last {
      let factor = h[k - 1] / diagonal[k - 1]
      diagonal[k] -= factor * h[k - 1]
      right[k] -= factor * right[k - 1]
    }
    right[last] /= diagonal[last]
    for k in stride(from: last - 1, through: 0, by: -1) {
      right[k] = (right[k] - h[k] * right[k + 1]) / diagonal[k]
    }
    return right
  }
}
