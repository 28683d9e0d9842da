// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The linear correlation of two quantities in a sample.
///
/// Its band is that of Fisher's transformation: with n pairs, artanh r is about normal with the
/// standard deviation 1 / sqrt(n - 3).
struct Correlation {
  /// Pearson's coefficient, dimensionless, in -1...1.
  let coefficient: Double

  /// The number of pairs.
  let count: Int

  /// The quantile 0.95 of the normal distribution, dimensionless.
  private static let score = 1.6448536269514722

  /// The correlation of some pairs; nil for fewer than four, or when one quantity does not vary.
  init?(of pairs: [(Double, Double)]) {
    guard pairs.count >= 4 else { return nil }
    let n = Double(pairs.count)
    let first = pairs.reduce(0) { $0 + $1.0 } / n
    let second = pairs.reduce(0) { $0 + $1.1 } / n
    var squares = (0.0, 0.0)
    var product = 0.0
    for pair in pairs {
      let (x, y) = (pair.0 - first, pair.1 - second)
      squares.0 += x * x
      squares.1 += y * y
      product += x * y
    }
    guard squares.0 > 0, squares.1 > 0 else { return nil }
    coefficient = min(max(product / (squares.0 * squares.1).squareRoot(), -1), 1)
    count = pairs.count
  }

  /// The coefficient with its 5th and 95th percentile.
  var band: ResultBand {
    let centre = atanh(coefficient)
    let half = Self.score / Double(count - 3).squareRoot()
    return ResultBand(
      coefficient,
      low: tanh(centre - half),
      high: tanh(centre + half),
      count: count
    )
  }
}
