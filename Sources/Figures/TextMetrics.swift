// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Widths of texts in a sans-serif font, to lay out labels without a font engine.
///
/// The widths are those of the classes of letters in the common fonts (Arial, Helvetica, DejaVu
/// Sans), rounded up, so that a text takes at most about the room that was kept for it.
enum TextMetrics {
  /// The width of a text, in pixels.
  ///
  /// - Parameters:
  ///   - text: The text on one line.
  ///   - size: The size of the font, in pixels.
  /// - Returns: An estimate that is rather too large, in pixels.
  static func width(of text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) } * size
  }

  /// The width of a character, in units of the font size.
  private static func width(of scalar: UnicodeScalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "!", "|", "f", "t", "(", ")", "[", "]", " ",
      "/":
      0.39
    case "m", "w", "M", "W", "%", "@": 0.98
    case "A"..."Z": 0.77
    case "-": 0.4
    default: scalar.isASCII ? 0.63 : 0.85
    }
  }

  /// A text on one line of a largest width, cut with an ellipsis where it is longer.
  static func cut(_ text: String, size: Double, width limit: Double) -> String {
    if width(of: text, size: size) <= limit { return text }
    var shorter = Substring(text)
    while !shorter.isEmpty, width(of: shorter + ellipsis, size: size) > limit {
      shorter.removeLast()
    }
    return shorter + ellipsis
  }

  private static let ellipsis = "\u{2026}"

  /// A text broken into lines of a largest width, between words where it can be.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - size: The size of the font, in pixels.
  ///   - limit: The largest width of a line, in pixels.
  ///   - count: The most lines; the last one is cut with an ellipsis where there is more.
  /// - Returns: The lines, none for an empty text.
  static func lines(
    of text: String,
    size: Double,
    width limit: Double,
    atMost count: Int = 100
  ) -> [String] {
    let lines = allLines(of: text, size: size, width: limit)
    if lines.count <= count { return lines }
    let rest = lines[(count - 1)...].joined(separator: " ")
    return lines.prefix(count - 1) + [cut(rest, size: size, width: limit)]
  }

  private static func allLines(of text: String, size: Double, width limit: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    func take(_ word: Substring) {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if width(of: longer, size: size) <= limit {
        line = longer
        return
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if !line.isEmpty, width(of: line + String(character), size: size) > limit {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    for word in text.split(separator: " ") { take(word) }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
