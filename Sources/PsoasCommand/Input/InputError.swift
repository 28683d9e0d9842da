// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A fault in what a person gave the command: a file, a cell, a key or an option.
///
/// It becomes one line that says where, what is wrong, what was found, what is allowed and how to
/// mend it, and the exit code 2.
struct InputError: Error, Equatable {
  /// The file as the person named it, or nil for a fault on the command line.
  var file: String?
  /// The line in the file, from 1.
  var line: Int?
  /// The character in the line, from 1.
  var column: Int?
  /// The option, the column of a table or the key of an object.
  var field: String?
  /// What is wrong, in words that stand alone: `the cell is empty`.
  var problem: String
  /// The offending text.
  var found: String?
  /// What would have been right: `30 to 250 kg`.
  var allowed: String?
  /// What to do about it, a short sentence without a full stop.
  var remedy: String?

  init(
    file: String? = nil,
    line: Int? = nil,
    column: Int? = nil,
    field: String? = nil,
    _ problem: String,
    found: String? = nil,
    allowed: String? = nil,
    remedy: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.field = field
    self.problem = problem
    self.found = found
    self.allowed = allowed
    self.remedy = remedy
  }
}

extension InputError: CustomStringConvertible {
  /// The fault in one line: `people.csv:7: mass_kg: not a number; found 'abc'; expected kg`.
  var description: String {
    var text = ""
    if let file {
      text += Self.printable(file)
      if let line {
        text += ":\(line)"
        if let column { text += ":\(column)" }
      }
      text += ": "
    }
    if let field { text += Self.printable(field) + ": " }
    text += problem
    if let found { text += "; found '\(Self.printable(found))'" }
    if let allowed { text += "; expected \(allowed)" }
    if let remedy { text += "; \(remedy)" }
    return text
  }

  /// A text on one line: control characters are written as escapes, long texts are cut.
  static func printable(_ text: String, limit: Int = 120) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit { return result + "..." }
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A number as it was given, also one that is not finite.
  static func found(_ value: Double) -> String {
    value.isFinite ? NumberText.text(of: value) : "\(value)"
  }

  /// A range in words: `30 to 250 kg`.
  static func range(_ range: ClosedRange<Double>, unit: String) -> String {
    let words =
      "\(NumberText.text(of: range.lowerBound)) to \(NumberText.text(of: range.upperBound))"
    return unit.isEmpty ? words : "\(words) \(unit)"
  }
}
