// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The work that the others are measured against: a dense factorisation of order 24, written out.
///
/// Part of no library, so that no improvement of a library moves it. Do not improve it.
enum Cholesky {
  static let order = 24

  /// Factors the matrix with entries 1 / (1 + |i - j|) and 24 on the diagonal, and returns the last
  /// pivot, dimensionless.
  @inline(never)
  static func lastPivot(in matrix: UnsafeMutablePointer<Double>) -> Double {
    for row in 0..<order {
      for column in 0...row {
        matrix[row * order + column] =
          row == column ? Double(order) : 1 / Double(1 + row - column)
      }
    }
    for row in 0..<order {
      for column in 0...row {
        var sum = matrix[row * order + column]
        for k in 0..<column { sum -= matrix[row * order + k] * matrix[column * order + k] }
        matrix[row * order + column] =
          row == column ? sum.squareRoot() : sum / matrix[column * order + column]
      }
    }
    return matrix[order * order - 1]
  }

  /// The time of one factorisation, in seconds: the least of several short runs.
  static func seconds() -> Double {
    let matrix = UnsafeMutablePointer<Double>.allocate(capacity: order * order)
    defer { matrix.deallocate() }
    let clock = ContinuousClock()
    var least = Double.infinity
    var sum = 0.0
    for _ in 0..<5 {
      let start = clock.now
      for _ in 0..<40 { sum += lastPivot(in: matrix) }
      least = min(least, (clock.now - start) / .seconds(40))
    }
    precondition(sum > 0, "pivots are positive")
    return least
  }
}
