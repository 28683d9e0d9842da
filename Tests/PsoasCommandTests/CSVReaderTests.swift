// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import TestSupport
import Testing

@testable import PsoasCommand

@Suite("CSV reader")
struct CSVReaderTests {
  func rows(_ text: String) throws -> [[String]] {
    let reader = try csv(text)
    var rows = [reader.header.names]
    while try reader.nextRow() { rows.append(reader.header.names.indices.map(reader.text)) }
    return rows
  }

  @Test(
    "Tables after RFC 4180 read well",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r3,4", [["a", "b"], ["1", "2"], ["3", "4"]]),
      ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}\"a\",\"b\"\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"1,5\",\"x \"\"y\"\"\"\n", [["a", "b"], ["1,5", "x \"y\""]]),
      ("a,b\n\"line 1\r\nline 2\",\n", [["a", "b"], ["line 1\r\nline 2", ""]]),
      ("a,b\n\n1,2\n\n\n", [["a", "b"], ["1", "2"]]),
      (" a , b\n 1 ,2", [["a", "b"], [" 1 ", "2"]]),
      ("a\n\"\"\nx", [["a"], [""], ["x"]]),
      ("a,b\n,\n", [["a", "b"], ["", ""]]),
      ("naïve,β\né,𝛼", [["naïve", "β"], ["é", "𝛼"]]),
    ]
  )
  func sound(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test(
    "Broken tables are refused with line and field",
    arguments: [
      ("", "t.csv: the table is empty"),
      ("\n\n", "t.csv: the table is empty"),
      (",\n", "t.csv:1: the header row is empty"),
      ("a,b,a\n", "t.csv:1: a: the column occurs twice"),
      ("a;b\n1;2", "t.csv:1: the cells are separated by semicolons"),
      ("a\tb\n1\t2", "t.csv:1: the cells are separated by tabs"),
      ("a,b\n1,2\n3\n", "t.csv:3: the row has 1 cells and the header 2; add"),
      ("a,b\n12,5,7\n", "t.csv:2: the row has 3 cells and the header 2; write numbers with a"),
      ("a,b\n1,\"x\n\n", "t.csv:2: b: the quote that opens a cell is never closed"),
      ("a,b\n1,x\"y\n", "t.csv:2: b: a quote stands inside"),
      ("a,b\n\"x\"y,2\n", "t.csv:2: a: text follows the closing quote"),
      ("a,b\n\"1\n2\n3\",x\n1, \"2\"\n", "t.csv:5: b: a quote stands inside"),
    ]
  )
  func broken(text: String, words: String) throws {
    let found = try #require(message { _ = try rows(text) })
    #expect(found.hasPrefix(words), "\(found)")
  }

  @Test("Bytes that are no UTF-8 text are refused")
  func encoding() throws {
    for (bytes, words) in [
      ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0x61, 0x0A, 0xE9, 0x2C], "t:2: the text is not UTF-8"),
      ([0x61, 0], "null"), ([0xC0, 0x80], "not UTF-8"), ([0xED, 0xA0, 0x80], "not UTF-8"),
      ([0xF4, 0x90, 0x80, 0x80], "not UTF-8"), ([0xE2, 0x82], "not UTF-8"),
    ] as [([UInt8], String)] {
      let found = try #require(message { _ = try FileBytes.checkedText(bytes, file: "t") })
      #expect(found.contains(words))
    }
  }

  @Test("Cells become numbers or errors with line, column, finding and rule")
  func cells() throws {
    let reader = try csv("name,mass_kg\nA, 70.5\nB,\nC,\"12,5\"\nD,abc\nE,-70\n")
    var messages: [String] = []
    while try reader.nextRow() {
      if let text = message({ _ = try reader.number(1, in: 30...250, unit: "kg") }) {
        messages.append(text)
      } else {
        #expect(try reader.number(1) == 70.5)
      }
    }
    #expect(
      messages == [
        "t.csv:3: mass_kg: the cell is empty; expected 30 to 250 kg",
        "t.csv:4: mass_kg: the number has a decimal comma; found '12,5'; expected 30 to 250 kg; "
          + "write a decimal point: 12.5",
        "t.csv:5: mass_kg: not a number; found 'abc'; expected 30 to 250 kg",
        "t.csv:6: mass_kg: the value is out of range; found '-70'; expected 30 to 250 kg",
      ]
    )
  }

  @Test("A word of a fixed set is found, or the nearest is named")
  func choices() throws {
    let reader = try csv("sex\nfemale\nfemal\n\"\"\n")
    #expect(try reader.nextRow())
    #expect(try reader.choice(0, among: ["male", "female"]) == 1)
    #expect(try reader.nextRow())
    #expect(
      message { _ = try reader.choice(0, among: ["male", "female"]) }
        == "t.csv:3: sex: the word is not known; found 'femal'; expected male or female; "
        + "did you mean 'female'?"
    )
    #expect(try reader.nextRow())
    #expect(
      message { _ = try reader.choice(0, among: ["male", "female"]) }?.contains("empty") == true
    )
  }

  @Test("Conditions pick rows by the text of a column")
  func conditions() throws {
    let condition = try RowCondition("status = Normal")
    let reader = try csv("x,status\n1,Normal\n2,Hernia\n3, Normal \n")
    let position = try reader.header.position(of: condition.column)
    var kept: [String] = []
    while try reader.nextRow() {
      if condition.holds(in: reader, at: position) { kept.append(reader.text(0)) }
    }
    #expect(kept == ["1", "3"])
    #expect(message { _ = try RowCondition("status") }?.contains("--where") == true)
    #expect(message { _ = try RowCondition("=x") }?.contains("--where") == true)
    #expect(
      message { _ = try reader.header.position(of: "Status") }?.contains("did you mean 'status'?")
        == true
    )
  }

  @Test("What the writer prints, the reader reads", arguments: 0..<20)
  func writerThenReader(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let table = (0..<30).map { _ in (0..<3).map { _ in generator.trickyText() } }
    let text = try printed { output in
      let columns = ["a", "b", "c"].map { TableColumn($0, "") }
      let writer = try TableWriter(columns, format: .csv, to: output)
      for row in table {
        for cell in row { try writer.write(cell) }
        try writer.endRow()
      }
      try writer.endTable()
    }
    #expect(try rows(text).dropFirst() == table[...], "seed \(seed)")
  }

  @Test("Damaged tables give rows or an input error, never anything else", arguments: 0..<10)
  func damaged(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sound = Array("a,b\r\n1,\"x \"\"y\"\"\"\n\"12,5\",\n".utf8)
    for _ in 0..<100 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = UInt8.random(in: 0...127, using: &generator)
      }
      do {
        let text = try FileBytes.checkedText(bytes, file: "t")
        let reader = try CSVReader(bytes: text, file: "t")
        while try reader.nextRow() { _ = reader.header.names.indices.map(reader.text) }
      } catch {
        #expect(error.file == "t")
      }
    }
  }
}
