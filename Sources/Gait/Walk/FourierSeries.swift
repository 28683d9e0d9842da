// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A periodic function of the part of a cycle: a mean, then cosine and sine of each harmonic.
///
///     f(x) = a0 + sum_k (a_k cos 2 pi k x + b_k sin 2 pi k x)
struct FourierSeries: Sendable, Equatable {
  /// a0, a1, b1, a2, b2, ...
  let coefficients: [Double]

  /// Value and first two derivatives at a part of the cycle.
  func values(at x: Double) -> (value: Double, first: Double, second: Double) {
    var result = (value: coefficients[0], first: 0.0, second: 0.0)
    for harmonic in 0..<coefficients.count / 2 {
      let a = coefficients[2 * harmonic + 1]
      let b = coefficients[2 * harmonic + 2]
      let w = 2 * Double.pi * Double(harmonic + 1)
      let c = cos(w * x)
      let s = sin(w * x)
      result.value += a * c + b * s
      result.first += w * (b * c - a * s)
      result.second -= w * w * (a * c + b * s)
    }
    return result
  }
}
