// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The stored form: `rows`, `columns`, and the entries by columns.
extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case rows
    case columns
    case elements
  }

  /// Reads a matrix; a number of entries other than `rows * columns` is an error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode(Int.self, forKey: .columns)
    let elements = try container.decode([Double].self, forKey: .elements)
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, count == elements.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements,
        in: container,
        debugDescription: "\(elements.count) entries for a \(rows) by \(columns) matrix"
      )
    }
    self.init(rows: rows, columns: columns, columnMajor: elements)
  }

  /// Writes the matrix.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(elements, forKey: .elements)
  }
}
