// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import OpenSimFormats
import Testing

@Suite("XML documents")
struct DocumentElementTests {
  @Test("Elements, attributes, text and places")
  func tree() throws {
    let root = try DocumentElement(
      parsing: """
        \u{FEFF}<?xml version="1.0" encoding="UTF-8" ?>
        <!-- a comment with <tags> -->
        <a one="1" two='&quot;2&#x33;&quot;'>
          first <b/> second <!-- no text --> third
          <c><![CDATA[<&>]]> &lt;&amp;&#62;</c >
        </a>
        """
    )
    #expect(root.tag == "a")
    #expect(root.attribute("two") == "\"23\"")
    #expect(root.attributes.map(\.name) == ["one", "two"])
    #expect(root.text == "first  second  third")
    #expect(root.children.map(\.tag) == ["b", "c"])
    #expect(root.child("c")?.text == "<&> <&>")
    #expect(root.position == DocumentPosition(line: 3, column: 1))
    #expect(root.child("c")?.position == DocumentPosition(line: 5, column: 3))
  }

  /// What is wrong with a text, and where.
  struct Fault: Sendable, CustomTestStringConvertible {
    var text: String
    var code: DocumentError.Code
    var line: Int
    var testDescription: String { text }
  }

  @Test(
    "A document that is not well formed, or asks for more than itself, ends in one error",
    arguments: [
      Fault(text: "", code: .malformed, line: 1),
      Fault(text: "words", code: .malformed, line: 1),
      Fault(text: "<a>\n<b>", code: .malformed, line: 2),
      Fault(text: "<a>\n</b>", code: .malformed, line: 2),
      Fault(text: "<a/>\n<b/>", code: .malformed, line: 2),
      Fault(text: "<a/>\nwords", code: .malformed, line: 2),
      Fault(text: "</a>", code: .malformed, line: 1),
      Fault(text: "<a", code: .malformed, line: 1),
      Fault(text: "<", code: .malformed, line: 1),
      Fault(text: "<1/>", code: .malformed, line: 1),
      Fault(text: "<a b></a>", code: .malformed, line: 1),
      Fault(text: "<a b=1></a>", code: .malformed, line: 1),
      Fault(text: "<a b=\"1></a>", code: .malformed, line: 1),
      Fault(text: "<a b=\"<\"></a>", code: .malformed, line: 1),
      Fault(text: "<a b=\"1\"c=\"2\"/>", code: .malformed, line: 1),
      Fault(text: "<a b=\"1\" b=\"2\"/>", code: .duplicate, line: 1),
      Fault(text: "<a>\n& </a>", code: .malformed, line: 2),
      Fault(text: "<a>&other;</a>", code: .refused, line: 1),
      Fault(text: "<a>&#0;</a>", code: .refused, line: 1),
      Fault(text: "<a>&#xD800;</a>", code: .refused, line: 1),
      Fault(text: "<a>\u{1}</a>", code: .malformed, line: 1),
      Fault(text: "<a>\n<![CDATA[\u{1}]]></a>", code: .malformed, line: 2),
      Fault(text: "<a b=\"\u{1}\"/>", code: .malformed, line: 1),
      Fault(text: "<a><!-- </a>", code: .malformed, line: 1),
      Fault(text: "<a><![CDATA[ </a>", code: .malformed, line: 1),
      Fault(text: "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>", code: .refused, line: 1),
      Fault(text: "<a>\n<!ENTITY b SYSTEM \"file:///etc/passwd\"></a>", code: .refused, line: 2),
      Fault(text: "<?xml version='1.0' encoding='UTF-16'?><a/>", code: .unsupported, line: 1),
    ]
  )
  func faults(fault: Fault) throws {
    let error = try #require(throws: DocumentError.self) {
      try DocumentElement(parsing: fault.text)
    }
    #expect(error.code == fault.code)
    #expect(error.line == fault.line)
  }

  @Test("Returns, line feeds and tabs survive in text and attributes as they were read")
  func whiteSpace() throws {
    let element = try DocumentElement(parsing: "<a b=\"x&#10;y&#13;z&#9;\">1&#13;\n2\t3</a>")
    #expect(element.attribute("b") == "x\ny\rz\t")
    #expect(element.text == "1\r\n2\t3")
    let again = try DocumentElement(parsing: element.xmlDocument())
    #expect(again.attributes == element.attributes)
    #expect(again.text == element.text)
  }

  @Test("Bytes that are not UTF-8 are refused")
  func encoding() throws {
    for bytes: [UInt8] in [
      [0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E], [0xFF, 0xFE, 0x3C, 0],
    ] {
      #expect(throws: DocumentError.self) {
        try bytes.withUnsafeBytes { try DocumentElement(parsing: $0) }
      }
    }
  }

  @Test("Size, nesting and number of parts are bounded")
  func limits() throws {
    let nested = String(repeating: "<a>", count: 4) + String(repeating: "</a>", count: 4)
    let limits: [DocumentLimits] = [
      DocumentLimits(byteCount: 10), DocumentLimits(depth: 3), DocumentLimits(elementCount: 3),
    ]
    for limit in limits {
      let error = try #require(throws: DocumentError.self) {
        try DocumentElement(parsing: nested, limits: limit)
      }
      #expect(error.code == .tooLarge)
    }
    _ = try DocumentElement(parsing: nested, limits: DocumentLimits(depth: 4, elementCount: 4))
    let error = try #require(throws: DocumentError.self) {
      try DocumentElement(parsing: "<a b='' c=''/>", limits: DocumentLimits(attributeCount: 1))
    }
    #expect(error.code == .tooLarge)
    // A million open tags neither overflow the stack nor take long.
    #expect(throws: DocumentError.self) {
      try DocumentElement(parsing: String(repeating: "<a>", count: 1_000_000))
    }
  }

  @Test("A file that is missing or too large names its path")
  func files() throws {
    let missing = try #require(throws: DocumentError.self) {
      try DocumentElement(contentsOfFile: "/nowhere/model.osim")
    }
    #expect(missing.code == .inaccessible)
    #expect(missing.path == "/nowhere/model.osim")
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "element-\(ProcessInfo.processInfo.globallyUniqueString).xml"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "<a>\n<b></a>".write(toFile: path, atomically: true, encoding: .utf8)
    let malformed = try #require(throws: DocumentError.self) {
      try DocumentElement(contentsOfFile: path)
    }
    #expect(malformed.description.hasPrefix(path + ":2:4: "))
    let large = try #require(throws: DocumentError.self) {
      try DocumentElement(contentsOfFile: path, limits: DocumentLimits(byteCount: 5))
    }
    #expect(large.code == .tooLarge)
  }
}
