// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import TestSupport
import Testing

@testable import PsoasCommand

@Suite("Numbers as text")
struct DecimalTextTests {
  @Test("Plain decimal numbers are read, spaces around them apart")
  func numbers() throws {
    for (text, value) in [
      ("0", 0), ("-0.5", -0.5), ("+3", 3), (" 12.25\t", 12.25), ("1e-3", 1e-3), ("5.", 5),
      (".5", 0.5), ("-1.5E+2", -150), ("007", 7),
    ] {
      #expect(try DecimalText.number(in: text) == value)
    }
  }

  @Test(
    "What is no number is refused with its own advice",
    arguments: [
      ("", "empty", nil), ("  ", "empty", nil), ("12,5", "decimal comma", "12.5"),
      ("-0,25", "decimal comma", "-0.25"), ("1,234,567", "commas", "1234567"),
      ("1.234,5", "decimal comma", "1234.5"), ("12,34,5", "not a number", nil),
      ("NaN", "missing", "leave"), ("inf", "missing", "leave"),
      ("NA", "missing", "leave"), ("0x10", "not a number", nil), ("1 000", "spaces", "1000"),
      ("\u{2212}70", "minus", "-70"), ("70kg", "not a number", nil), ("1e", "not a number", nil),
      ("1e999", "too large", nil), ("--1", "not a number", nil), (".", "not a number", nil),
      ("e5", "not a number", nil), ("1.2.3", "not a number", nil),
    ] as [(String, String, String?)]
  )
  func faults(text: String, problem: String, remedy: String?) {
    let fault = #expect(throws: DecimalText.Fault.self) { try DecimalText.number(in: text) }
    #expect(fault?.problem.contains(problem) == true)
    #expect(remedy == nil ? fault?.remedy == nil : fault?.remedy?.contains(remedy ?? "") == true)
  }

  @Test("Printed numbers read back to the same bits, and there is no minus zero")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 20)
    var numbers: [Double] = [
      0, 1, -1, 10, 99, 100, 0.1, 1e15, 1e14, 999_999_999_999_999, -1e15, 1e300,
      Double.leastNonzeroMagnitude, 0.1 + 0.2,
      .greatestFiniteMagnitude, .leastNormalMagnitude,
    ]
    while numbers.count < 2000 {
      let number = Double(bitPattern: generator.next())
      if number.isFinite { numbers.append(number) }
      numbers.append(Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) / 64)
    }
    let text = try printed { output in
      for number in numbers {
        try NumberText.append(number, to: output)
        try output.append("\n")
      }
      try NumberText.append(-0.0, to: output)
      try output.append("\n")
      try NumberText.append(-15, to: output)
    }
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.suffix(2) == ["0", "-15"])
    for (number, line) in zip(numbers, lines) {
      #expect(try DecimalText.number(in: line).bitPattern == number.bitPattern)
      #expect(NumberText.text(of: number) == line)
    }
  }
}
