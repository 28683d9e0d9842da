// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Parses a strict JSON text by recursive descent (RFC 8259).
struct JSONParser {
  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var depth = 0

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The value of the whole text.
  mutating func document() throws(InputError) -> JSONValue {
    skipSpace()
    if index == bytes.count { throw error(at: index, "the file is empty", allowed: "JSON") }
    let value = try value()
    skipSpace()
    if index < bytes.count {
      throw error(at: index, "text follows the end of the value", found: snippet(from: index))
    }
    return value
  }

  // MARK: - Values

  private mutating func value() throws(InputError) -> JSONValue {
    skipSpace()
    let start = index
    guard index < bytes.count else {
      throw error(at: index, "the text ends where a value is expected")
    }
    switch bytes[index] {
    case UInt8(ascii: "{"): return JSONValue(content: .object(try members()), offset: start)
    case UInt8(ascii: "["): return JSONValue(content: .array(try elements()), offset: start)
    case UInt8(ascii: "\""): return JSONValue(content: .string(try string()), offset: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONValue(content: .number(try number()), offset: start)
    default:
      for (word, content) in [
        ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
      ] as [(String, JSONValue.Content)] where bytes[start...].starts(with: word.utf8) {
        index += word.utf8.count
        return JSONValue(content: content, offset: start)
      }
      throw unexpected(at: start)
    }
  }

  private mutating func members() throws(InputError) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    var keys: Set<String> = []
    try list(closing: UInt8(ascii: "}")) { (parser) throws(InputError) in
      let offset = parser.index
      guard offset < parser.bytes.count, parser.bytes[offset] == UInt8(ascii: "\"") else {
        throw parser.error(
          at: offset,
          "a key in double quotes is expected",
          found: parser.snippet(from: offset)
        )
      }
      let key = try parser.string()
      if !keys.insert(key).inserted {
        throw parser.error(at: offset, field: key, "the key occurs twice")
      }
      parser.skipSpace()
      guard parser.index < parser.bytes.count, parser.bytes[parser.index] == UInt8(ascii: ":")
      else {
        throw parser.error(at: parser.index, field: key, "a colon is expected behind the key")
      }
      parser.index += 1
      do throws(InputError) {
        members.append(JSONMember(key: key, offset: offset, value: try parser.value()))
      } catch {
        // A value that cannot be read is named by its key.
        var named = error
        if named.field == nil { named.field = key }
        throw named
      }
    }
    return members
  }

  private mutating func elements() throws(InputError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    try list(closing: UInt8(ascii: "]")) { (parser) throws(InputError) in
      elements.append(try parser.value())
    }
    return elements
  }

  /// Parses items with commas between them up to a closing bracket.
  private mutating func list(
    closing bracket: UInt8,
    item: (inout JSONParser) throws(InputError) -> Void
  ) throws(InputError) {
    let close = String(UnicodeScalar(bracket))
    skipSpace()
    if index < bytes.count, bytes[index] == bracket {
      index += 1
      depth -= 1
      return
    }
    while true {
      skipSpace()
      try item(&self)
      skipSpace()
      guard index < bytes.count else {
        throw error(at: index, "the text ends before the closing '\(close)'")
      }
      if bytes[index] == bracket {
        index += 1
        depth -= 1
        return
      }
      guard bytes[index] == UInt8(ascii: ",") else {
        throw error(
          at: index,
          "a comma or '\(close)' is expected",
          found: snippet(from: index)
        )
      }
      index += 1
      skipSpace()
      if index < bytes.count, bytes[index] == bracket {
        throw error(at: index, "a comma stands before the closing '\(close)'", remedy: "remove it")
      }
    }
  }

  /// Steps over an opening bracket.
  private mutating func enter() throws(InputError) {
    depth += 1
    if depth > JSONDocument.deepestNesting {
      throw error(
        at: index,
        "lists and objects are nested too deeply",
        allowed: "at most \(JSONDocument.deepestNesting) levels"
      )
    }
    index += 1
  }

  // MARK: - Numbers and strings

  private mutating func number() throws(InputError) -> Double {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let leading = index
    var isWellFormed = takeDigits() > 0
    if index - leading > 1, bytes[leading] == UInt8(ascii: "0") { isWellFormed = false }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      isWellFormed = takeDigits() > 0 && isWellFormed
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      isWellFormed = takeDigits() > 0 && isWellFormed
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard isWellFormed, let value = Double(text) else {
      throw error(
        at: start,
        "the number is malformed",
        found: snippet(from: start),
        allowed: "digits on both sides of a point, no leading zeros"
      )
    }
    guard value.isFinite else { throw error(at: start, "the number is too large", found: text) }
    return value
  }

  /// Steps over digits and counts them.
  private mutating func takeDigits() -> Int {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    return index - start
  }

  private mutating func string() throws(InputError) -> String {
    let start = index
    index += 1
    var plain: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: plain, as: UTF8.self)
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        plain.append(contentsOf: String(Character(scalar)).utf8)
      case 0..<0x20:
        throw error(
          at: index,
          "a text holds a line end or a control character",
          remedy: "close the quote or write an escape such as \\n"
        )
      default:
        plain.append(byte)
        index += 1
      }
    }
    throw error(at: start, "the quote that opens a text is never closed")
  }

  /// Reads an escape from its backslash on.
  private mutating func escape() throws(InputError) -> UnicodeScalar {
    let start = index
    let letter = index + 1 < bytes.count ? bytes[index + 1] : 0
    index += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UnicodeScalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = hexadecimal()
      if let unit, let scalar = UnicodeScalar(unit) { return scalar }
      // A character beyond the first 65536 is a high surrogate and a low one behind it.
      if let unit, (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: "\\u".utf8) {
        index += 2
        if let low = hexadecimal(), (0xDC00..<0xE000).contains(low),
          let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      }
    default: break
    }
    throw error(at: start, "the escape is not known", found: snippet(from: start))
  }

  /// Reads four hexadecimal digits.
  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    let digits = bytes[index..<(index + 4)]
    guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    index += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  // MARK: - Errors

  /// The line and the character in it, both from 1, of a byte.
  static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  private func error(
    at offset: Int,
    field: String? = nil,
    _ problem: String,
    found: String? = nil,
    allowed: String? = nil,
    remedy: String? = nil
  ) -> InputError {
    let place = Self.position(of: offset, in: bytes)
    return InputError(
      file: file,
      line: place.line,
      column: place.column,
      field: field,
      problem,
      found: found,
      allowed: allowed,
      remedy: remedy
    )
  }

  /// An error about a character that starts no value, with advice for the usual slips.
  private func unexpected(at offset: Int) -> InputError {
    let text = snippet(from: offset)
    let remedy: String? =
      switch bytes[offset] {
      case UInt8(ascii: "'"): "write texts in double quotes"
      case UInt8(ascii: "/"), UInt8(ascii: "#"): "JSON has no comments"
      case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "n"), UInt8(ascii: "i"):
        "numbers must be finite; leave the key out where a value is missing"
      case UInt8(ascii: "+"): "write a positive number without its sign"
      case UInt8(ascii: "."): "write a digit before the point"
      default: nil
      }
    return error(at: offset, "a value is expected", found: text, remedy: remedy)
  }

  /// The text from an offset to the next separator, at most 20 bytes.
  private func snippet(from offset: Int) -> String {
    let rest = bytes[min(offset, bytes.count)...].prefix(20)
    let end = rest.dropFirst().firstIndex { [0x0A, 0x0D, 0x20, 0x2C, 0x5D, 0x7D].contains($0) }
    return String(decoding: rest[..<(end ?? rest.endIndex)], as: UTF8.self)
  }
}
