// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelParameters: Codable {
  /// The version of the form in files.
  private static let schemaVersion = 1

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }

    static let version = Key("schemaVersion")
    static let overrides = Key("overrides")
  }

  /// Reads the values that differ from the defaults: `{"schemaVersion": 1, "overrides": {...}}`.
  ///
  /// - Throws: `DecodingError` for an unknown key, another version, an unknown parameter, or a value
  ///   that is not allowed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func fault(_ text: String) -> DecodingError {
      .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text))
    }
    let known = [Key.version.stringValue, Key.overrides.stringValue]
    if let key = container.allKeys.first(where: { !known.contains($0.stringValue) }) {
      throw fault("unknown key '\(key.stringValue)'; allowed are \(known)")
    }
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Self.schemaVersion else {
      throw fault("schemaVersion \(version); this program reads \(Self.schemaVersion)")
    }
    let overrides = try container.decode([String: Double].self, forKey: .overrides)
    do throws(ParameterError) {
      try self.init(overriding: overrides)
    } catch {
      throw fault("\(error)")
    }
  }

  /// Writes the values that differ from the defaults.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.schemaVersion, forKey: .version)
    var values = container.nestedContainer(keyedBy: Key.self, forKey: .overrides)
    for (name, value) in overrides { try values.encode(value, forKey: Key(name)) }
  }
}
