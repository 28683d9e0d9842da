// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
package import Provenance

/// Splits the lines of a table that stands in the sources; the first faulty line stops the program.
///
/// Works on arrays of bytes: splitting by characters, or by the indices of a string, would take longer
/// than everything else when a program starts.
package enum TableText {
  /// Some bytes of a table.
  package typealias Bytes = ArraySlice<UInt8>

  package static func rows(_ text: String, columns: Int) -> [[String]] {
    lines(text).map { line in
      let cells = cells(line)
      precondition(cells.count == columns, "\(columns) columns expected: \(cells)")
      return cells
    }
  }

  /// The lines that are not empty.
  package static func lines(_ text: String) -> [Bytes] {
    Array(text.utf8).split(separator: UInt8(ascii: "\n"))
  }

  /// The cells between bars, without spaces around them.
  package static func cells(_ line: Bytes) -> [String] {
    line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map(text)
  }

  /// The words between spaces.
  package static func words(_ cell: String) -> [String] {
    Array(cell.utf8).split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  package static func number(_ text: some StringProtocol) -> Double {
    guard let value = Double(text) else { preconditionFailure("not a number: \(text)") }
    return value
  }

  private static func text(_ cell: Bytes) -> String {
    var slice = cell
    let space = UInt8(ascii: " ")
    while slice.first == space { slice.removeFirst() }
    while slice.last == space { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }
}

/// Reads the table of references.
package enum ReferenceReader {
  /// The works that the package cites, by key.
  package static let standard = read(ReferenceTable.text)

  static func read(_ text: String) -> [String: Reference] {
    var references: [String: Reference] = [:]
    for cells in TableText.rows(text, columns: 7) {
      references[cells[0]] = Reference(
        key: cells[0],
        authors: cells[1],
        year: Int(TableText.number(cells[2])),
        title: cells[3],
        venue: cells[4],
        doi: cells[5] == "-" ? nil : cells[5],
        url: cells[6] == "-" ? nil : cells[6]
      )
    }
    return references
  }
}

/// Reads the table of scalar parameters and turns its units into SI.
package enum ScalarReader {
  static func read(_ text: String, references: [String: Reference]) -> [ParameterDefinition] {
    TableText.rows(text, columns: 8).map { cells in
      let (unit, factor) = siUnit(of: cells[2])
      let spread: Spread
      if cells[3] == "-" {
        spread = .none
      } else if cells[3].hasPrefix("sd ") {
        spread = .standardDeviation(TableText.number(cells[3].dropFirst(3)) * factor)
      } else {
        let ends = cells[3].components(separatedAt: "..")
        spread = .range(
          low: TableText.number(ends.0) * factor,
          high: TableText.number(ends.1) * factor
        )
      }
      return ParameterDefinition(
        name: cells[0],
        standard: SourcedValue(
          TableText.number(cells[1]) * factor,
          unit,
          spread: spread,
          population: cells[4] == "-" ? "" : cells[4],
          from: source(
            reference: references[cells[5]],
            key: cells[5],
            locator: cells[6],
            reading: cells[7]
          )
        )
      )
    }
  }

  /// The source that three cells of a table name.
  package static func source(
    reference: Reference?,
    key: String,
    locator: String,
    reading: String
  ) -> Source {
    precondition(reference != nil || key == "-", "no reference has the key '\(key)'")
    let place = locator == "-" ? "" : locator
    let (kind, note) = reading.components(separatedAt: ": ")
    switch kind {
    case "paper": return Source(reference: reference, locator: place, reading: .paper)
    case "abstract": return Source(reference: reference, locator: place, reading: .abstract)
    case "file": return Source(reference: reference, locator: place, reading: .modelFile)
    case "derived":
      return Source(reference: reference, locator: place, reading: .derived(method: note))
    case "chosen":
      return Source(reference: reference, locator: place, reading: .chosen(because: note))
    default: preconditionFailure("unknown way of reading '\(reading)'")
    }
  }

  /// The SI unit for a published one, and the factor that turns numbers into it.
  private static func siUnit(of unit: String) -> (String, Double) {
    switch unit {
    case "deg": ("rad", Angle.degrees(1))
    case "mm2": ("m2", 1e-6)
    case "N/cm2": ("N/m2", 1e4)
    case "kPa": ("Pa", 1e3)
    case "MPa": ("Pa", 1e6)
    case "N m/deg": ("N m/rad", Angle.inDegrees(1))
    case "min": ("s", 60)
    case "h": ("s", 3600)
    case "week": ("s", 604_800)
    default: (unit, 1)
    }
  }
}

/// Reads a table of fascicles into parameters and entries.
struct MuscleTableReader {
  private let crossSection: [Bool: Source]
  private let psoasCrossSection: Source
  private let geometry: Source
  private let wraps: [String: Int]

  /// Makes a reader; `wraps` holds the places of the cylinders by who wraps them.
  init(references: [String: Reference], wraps: [String: Int]) {
    self.wraps = wraps
    guard let file = references["pose2sim"] else { preconditionFailure("no reference 'pose2sim'") }
    psoasCrossSection = .derived(
      from: file,
      "ForceSet",
      method: "maximum force times 0.3627 (the share of the parent model) over 46 N/cm2"
    )
    crossSection = [
      true: .derived(from: file, "ForceSet", method: "maximum force over 100 N/cm2"),
      false: .derived(from: file, "ForceSet", method: "maximum force over 60 N/cm2"),
    ]
    geometry = .modelFile(file, "ForceSet")
  }

  func read(
    _ text: String,
    into definitions: inout [ParameterDefinition],
    muscles: inout [MuscleEntry]
  ) {
    for line in TableText.lines(text) {
      let cells = TableText.cells(line)
      let head = TableText.words(cells[0])
      guard head.count == 5, let group = MuscleGroup(rawValue: head[1]) else {
        preconditionFailure("name, known group and three numbers expected: \(cells)")
      }
      let name = head[0]
      let first = definitions.count
      var muscle = MuscleEntry(
        name: name,
        group: group,
        points: [],
        wrap: wraps["\(group.rawValue).\(name)"] ?? wraps[group.rawValue],
        first: first
      )
      let prefix = "\(group.rawValue).\(muscle.label)"
      let area = group == .psoas ? psoasCrossSection : (crossSection[group.isTrunk] ?? geometry)
      func add(_ field: String, _ value: Double, _ unit: String, _ source: Source) {
        definitions.append(
          ParameterDefinition(
            name: "\(prefix).\(field)",
            standard: SourcedValue(value, unit, from: source)
          )
        )
      }
      add("pcsa", TableText.number(head[2]), "m2", area)
      add("optimal_fibre_length", TableText.number(head[3]), "m", geometry)
      add("pennation", TableText.number(head[4]), "rad", geometry)
      var points: [MuscleEntry.Point] = []
      for (index, cell) in cells.dropFirst().enumerated() {
        let parts = TableText.words(cell)
        guard parts.count == 4, let body = TableBody(rawValue: parts[0]) else {
          preconditionFailure("known body and three coordinates expected: \(cells)")
        }
        points.append(MuscleEntry.Point(body: body, first: definitions.count))
        for (axis, part) in zip(["x", "y", "z"], parts.dropFirst()) {
          add("point\(index + 1).\(axis)", TableText.number(part), "m", geometry)
        }
      }
      muscle.points = points
      muscles.append(muscle)
    }
  }
}

extension String {
  /// The text before and after the first occurrence of a separator; all of it and nothing if absent.
  fileprivate func components(separatedAt separator: String) -> (String, String) {
    let bytes = Array(utf8)
    let mark = Array(separator.utf8)
    var place = 0
    while place + mark.count <= bytes.count {
      if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) {
        return (
          String(decoding: bytes[..<place], as: UTF8.self),
          String(decoding: bytes[(place + mark.count)...], as: UTF8.self)
        )
      }
      place += 1
    }
    return (self, "")
  }
}
