// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A condition on a row of a table: a column holds a text.
struct RowCondition: Sendable, Equatable {
  /// The name of the column in the file.
  let column: String
  /// The text that the cell must hold, letter by letter, spaces around it apart.
  let text: String

  /// Reads `column=text`, as `--where` takes it.
  ///
  /// - Throws: `InputError` when there is no equals sign or no column before it.
  init(_ argument: String) throws(InputError) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else {
      throw InputError(
        field: "--where",
        "the condition is not understood",
        found: argument,
        allowed: "column=text"
      )
    }
    column = String(argument[..<sign]).trimmingSpaces()
    text = String(argument[argument.index(after: sign)...]).trimmingSpaces()
  }

  /// True when the present row of a table meets the condition.
  ///
  /// The position is that of the column, from `CSVHeader.position(of:)`.
  func holds(in reader: CSVReader, at position: Int) -> Bool {
    reader.text(position).trimmingSpaces() == text
  }
}
