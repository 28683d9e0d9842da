// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// An ordered list of references, each under its own key.
public struct Bibliography: Sendable, Hashable {
  /// The entries in the order in which they were given or first cited.
  public let entries: [Reference]
  private let positions: [String: Int]

  /// Makes a bibliography of entries in their order.
  ///
  /// - Precondition: no key occurs twice.
  public init(_ entries: [Reference]) {
    var positions: [String: Int] = [:]
    for (position, entry) in entries.enumerated() {
      let earlier = positions.updateValue(position, forKey: entry.key)
      precondition(
        earlier == nil,
        "the key '\(entry.key)' is at \(earlier ?? 0) and at \(position)"
      )
    }
    self.entries = entries
    self.positions = positions
  }

  /// Makes the bibliography of what some sources cite, in the order of first citation.
  ///
  /// - Precondition: sources that cite the same key cite the same entry.
  public init(of sources: some Sequence<Source>) {
    var entries: [Reference] = []
    var positions: [String: Int] = [:]
    for case let reference? in sources.lazy.map(\.reference) {
      if let position = positions[reference.key] {
        precondition(
          entries[position] == reference,
          "the key '\(reference.key)' stands for two different references"
        )
      } else {
        positions[reference.key] = entries.count
        entries.append(reference)
      }
    }
    self.entries = entries
    self.positions = positions
  }

  /// The entry with a key, or nil.
  public subscript(key: String) -> Reference? {
    positions[key].map { entries[$0] }
  }
}

extension Bibliography: Codable {
  /// Reads a list of entries; a key that occurs twice is an error.
  public init(from decoder: any Decoder) throws {
    let entries = try decoder.singleValueContainer().decode([Reference].self)
    var seen: Set<String> = []
    for entry in entries {
      let isNew = seen.insert(entry.key).inserted
      try throwFault(isNew ? nil : "the key '\(entry.key)' occurs twice", at: decoder)
    }
    self.init(entries)
  }

  /// Writes the list of entries in order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(entries)
  }
}
