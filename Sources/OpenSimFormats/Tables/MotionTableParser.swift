// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads the text of `.mot` and `.sto` files.
///
/// Both dialects of the header are read: the older one (a name, `version=1`, `nRows`, `nColumns`,
/// `inDegrees`), the newer one (`DataType`, `version=3`, `OpenSimVersion`) and SIMM's (`name`,
/// `datacolumns`, `datarows`, `range`). The format is described in OpenSim's documentation, pages
/// "Storage (.sto) Files" and "Motion (.mot) Files".
struct MotionTableParser {
  private let path: String?
  private var lines: TextLines

  private var name = ""
  private var isInDegrees: Bool?
  private var rowCount: (value: Int, line: Int)?
  private var columnCount: (value: Int, line: Int)?
  private var parts = 1
  private var labels: [String] = []
  private var labelLine = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, path: String?) {
    self.path = path
    lines = TextLines(bytes)
  }

  mutating func parse() throws(DocumentError) -> MotionTable {
    try parseHeader()
    try parseLabels()
    return try parseRows()
  }

  private func error(
    _ code: DocumentError.Code,
    _ message: String,
    element: String? = nil,
    line: Int? = nil,
    column: Int? = nil
  ) -> DocumentError {
    DocumentError(code, message, element: element, line: line, column: column, path: path)
  }

  // MARK: Header

  private mutating func parseHeader() throws(DocumentError) {
    while let line = lines.read() {
      let text = TextLines.trimmed(line)
      if text.lowercased() == "endheader" { return }
      guard !text.isEmpty else { continue }
      if let equals = text.firstIndex(of: "=") {
        let key = text[..<equals].filter { !$0.isWhitespace }.lowercased()
        let value = text[text.index(after: equals)...].trimmingBlanks()
        try parse(key: key, value: value)
      } else {
        try parseSIMM(text)
      }
    }
    throw error(
      .missing,
      "the line 'endheader' is missing: write it between the header and the column labels",
      element: "endheader",
      line: max(1, lines.number)
    )
  }

  private mutating func parse(key: String, value: String) throws(DocumentError) {
    switch key {
    case "nrows": rowCount = (try count(value, "nRows"), lines.number)
    case "ncolumns": columnCount = (try count(value, "nColumns"), lines.number)
    case "indegrees":
      switch value.lowercased() {
      case "yes", "y", "true", "1": isInDegrees = true
      case "no", "n", "false", "0": isInDegrees = false
      default:
        throw error(
          .invalidValue,
          "found '\(value)'; allowed: yes or no",
          element: "inDegrees",
          line: lines.number
        )
      }
    case "datatype":
      switch value.lowercased() {
      case "double": parts = 1
      case "vec3": parts = 3
      case "quaternion": parts = 4
      case "vec6", "spatialvec": parts = 6
      default:
        throw error(
          .unsupported,
          "found '\(value)'; allowed: double, Vec3, Quaternion or SpatialVec",
          element: "DataType",
          line: lines.number
        )
      }
    case "version":
      guard ["1", "2", "3"].contains(value) else {
        throw error(
          .unsupported,
          "found '\(value)'; versions 1 to 3 are read",
          element: "version",
          line: lines.number
        )
      }
    default: break
    }
  }

  /// A line of the header without an equals sign: the name, a note, or a key of SIMM's dialect.
  private mutating func parseSIMM(_ text: String) throws(DocumentError) {
    let words = text.split(whereSeparator: \.isWhitespace)
    // A line may hold nothing but white space of another kind than blanks and tabs.
    guard let key = words.first?.lowercased() else { return }
    switch (key, words.count) {
    case ("datarows", 2): rowCount = (try count(String(words[1]), "datarows"), lines.number)
    case ("datacolumns", 2):
      columnCount = (try count(String(words[1]), "datacolumns"), lines.number)
    case ("name", 2...): name = words.dropFirst().joined(separator: " ")
    default: if lines.number == 1 { name = text }
    }
  }

  private func count(_ text: String, _ key: String) throws(DocumentError) -> Int {
    guard let value = Int(text), value >= 0 else {
      throw error(
        .invalidValue,
        "found '\(text)'; allowed: a whole number, zero or more",
        element: key,
        line: lines.number
      )
    }
    return value
  }

  // MARK: Labels

  private mutating func parseLabels() throws(DocumentError) {
    while let line = lines.read() {
      let text = TextLines.trimmed(line)
      guard !text.isEmpty else { continue }
      labelLine = lines.number
      labels = text.split(separator: text.contains("\t") ? "\t" : " ")
        .map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
      guard let first = labels.first else { continue }
      guard first.lowercased() == "time" else {
        throw error(
          .missing,
          "found '\(first)'; the first column must be 'time', in seconds",
          element: first,
          line: labelLine,
          column: 1
        )
      }
      if let columnCount, columnCount.value != labels.count {
        throw error(
          .inconsistent,
          "\(labels.count) labels, but the header on line \(columnCount.line) says "
            + "\(columnCount.value) columns: correct the header or the labels",
          element: "nColumns",
          line: labelLine
        )
      }
      return
    }
    throw error(
      .missing,
      "the column labels are missing: write them on the line behind 'endheader'",
      line: max(1, lines.number)
    )
  }

  // MARK: Rows

  private mutating func parseRows() throws(DocumentError) -> MotionTable {
    let width = 1 + (labels.count - 1) * parts
    var times: [Double] = []
    var rowLines: [Int] = []
    var values = [[Double]](repeating: [], count: width - 1)
    let expected = min(rowCount?.value ?? 0, 1 << 20)
    for index in values.indices { values[index].reserveCapacity(expected) }
    while let line = lines.read() {
      var count = 0
      var fault: DocumentError?
      TextLines.words(in: line) { range in
        guard fault == nil else { return }
        // Parts of a vector are separated by commas.
        var start = range.lowerBound
        while start < range.upperBound {
          var end = start
          if parts > 1, count > 0 {
            while end < range.upperBound, line[end] != UInt8(ascii: ",") { end += 1 }
          } else {
            end = range.upperBound
          }
          let bytes = UnsafeBufferPointer(rebasing: line[start..<end])
          guard let value = NumberBytes.value(of: bytes) else {
            fault = notANumber(bytes, count: count)
            return
          }
          if count == 0 {
            times.append(value)
          } else if count < width {
            values[count - 1].append(value)
          }
          count += 1
          start = end + 1
        }
      }
      if let fault { throw fault }
      guard count > 0 else { continue }
      guard count == width else {
        throw error(
          .inconsistent,
          "\(count) values in a row of \(width) columns: every row needs one value a column",
          line: lines.number,
          column: min(count, width) + (count < width ? 1 : 0)
        )
      }
      rowLines.append(lines.number)
    }
    if let rowCount, rowCount.value != times.count {
      throw error(
        .inconsistent,
        "\(times.count) rows, but the header on line \(rowCount.line) says \(rowCount.value): "
          + "the file may be cut short; correct the header or the rows",
        element: "nRows",
        line: max(1, lines.number)
      )
    }
    guard !times.isEmpty else {
      throw error(.missing, "the table has no rows", line: max(1, lines.number))
    }
    return try MotionTable(
      name: name,
      isInDegrees: isInDegrees,
      times: times,
      columns: zip(columnLabels, values).map { MotionTable.Column(label: $0, values: $1) },
      path: path,
      labelLine: labelLine,
      rowLines: rowLines
    )
  }

  /// The labels of the columns behind the time; those of vectors have the number of the part.
  private var columnLabels: [String] {
    guard parts > 1 else { return Array(labels.dropFirst()) }
    return labels.dropFirst().flatMap { label in (1...parts).map { "\(label)_\($0)" } }
  }

  private func notANumber(_ bytes: UnsafeBufferPointer<UInt8>, count: Int) -> DocumentError {
    let names = ["time"] + columnLabels
    return error(
      .invalidValue,
      "found '\(String(decoding: bytes.prefix(40), as: UTF8.self))'; allowed: a number with a "
        + "decimal point",
      element: count < names.count ? names[count] : nil,
      line: lines.number,
      column: count + 1
    )
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  func trimmingBlanks() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
