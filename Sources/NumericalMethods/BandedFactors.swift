// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The triangular factors of a banded matrix with row exchanges.
///
/// Golub and Van Loan, Matrix Computations (4th ed. 2013), section 4.3.3. Row i holds columns
/// i - lower ... i + lower + upper; the last `lower` of them are room for the exchanges.
struct BandedFactors: Sendable, Hashable {
  let order: Int
  private let lower: Int
  private let width: Int
  private var entries: [Double]
  private var pivots: [Int]

  /// A matrix of zeros with the given numbers of diagonals below and above the main one.
  init(order: Int, lower: Int, upper: Int) {
    self.order = order
    self.lower = lower
    width = 2 * lower + upper + 1
    entries = [Double](repeating: 0, count: order * width)
    pivots = Array(0..<order)
  }

  /// The entry of a row and a column inside the band.
  subscript(row: Int, column: Int) -> Double {
    get { entries[row * width + column - row + lower] }
    set { entries[row * width + column - row + lower] = newValue }
  }

  /// Replaces the matrix by its factors; false when a pivot is zero or not a number.
  mutating func factor() -> Bool {
    for k in 0..<order {
      let lastRow = min(order - 1, k + lower)
      let lastColumn = min(order - 1, k + width - 1 - lower)
      var pivot = k
      for i in k...lastRow where abs(self[i, k]) > abs(self[pivot, k]) { pivot = i }
      guard abs(self[pivot, k]) > 0 else { return false }
      pivots[k] = pivot
      if pivot != k {
        for j in k...lastColumn {
          let kept = self[k, j]
          self[k, j] = self[pivot, j]
          self[pivot, j] = kept
        }
      }
      guard k < lastRow else { continue }
      let diagonal = self[k, k]
      for i in (k + 1)...lastRow where self[i, k] != 0 {
        let ratio = self[i, k] / diagonal
        self[i, k] = ratio
        if k < lastColumn {
          for j in (k + 1)...lastColumn { self[i, j] -= ratio * self[k, j] }
        }
      }
    }
    return true
  }

  /// Replaces a right-hand side by the solution.
  func solve(_ right: inout [Double]) {
    for k in 0..<order {
      if pivots[k] != k { right.swapAt(k, pivots[k]) }
      let value = right[k]
      let lastRow = min(order - 1, k + lower)
      if value != 0, k < lastRow {
        for i in (k + 1)...lastRow { right[i] -= self[i, k] * value }
      }
    }
    for k in stride(from: order - 1, through: 0, by: -1) {
      var sum = right[k]
      let lastColumn = min(order - 1, k + width - 1 - lower)
      if k < lastColumn {
        for j in (k + 1)...lastColumn { sum -= self[k, j] * right[j] }
      }
      right[k] = sum / self[k, k]
    }
  }
}
