// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension DocumentElement {
  /// The element as an XML document in UTF-8, one element a line, indented by tabs.
  public func xmlDocument() -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
    print(into: &text, depth: 0)
    return text
  }

  private func print(into output: inout String, depth: Int) {
    let indent = String(repeating: "\t", count: depth)
    output += indent + "<" + tag
    for attribute in attributes {
      output += " " + attribute.name + "=\"" + escaped(attribute.value, isAttribute: true) + "\""
    }
    guard !children.isEmpty || !text.isEmpty else {
      output += " />\n"
      return
    }
    output += ">" + escaped(text)
    if !children.isEmpty {
      output += "\n"
      for child in children { child.print(into: &output, depth: depth + 1) }
      output += indent
    }
    output += "</" + tag + ">\n"
  }

  /// A text with references in place of marks; an attribute's line feeds and tabs would be read as blanks.
  private func escaped(_ text: String, isAttribute: Bool = false) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || "<>&\"".utf8.contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "\r": result += "&#13;"
      case "\n" where isAttribute: result += "&#10;"
      case "\t" where isAttribute: result += "&#9;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
