// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Why a matrix could not be factored or a system not be solved.
public enum FactorizationError: Error, Hashable, Sendable {
  /// The leading block of this order (counted from one) is not positive definite.
  case notPositiveDefinite(order: Int)

  /// The matrix is singular: the pivot at this index (counted from zero) is exactly zero.
  case singular(pivot: Int)

  /// The columns of a least-squares problem are linearly dependent: they have only this rank.
  case rankDeficient(rank: Int)

  /// An iteration for eigenvalues or singular values did not converge for this many of them.
  case notConverged(count: Int)

  /// An entry of the matrix is infinite or not a number.
  case notFinite
}

extension FactorizationError: CustomStringConvertible {
  /// What was found, and what to do about it.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let order):
      "the matrix is not positive definite: its leading block of order \(order) is not"
    case .singular(let pivot):
      "the matrix is singular: pivot \(pivot) (counted from zero) is zero"
    case .rankDeficient(let rank):
      "the columns are linearly dependent, of rank \(rank): use the singular value decomposition"
    case .notConverged(let count):
      "the iteration did not converge for \(count) of the values sought"
    case .notFinite:
      "the matrix holds an entry that is infinite or not a number"
    }
  }
}
