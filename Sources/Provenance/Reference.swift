// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A published work or public file that values are taken from: one entry of a bibliography.
///
/// An entry can be found by others: it has a DOI, a web address, or both.
public struct Reference: Sendable, Hashable, Codable {
  /// The short name of the entry, unique in a bibliography: letters, digits and hyphens.
  ///
  /// By custom the first author and the year: `levine1996`.
  public let key: String
  /// The authors as the work gives them, separated by commas: `Levine D, Whittle MW`.
  public let authors: String
  /// The year of publication.
  public let year: Int
  /// The title of the work.
  public let title: String
  /// The journal with volume and pages, the book's publisher, or the repository with its commit.
  public let venue: String
  /// The digital object identifier without a prefix: `10.2519/jospt.1996.24.3.130`.
  public let doi: String?
  /// The address where the work was read, starting with `https://` or `http://`.
  public let url: String?

  /// Makes an entry from its parts.
  ///
  /// - Precondition: the key holds only ASCII letters, digits and hyphens; no text is empty; the
  ///   year lies in 1500...2999; there is a DOI or an address, and both are well formed.
  public init(
    key: String,
    authors: String,
    year: Int,
    title: String,
    venue: String,
    doi: String? = nil,
    url: String? = nil
  ) {
    self.key = key
    self.authors = authors
    self.year = year
    self.title = title
    self.venue = venue
    self.doi = doi
    self.url = url
    requireNoFault(fault)
  }

  /// The whole entry in one line: authors, year, title, venue, and where to find it.
  public var citation: String {
    var text = "\(authors) (\(year)). \(title). \(venue)."
    if let doi { text += " doi:\(doi)" }
    if let url { text += " \(url)" }
    return text
  }

  /// What makes the entry unusable, or nil.
  var fault: String? {
    if key.isEmpty || !key.utf8.allSatisfy(isKeyCharacter) {
      return "reference key '\(key)' must hold only ASCII letters, digits and hyphens"
    }
    for (name, text) in [("authors", authors), ("title", title), ("venue", venue)]
    where isBlank(text) {
      return "reference '\(key)' has no \(name)"
    }
    if !(1500...2999).contains(year) { return "reference '\(key)' has the year \(year)" }
    if doi == nil && url == nil { return "reference '\(key)' has neither doi nor url" }
    if let doi, !doi.hasPrefix("10.") || !doi.contains("/") || doi.contains(" ") {
      return "reference '\(key)' has the doi '\(doi)'; expected 10.prefix/suffix"
    }
    if let url, !(url.hasPrefix("https://") || url.hasPrefix("http://")) || url.contains(" ") {
      return "reference '\(key)' has the url '\(url)'; expected https://..."
    }
    return nil
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case key, authors, year, title, venue, doi, url
  }

  /// Reads an entry; a key that is not known or a part that is not valid is an error.
  public init(from decoder: any Decoder) throws {
    let container = try strictContainer(of: decoder, keyedBy: CodingKeys.self)
    key = try container.decode(String.self, forKey: .key)
    authors = try container.decode(String.self, forKey: .authors)
    year = try container.decode(Int.self, forKey: .year)
    title = try container.decode(String.self, forKey: .title)
    venue = try container.decode(String.self, forKey: .venue)
    doi = try container.decodeIfPresent(String.self, forKey: .doi)
    url = try container.decodeIfPresent(String.self, forKey: .url)
    try throwFault(fault, at: decoder)
  }
}

/// True for the ASCII letters, digits and the hyphen.
private func isKeyCharacter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
    true
  default: false
  }
}
