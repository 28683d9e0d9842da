// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import COpenBLAS

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The Cholesky factorisation A = L L' of a symmetric positive-definite matrix, with its storage.
///
/// LAPACK `dpotrf`. Only the lower triangle of the matrix is read. For orders up to 64 in a hot
/// path, `SmallCholesky` gives the same bytes on every processor of a kind.
public struct CholeskyWorkspace: ~Copyable, Sendable {
  /// The order of the matrices that this workspace factors.
  public let order: Int

  private let factors: OwnedBuffer<Double>
  private var isFactored = false

  /// Allocates the storage for matrices of one order.
  public init(order: Int) {
    precondition(order >= 1, "the order of a matrix must be at least 1, not \(order)")
    self.order = order
    factors = OwnedBuffer(count: order * order)
  }

  /// Factors a symmetric positive-definite matrix of this order.
  ///
  /// Performs no heap allocation.
  public mutating func factor(_ matrix: borrowing Matrix) throws(FactorizationError) {
    precondition(
      matrix.rows == order && matrix.columns == order,
      "a \(matrix.rows) by \(matrix.columns) matrix in a workspace of order \(order)"
    )
    isFactored = false
    matrix.withUnsafeElements { _ = factors.elements.update(fromContentsOf: $0) }
    guard allFinite(factors.pointer, count: order * order) else { throw .notFinite }
    var n = Int32(order)
    var info: Int32 = 0
    var lower = LAPACKFlag.lowerTriangle
    dpotrf_(&lower, &n, factors.pointer, &n, &info, 1)
    precondition(info >= 0, "dpotrf refused its argument \(-info)")
    guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
    isFactored = true
  }

  /// Solves A x = b in place for the matrix last factored; `rightHandSide.count == order`.
  ///
  /// Performs no heap allocation.
  public borrowing func solve(_ rightHandSide: inout MutableSpan<Double>) {
    precondition(isFactored, "solve needs a matrix that was factored before")
    precondition(
      rightHandSide.count == order,
      "a right-hand side of \(rightHandSide.count) for a matrix of order \(order)"
    )
    var n = Int32(order)
    var one: Int32 = 1
    var info: Int32 = 0
    var lower = LAPACKFlag.lowerTriangle
    rightHandSide.withUnsafeMutableBufferPointer { b in
      dpotrs_(&lower, &n, &one, factors.pointer, &n, b.baseAddress, &n, &info, 1)
    }
    precondition(info == 0, "dpotrs refused its argument \(-info)")
  }

  /// The solution of A x = b for the matrix last factored; `rightHandSide.count == order`.
  public borrowing func solution(of rightHandSide: [Double]) -> [Double] {
    var x = rightHandSide
    var span = x.mutableSpan
    solve(&span)
    return x
  }

  /// The natural logarithm of the determinant of the matrix last factored.
  public var logDeterminant: Double {
    precondition(isFactored, "a determinant needs a matrix that was factored before")
    var sum = 0.0
    for i in 0..<order { sum += log(factors[i + i * order]) }
    return 2 * sum
  }
}
