// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A three-by-three matrix, held by rows.
@frozen
public struct Matrix3: Sendable, Hashable, Codable {
  /// The first row.
  public var row0: Vector3

  /// The second row.
  public var row1: Vector3

  /// The third row.
  public var row2: Vector3

  /// Makes a matrix from its rows.
  @inlinable
  public init(rows row0: Vector3, _ row1: Vector3, _ row2: Vector3) {
    self.row0 = row0
    self.row1 = row1
    self.row2 = row2
  }

  /// Makes a matrix with the given diagonal and zeros elsewhere.
  @inlinable
  public init(diagonal: Vector3) {
    self.init(
      rows: Vector3(diagonal.x, 0, 0),
      Vector3(0, diagonal.y, 0),
      Vector3(0, 0, diagonal.z)
    )
  }

  /// The matrix that leaves every vector as it is.
  @inlinable public static var identity: Matrix3 { Matrix3(diagonal: Vector3(1, 1, 1)) }

  /// The matrix of zeros.
  @inlinable public static var zero: Matrix3 { Matrix3(diagonal: .zero) }

  /// The matrix whose product with a vector is the cross product of `vector` with it.
  @inlinable
  public init(crossProductOf vector: Vector3) {
    self.init(
      rows: Vector3(0, -vector.z, vector.y),
      Vector3(vector.z, 0, -vector.x),
      Vector3(-vector.y, vector.x, 0)
    )
  }

  /// The matrix whose entry at (i, j) is the product of component i of one and j of the other.
  @inlinable
  public init(outerProductOf left: Vector3, _ right: Vector3) {
    self.init(rows: right * left.x, right * left.y, right * left.z)
  }

  /// The entry in a row and a column, each 0, 1 or 2, in the unit of the quantity.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < 3, "a 3x3 matrix has rows 0, 1 and 2, not \(row)")
      return row == 0 ? row0[column] : (row == 1 ? row1[column] : row2[column])
    }
    set {
      precondition(row >= 0 && row < 3, "a 3x3 matrix has rows 0, 1 and 2, not \(row)")
      if row == 0 {
        row0[column] = newValue
      } else if row == 1 {
        row1[column] = newValue
      } else {
        row2[column] = newValue
      }
    }
  }

  /// The first column.
  @inlinable public var column0: Vector3 { Vector3(row0.x, row1.x, row2.x) }

  /// The second column.
  @inlinable public var column1: Vector3 { Vector3(row0.y, row1.y, row2.y) }

  /// The third column.
  @inlinable public var column2: Vector3 { Vector3(row0.z, row1.z, row2.z) }

  /// The matrix with rows and columns exchanged.
  @inlinable public var transposed: Matrix3 { Matrix3(rows: column0, column1, column2) }

  /// The determinant, in the third power of the unit of the quantity.
  @inlinable public var determinant: Double { row0.dot(row1.cross(row2)) }

  /// The sum of the diagonal entries, in the unit of the quantity.
  @inlinable public var trace: Double { row0.x + row1.y + row2.z }

  /// The product of the matrix and a column vector.
  @inlinable
  public static func * (matrix: Matrix3, vector: Vector3) -> Vector3 {
    Vector3(matrix.row0.dot(vector), matrix.row1.dot(vector), matrix.row2.dot(vector))
  }

  /// The matrix product.
  @inlinable
  public static func * (left: Matrix3, right: Matrix3) -> Matrix3 {
    Matrix3(
      rows: right.row0 * left.row0.x + right.row1 * left.row0.y + right.row2 * left.row0.z,
      right.row0 * left.row1.x + right.row1 * left.row1.y + right.row2 * left.row1.z,
      right.row0 * left.row2.x + right.row1 * left.row2.y + right.row2 * left.row2.z
    )
  }

  /// The matrix with every entry multiplied by a factor.
  @inlinable
  public static func * (matrix: Matrix3, factor: Double) -> Matrix3 {
    Matrix3(rows: matrix.row0 * factor, matrix.row1 * factor, matrix.row2 * factor)
  }

  /// The sum, entry by entry.
  @inlinable
  public static func + (left: Matrix3, right: Matrix3) -> Matrix3 {
    Matrix3(rows: left.row0 + right.row0, left.row1 + right.row1, left.row2 + right.row2)
  }

  /// The difference, entry by entry.
  @inlinable
  public static func - (left: Matrix3, right: Matrix3) -> Matrix3 {
    Matrix3(rows: left.row0 - right.row0, left.row1 - right.row1, left.row2 - right.row2)
  }
}
