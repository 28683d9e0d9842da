// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads the bytes of an XML document into a tree of elements, without recursion.
///
/// Extensible Markup Language (XML) 1.0, fifth edition (W3C 2008), less document types, which are
/// refused: so there are no entities but the five of section 4.6 and character references, and nothing
/// outside of the document is ever opened. Names are not checked against the table of section 2.3
/// beyond the delimiters.
struct XMLTreeParser {
  private let bytes: UnsafeRawBufferPointer
  private let limits: DocumentLimits
  private var next = 0
  private var line = 1
  private var lineStart = 0
  private var elementCount = 0
  /// The elements that are open, outermost first, with their texts as bytes.
  private var open: [DocumentElement] = []
  private var texts: [[UInt8]] = []
  private var root: DocumentElement?

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

  private mutating func skipByteOrderMark() throws(DocumentError) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { next = 3 }
    if bytes.count >= 2,
      bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE
    {
      throw failure(.unsupported, "found text in UTF-16; save the file as UTF-8")
    }
  }

  // MARK: Markup

  private mutating func parseMarkup() throws(DocumentError) {
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

  private mutating func parseStartTag() throws(DocumentError) {
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

  private mutating func parseAttribute(
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

  private mutating func parseEndTag() throws(DocumentError) {
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
    element.text = try trimmedString(text)
    close(element)
  }

  private mutating func close(_ element: DocumentElement) {
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  // MARK: Text

  private mutating func parseText() throws(DocumentError) {
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
        guard byte >= 0x20 || isBlank(byte) else {
          throw failure(
            .malformed,
            "found a control character (\(byte))",
            element: open.last?.label
          )
        }
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

  private func textOutside() -> DocumentError {
    failure(
      .malformed,
      root == nil
        ? "found text before the first element; allowed: an XML document, which begins with '<'"
        : "found text after the end of the outermost element"
    )
  }

  private mutating func parseCharacterData() throws(DocumentError) {
    guard !open.isEmpty else { throw textOutside() }
    let start = next + "<![CDATA[".utf8.count
    try skip(past: "]]>", from: start - next, "character data")
    texts[texts.count - 1].append(contentsOf: bytes[start..<next - 3])
  }

  /// The bytes of what `&...;` stands for.
  private mutating func parseReference() throws(DocumentError) -> String.UTF8View {
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

  // MARK: Pieces

  private mutating func parseName(_ what: StaticString) throws(DocumentError) -> String {
    let start = next
    while next < bytes.count, isNameByte(bytes[next]) { next += 1 }
    guard next > start, !isDigitOrMark(bytes[start]) else {
      throw failure(.malformed, "found no name where \(what) begins", element: open.last?.label)
    }
    return try string(from: start, to: next)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ":"), 0x80...0xFF:
      true
    default: false
    }
  }

  private func isDigitOrMark(_ byte: UInt8) -> Bool {
    byte < UInt8(ascii: ":")
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = next
    while next < bytes.count, isBlank(bytes[next]) {
      if bytes[next] == UInt8(ascii: "\n") { advanceLine() } else { next += 1 }
    }
    return next > start
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  /// Steps over a line feed.
  private mutating func advanceLine() {
    next += 1
    line += 1
    lineStart = next
  }

  private func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard next + count <= bytes.count else { return false }
    for index in 0..<count where bytes[next + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Steps to the end of `end`, looking for it `offset` bytes from here on.
  private mutating func skip(
    past end: StaticString,
    from offset: Int,
    _ what: StaticString
  ) throws(DocumentError) {
    let start = position
    let first = end.utf8Start[0]
    next = min(next + offset, bytes.count)
    while next < bytes.count {
      let byte = bytes[next]
      if byte == first, starts(with: end) {
        next += end.utf8CodeUnitCount
        return
      }
      if byte == UInt8(ascii: "\n") { advanceLine() } else { next += 1 }
    }
    throw failure(
      .malformed,
      "the document ends inside \(what); the file is cut off",
      element: open.last?.label,
      at: start
    )
  }

  /// Throws when the declaration at the start names an encoding other than UTF-8.
  private mutating func checkEncoding() throws(DocumentError) {
    guard starts(with: "<?xml") else { return }
    let stop = min(next + 200, bytes.count)
    let declaration = String(decoding: bytes[next..<stop], as: UTF8.self).prefix { $0 != ">" }
    let words = declaration.split { "=\"' \t\r\n?".contains($0) }
    guard let place = words.firstIndex(of: "encoding"), words.indices.contains(place + 1) else {
      return
    }
    let encoding = words[place + 1].lowercased()
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) else {
      throw failure(.unsupported, "found the encoding '\(encoding)'; save the file as UTF-8")
    }
  }

  /// The text of bytes; most are ASCII, for which there is nothing to validate.
  private func string(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> String {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    if all < 0x80 { return String(decoding: bytes, as: UTF8.self) }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw failure(
        .malformed,
        "found bytes that are not UTF-8; save the file as UTF-8",
        element: open.last?.label
      )
    }
    return string
  }

  /// The text of bytes of the document.
  private func string(from start: Int, to end: Int) throws(DocumentError) -> String {
    try string(
      UnsafeBufferPointer(rebasing: bytes.assumingMemoryBound(to: UInt8.self)[start..<end])
    )
  }

  private func attributeString(_ value: [UInt8]) throws(DocumentError) -> String {
    let result = value.withUnsafeBufferPointer { value -> Result<String, DocumentError> in
      do throws(DocumentError) { return .success(try string(value)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The text of bytes that were put together, without the blanks around them.
  private func trimmedString(_ text: [UInt8]) throws(DocumentError) -> String {
    guard !text.isEmpty else { return "" }
    let result = text.withUnsafeBufferPointer { text -> Result<String, DocumentError> in
      var start = 0
      var end = text.count
      while start < end, isBlank(text[start]) { start += 1 }
      while end > start, isBlank(text[end - 1]) { end -= 1 }
      do throws(DocumentError) {
        return .success(try string(UnsafeBufferPointer(rebasing: text[start..<end])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private var position: DocumentPosition {
    DocumentPosition(line: line, column: next - lineStart + 1)
  }

  private func failure(
    _ code: DocumentError.Code,
    _ message: String,
    element: String? = nil,
    at place: DocumentPosition? = nil
  ) -> DocumentError {
    let place = place ?? position
    return DocumentError(code, message, element: element, line: place.line, column: place.column)
  }
}
