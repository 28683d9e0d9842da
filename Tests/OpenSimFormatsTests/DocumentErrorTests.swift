// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats
import Testing

@Suite("Errors of documents")
struct DocumentErrorTests {
  @Test("The description has the place first, and leaves out what is not known")
  func description() {
    let whole = DocumentError(
      .invalidValue,
      "found 'x'; allowed: a number",
      element: "<mass>",
      line: 7,
      column: 3,
      path: "a.osim"
    )
    #expect(whole.description == "a.osim:7:3: <mass>: found 'x'; allowed: a number")
    #expect(DocumentError(.malformed, "empty").description == "empty")
    #expect(DocumentError(.malformed, "empty", line: 2).description == "2: empty")
  }

  @Test("A path is added once")
  func path() {
    let error = DocumentError(.malformed, "empty").inFile("a.sto")
    #expect(error.path == "a.sto")
    #expect(error.inFile("b.sto").path == "a.sto")
  }
}
