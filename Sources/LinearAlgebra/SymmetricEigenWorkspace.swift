// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import COpenBLAS

/// Eigenvalues and orthonormal eigenvectors of a symmetric matrix, with their storage.
///
/// LAPACK `dsyevr`. Eigenvalues are ascending. Only the lower triangle of the matrix is read. With
/// more than one BLAS thread the last digits differ from call to call.
public struct SymmetricEigenWorkspace: ~Copyable, Sendable {
  /// The order of the matrices that this workspace decomposes.
  public let order: Int

  /// The number of eigenvalues found by the last decomposition.
  public private(set) var count = 0

  private let matrix: OwnedBuffer<Double>
  private let values: OwnedBuffer<Double>
  private let vectors: OwnedBuffer<Double>
  private let support: OwnedBuffer<Int32>
  private let work: OwnedBuffer<Double>
  private let integerWork: OwnedBuffer<Int32>

  /// Allocates the storage for matrices of one order.
  public init(order: Int) {
    precondition(order >= 1, "the order of a matrix must be at least 1, not \(order)")
    self.order = order
    matrix = OwnedBuffer(count: order * order)
    values = OwnedBuffer(count: order)
    vectors = OwnedBuffer(count: order * order)
    support = OwnedBuffer(repeating: 0, count: 2 * order)
    var n = Int32(order)
    var bound = 0.0
    var first: Int32 = 1
    var last = n
    var tolerance = 0.0
    var found: Int32 = 0
    var query: Int32 = -1
    var info: Int32 = 0
    var size = 0.0
    var integerSize: Int32 = 0
    var range = LAPACKFlag.allValues
    var vectorsToo = LAPACKFlag.withVectors
    var lower = LAPACKFlag.lowerTriangle
    dsyevr_(
      &vectorsToo,
      &range,
      &lower,
      &n,
      matrix.pointer,
      &n,
      &bound,
      &bound,
      &first,
      &last,
      &tolerance,
      &found,
      values.pointer,
      vectors.pointer,
      &n,
      support.pointer,
      &size,
      &query,
      &integerSize,
      &query,
      &info,
      1,
      1,
      1
    )
    work = OwnedBuffer(count: Int(size))
    integerWork = OwnedBuffer(repeating: 0, count: Int(integerSize))
  }

  /// Finds all eigenvalues and eigenvectors, or the lowest ones only.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - source: A symmetric matrix of this order.
  ///   - lowest: How many eigenvalues to find, in 1 ... order; all of them when nil.
  /// - Throws: `notFinite`, or `notConverged` with the number of eigenvalues that are missing.
  public mutating func decompose(
    _ source: borrowing Matrix,
    lowest: Int? = nil
  ) throws(FactorizationError) {
    precondition(
      source.rows == order && source.columns == order,
      "a \(source.rows) by \(source.columns) matrix in a workspace of order \(order)"
    )
    source.withUnsafeElements { _ = matrix.elements.update(fromContentsOf: $0) }
    try decompose(lowest: lowest)
  }

  /// Finds eigenvalues and eigenvectors of a matrix given by columns, `order * order` entries.
  ///
  /// Performs no heap allocation.
  package mutating func decompose(
    columnMajor source: UnsafePointer<Double>,
    lowest: Int? = nil
  ) throws(FactorizationError) {
    matrix.pointer.update(from: source, count: order * order)
    try decompose(lowest: lowest)
  }

  private mutating func decompose(lowest: Int?) throws(FactorizationError) {
    let wanted = lowest ?? order
    precondition(wanted >= 1 && wanted <= order, "\(wanted) eigenvalues of \(order)")
    count = 0
    guard allFinite(matrix.pointer, count: order * order) else { throw .notFinite }
    var n = Int32(order)
    var bound = 0.0
    var first: Int32 = 1
    var last = Int32(wanted)
    // Zero asks for the smallest tolerance that keeps the vectors orthogonal.
    var tolerance = 0.0
    var found: Int32 = 0
    var length = Int32(work.count)
    var integerLength = Int32(integerWork.count)
    var info: Int32 = 0
    var range = wanted == order ? LAPACKFlag.allValues : LAPACKFlag.valuesByIndex
    var vectorsToo = LAPACKFlag.withVectors
    var lower = LAPACKFlag.lowerTriangle
    dsyevr_(
      &vectorsToo,
      &range,
      &lower,
      &n,
      matrix.pointer,
      &n,
      &bound,
      &bound,
      &first,
      &last,
      &tolerance,
      &found,
      values.pointer,
      vectors.pointer,
      &n,
      support.pointer,
      work.pointer,
      &length,
      integerWork.pointer,
      &integerLength,
      &info,
      1,
      1,
      1
    )
    precondition(info >= 0, "dsyevr refused its argument \(-info)")
    guard info == 0, Int(found) == wanted else { throw .notConverged(count: wanted - Int(found)) }
    count = wanted
  }

  /// An eigenvalue of the matrix last decomposed, in its unit; index 0 is the lowest.
  public borrowing func eigenvalue(_ index: Int) -> Double {
    precondition(index >= 0 && index < count, "eigenvalue \(index) of \(count)")
    return values[index]
  }

  /// The eigenvalues found, ascending, in the unit of the matrix.
  public var eigenvalues: [Double] { (0..<count).map { values[$0] } }

  /// The eigenvectors found, of length one, as columns; dimensionless, order by `count`.
  public var eigenvectors: Matrix {
    Matrix(
      rows: order,
      columns: count,
      columnMajor: Array(UnsafeBufferPointer(start: vectors.pointer, count: order * count))
    )
  }

  /// The eigenvector at an index, of length one; `order` components, valid until the next
  /// decomposition.
  package borrowing func eigenvector(_ index: Int) -> UnsafePointer<Double> {
    precondition(index >= 0 && index < count, "eigenvector \(index) of \(count)")
    return UnsafePointer(vectors.pointer + index * order)
  }
}
