// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A table of columns over time, as `.mot` and `.sto` files hold them.
///
/// The values are those of the file. Whether its angles are in degrees stands in ``isInDegrees``;
/// which columns are angles only a model knows.
public struct MotionTable: Sendable, Hashable {
  /// One column: a label and a value for each time.
  public struct Column: Sendable, Hashable {
    /// The label in the file.
    public let label: String

    /// The values, in the unit of the file.
    public let values: [Double]

    /// A column from its label and its values (in the unit of the file).
    public init(label: String, values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  /// The name in the header; empty when it has none.
  public let name: String

  /// True when angles are in degrees, false when they are in radians, nil when the file says nothing.
  public let isInDegrees: Bool?

  /// The times, increasing, in seconds.
  public let times: [Double]

  /// The columns behind the time, in the order of the file.
  public let columns: [Column]

  /// The path of the file, or nil for a table that came from no file.
  public let path: String?

  /// The line of the labels, from 1, or nil for a table that came from no file.
  public let labelLine: Int?

  /// The line of each row, from 1; empty for a table that came from no file.
  let rowLines: [Int]

  /// Where each label stands among ``columns``.
  private let indices: [String: Int]

  /// A table from its times (seconds) and columns.
  ///
  /// - Throws: `DocumentError` for columns of another length than the times, for values that are not
  ///   finite, for times that do not increase, and for a label that stands twice.
  public init(
    name: String = "",
    isInDegrees: Bool?,
    times: [Double],
    columns: [Column]
  ) throws(DocumentError) {
    try self.init(
      name: name,
      isInDegrees: isInDegrees,
      times: times,
      columns: columns,
      path: nil,
      labelLine: nil,
      rowLines: []
    )
  }

  init(
    name: String,
    isInDegrees: Bool?,
    times: [Double],
    columns: [Column],
    path: String?,
    labelLine: Int?,
    rowLines: [Int]
  ) throws(DocumentError) {
    self.name = name
    self.isInDegrees = isInDegrees
    self.times = times
    self.columns = columns
    self.path = path
    self.labelLine = labelLine
    self.rowLines = rowLines
    var indices: [String: Int] = ["time": -1]
    for (index, column) in columns.enumerated() {
      if indices.updateValue(index, forKey: column.label) != nil {
        throw DocumentError(
          .duplicate,
          "two columns have this label: rename or delete one of them",
          element: column.label,
          line: labelLine,
          column: index + 2,
          path: path
        )
      }
      guard column.values.count == times.count else {
        throw DocumentError(
          .inconsistent,
          "\(column.values.count) values for \(times.count) times: give one value for each time",
          element: column.label,
          path: path
        )
      }
      if let row = column.values.firstIndex(where: { !$0.isFinite }) {
        throw Self.notFinite(
          column.values[row],
          label: column.label,
          line: rowLines.isEmpty ? nil : rowLines[row],
          column: index + 2,
          path: path
        )
      }
    }
    self.indices = indices
    for row in times.indices {
      let line = rowLines.isEmpty ? nil : rowLines[row]
      guard times[row].isFinite else {
        throw Self.notFinite(times[row], label: "time", line: line, column: 1, path: path)
      }
      guard row == 0 || times[row] > times[row - 1] else {
        throw DocumentError(
          .invalidValue,
          "found \(times[row]) s after \(times[row - 1]) s; times must increase: "
            + "sort the rows and keep one for each time",
          element: "time",
          line: line,
          column: 1,
          path: path
        )
      }
    }
  }

  private static func notFinite(
    _ value: Double,
    label: String,
    line: Int?,
    column: Int,
    path: String?
  ) -> DocumentError {
    DocumentError(
      .invalidValue,
      "found \(value); allowed: a finite number: fill the gap or cut the rows off",
      element: label,
      line: line,
      column: column,
      path: path
    )
  }

  /// The column with a label, or nil.
  public subscript(label: String) -> Column? {
    guard let index = indices[label], index >= 0 else { return nil }
    return columns[index]
  }

  /// The labels of the columns behind the time.
  public var labels: [String] { columns.map(\.label) }

  /// The place of a row in the file, for errors: its line, from 1, or nil.
  public func line(ofRow row: Int) -> Int? {
    rowLines.indices.contains(row) ? rowLines[row] : nil
  }

  /// The number, from 1, of the column with a label, the time being the first; nil for other labels.
  public func columnNumber(of label: String) -> Int? { indices[label].map { $0 + 2 } }
}
