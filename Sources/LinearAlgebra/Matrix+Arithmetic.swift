// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension Matrix {
  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns { for i in 0..<rows { result[j, i] = self[i, j] } }
    return result
  }

  /// The square root of the sum of the squared entries, in the unit of the quantity.
  public var frobeniusNorm: Double {
    elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// The largest absolute value of an entry, in the unit of the quantity; zero when empty.
  public var largestMagnitude: Double {
    elements.reduce(0) { max($0, abs($1)) }
  }

  /// The matrix product; `left.columns == right.rows`.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columns == right.rows,
      "a matrix of \(left.columns) columns cannot multiply one of \(right.rows) rows"
    )
    var result = Matrix(rows: left.rows, columns: right.columns)
    for j in 0..<right.columns {
      for k in 0..<left.columns {
        let factor = right[k, j]
        for i in 0..<left.rows { result[i, j] += left[i, k] * factor }
      }
    }
    return result
  }

  /// The product with a column vector; `vector.count == columns`.
  public static func * (matrix: Matrix, vector: [Double]) -> [Double] {
    precondition(
      matrix.columns == vector.count,
      "a matrix of \(matrix.columns) columns cannot multiply a vector of \(vector.count)"
    )
    var result = [Double](repeating: 0, count: matrix.rows)
    for j in 0..<matrix.columns {
      for i in 0..<matrix.rows { result[i] += matrix[i, j] * vector[j] }
    }
    return result
  }

  /// The matrix with every entry multiplied by a factor.
  public static func * (matrix: Matrix, factor: Double) -> Matrix {
    Matrix(
      rows: matrix.rows,
      columns: matrix.columns,
      columnMajor: matrix.elements.map { $0 * factor }
    )
  }

  /// The sum, entry by entry, of two matrices of the same shape.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    checkSameShape(left, right)
    return Matrix(
      rows: left.rows,
      columns: left.columns,
      columnMajor: zip(left.elements, right.elements).map { $0 + $1 }
    )
  }

  /// The difference, entry by entry, of two matrices of the same shape.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    checkSameShape(left, right)
    return Matrix(
      rows: left.rows,
      columns: left.columns,
      columnMajor: zip(left.elements, right.elements).map { $0 - $1 }
    )
  }

  private static func checkSameShape(_ left: Matrix, _ right: Matrix) {
    precondition(
      left.rows == right.rows && left.columns == right.columns,
      "a \(left.rows) by \(left.columns) matrix and one of \(right.rows) by \(right.columns)"
    )
  }
}
