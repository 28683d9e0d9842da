// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import TestSupport
import Testing

/// The examples print what they printed when their golden tables were made.
@Suite struct GoldenTableTests {
  /// Half a unit of the sixth decimal, to which examples round, on both sides.
  static let printedTolerance = 1.5e-6

  /// Geometry agrees to rounding between processors and libraries; so do loads of least effort,
  /// up to the tolerance at which load sharing stops, which is far below this.
  static let relativeTolerance = 1e-6

  struct Case: Sendable, CustomTestStringConvertible {
    let example: String
    let arguments: [String]
    var testDescription: String { ([example] + arguments).joined(separator: " ") }
  }

  @Test(arguments: [
    Case(
      example: "disc-pressure-against-tilt",
      arguments: ["--from", "-10", "--to", "10", "--step", "10", "--least-effort"]
    ),
    Case(
      example: "lumbar-curve-against-tilt",
      arguments: ["--from", "-10", "--to", "10", "--step", "10"]
    ),
    Case(example: "psoas-moment-arms", arguments: ["--tilt-step", "20", "--hip-step", "110"]),
    Case(example: "psoas-force-vectors", arguments: []),
    Case(example: "lumbar-load-in-walking", arguments: ["--frames", "11", "--least-effort"]),
    Case(example: "iliopsoas-timing", arguments: ["--frames", "11"]),
    Case(example: "leg-swing-shares", arguments: []),
  ])
  func printsTheGoldenTable(_ test: Case) throws {
    let golden = try ExampleTable.golden(test.example)
    let printed = try ExampleTable.printed(by: test.example, test.arguments)
    #expect(printed.columns == golden.columns)
    try #require(printed.rows.count == golden.rows.count)
    for (line, (row, expected)) in zip(printed.rows, golden.rows).enumerated() {
      for (column, (cell, other)) in zip(row, expected).enumerated() {
        guard let value = Double(cell), let standard = Double(other) else {
          #expect(cell == other, "row \(line + 1), \(golden.columns[column])")
          continue
        }
        #expect(
          isClose(
            value,
            standard,
            absolute: Self.printedTolerance,
            relative: Self.relativeTolerance
          ),
          "row \(line + 1), \(golden.columns[column]): \(value) against \(standard)"
        )
      }
    }
  }

  @Test(arguments: [
    "disc-pressure-against-tilt", "lumbar-curve-against-tilt", "psoas-moment-arms",
    "psoas-force-vectors", "lumbar-load-in-walking",
    "iliopsoas-timing", "leg-swing-shares",
  ])
  func helpStatesUnitsAndSigns(_ example: String) throws {
    let help = try ExampleTable.run(example, ["--help"])
    #expect(help.status == 0)
    #expect(["degrees", "mm", "_Nm"].contains(where: help.output.contains))
    #expect(help.output.contains("positive") || help.output.contains("presses"))
  }

  @Test func refusesASweepBeyondTheRange() throws {
    #expect(try ExampleTable.run("disc-pressure-against-tilt", ["--to", "40"]).status != 0)
    #expect(try ExampleTable.run("lumbar-curve-against-tilt", ["--step", "0"]).status != 0)
  }
}
