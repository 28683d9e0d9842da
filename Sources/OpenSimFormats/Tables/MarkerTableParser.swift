// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads the text of `.trc` files.
///
/// Five lines of header: the file type, the names of the keys, their values, the names of the markers
/// (each over three columns) and the names of the axes; then a row for each frame, with its number, its
/// time and three coordinates for each marker, empty where the marker was not seen. The format is
/// described in OpenSim's documentation, page "Marker (.trc) Files".
struct MarkerTableParser {
  private let path: String?
  private var lines: TextLines
  private var dataRate = 0.0
  private var frameCount: Int?
  private var metresPerUnit = 1.0
  private var names: [String] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, path: String?) {
    self.path = path
    lines = TextLines(bytes)
  }

  mutating func parse() throws(DocumentError) -> MarkerTable {
    try parseHeader()
    try parseNames()
    var times: [Double] = []
    var positions = [[SIMD3<Double>?]](repeating: [], count: names.count)
    while let line = lines.read() {
      guard !TextLines.trimmed(line).isEmpty else { continue }
      let cells = Self.cells(of: line)
      let width = 2 + 3 * names.count
      // Cells behind the last marker may be left out or empty.
      guard cells.count <= width || cells[width...].allSatisfy(\.isEmpty), cells.count >= 2 else {
        throw error(
          .inconsistent,
          "\(cells.count) values in a row of \(width) columns: every row needs a frame number, a "
            + "time and three values a marker"
        )
      }
      let time = try number(cells[1], element: "Time", column: 2)
      guard times.isEmpty || time > times[times.count - 1] else {
        throw error(
          .invalidValue,
          "found \(time) s after \(times[times.count - 1]) s; times must increase: sort the rows",
          element: "Time",
          column: 2
        )
      }
      times.append(time)
      for marker in names.indices {
        positions[marker].append(try position(of: marker, in: cells))
      }
    }
    guard !times.isEmpty else { throw error(.missing, "the table has no frames") }
    if let frameCount, frameCount != times.count {
      throw error(
        .inconsistent,
        "\(times.count) frames, but the header says \(frameCount): the file may be cut short; "
          + "correct the header or the rows",
        element: "NumFrames"
      )
    }
    return MarkerTable(
      dataRate: dataRate,
      times: times,
      markers: zip(names, positions).map { MarkerTable.Marker(name: $0, positions: $1) }
    )
  }

  private func error(
    _ code: DocumentError.Code,
    _ message: String,
    element: String? = nil,
    column: Int? = nil
  ) -> DocumentError {
    DocumentError(
      code,
      message,
      element: element,
      line: max(1, lines.number),
      column: column,
      path: path
    )
  }

  /// The cells of a line, between tabs.
  private static func cells(of line: UnsafeBufferPointer<UInt8>) -> [String] {
    line.split(separator: 0x09, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).trimmingBlanks()
    }
  }

  private mutating func nextCells(_ what: String) throws(DocumentError) -> [String] {
    guard let line = lines.read() else {
      throw error(.missing, "the file ends before the line of \(what)")
    }
    return Self.cells(of: line)
  }

  private mutating func parseHeader() throws(DocumentError) {
    let first = try nextCells("the file type")
    guard first.first?.lowercased() == "pathfiletype" else {
      throw error(
        .unsupported,
        "found '\(first.first ?? "")'; the first line of a .trc file begins with PathFileType"
      )
    }
    let keys = try nextCells("the names of the keys")
    let values = try nextCells("the values of the keys")
    for (index, key) in keys.enumerated() where index < values.count {
      let value = values[index]
      switch key.lowercased() {
      case "datarate": dataRate = try number(value, element: key, column: index + 1)
      case "numframes": frameCount = Int(value)
      case "units":
        switch value.lowercased() {
        case "m", "meters", "metres": metresPerUnit = 1
        case "cm": metresPerUnit = 0.01
        case "mm", "millimeters", "millimetres": metresPerUnit = 0.001
        default:
          throw error(
            .unsupported,
            "found '\(value)'; allowed: m, cm or mm",
            element: key,
            column: index + 1
          )
        }
      default: break
      }
    }
    guard keys.contains(where: { $0.lowercased() == "units" }) else {
      throw error(.missing, "the unit of length is missing: add Units to lines 2 and 3")
    }
  }

  private mutating func parseNames() throws(DocumentError) {
    let labels = try nextCells("the names of the markers")
    guard labels.count > 2, labels[1].lowercased() == "time" else {
      throw error(.missing, "this line needs Frame#, Time and the names of the markers")
    }
    names = labels.dropFirst(2).filter { !$0.isEmpty }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw error(.duplicate, "two markers have this name: rename one of them", element: name)
    }
    _ = try nextCells("the names of the axes")
  }

  private func number(
    _ text: String,
    element: String,
    column: Int
  ) throws(DocumentError) -> Double {
    var text = text
    guard let value = text.withUTF8({ NumberBytes.value(of: $0) }), value.isFinite else {
      throw error(
        .invalidValue,
        "found '\(text)'; allowed: a finite number",
        element: element,
        column: column
      )
    }
    return value
  }

  /// The place of a marker in metres, or nil when its three cells are empty or `NaN`.
  private func position(
    of marker: Int,
    in cells: [String]
  ) throws(DocumentError) -> SIMD3<Double>? {
    let first = 2 + 3 * marker
    let own = (first..<first + 3).map { $0 < cells.count ? cells[$0] : "" }
    if own.allSatisfy({ $0.isEmpty || $0.lowercased() == "nan" }) { return nil }
    var place = SIMD3<Double>.zero
    for axis in 0..<3 {
      place[axis] = try number(own[axis], element: names[marker], column: first + axis + 1)
    }
    return place * metresPerUnit
  }
}
