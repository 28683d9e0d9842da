// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import COpenBLAS

/// The QR factorisation A P = Q R with column pivoting, for linear least squares, with its storage.
///
/// LAPACK `dgeqp3`. The matrix has at least as many rows as columns. Its columns count as
/// dependent when a diagonal entry of R is below max(rows, columns) times the rounding unit times
/// the first one.
public struct QRWorkspace: ~Copyable, Sendable {
  /// The number of rows, which is the number of equations.
  public let rows: Int

  /// The number of columns, which is the number of unknowns.
  public let columns: Int

  private let factors: OwnedBuffer<Double>
  private let reflectors: OwnedBuffer<Double>
  private let permutation: OwnedBuffer<Int32>
  private let rotated: OwnedBuffer<Double>
  private let work: OwnedBuffer<Double>
  private var isFactored = false

  /// Allocates the storage for matrices of one shape, `rows >= columns`.
  public init(rows: Int, columns: Int) {
    precondition(
      columns >= 1 && rows >= columns,
      "least squares needs at least as many rows as columns, not \(rows) by \(columns)"
    )
    self.rows = rows
    self.columns = columns
    factors = OwnedBuffer(count: rows * columns)
    reflectors = OwnedBuffer(count: columns)
    permutation = OwnedBuffer(repeating: 0, count: columns)
    rotated = OwnedBuffer(count: rows)
    var m = Int32(rows)
    var n = Int32(columns)
    var one: Int32 = 1
    var query: Int32 = -1
    var info: Int32 = 0
    var sizeOfFactor = 0.0
    var sizeOfProduct = 0.0
    dgeqp3_(
      &m,
      &n,
      factors.pointer,
      &m,
      permutation.pointer,
      reflectors.pointer,
      &sizeOfFactor,
      &query,
      &info
    )
    var left = LAPACKFlag.fromTheLeft
    var transposed = LAPACKFlag.transposed
    dormqr_(
      &left,
      &transposed,
      &m,
      &one,
      &n,
      factors.pointer,
      &m,
      reflectors.pointer,
      rotated.pointer,
      &m,
      &sizeOfProduct,
      &query,
      &info,
      1,
      1
    )
    work = OwnedBuffer(count: Int(max(sizeOfFactor, sizeOfProduct)))
  }

  /// Factors a matrix of this shape, whose columns must be linearly independent.
  ///
  /// Performs no heap allocation.
  public mutating func factor(_ matrix: borrowing Matrix) throws(FactorizationError) {
    precondition(
      matrix.rows == rows && matrix.columns == columns,
      "a \(matrix.rows) by \(matrix.columns) matrix in a workspace for \(rows) by \(columns)"
    )
    isFactored = false
    matrix.withUnsafeElements { _ = factors.elements.update(fromContentsOf: $0) }
    guard allFinite(factors.pointer, count: rows * columns) else { throw .notFinite }
    permutation.elements.update(repeating: 0)
    var m = Int32(rows)
    var n = Int32(columns)
    var length = Int32(work.count)
    var info: Int32 = 0
    dgeqp3_(
      &m,
      &n,
      factors.pointer,
      &m,
      permutation.pointer,
      reflectors.pointer,
      work.pointer,
      &length,
      &info
    )
    precondition(info == 0, "dgeqp3 refused its argument \(-info)")
    let threshold = Double(rows) * Double.ulpOfOne * abs(factors[0])
    for k in 0..<columns where !(abs(factors[k + k * rows]) > threshold) {
      throw .rankDeficient(rank: k)
    }
    isFactored = true
  }

  /// Finds the x of least |A x - b| for the matrix last factored.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - rightHandSide: b; `count == rows`.
  ///   - solution: Receives x; `count == columns`.
  /// - Returns: The Euclidean norm of A x - b, in the unit of b.
  @discardableResult
  public borrowing func solve(
    _ rightHandSide: borrowing Span<Double>,
    into solution: inout MutableSpan<Double>
  ) -> Double {
    precondition(isFactored, "solve needs a matrix that was factored before")
    precondition(
      rightHandSide.count == rows && solution.count == columns,
      "\(rightHandSide.count) equations and \(solution.count) unknowns, not \(rows) and \(columns)"
    )
    for i in 0..<rows { rotated[i] = rightHandSide[i] }
    var m = Int32(rows)
    var n = Int32(columns)
    var one: Int32 = 1
    var length = Int32(work.count)
    var info: Int32 = 0
    var left = LAPACKFlag.fromTheLeft
    var transposed = LAPACKFlag.transposed
    dormqr_(
      &left,
      &transposed,
      &m,
      &one,
      &n,
      factors.pointer,
      &m,
      reflectors.pointer,
      rotated.pointer,
      &m,
      work.pointer,
      &length,
      &info,
      1,
      1
    )
    precondition(info == 0, "dormqr refused its argument \(-info)")
    var upper = LAPACKFlag.upperTriangle
    var plain = LAPACKFlag.notTransposed
    var diagonal = LAPACKFlag.generalDiagonal
    dtrtrs_(
      &upper,
      &plain,
      &diagonal,
      &n,
      &one,
      factors.pointer,
      &m,
      rotated.pointer,
      &m,
      &info,
      1,
      1,
      1
    )
    precondition(info == 0, "dtrtrs found a zero pivot or refused an argument: \(info)")
    for k in 0..<columns { solution[Int(permutation[k]) - 1] = rotated[k] }
    var squares = 0.0
    for i in columns..<rows { squares += rotated[i] * rotated[i] }
    return squares.squareRoot()
  }

  /// The x of least |A x - b| for the matrix last factored, and the norm of A x - b in its unit.
  public borrowing func leastSquares(_ rightHandSide: [Double]) -> (
    solution: [Double], residualNorm: Double
  ) {
    var x = [Double](repeating: 0, count: columns)
    var span = x.mutableSpan
    let norm = solve(rightHandSide.span, into: &span)
    return (x, norm)
  }
}
