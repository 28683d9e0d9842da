// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import COpenBLAS

/// The LU factorisation P A = L U of a square matrix by partial pivoting, with its storage.
///
/// LAPACK `dgetrf`.
public struct LUWorkspace: ~Copyable, Sendable {
  /// The order of the matrices that this workspace factors.
  public let order: Int

  private let factors: OwnedBuffer<Double>
  private let pivots: OwnedBuffer<Int32>
  private var isFactored = false

  /// Allocates the storage for matrices of one order.
  public init(order: Int) {
    precondition(order >= 1, "the order of a matrix must be at least 1, not \(order)")
    self.order = order
    factors = OwnedBuffer(count: order * order)
    pivots = OwnedBuffer(repeating: 0, count: order)
  }

  /// Factors a square matrix of this order.
  ///
  /// Fails when a pivot is exactly zero. A matrix that is singular but for rounding passes; look at
  /// the residual of the solution. Performs no heap allocation.
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
    dgetrf_(&n, &n, factors.pointer, &n, pivots.pointer, &info)
    precondition(info >= 0, "dgetrf refused its argument \(-info)")
    guard info == 0 else { throw .singular(pivot: Int(info) - 1) }
    isFactored = true
  }

  /// Solves A x = b in place for the matrix last factored; `rightHandSide.count == order`.
  ///
  /// Performs no heap allocation.
  public borrowing func solve(_ rightHandSide: inout MutableSpan<Double>) {
    solve(&rightHandSide, transposition: LAPACKFlag.notTransposed)
  }

  /// Solves A' x = b in place for the matrix last factored; `rightHandSide.count == order`.
  ///
  /// Performs no heap allocation.
  public borrowing func solveTransposed(_ rightHandSide: inout MutableSpan<Double>) {
    solve(&rightHandSide, transposition: LAPACKFlag.transposed)
  }

  private borrowing func solve(
    _ rightHandSide: inout MutableSpan<Double>,
    transposition: CChar
  ) {
    precondition(isFactored, "solve needs a matrix that was factored before")
    precondition(
      rightHandSide.count == order,
      "a right-hand side of \(rightHandSide.count) for a matrix of order \(order)"
    )
    var n = Int32(order)
    var one: Int32 = 1
    var info: Int32 = 0
    var flag = transposition
    rightHandSide.withUnsafeMutableBufferPointer { b in
      dgetrs_(&flag, &n, &one, factors.pointer, &n, pivots.pointer, b.baseAddress, &n, &info, 1)
    }
    precondition(info == 0, "dgetrs refused its argument \(-info)")
  }

  /// The solution of A x = b for the matrix last factored; `rightHandSide.count == order`.
  public borrowing func solution(of rightHandSide: [Double]) -> [Double] {
    var x = rightHandSide
    var span = x.mutableSpan
    solve(&span)
    return x
  }

  /// The determinant of the matrix last factored, in the unit of its entries to the order.
  public var determinant: Double {
    precondition(isFactored, "a determinant needs a matrix that was factored before")
    var product = 1.0
    for i in 0..<order {
      product *= factors[i + i * order]
      if Int(pivots[i]) != i + 1 { product = -product }
    }
    return product
  }
}
