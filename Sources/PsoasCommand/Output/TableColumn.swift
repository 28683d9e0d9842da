// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One column of a table that a command prints.
struct TableColumn: Sendable, Equatable {
  /// The name in the header; a quantity with a unit carries it at the end: `compression_N`.
  let name: String
  /// What the column holds, with its sign, in one sentence without a full stop.
  let meaning: String

  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }

  /// The unit that the name carries, or an empty text.
  var unit: String {
    let words = name.split(separator: "_").dropFirst().map(String.init)
    guard let last = words.last, let unit = Self.units[last] else { return "" }
    guard words.count > 2, words[words.count - 2] == "per",
      let numerator = Self.units[words[words.count - 3]]
    else { return unit }
    return "\(numerator)/\(unit)"
  }

  /// The last words of names and the units that they stand for.
  private static let units = [
    "deg": "deg", "rad": "rad", "N": "N", "Nm": "N m", "MPa": "MPa", "Pa": "Pa", "m": "m",
    "mm": "mm", "m2": "m2", "mm2": "mm2", "s": "s", "kg": "kg", "years": "years",
    "percent": "%", "W": "W", "J": "J", "s2": "s2",
  ]
}
