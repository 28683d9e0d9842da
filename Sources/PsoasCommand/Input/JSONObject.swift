// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// An object of a JSON text whose keys are all known, with typed access to its values.
///
/// Every error names the file, the line, the key, what was found and what is allowed.
struct JSONObject {
  /// The text that the object belongs to.
  let document: JSONDocument
  /// The keys with their values, in the order of the text.
  let members: [JSONMember]
  private let offset: Int
  private let path: String

  /// Takes a value as an object with known keys.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - document: The text that it belongs to.
  ///   - keys: The known keys, or nil when any key may stand.
  ///   - path: The keys that lead to the object, for messages: `subject`. Empty for the whole text.
  /// - Throws: `InputError` when the value is no object or has a key that is not known.
  init(
    _ value: JSONValue,
    in document: JSONDocument,
    keys: [String]?,
    path: String
  ) throws(InputError) {
    guard case .object(let members) = value.content else {
      throw document.error(
        at: value.offset,
        field: path.isEmpty ? nil : path,
        "the value is \(value.kind)",
        allowed: "an object"
      )
    }
    self.document = document
    self.members = members
    self.path = path
    offset = value.offset
    if let keys, let member = members.first(where: { !keys.contains($0.key) }) {
      let open = keys.filter { key in !members.contains { $0.key == key } }
      throw document.error(
        at: member.offset,
        field: name(of: member.key),
        "the key is not known",
        allowed: "one of \(keys.joined(separator: ", "))",
        remedy: NearMiss.question(for: member.key, among: open)
      )
    }
  }

  /// True when the object has a key.
  func contains(_ key: String) -> Bool { value(key) != nil }

  /// The value of a key, or nil.
  func value(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  /// The number of a key, or nil when the key is absent.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - range: The values that make sense, in `unit`.
  ///   - unit: The word for the unit in messages.
  /// - Returns: The number, finite and in the range, or nil.
  /// - Throws: `InputError` when the value is no number or out of range.
  func number(
    _ key: String,
    in range: ClosedRange<Double>? = nil,
    unit: String = ""
  ) throws(InputError) -> Double? {
    guard let value = value(key) else { return nil }
    guard case .number(let number) = value.content else { throw wrongKind(key, value, "a number") }
    if let range, !range.contains(number) {
      throw error(
        key,
        "the value is out of range",
        found: NumberText.text(of: number),
        allowed: InputError.range(range, unit: unit)
      )
    }
    return number
  }

  /// The number of a key that must be present.
  ///
  /// - Throws: `InputError` when the key is missing or the value is no number or out of range.
  func requiredNumber(
    _ key: String,
    in range: ClosedRange<Double>? = nil,
    unit: String = ""
  ) throws(InputError) -> Double {
    guard let number = try number(key, in: range, unit: unit) else {
      throw missing(key, range.map { InputError.range($0, unit: unit) } ?? "a number")
    }
    return number
  }

  /// The text of a key, or nil when the key is absent.
  ///
  /// - Throws: `InputError` when the value is no text.
  func string(_ key: String) throws(InputError) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value.content else { throw wrongKind(key, value, "a text") }
    return text
  }

  /// True or false for a key, or nil when the key is absent.
  ///
  /// - Throws: `InputError` when the value is neither.
  func bool(_ key: String) throws(InputError) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .bool(let flag) = value.content else {
      throw wrongKind(key, value, "true or false")
    }
    return flag
  }

  /// The position of the text of a key among the allowed words, or nil when the key is absent.
  ///
  /// - Throws: `InputError` when the value is none of the words.
  func choice(_ key: String, among words: [String]) throws(InputError) -> Int? {
    guard let text = try string(key) else { return nil }
    if let index = words.firstIndex(of: text) { return index }
    throw error(
      key,
      "the word is not known",
      found: text,
      allowed: words.joined(separator: " or "),
      remedy: NearMiss.question(for: text, among: words)
    )
  }

  /// The elements of the list of a key, or nil when the key is absent.
  ///
  /// - Throws: `InputError` when the value is no list.
  func array(_ key: String) throws(InputError) -> [JSONValue]? {
    guard let value = value(key) else { return nil }
    guard case .array(let elements) = value.content else { throw wrongKind(key, value, "a list") }
    return elements
  }

  /// The object of a key, or nil when the key is absent.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - keys: The keys that the inner object may have, or nil when any key may stand.
  /// - Returns: The inner object, or nil.
  /// - Throws: `InputError` when the value is no object or has a key that is not known.
  func object(_ key: String, keys: [String]?) throws(InputError) -> JSONObject? {
    guard let value = value(key) else { return nil }
    return try JSONObject(value, in: document, keys: keys, path: name(of: key))
  }

  /// An error about the value of a key, or about the object when the key is absent.
  func error(
    _ key: String,
    _ problem: String,
    found: String? = nil,
    allowed: String? = nil,
    remedy: String? = nil
  ) -> InputError {
    document.error(
      at: value(key)?.offset ?? offset,
      field: name(of: key),
      problem,
      found: found,
      allowed: allowed,
      remedy: remedy
    )
  }

  /// An error about a key that must be present and is not.
  func missing(_ key: String, _ allowed: String) -> InputError {
    error(key, "the key is missing", allowed: allowed)
  }

  private func wrongKind(_ key: String, _ value: JSONValue, _ allowed: String) -> InputError {
    var remedy: String?
    if case .string(let text) = value.content, allowed == "a number" {
      remedy = (try? DecimalText.number(in: text)) == nil ? nil : "write it without quotes"
    }
    if case .null = value.content { remedy = "leave the key out where a value is missing" }
    return error(key, "the value is \(value.kind)", allowed: allowed, remedy: remedy)
  }

  private func name(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
