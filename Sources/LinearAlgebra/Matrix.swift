// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A dense matrix of numbers, held by columns as LAPACK holds it.
///
/// Entry (i, j) is at `i + j * rows` of `elements`. The unit is that of the quantity it holds.
/// It is a value: copies share storage until one of them is changed.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The entries by columns, in the unit of the quantity; always `rows * columns` of them.
  public private(set) var elements: [Double]

  /// Makes a matrix of zeros.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot be \(rows) by \(columns)")
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: 0, count: rows * columns)
  }

  /// Makes a matrix from its entries by columns; `columnMajor.count == rows * columns`.
  public init(rows: Int, columns: Int, columnMajor: [Double]) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot be \(rows) by \(columns)")
    precondition(
      columnMajor.count == rows * columns,
      "\(columnMajor.count) entries given, a \(rows) by \(columns) matrix has \(rows * columns)"
    )
    self.rows = rows
    self.columns = columns
    elements = columnMajor
  }

  /// Makes a matrix from its rows, all of the same length.
  public init(rows rowValues: [[Double]]) {
    self.init(rows: rowValues.count, columns: rowValues.first?.count ?? 0)
    for (i, row) in rowValues.enumerated() {
      precondition(row.count == columns, "row \(i) has \(row.count) entries, row 0 has \(columns)")
      for (j, value) in row.enumerated() { elements[i + j * rows] = value }
    }
  }

  /// Makes a square matrix with the given diagonal and zeros elsewhere.
  public init(diagonal: [Double]) {
    self.init(rows: diagonal.count, columns: diagonal.count)
    for (i, value) in diagonal.enumerated() { elements[i + i * rows] = value }
  }

  /// The square matrix that leaves every vector of this length as it is.
  public static func identity(order: Int) -> Matrix {
    Matrix(diagonal: [Double](repeating: 1, count: order))
  }

  /// The entry in a row and a column, counted from zero, in the unit of the quantity.
  public subscript(row: Int, column: Int) -> Double {
    get {
      checkIndices(row, column)
      return elements[row + column * rows]
    }
    set {
      checkIndices(row, column)
      elements[row + column * rows] = newValue
    }
  }

  private func checkIndices(_ row: Int, _ column: Int) {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "entry (\(row), \(column)) of a \(rows) by \(columns) matrix"
    )
  }

  /// True when the numbers of rows and columns are equal.
  public var isSquare: Bool { rows == columns }

  /// True when no entry is infinite or NaN.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The entries of one row, in the unit of the quantity.
  public func row(_ index: Int) -> [Double] { (0..<columns).map { self[index, $0] } }

  /// The entries of one column, in the unit of the quantity.
  public func column(_ index: Int) -> [Double] { (0..<rows).map { self[$0, index] } }

  /// Calls a function with the entries by columns, without a copy.
  package func withUnsafeElements<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeBufferPointer(body)
  }

  /// Calls a function that may change the entries by columns, without a copy when they are not
  /// shared.
  package mutating func withUnsafeMutableElements<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    try elements.withUnsafeMutableBufferPointer { buffer throws(Failure) -> Result? in
      guard let start = buffer.baseAddress else { return nil }
      return try body(start)
    }
  }
}
