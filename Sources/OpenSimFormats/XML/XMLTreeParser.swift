// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads the bytes of an XML document into a tree of elements, without recursion.
///
/// Extensible Markup Language (XML) 1.0, fifth edition (W3C 2008), less document types, which are
/// refused: so there are no entities but the five of section 4.6 and character references, and nothing
/// outside of the document is ever opened. Names are not checked against the table of section 2.3
/// beyond the delimiters.
struct XMLTreeParser {
  let bytes: UnsafeRawBufferPointer
  let limits: DocumentLimits
  var next = 0
  var line = 1
  var lineStart = 0
  var elementCount = 0
  /// The elements that are open, outermost first, with their texts as bytes.
  var open: [DocumentElement] = []
  var texts: [[UInt8]] = []
  var root: DocumentElement?

  init(_ bytes: UnsafeRawBufferPointer, limits: DocumentLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func parse() throws(DocumentError) -> DocumentElement {
    guard bytes.count <= limits.byteCount else {
      throw failure(.tooLarge, "found \(bytes.count) bytes; allowed: at most \(limits.byteCount)")
    }
    try skipByteOrderMark()
    while next < bytes.count {
      if bytes[next] == UInt8(ascii: "<") {
        try parseMarkup()
      } else {
        try parseText()
      }
    }
    if let element = open.last {
      throw failure(
        .malformed,
        "the document ends inside \(element.label), which begins in line \(element.position.line); "
          + "the file is cut off or an end tag is missing",
        element: element.label
      )
    }
    guard let root else {
      throw failure(.malformed, "found no element; allowed: one element that holds all others")
    }
    return root
  }

  mutating func skipByteOrderMark() throws(DocumentError) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { next = 3 }
    if bytes.count >= 2,
      bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE
    {
      throw failure(.unsupported, "found text in UTF-16; save the file as UTF-8")
    }
  }

  // MARK: Markup

  mutating func parseMarkup() throws(DocumentError) {
    guard next + 1 < bytes.count else {
      throw failure(.malformed, "the document ends inside a tag; the file is cut off")
    }
    switch bytes[next + 1] {
    case UInt8(ascii: "!"):
      if starts(with: "<!--") {
        try skip(past: "-->", from: 4, "a comment")
      } else if starts(with: "<![CDATA[") {
        try parseCharacterData()
      } else {
        throw failure(
          .refused,
          "found a document type or declaration; it is never read, since it can name other files: "
            + "remove it"
        )
      }
    case UInt8(ascii: "?"):
      let start = next
      try checkEncoding()
      next = start
      try skip(past: "?>", from: 2, "a processing instruction")
    case UInt8(ascii: "/"):
      try parseEndTag()
    default:
      try parseStartTag()
    }
  }

  mutating func parseStartTag() throws(DocumentError) {
    let start = position
    next += 1
    var element = DocumentElement(try parseName("a tag"), position: start)
    elementCount += 1
    guard elementCount <= limits.elementCount else {
      throw failure(.tooLarge, "found more than \(limits.elementCount) elements", at: start)
    }
    guard open.count < limits.depth else {
      throw failure(
        .tooLarge,
        "found elements nested more than \(limits.depth) deep",
        element: element.label,
        at: start
      )
    }
    guard root == nil || !open.isEmpty else {
      throw failure(
        .malformed,
        "found a second outermost element; allowed: one element that holds all others",
        element: element.label,
        at: start
      )
    }
    while true {
      let hadBlank = skipBlanks()
      guard next < bytes.count else {
        throw failure(
          .malformed,
          "the document ends inside the tag; the file is cut off",
          element: element.label,
          at: start
        )
      }
      let byte = bytes[next]
      if byte == UInt8(ascii: ">") {
        next += 1
        open.append(element)
        texts.append([])
        return
      }
      if byte == UInt8(ascii: "/") {
        guard next + 1 < bytes.count, bytes[next + 1] == UInt8(ascii: ">") else {
          throw failure(.malformed, "found '/' without '>'", element: element.label)
        }
        next += 2
        return close(element)
      }
      guard hadBlank else {
        throw failure(
          .malformed,
          "found no blank before an attribute, or a character that no name may hold",
          element: element.label
        )
      }
      guard element.attributes.count < limits.attributeCount else {
        throw failure(
          .tooLarge,
          "found more than \(limits.attributeCount) attributes",
          element: element.label,
          at: start
        )
      }
      let attribute = try parseAttribute(of: element)
      guard element.attribute(attribute.name) == nil else {
        throw failure(
          .duplicate,
          "found the attribute '\(attribute.name)' twice",
          element: element.label
        )
      }
      element.attributes.append(attribute)
    }
  }

  mutating func parseAttribute(
    of element: DocumentElement
  ) throws(DocumentError) -> DocumentElement.Attribute {
    let name = try parseName("an attribute")
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else {
      throw failure(.malformed, "found '\(name)' without '='", element: element.label)
    }
    next += 1
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "'")
    else {
      throw failure(
        .malformed,
        "found a value of '\(name)' without quotation marks",
        element: element.label
      )
    }
    let quote = bytes[next]
    next += 1
    var value: [UInt8] = []
    while next < bytes.count, bytes[next] != quote {
      let byte = bytes[next]
      switch byte {
      case UInt8(ascii: "<"):
        throw failure(.malformed, "found '<' in the value of '\(name)'", element: element.label)
      case UInt8(ascii: "&"):
        value.append(contentsOf: try parseReference())
      case UInt8(ascii: "\n"):
        value.append(UInt8(ascii: " "))
        advanceLine()
      case UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        value.append(UInt8(ascii: " "))
        next += 1
      default:
        guard !isControl(byte) else { throw controlCharacter(byte, in: element) }
        value.append(byte)
        next += 1
      }
    }
    guard next < bytes.count else {
      throw failure(
        .malformed,
        "the document ends inside the value of '\(name)'; a quotation mark is missing",
        element: element.label
      )
    }
    next += 1
    return DocumentElement.Attribute(name: name, value: try attributeString(value))
  }

  mutating func parseEndTag() throws(DocumentError) {
    let start = position
    next += 2
    let name = try parseName("an end tag")
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: ">") else {
      throw failure(.malformed, "found an end tag without '>'", element: "</\(name)>", at: start)
    }
    guard var element = open.popLast(), let text = texts.popLast() else {
      throw failure(
        .malformed,
        "found an end tag without a start",
        element: "</\(name)>",
        at: start
      )
    }
    guard element.tag == name else {
      throw failure(
        .malformed,
        "found </\(name)> where </\(element.tag)> must end the element of line "
          + "\(element.position.line)",
        element: element.label,
        at: start
      )
    }
    next += 1
    element.text = try trimmedString(text, isProse: XMLTreeParser.prose.contains(name))
    close(element)
  }

  mutating func close(_ element: DocumentElement) {
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  // MARK: Text

  mutating func parseText() throws(DocumentError) {
    let inside = !open.isEmpty
    var run = next
    while next < bytes.count {
      let byte = bytes[next]
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "\n") {
        advanceLine()
      } else if byte == UInt8(ascii: "&") {
        guard inside else { throw textOutside() }
        texts[texts.count - 1].append(contentsOf: bytes[run..<next])
        let resolved = try parseReference()
        texts[texts.count - 1].append(contentsOf: resolved)
        run = next
      } else {
        guard inside || isBlank(byte) else { throw textOutside() }
        guard !isControl(byte) else { throw controlCharacter(byte, in: open.last) }
        next += 1
      }
    }
    // Blanks between elements are most of the text of a file; an element that holds nothing else yet
    // needs none of them.
    if inside {
      let text = bytes[run..<next]
      if !texts[texts.count - 1].isEmpty || text.contains(where: { !isBlank($0) }) {
        texts[texts.count - 1].append(contentsOf: text)
      }
    }
  }

  func textOutside() -> DocumentError {
    failure(
      .malformed,
      root == nil
        ? "found text before the first element; allowed: an XML document, which begins with '<'"
        : "found text after the end of the outermost element"
    )
  }

  mutating func parseCharacterData() throws(DocumentError) {
    guard !open.isEmpty else { throw textOutside() }
    let start = next + "<![CDATA[".utf8.count
    try skip(past: "]]>", from: start - next, "character data")
    if let byte = bytes[start..<next - 3].first(where: isControl) {
      throw controlCharacter(byte, in: open.last)
    }
    texts[texts.count - 1].append(contentsOf: bytes[start..<next - 3])
  }

  /// The bytes of what `&...;` stands for.
  mutating func parseReference() throws(DocumentError) -> String.UTF8View {
    // The longest reference is &#x10FFFF; with leading zeros allowed for.
    let longest = 16
    let end = bytes[next..<min(next + longest, bytes.count)].firstIndex(of: UInt8(ascii: ";"))
    guard let end else {
      throw failure(
        .malformed,
        "found '&' that begins no reference; write '&amp;' for the character itself",
        element: open.last?.label
      )
    }
    let name = String(decoding: bytes[(next + 1)..<end], as: UTF8.self)
    let scalar: Unicode.Scalar?
    switch name {
    case "lt": scalar = "<"
    case "gt": scalar = ">"
    case "amp": scalar = "&"
    case "quot": scalar = "\""
    case "apos": scalar = "'"
    case _ where name.hasPrefix("#x"):
      scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case _ where name.hasPrefix("#"):
      scalar = UInt32(name.dropFirst(1)).flatMap(Unicode.Scalar.init)
    default: scalar = nil
    }
    guard let scalar,
      scalar.value >= 0x20 || scalar.value == 9 || scalar.value == 10
        || scalar.value == 13
    else {
      throw failure(
        .refused,
        "found the reference '&\(name);'; allowed: lt, gt, amp, quot, apos and character numbers; "
          + "entities are never resolved",
        element: open.last?.label
      )
    }
    next = end + 1
    return String(scalar).utf8
  }
}
