// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import OpenSimFormats
import TestSupport
import Testing

@Suite("Motion tables")
struct MotionTableTests {
  private static let older = """
    Coordinates
    version=1
    nRows=2
    nColumns=3
    inDegrees=yes

    Units are S.I. units (second, meters, Newtons, ...)
    endheader
    time\tpelvis_tilt\tpelvis_tx
      0.0\t 10.32995988\t-1.5e-1
      0.01666667\t10\t+.5
    """

  @Test func olderDialect() throws {
    let table = try MotionTable(parsing: Self.older)
    #expect(table.name == "Coordinates")
    #expect(table.isInDegrees == true)
    #expect(table.times == [0, 0.01666667])
    #expect(table.labels == ["pelvis_tilt", "pelvis_tx"])
    #expect(table["pelvis_tilt"]?.values == [10.32995988, 10])
    #expect(table["pelvis_tx"]?.values == [-0.15, 0.5])
    #expect(table["time"] == nil)
    #expect(table.line(ofRow: 1) == 11)
    #expect(table.columnNumber(of: "pelvis_tx") == 3)
  }

  @Test func newerDialectWithBlanksAndReturns() throws {
    let text =
      "DataType=double\r\nversion=3\r\nOpenSimVersion=4.6\r\nendheader\r\ntime  a b\r\n0 1 2\r\n1 3 4\r\n"
    let table = try MotionTable(parsing: text)
    #expect(table.isInDegrees == nil)
    #expect(table.labels == ["a", "b"])
    #expect(table["b"]?.values == [2, 4])
  }

  @Test func dialectOfSIMMAndTrailingTabs() throws {
    let text =
      "name walk\t\t\ndatacolumns 3\ndatarows 1\nrange 0 1\n# note\nendheader\ntime\ta x\tb\t\n0\t1\t2\t\n\n"
    let table = try MotionTable(parsing: text)
    #expect(table.name == "walk")
    #expect(table.labels == ["a x", "b"])
  }

  @Test func vectorsBecomeColumns() throws {
    let text = "DataType=Vec3\nversion=3\nendheader\ntime\tforce\n0.5\t1,2.5,-3\n"
    let table = try MotionTable(parsing: text)
    #expect(table.labels == ["force_1", "force_2", "force_3"])
    #expect(table.columns.map(\.values) == [[1], [2.5], [-3]])
  }

  @Test func whatIsWrittenReadsBackAsTheSame() throws {
    let values = [0.1, 1.0 / 3, -1e-300, 12_345_678.9]
    let table = try MotionTable(
      name: "forces",
      isInDegrees: false,
      times: [0, 1e-3, 0.1, 7],
      columns: [MotionTable.Column(label: "a", values: values)]
    )
    let again = try MotionTable(parsing: table.text)
    #expect(again.times == table.times)
    #expect(again.columns == table.columns)
    #expect(again.isInDegrees == false)
    #expect(again.name == "forces")
  }

  @Test func numbersAreRoundedAsTheStandardLibraryDoes() throws {
    var generator = SeededGenerator(seed: 7)
    var texts = [
      "1e22", "1e23", "123456789012345678", "4.35", "0.000001", "1.7976931348623157e308",
    ]
    for _ in 0..<500 {
      let digits = Double.random(in: 0.1...1, using: &generator)
      texts.append("\(digits)e\(Int.random(in: -30...30, using: &generator))")
      texts.append("-\(Int.random(in: 0...999_999, using: &generator)).\(Int(digits * 1e7))")
    }
    for text in texts {
      let expected = try #require(Double(text))
      let table = try MotionTable(parsing: "endheader\ntime a\n0 \(text)\n")
      #expect(table["a"]?.values == [expected], "\(text)")
    }
  }

  /// A faulty text, the kind of mistake and where it is.
  struct Fault: Sendable, CustomTestStringConvertible {
    var text: String
    var code: DocumentError.Code
    var line: Int?
    var column: Int?
    var testDescription: String { String(text.prefix(40)) + " " + code.name }
  }

  @Test(arguments: [
    Fault(text: "", code: .missing, line: 1),
    Fault(text: "a\nversion=1\n", code: .missing, line: 2),
    Fault(text: "endheader\n", code: .missing, line: 1),
    Fault(text: "endheader\ntime a\n", code: .missing, line: 2),
    Fault(text: "endheader\na b\n0 1\n", code: .missing, line: 2, column: 1),
    // Lines with no more than white space of other kinds than blanks and tabs.
    Fault(text: "\u{B}\nendheader\n", code: .missing, line: 2),
    Fault(text: "endheader\n\u{A0}\t\u{A0}\na\tb\n0\t1\n", code: .missing, line: 3, column: 1),
    Fault(text: "inDegrees=perhaps\nendheader\ntime a\n0 1\n", code: .invalidValue, line: 1),
    Fault(text: "nRows=-1\nendheader\ntime a\n0 1\n", code: .invalidValue, line: 1),
    Fault(text: "nRows=2\nendheader\ntime a\n0 1\n", code: .inconsistent, line: 4),
    Fault(text: "nColumns=3\nendheader\ntime a\n0 1\n", code: .inconsistent, line: 3),
    Fault(text: "version=9\nendheader\ntime a\n0 1\n", code: .unsupported, line: 1),
    Fault(text: "DataType=Mat33\nendheader\ntime a\n0 1\n", code: .unsupported, line: 1),
    Fault(text: "endheader\ntime a a\n0 1 2\n", code: .duplicate, line: 2, column: 3),
    Fault(text: "endheader\ntime a time\n0 1 2\n", code: .duplicate, line: 2, column: 3),
    Fault(text: "endheader\ntime a b\n0 1 2\n1 2\n", code: .inconsistent, line: 4, column: 3),
    Fault(text: "endheader\ntime a\n0 1 2\n", code: .inconsistent, line: 3, column: 2),
    Fault(text: "endheader\ntime a\n0 1\n0 2\n", code: .invalidValue, line: 4, column: 1),
    Fault(text: "endheader\ntime a\n1 1\n0 2\n", code: .invalidValue, line: 4, column: 1),
    Fault(text: "endheader\ntime a b\n0 1 2\n\n1 nan 3\n", code: .invalidValue, line: 5, column: 2),
    Fault(text: "endheader\ntime a b\n0 1 -inf\n", code: .invalidValue, line: 3, column: 3),
    Fault(text: "endheader\ntime a b\n0 1 1e999\n", code: .invalidValue, line: 3, column: 3),
    Fault(text: "endheader\ntime a b\n0 1 1,5\n", code: .invalidValue, line: 3, column: 3),
    Fault(text: "endheader\ntime a b\n0 1e 2\n", code: .invalidValue, line: 3, column: 2),
    Fault(text: "endheader\ntime a b\nnan 1 2\n", code: .invalidValue, line: 3, column: 1),
  ])
  func mistakesHaveTheirPlace(fault: Fault) {
    let error = #expect(throws: DocumentError.self) {
      try MotionTable(parsing: fault.text, path: "walk.mot")
    }
    #expect(error?.code == fault.code)
    #expect(error?.line == fault.line)
    if let column = fault.column { #expect(error?.column == column) }
    #expect(error?.path == "walk.mot")
  }

  @Test func missingFilesAndFoldersAreNamed() {
    #expect(throws: DocumentError.self) { try MotionTable(contentsOf: "/nowhere/a.mot") }
    #expect(throws: DocumentError.self) { try MotionTable(contentsOf: "/") }
  }

  @Test func brokenTextsNeverCrash() {
    let whole = Array(Self.older.utf8)
    var generator = SeededGenerator(seed: 11)
    for length in 0..<whole.count { _ = try? MotionTable(parsing: Array(whole.prefix(length))) }
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      if let table = try? MotionTable(parsing: bytes) {
        #expect(table.columns.allSatisfy { $0.values.allSatisfy(\.isFinite) })
      }
    }
  }
}
