// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Testing

#if os(Linux)
  @Suite("Start of the command")
  struct StartTests {
    /// Full Foundation and its data for languages double the time that the loader takes.
    @Test("The program loads no part of Foundation but the essential one")
    func loadedLibraries() throws {
      let outcome = try CommandProcess.shell("LD_TRACE_LOADED_OBJECTS=1 $PSOAS")
      let libraries = outcome.output.split(separator: "\n")
        .compactMap { $0.split(separator: " ").first.map { $0.drop { $0 == "\t" } } }
      #expect(libraries.contains("libswiftCore.so"), "the loader listed nothing: \(outcome)")
      #expect(!libraries.contains("libFoundation.so"))
      #expect(!libraries.contains("lib_FoundationICU.so"))
    }
  }
#endif
