// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The cost w |x|^p of one variable, and where its slope has a given value.
///
/// The exponents 2 and 3 avoid `pow`.
enum PowerLaw: Sendable {
  case square
  case cube
  case general(exponent: Double)

  init(exponent: Double) {
    precondition(
      exponent > 1 && exponent.isFinite,
      "the exponent of the cost must exceed 1, not \(exponent)"
    )
    self =
      exponent == 2 ? .square : (exponent == 3 ? .cube : .general(exponent: exponent))
  }

  /// The exponent p, dimensionless.
  var exponent: Double {
    switch self {
    case .square: 2
    case .cube: 3
    case .general(let exponent): exponent
    }
  }

  /// The cost w |x|^p.
  func cost(_ x: Double, weight: Double) -> Double {
    switch self {
    case .square: weight * x * x
    case .cube: weight * x * x * abs(x)
    case .general(let exponent): weight * pow(abs(x), exponent)
    }
  }

  /// The slope p w |x|^(p-1) sign(x) of the cost.
  func slope(_ x: Double, weight: Double) -> Double {
    switch self {
    case .square: 2 * weight * x
    case .cube: 3 * weight * x * abs(x)
    case .general(let exponent):
      (x < 0 ? -1 : 1) * exponent * weight * pow(abs(x), exponent - 1)
    }
  }

  /// The x at which the slope of the cost is `slope`.
  @inline(__always)
  func argument(slope: Double, weight: Double) -> Double {
    switch self {
    case .square:
      return slope / (2 * weight)
    case .cube:
      let magnitude = (abs(slope) / (3 * weight)).squareRoot()
      return slope < 0 ? -magnitude : magnitude
    case .general(let exponent):
      let magnitude = pow(abs(slope) / (exponent * weight), 1 / (exponent - 1))
      return slope < 0 ? -magnitude : magnitude
    }
  }

  /// The derivative of `argument` by the slope, at the argument x.
  ///
  /// `smallest` stands in for a smaller |x|: above p = 2 the derivative is infinite at zero.
  @inline(__always)
  func argumentRate(at x: Double, weight: Double, smallest: Double) -> Double {
    switch self {
    case .square: return 1 / (2 * weight)
    case .cube: return 1 / (6 * weight * max(abs(x), smallest))
    case .general(let exponent):
      return 1
        / (exponent * (exponent - 1) * weight * pow(max(abs(x), smallest), exponent - 2))
    }
  }
}
