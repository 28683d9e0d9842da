// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import COpenBLAS

/// The singular value decomposition A = U diag(s) V' of any matrix, with its storage.
///
/// LAPACK `dgesdd`, in its economical form: U has min(rows, columns) columns, V' as many rows.
public struct SVDWorkspace: ~Copyable, Sendable {
  /// The number of rows of the matrices that this workspace decomposes.
  public let rows: Int

  /// The number of columns of the matrices that this workspace decomposes.
  public let columns: Int

  private let matrix: OwnedBuffer<Double>
  private let values: OwnedBuffer<Double>
  private let left: OwnedBuffer<Double>
  private let rightTransposed: OwnedBuffer<Double>
  private let work: OwnedBuffer<Double>
  private let integerWork: OwnedBuffer<Int32>
  private let coefficients: OwnedBuffer<Double>
  private var isDecomposed = false

  /// The number of singular values, the lesser of rows and columns.
  public var valueCount: Int { min(rows, columns) }

  /// Allocates the storage for matrices of one shape.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 1 && columns >= 1, "cannot decompose a \(rows) by \(columns) matrix")
    self.rows = rows
    self.columns = columns
    let count = min(rows, columns)
    matrix = OwnedBuffer(count: rows * columns)
    values = OwnedBuffer(count: count)
    left = OwnedBuffer(count: rows * count)
    rightTransposed = OwnedBuffer(count: count * columns)
    integerWork = OwnedBuffer(repeating: 0, count: 8 * count)
    coefficients = OwnedBuffer(count: count)
    var m = Int32(rows)
    var n = Int32(columns)
    var k = Int32(count)
    var query: Int32 = -1
    var info: Int32 = 0
    var size = 0.0
    var economical = LAPACKFlag.economicalVectors
    dgesdd_(
      &economical,
      &m,
      &n,
      matrix.pointer,
      &m,
      values.pointer,
      left.pointer,
      &m,
      rightTransposed.pointer,
      &k,
      &size,
      &query,
      integerWork.pointer,
      &info,
      1
    )
    work = OwnedBuffer(count: Int(size))
  }

  /// Decomposes a matrix of this shape.
  ///
  /// Performs no heap allocation.
  public mutating func decompose(_ source: borrowing Matrix) throws(FactorizationError) {
    precondition(
      source.rows == rows && source.columns == columns,
      "a \(source.rows) by \(source.columns) matrix in a workspace for \(rows) by \(columns)"
    )
    isDecomposed = false
    source.withUnsafeElements { _ = matrix.elements.update(fromContentsOf: $0) }
    guard allFinite(matrix.pointer, count: rows * columns) else { throw .notFinite }
    var m = Int32(rows)
    var n = Int32(columns)
    var k = Int32(valueCount)
    var length = Int32(work.count)
    var info: Int32 = 0
    var economical = LAPACKFlag.economicalVectors
    dgesdd_(
      &economical,
      &m,
      &n,
      matrix.pointer,
      &m,
      values.pointer,
      left.pointer,
      &m,
      rightTransposed.pointer,
      &k,
      work.pointer,
      &length,
      integerWork.pointer,
      &info,
      1
    )
    precondition(info >= 0, "dgesdd refused its argument \(-info)")
    guard info == 0 else { throw .notConverged(count: Int(info)) }
    isDecomposed = true
  }

  /// A singular value of the matrix last decomposed, in its unit; index 0 is the largest.
  public borrowing func singularValue(_ index: Int) -> Double {
    precondition(isDecomposed, "singular values need a matrix that was decomposed before")
    precondition(
      index >= 0 && index < valueCount,
      "singular value \(index) of \(valueCount)"
    )
    return values[index]
  }

  /// All singular values, largest first, in the unit of the matrix.
  public var singularValues: [Double] { (0..<valueCount).map { values[$0] } }

  /// U, whose columns are the left singular vectors; rows by min(rows, columns).
  public var leftVectors: Matrix {
    precondition(isDecomposed, "singular vectors need a matrix that was decomposed before")
    return Matrix(rows: rows, columns: valueCount, columnMajor: Array(left.elements))
  }

  /// V', whose rows are the right singular vectors; min(rows, columns) by columns.
  public var rightVectorsTransposed: Matrix {
    precondition(isDecomposed, "singular vectors need a matrix that was decomposed before")
    return Matrix(rows: valueCount, columns: columns, columnMajor: Array(rightTransposed.elements))
  }

  /// The number of singular values above a tolerance relative to the largest, dimensionless.
  public borrowing func rank(relativeTolerance: Double) -> Int {
    precondition(isDecomposed, "a rank needs a matrix that was decomposed before")
    return values.elements.count { $0 > relativeTolerance * values[0] }
  }

  /// Finds the shortest x among those of least |A x - b|, for the matrix last decomposed.
  ///
  /// Singular values at or below `relativeTolerance` times the largest count as zero. Performs no
  /// heap allocation.
  ///
  /// - Parameters:
  ///   - rightHandSide: b; `count == rows`.
  ///   - solution: Receives x; `count == columns`.
  ///   - relativeTolerance: Dimensionless.
  public borrowing func solve(
    _ rightHandSide: borrowing Span<Double>,
    into solution: inout MutableSpan<Double>,
    relativeTolerance: Double
  ) {
    let rank = rank(relativeTolerance: relativeTolerance)
    precondition(
      rightHandSide.count == rows && solution.count == columns,
      "\(rightHandSide.count) equations and \(solution.count) unknowns, not \(rows) and \(columns)"
    )
    for k in 0..<rank {
      var sum = 0.0
      for i in 0..<rows { sum += left[i + k * rows] * rightHandSide[i] }
      coefficients[k] = sum / values[k]
    }
    for j in 0..<columns {
      var sum = 0.0
      for k in 0..<rank { sum += rightTransposed[k + j * valueCount] * coefficients[k] }
      solution[j] = sum
    }
  }
}
