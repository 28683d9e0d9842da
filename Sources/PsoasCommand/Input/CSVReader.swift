// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads a table of comma-separated values row by row.
///
/// The text follows RFC 4180: cells may be quoted, a quote inside a quoted cell is doubled, and a
/// quoted cell may hold commas and line ends. Lines end by LF, CRLF or CR; a byte-order mark is
/// skipped; lines that are wholly empty are skipped. The first row is the header. Every row has as
/// many cells as the header.
///
/// The whole file is held in memory; the storage for one row is used again for the next.
final class CSVReader {
  /// The largest file that is read, in bytes.
  static let largestFile = 100_000_000

  /// The names of the columns.
  private(set) var header: CSVHeader
  /// The line on which the present row starts, from 1.
  private(set) var line = 0

  private let bytes: [UInt8]
  private var index = 0
  private var physicalLine = 1
  private var cells: [Cell] = []

  /// One cell of the present row as a part of the file.
  private struct Cell {
    var start: Int
    var end: Int
    var isQuoted = false
    var hasDoubledQuotes = false
  }

  /// Opens a table; `-` stands for standard input.
  ///
  /// - Throws: `InputError` when the file cannot be read or has no sound header.
  convenience init(path: String) throws(InputError) {
    try self.init(
      bytes: try FileBytes.read(path, limit: Self.largestFile),
      file: path == "-" ? "standard input" : path
    )
  }

  /// Reads a table from the bytes of a file, UTF-8 without a byte-order mark.
  ///
  /// - Throws: `InputError` when there is no sound header.
  init(bytes: [UInt8], file: String) throws(InputError) {
    self.bytes = bytes
    header = CSVHeader(file: file, line: 1, names: [])
    guard try scanRow() else {
      throw InputError(
        file: file,
        "the table is empty",
        allowed: "a header row with the names of the columns"
      )
    }
    let names = cells.indices.map { text($0).trimmingSpaces() }
    header = CSVHeader(file: file, line: line, names: names)
    try header.check()
  }

  /// Moves to the next row; false at the end of the file.
  ///
  /// - Throws: `InputError` when quotes are not as they must be or the number of cells is wrong.
  func nextRow() throws(InputError) -> Bool {
    guard try scanRow() else { return false }
    if cells.count != header.names.count {
      throw InputError(
        file: header.file,
        line: line,
        "the row has \(cells.count) cells and the header \(header.names.count)",
        remedy: cells.count > header.names.count
          ? "write numbers with a decimal point and quote texts that hold a comma"
          : "add the missing cells"
      )
    }
    return true
  }

  /// The text of a cell of the present row, quotes removed.
  func text(_ column: Int) -> String {
    let cell = cells[column]
    if !cell.hasDoubledQuotes {
      return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self)
    }
    let quote = UInt8(ascii: "\"")
    var plain: [UInt8] = []
    var position = cell.start
    while position < cell.end {
      plain.append(bytes[position])
      position += bytes[position] == quote ? 2 : 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// True when a cell of the present row holds nothing but spaces.
  func isEmpty(_ column: Int) -> Bool {
    let cell = cells[column]
    return bytes[cell.start..<cell.end].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
    }
  }

  /// The number in a cell of the present row, in the unit of its column.
  ///
  /// - Parameters:
  ///   - column: The position of the column.
  ///   - range: The values that make sense, in the unit of the column.
  ///   - unit: The word for the unit in messages.
  /// - Returns: The number, finite and in the range.
  /// - Throws: `InputError` with line and column name when the cell is empty, no number, or out of
  ///   range.
  func number(
    _ column: Int,
    in range: ClosedRange<Double>? = nil,
    unit: String = ""
  ) throws(InputError) -> Double {
    let text = text(column)
    let value: Double
    do {
      value = try DecimalText.number(in: text)
    } catch {
      throw self.error(
        column,
        error.problem,
        found: isEmpty(column) ? nil : text,
        allowed: range.map { InputError.range($0, unit: unit) } ?? "a number",
        remedy: error.remedy
      )
    }
    if let range, !range.contains(value) {
      throw self.error(
        column,
        "the value is out of range",
        found: text,
        allowed: InputError.range(range, unit: unit)
      )
    }
    return value
  }

  /// The position of the text of a cell among the words that a column may hold.
  ///
  /// - Throws: `InputError` with line and column name when the text is none of them.
  func choice(_ column: Int, among words: [String]) throws(InputError) -> Int {
    let text = text(column).trimmingSpaces()
    if let index = words.firstIndex(of: text) { return index }
    throw error(
      column,
      text.isEmpty ? "the cell is empty" : "the word is not known",
      found: text.isEmpty ? nil : text,
      allowed: words.joined(separator: " or "),
      remedy: NearMiss.question(for: text, among: words)
    )
  }

  /// An error about a cell of the present row.
  func error(
    _ column: Int,
    _ problem: String,
    found: String? = nil,
    allowed: String? = nil,
    remedy: String? = nil
  ) -> InputError {
    let name = header.names[column]
    return InputError(
      file: header.file,
      line: line,
      field: name.isEmpty ? "column \(column + 1)" : name,
      problem,
      found: found,
      allowed: allowed,
      remedy: remedy
    )
  }

  // MARK: - Scanning

  /// Scans the next row that is not an empty line into `cells`; false at the end.
  private func scanRow() throws(InputError) -> Bool {
    while index < bytes.count,
      bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r")
    {
      takeLineEnd()
    }
    guard index < bytes.count else { return false }
    line = physicalLine
    cells.removeAll(keepingCapacity: true)
    while true {
      try scanCell()
      guard index < bytes.count else { return true }
      if bytes[index] != UInt8(ascii: ",") {
        takeLineEnd()
        return true
      }
      index += 1
    }
  }

  /// Scans one cell and stops at the comma, the line end or the end of the file behind it.
  private func scanCell() throws(InputError) {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      try scanQuotedCell()
      return
    }
    var cell = Cell(start: index, end: index)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        cell.end = index
        cells.append(cell)
        return
      case UInt8(ascii: "\""):
        throw quoteError(
          "a quote stands inside a cell that does not start with one",
          column: cells.count,
          line: physicalLine
        )
      default: index += 1
      }
    }
    cell.end = index
    cells.append(cell)
  }

  private func scanQuotedCell() throws(InputError) {
    let openingLine = physicalLine
    index += 1
    var cell = Cell(start: index, end: index, isQuoted: true)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
          cell.hasDoubledQuotes = true
          index += 2
          continue
        }
        cell.end = index
        cells.append(cell)
        index += 1
        guard
          index == bytes.count || bytes[index] == UInt8(ascii: ",")
            || bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r")
        else {
          throw quoteError(
            "text follows the closing quote of a cell",
            column: cells.count - 1,
            line: physicalLine
          )
        }
        return
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): takeLineEnd()
      default: index += 1
      }
    }
    throw quoteError(
      "the quote that opens a cell is never closed",
      column: cells.count,
      line: openingLine
    )
  }

  /// Steps over LF, CRLF or CR and counts the line.
  private func takeLineEnd() {
    let isReturn = bytes[index] == UInt8(ascii: "\r")
    index += 1
    if isReturn, index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
    physicalLine += 1
  }

  private func quoteError(_ problem: String, column: Int, line: Int) -> InputError {
    let names = header.names
    return InputError(
      file: header.file,
      line: line,
      field: column < names.count ? names[column] : "column \(column + 1)",
      problem,
      remedy: "quote the whole cell and double the quotes inside it"
    )
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  func trimmingSpaces() -> String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
