// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One value of a JSON text, with the place where it starts.
struct JSONValue: Sendable {
  /// What the value is.
  indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
  }

  /// What the value is.
  let content: Content
  /// The offset of the value's first byte in the text.
  let offset: Int

  /// The kind of the value in words, for messages.
  var kind: String {
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// One key of a JSON object with its value.
struct JSONMember: Sendable {
  /// The key.
  let key: String
  /// The offset of the key's opening quote in the text.
  let offset: Int
  /// The value.
  let value: JSONValue
}

/// A JSON text that was read strictly, with the places of all its values.
///
/// Strict means: RFC 8259 to the letter, every number finite, no key twice in an object, nothing
/// behind the value, bounded size and nesting. A byte-order mark is skipped.
struct JSONDocument: Sendable {
  /// The largest text that is read, in bytes.
  static let largestFile = 16_000_000
  /// The deepest nesting of lists and objects.
  static let deepestNesting = 64

  /// The file as the person named it.
  let file: String
  /// The value of the text.
  let root: JSONValue
  private let bytes: [UInt8]

  /// Reads a file; `-` stands for standard input.
  ///
  /// - Throws: `InputError` when the file cannot be read or is not strict JSON.
  init(path: String) throws(InputError) {
    try self.init(
      bytes: try FileBytes.read(path, limit: Self.largestFile),
      file: path == "-" ? "standard input" : path
    )
  }

  /// Reads the bytes of a file, UTF-8 without a byte-order mark.
  ///
  /// - Throws: `InputError` with line and column when the text is not strict JSON.
  init(bytes: [UInt8], file: String) throws(InputError) {
    var parser = JSONParser(bytes: bytes, file: file)
    root = try parser.document()
    self.file = file
    self.bytes = bytes
  }

  /// The line and the character in it, both from 1, of a byte of the text.
  func position(of offset: Int) -> (line: Int, column: Int) {
    JSONParser.position(of: offset, in: bytes)
  }

  /// An error about the place of a value or key.
  func error(
    at offset: Int,
    field: String? = nil,
    _ problem: String,
    found: String? = nil,
    allowed: String? = nil,
    remedy: String? = nil
  ) -> InputError {
    let place = position(of: offset)
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

  /// The whole text as one object with known keys.
  ///
  /// - Throws: `InputError` when it is not an object or has a key that is not known.
  func object(keys: [String]) throws(InputError) -> JSONObject {
    try JSONObject(root, in: self, keys: keys, path: "")
  }
}
