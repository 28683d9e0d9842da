// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A column that a command understands in a table.
struct KnownColumn: Sendable, Equatable {
  /// The name that the documentation uses, with its unit: `pelvic_incidence_deg`.
  let name: String
  /// Other names for the same quantity in the same unit.
  let aliases: [String]
  /// True when the table is of no use without the column.
  let isRequired: Bool

  init(_ name: String, aliases: [String] = [], isRequired: Bool = false) {
    self.name = name
    self.aliases = aliases
    self.isRequired = isRequired
  }
}

/// Where the known columns stand in a table.
struct ColumnMatch: Equatable {
  /// The positions of the known columns, in their order; nil for one that the table does not have.
  let positions: [Int?]
  /// The names of the table's columns that mean nothing here.
  let ignored: [String]
}

/// The first row of a table: the names of its columns.
struct CSVHeader {
  /// The file as the person named it.
  let file: String
  /// The line of the header, from 1.
  let line: Int
  /// The names in their order, without spaces around them.
  let names: [String]

  /// Finds the known columns.
  ///
  /// A name must be written exactly as it is documented. A name that is not known but near to a
  /// known one that the table lacks stops the run, so that no column is lost by a slip; all other
  /// unknown names are handed back to be reported.
  ///
  /// - Throws: `InputError` for a near miss, a quantity that occurs under two names, or a missing
  ///   required column.
  func match(_ known: [KnownColumn]) throws(InputError) -> ColumnMatch {
    var positions = [Int?](repeating: nil, count: known.count)
    var unknown: [Int] = []
    for (position, name) in names.enumerated() {
      guard let index = known.firstIndex(where: { $0.name == name || $0.aliases.contains(name) })
      else {
        unknown.append(position)
        continue
      }
      if let earlier = positions[index] {
        throw InputError(
          file: file,
          line: line,
          field: name,
          "the column means the same as '\(names[earlier])'",
          remedy: "keep one of them"
        )
      }
      positions[index] = position
    }
    let missing = known.indices.filter { positions[$0] == nil }
    let candidates = missing.flatMap { [known[$0].name] + known[$0].aliases }
    for position in unknown {
      if let question = NearMiss.question(for: names[position], among: candidates) {
        throw InputError(
          file: file,
          line: line,
          field: names[position],
          "the column is not known",
          remedy: question
        )
      }
    }
    if let index = missing.first(where: { known[$0].isRequired }) {
      throw InputError(
        file: file,
        line: line,
        field: known[index].name,
        "the column is missing",
        found: names.joined(separator: ",")
      )
    }
    return ColumnMatch(
      positions: positions,
      ignored: unknown.map { names[$0].isEmpty ? "column \($0 + 1), which has no name" : names[$0] }
    )
  }

  /// The position of a column by its name in the file.
  ///
  /// - Throws: `InputError` with the nearest name when there is none.
  func position(of name: String) throws(InputError) -> Int {
    if let position = names.firstIndex(of: name) { return position }
    throw InputError(
      file: file,
      line: line,
      field: name,
      "the table has no such column",
      found: names.joined(separator: ","),
      remedy: NearMiss.question(for: name, among: names)
    )
  }

  /// Checks the names themselves.
  ///
  /// - Throws: `InputError` when a name occurs twice or the table is not separated by commas.
  func check() throws(InputError) {
    if names.count == 1 {
      for (separator, word) in [(";", "semicolons"), ("\t", "tabs")] as [(Character, String)]
      where names[0].contains(separator) {
        throw InputError(
          file: file,
          line: line,
          "the cells are separated by \(word)",
          found: names[0],
          allowed: "commas",
          remedy: "save the table as CSV with commas and decimal points"
        )
      }
    }
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      throw InputError(file: file, line: line, field: name, "the column occurs twice")
    }
    if names.allSatisfy(\.isEmpty) {
      throw InputError(file: file, line: line, "the header row is empty")
    }
  }
}
