// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension Source {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case reference, locator, reading, method, because
  }

  private enum ReadingName: String, Codable {
    case paper, abstract, modelFile, dataset, derived, chosen
  }

  /// Reads a source; a key that is not known or a part that is not valid is an error.
  public init(from decoder: any Decoder) throws {
    let container = try strictContainer(of: decoder, keyedBy: CodingKeys.self)
    reference = try container.decodeIfPresent(Reference.self, forKey: .reference)
    locator = try container.decodeIfPresent(String.self, forKey: .locator) ?? ""
    let name = try container.decode(ReadingName.self, forKey: .reading)
    try throwFault(
      name != .derived && container.contains(.method) ? "only a derived value has a method" : nil,
      at: decoder
    )
    try throwFault(
      name != .chosen && container.contains(.because) ? "only a chosen value has a reason" : nil,
      at: decoder
    )
    reading =
      switch name {
      case .paper: .paper
      case .abstract: .abstract
      case .modelFile: .modelFile
      case .dataset: .dataset
      case .derived: .derived(method: try container.decode(String.self, forKey: .method))
      case .chosen: .chosen(because: try container.decode(String.self, forKey: .because))
      }
    try throwFault(fault, at: decoder)
  }

  /// Writes a source as a flat object: the reading by name, beside it its method or reason.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(reference, forKey: .reference)
    if !locator.isEmpty { try container.encode(locator, forKey: .locator) }
    switch reading {
    case .paper: try container.encode(ReadingName.paper, forKey: .reading)
    case .abstract: try container.encode(ReadingName.abstract, forKey: .reading)
    case .modelFile: try container.encode(ReadingName.modelFile, forKey: .reading)
    case .dataset: try container.encode(ReadingName.dataset, forKey: .reading)
    case .derived(let method):
      try container.encode(ReadingName.derived, forKey: .reading)
      try container.encode(method, forKey: .method)
    case .chosen(let reason):
      try container.encode(ReadingName.chosen, forKey: .reading)
      try container.encode(reason, forKey: .because)
    }
  }
}
