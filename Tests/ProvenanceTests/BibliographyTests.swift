// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Provenance
import Testing

@Suite("Bibliography")
struct BibliographyTests {
  let first = Reference(
    key: "b2001",
    authors: "B",
    year: 2001,
    title: "Second letter",
    venue: "V",
    doi: "10.1/b"
  )
  let second = Reference(
    key: "a1999",
    authors: "A",
    year: 1999,
    title: "First letter",
    venue: "W",
    url: "https://example.org"
  )

  @Test("Entries keep the order of first citation and are found by key")
  func order() {
    let sources: [Source] = [
      .paper(first, "p. 1"), .chosen(because: "x"), .paper(second, "p. 2"), .paper(first, "p. 9"),
    ]
    let bibliography = Bibliography(of: sources)
    #expect(bibliography.entries == [first, second])
    #expect(bibliography["a1999"] == second)
    #expect(bibliography["A1999"] == nil)
  }

  @Test("A bibliography survives a round trip and refuses a key that occurs twice")
  func coding() throws {
    let bibliography = Bibliography([first, second])
    let data = try JSONEncoder().encode(bibliography)
    #expect(try JSONDecoder().decode(Bibliography.self, from: data) == bibliography)
    let doubled = try JSONEncoder().encode([first, first])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Bibliography.self, from: doubled)
    }
  }

  @Test("A citation names authors, year, title, venue and place")
  func citation() {
    #expect(first.citation == "B (2001). Second letter. V. doi:10.1/b")
    #expect(second.citation == "A (1999). First letter. W. https://example.org")
  }

  @Test(
    "A malformed entry is refused",
    arguments: [
      #"{"key":"a b","authors":"A","year":2000,"title":"T","venue":"V","doi":"10.1/x"}"#,
      #"{"key":"","authors":"A","year":2000,"title":"T","venue":"V","doi":"10.1/x"}"#,
      #"{"key":"a","authors":"","year":2000,"title":"T","venue":"V","doi":"10.1/x"}"#,
      #"{"key":"a","authors":"A","year":20,"title":"T","venue":"V","doi":"10.1/x"}"#,
      #"{"key":"a","authors":"A","year":2000,"title":"T","venue":"V","doi":"doi:10.1/x"}"#,
      #"{"key":"a","authors":"A","year":2000,"title":"T","venue":"V","url":"example.org"}"#,
      #"{"key":"a","authors":"A","year":2000,"title":"T","venue":"V","doi":"10.1/x","DOI":""}"#,
    ]
  )
  func malformed(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Reference.self, from: Data(text.utf8))
    }
  }
}
