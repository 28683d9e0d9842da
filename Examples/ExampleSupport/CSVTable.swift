// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation

/// A table that an example prints: a header row, then one row per sample.
public struct CSVTable {
  private let columns: Int
  private var text: String

  /// Begins a table with the names of its columns, each with its unit.
  public init(columns: [String]) {
    self.columns = columns.count
    text = columns.joined(separator: ",") + "\n"
  }

  /// Appends one row.
  public mutating func append(_ cells: any TableCell...) {
    precondition(cells.count == columns, "\(cells.count) cells given for \(columns) columns")
    text += cells.map(\.cell).joined(separator: ",") + "\n"
  }

  /// Writes the table to a file, whole or not at all, or without one to standard output.
  public func write(to path: String?) throws {
    if let path {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } else {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
  }
}

/// What can stand in a cell.
public protocol TableCell {
  /// The text of the cell.
  var cell: String { get }
}

extension String: TableCell {
  /// The text itself.
  public var cell: String { self }
}

extension Double: TableCell {
  /// The number rounded to the sixth decimal; empty when it is not finite.
  public var cell: String {
    guard isFinite else { return "" }
    let rounded = (self * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() ? String(Int(rounded)) : rounded.description
  }
}
