// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Stops the program when a value typed in the source code is not usable.
func requireNoFault(_ fault: String?) {
  precondition(fault == nil, fault ?? "")
}

/// Throws a decoding error when a value read from a file is not usable.
func throwFault(_ fault: String?, at decoder: any Decoder) throws {
  guard let fault else { return }
  throw DecodingError.dataCorrupted(
    DecodingError.Context(codingPath: decoder.codingPath, debugDescription: fault)
  )
}

/// A keyed container whose keys are all known; any other key is an error that names it.
func strictContainer<Key: CodingKey & CaseIterable>(
  of decoder: any Decoder,
  keyedBy type: Key.Type
) throws -> KeyedDecodingContainer<Key> {
  let known = Key.allCases.map(\.stringValue)
  let found = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
  let unknown = found.filter { !known.contains($0) }.sorted()
  try throwFault(
    unknown.isEmpty
      ? nil : "unknown key '\(unknown[0])'; known are \(known.joined(separator: ", "))",
    at: decoder
  )
  return try decoder.container(keyedBy: type)
}

/// True when a text holds nothing but white space.
func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

/// A key with any name, to see all keys of an object.
private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
