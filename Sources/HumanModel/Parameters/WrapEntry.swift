// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import Provenance

/// A cylinder of the right side in the catalogue: what it is fixed to, who wraps it, and where its
/// parameters stand.
struct WrapEntry: Sendable, Equatable {
  /// The body that carries it.
  let body: TableBody

  /// The point of the path before the contact, from 0.
  let firstPoint: Int

  /// Direction towards the middle of the contact, in the body's reference frame.
  let side: Vector3

  /// Position of the centre's X in the catalogue; Y, Z, the turns about X and Y and the radius stand
  /// behind it.
  let first: Int
}

/// Reads the table of cylinders into parameters and entries.
enum WrapTableReader {
  /// The entries by what wraps them: the name of a group, or of a group and a muscle.
  static func read(
    _ text: String,
    references: [String: Reference],
    into definitions: inout [ParameterDefinition]
  ) -> (entries: [WrapEntry], places: [String: Int]) {
    var entries: [WrapEntry] = []
    var places: [String: Int] = [:]
    for cells in TableText.rows(text, columns: 10) {
      let name = cells[0]
      guard let body = TableBody(rawValue: cells[1]) else {
        preconditionFailure("no body '\(cells[1])': \(cells)")
      }
      let source = ScalarReader.source(
        reference: references["pose2sim"],
        key: "pose2sim",
        locator: cells[8],
        reading: cells[9]
      )
      let side = numbers(cells[3], count: 3)
      let centre = numbers(cells[4], count: 3)
      let turns = numbers(cells[5], count: 2)
      let half = cells[7] == "-" ? nil : TableText.number(cells[7])
      places[name] = entries.count
      entries.append(
        WrapEntry(
          body: body,
          firstPoint: Int(TableText.number(cells[2])) - 1,
          side: Vector3(side[0], side[1], side[2]),
          first: definitions.count
        )
      )
      func add(_ field: String, _ value: Double, _ unit: String, half: Double? = nil) {
        let spread = half.map { Spread.range(low: value - $0, high: value + $0) } ?? .none
        definitions.append(
          ParameterDefinition(
            name: "\(name).wrap.\(field)",
            standard: SourcedValue(value, unit, spread: spread, from: source)
          )
        )
      }
      add("x", centre[0], "m", half: half)
      add("y", centre[1], "m", half: half)
      add("z", centre[2], "m")
      add("rotation_x", turns[0], "rad")
      add("rotation_y", turns[1], "rad")
      add("radius", TableText.number(cells[6]), "m", half: half)
    }
    return (entries, places)
  }

  private static func numbers(_ cell: String, count: Int) -> [Double] {
    let numbers = TableText.words(cell).map { TableText.number($0) }
    precondition(numbers.count == count, "\(count) numbers expected: \(cell)")
    return numbers
  }
}
