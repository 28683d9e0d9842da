// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Testing

@testable import PsoasCommand

@Suite("Sweep grid")
struct SweepGridTests {
  func values(_ grid: SweepGrid) -> [Double] { (0..<grid.count).map { grid[$0] } }

  @Test("Both ends belong to the sweep when the step reaches the last")
  func ends() throws {
    #expect(try values(SweepGrid(from: -10, to: 15, step: 5)) == [-10, -5, 0, 5, 10, 15])
    #expect(try values(SweepGrid(from: 15, to: -10, step: -10)) == [15, 5, -5])
    #expect(try values(SweepGrid(from: 3, to: 3, step: 0.5)) == [3])
    #expect(try values(SweepGrid(from: 0, to: 0.9, step: 0.3)) == [0, 0.3, 0.6, 0.9])
    #expect(try values(SweepGrid(from: 0, to: 1 - 1e-6, step: 0.5)) == [0, 0.5])
  }

  @Test("Values are the decimal numbers that a person means", arguments: [0.1, 0.01, 0.001, 0.7])
  func decimals(step: Double) throws {
    let grid = try SweepGrid(from: -15, to: 25, step: step)
    for (index, value) in values(grid).enumerated() {
      // At most nine decimals: the text of a rounded number stays short.
      #expect(NumberText.text(of: value).count <= 14, "value \(index) is \(value)")
      #expect(value.sign == .plus || value != 0)
    }
    if step == 0.001 { #expect(grid.count == 40_001) }
    #expect(grid[0] == -15)
    if step != 0.7 { #expect(grid[grid.count - 1] == 25) }
  }

  @Test(
    "A sweep that makes no sense is refused",
    arguments: [
      (0, 10, 0, "--step: the step is zero"), (0, 10, -1, "leads away"), (10, 0, 1, "leads away"),
      (0, 10, Double.nan, "not a finite number"),
      (Double.infinity, 10, 1, "--from: not a finite number"),
      (0, -Double.infinity, 1, "--to: not a finite number"), (0, 10, 1e-10, "too small"),
      (0, 20, 1e-6, "too many values"), (-21, 0, 1, "--from: the sweep leaves its range"),
      (0, 31, 1, "--to: the sweep leaves its range"),
    ]
  )
  func refused(from: Double, to: Double, step: Double, words: String) throws {
    let text = message { _ = try SweepGrid(from: from, to: to, step: step, allowed: -20...30) }
    #expect(try #require(text).contains(words))
  }
}
