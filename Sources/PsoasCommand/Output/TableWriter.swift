// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How a table is printed.
enum TableFormat: String, Sendable, CaseIterable {
  /// Comma-separated values after RFC 4180, with LF line ends and one header row.
  case csv
  /// A JSON list with one object for each row, one row a line, null for an empty cell.
  case json
}

/// Prints a table cell by cell, row by row, as it is computed.
///
/// Numbers have the fewest digits that read back the same; there is no minus zero; a number that
/// is not finite is an empty cell. Nothing is kept but the buffer of the output.
final class TableWriter {
  /// The number of rows that were ended.
  private(set) var rowCount = 0

  private let output: ByteOutput
  private let format: TableFormat
  /// What stands before each cell: a comma, or the comma and key of a JSON member.
  private let prefixes: [[UInt8]]
  private var column = 0

  /// Starts a table by printing its header.
  init(
    _ columns: [TableColumn],
    format: TableFormat,
    to output: ByteOutput
  ) throws(OutputError) {
    self.output = output
    self.format = format
    switch format {
    case .csv:
      prefixes = columns.indices.map { $0 == 0 ? [] : [UInt8(ascii: ",")] }
      for (index, column) in columns.enumerated() {
        if index > 0 { try output.append(UInt8(ascii: ",")) }
        try Self.appendQuoted(column.name, to: output)
      }
      try output.append(UInt8(ascii: "\n"))
    case .json:
      prefixes = columns.enumerated().map { index, column in
        // Names of columns hold no character that JSON escapes.
        Array("\(index == 0 ? "{" : ",")\"\(column.name)\":".utf8)
      }
      try output.append(UInt8(ascii: "["))
    }
  }

  /// Prints a number in the unit of its column; one that is not finite becomes an empty cell.
  ///
  /// - Precondition: the row has a column left.
  func write(_ number: Double) throws(OutputError) {
    guard number.isFinite else { return try writeEmpty() }
    try startCell()
    try NumberText.append(number, to: output)
  }

  /// Prints a text.
  ///
  /// - Precondition: the row has a column left.
  func write(_ text: String) throws(OutputError) {
    try startCell()
    switch format {
    case .csv: try Self.appendQuoted(text, to: output)
    case .json: try JSONText.append(text, to: output)
    }
  }

  /// Prints an empty cell.
  ///
  /// - Precondition: the row has a column left.
  func writeEmpty() throws(OutputError) {
    try startCell()
    if format == .json { try output.append("null") }
  }

  /// Ends a row.
  ///
  /// - Precondition: every column was printed.
  func endRow() throws(OutputError) {
    precondition(
      column == prefixes.count,
      "a row ended after \(column) of \(prefixes.count) cells"
    )
    column = 0
    rowCount += 1
    if format == .json {
      try output.append(UInt8(ascii: "}"))
    } else {
      try output.append(UInt8(ascii: "\n"))
    }
  }

  /// Ends the table; the output is not flushed.
  ///
  /// - Precondition: no row is half printed.
  func endTable() throws(OutputError) {
    precondition(column == 0, "the table ended after \(column) of \(prefixes.count) cells")
    if format == .json { try output.append("\n]\n") }
  }

  private func startCell() throws(OutputError) {
    precondition(column < prefixes.count, "a row has more than \(prefixes.count) cells")
    if column == 0, format == .json { try output.append(rowCount == 0 ? "\n" : ",\n") }
    try prefixes[column].withUnsafeBufferPointer { (bytes) throws(OutputError) in
      try output.append(bytes)
    }
    column += 1
  }

  /// Appends a text as a CSV cell: in quotes, doubled inside, where the text needs them.
  private static func appendQuoted(_ text: String, to output: ByteOutput) throws(OutputError) {
    let needsQuotes = text.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
      default: false
      }
    }
    guard needsQuotes else { return try output.append(text) }
    try output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { try output.append(byte) }
      try output.append(byte)
    }
    try output.append(UInt8(ascii: "\""))
  }
}
