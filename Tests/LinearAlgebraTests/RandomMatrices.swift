// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import TestSupport

extension SeededGenerator {
  /// A matrix with entries drawn evenly between -1 and 1.
  mutating func matrix(rows: Int, columns: Int) -> Matrix {
    Matrix(
      rows: rows,
      columns: columns,
      columnMajor: (0..<rows * columns).map { _ in number(in: -1...1) }
    )
  }

  /// A symmetric positive-definite matrix whose eigenvalues are at least 0.1.
  mutating func positiveDefiniteMatrix(order: Int) -> Matrix {
    let factor = matrix(rows: order, columns: order)
    return factor * factor.transposed + Matrix.identity(order: order) * 0.1
  }

  /// Numbers drawn evenly between -1 and 1.
  mutating func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in number(in: -1...1) } }
}

/// The largest absolute difference between two lists of the same length.
func largestDifference(_ left: [Double], _ right: [Double]) -> Double {
  precondition(left.count == right.count, "\(left.count) numbers against \(right.count)")
  return zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Orders that cover one block of the small factorisation, its edges, and beyond.
let sampleOrders = [1, 2, 3, 4, 5, 7, 8, 13, 18, 23, 24, 31, 33, 64]
