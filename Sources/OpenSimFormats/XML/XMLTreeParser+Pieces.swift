// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension XMLTreeParser {
  /// Elements whose text is for people and has no part in results.
  static let prose: Set<String> = ["credits", "publications", "authors", "references"]

  mutating func parseName(_ what: StaticString) throws(DocumentError) -> String {
    let start = next
    while next < bytes.count, isNameByte(bytes[next]) { next += 1 }
    guard next > start, !isDigitOrMark(bytes[start]) else {
      throw failure(.malformed, "found no name where \(what) begins", element: open.last?.label)
    }
    return try string(from: start, to: next)
  }

  func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ":"), 0x80...0xFF:
      true
    default: false
    }
  }

  func isDigitOrMark(_ byte: UInt8) -> Bool {
    byte < UInt8(ascii: ":")
  }

  @discardableResult
  mutating func skipBlanks() -> Bool {
    let start = next
    while next < bytes.count, isBlank(bytes[next]) {
      if bytes[next] == UInt8(ascii: "\n") { advanceLine() } else { next += 1 }
    }
    return next > start
  }

  func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  /// Whether a byte is a control character, which XML does not allow.
  @inline(__always)
  func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && !isBlank(byte) }

  func controlCharacter(_ byte: UInt8, in element: DocumentElement?) -> DocumentError {
    failure(
      .malformed,
      "found a control character (\(byte)); remove it",
      element: element?.label
    )
  }

  /// Steps over a line feed.
  mutating func advanceLine() {
    next += 1
    line += 1
    lineStart = next
  }

  func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard next + count <= bytes.count else { return false }
    for index in 0..<count where bytes[next + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Steps to the end of `end`, looking for it `offset` bytes from here on.
  mutating func skip(
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
  mutating func checkEncoding() throws(DocumentError) {
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
  func string(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> String {
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
  func string(from start: Int, to end: Int) throws(DocumentError) -> String {
    try string(
      UnsafeBufferPointer(rebasing: bytes.assumingMemoryBound(to: UInt8.self)[start..<end])
    )
  }

  func attributeString(_ value: [UInt8]) throws(DocumentError) -> String {
    let result = value.withUnsafeBufferPointer { value -> Result<String, DocumentError> in
      do throws(DocumentError) { return .success(try string(value)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The text of bytes that were put together, without the blanks around them.
  ///
  /// Prose that is not UTF-8 is taken as ISO 8859-1, in which every byte is a character: authors' names in
  /// old files are.
  func trimmedString(_ text: [UInt8], isProse: Bool) throws(DocumentError) -> String {
    guard !text.isEmpty else { return "" }
    let result = text.withUnsafeBufferPointer { text -> Result<String, DocumentError> in
      var start = 0
      var end = text.count
      while start < end, isBlank(text[start]) { start += 1 }
      while end > start, isBlank(text[end - 1]) { end -= 1 }
      do throws(DocumentError) {
        let bytes = UnsafeBufferPointer(rebasing: text[start..<end])
        if isProse, String(validating: bytes, as: UTF8.self) == nil {
          return .success(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
        }
        return .success(try string(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  var position: DocumentPosition {
    DocumentPosition(line: line, column: next - lineStart + 1)
  }

  func failure(
    _ code: DocumentError.Code,
    _ message: String,
    element: String? = nil,
    at place: DocumentPosition? = nil
  ) -> DocumentError {
    let place = place ?? position
    return DocumentError(code, message, element: element, line: place.line, column: place.column)
  }
}
