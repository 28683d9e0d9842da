// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Checks that tags of a document are closed in order; enough for documents that we print.
struct XMLDocumentCheck {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var rest = text[...]
    var isSound = true
    var roots = 0
    while let start = rest.firstIndex(of: "<"), isSound {
      guard let end = rest[start...].firstIndex(of: ">") else {
        isSound = false
        break
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") { continue }
      let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
      if tag.hasPrefix("/") {
        isSound = open.popLast() == tag.dropFirst()
      } else {
        if open.isEmpty { roots += 1 }
        if !tag.hasSuffix("/") { open.append(name) }
        isSound = !name.isEmpty && tag.count { $0 == "\"" } % 2 == 0
      }
    }
    isWellFormed = isSound && open.isEmpty && roots == 1 && !rest.contains("<")
  }
}
