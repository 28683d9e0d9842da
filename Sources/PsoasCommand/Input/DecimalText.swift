// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads a decimal number as tables and files write it, and says what is wrong with others.
///
/// A number is an optional sign, digits with an optional point, and an optional exponent. Names of
/// things that are no number (`nan`, `inf`, `NA`), hexadecimal digits, grouped digits and the
/// decimal comma are refused, each with its own advice.
enum DecimalText {
  /// Why a text is no number.
  struct Fault: Error, Equatable {
    /// What is wrong.
    let problem: String
    /// What to do about it.
    let remedy: String?
  }

  /// The number that a text states; spaces and tabs around it do not count.
  static func number(in text: String) throws(Fault) -> Double {
    if let value = value(of: text) {
      guard value.isFinite else { throw Fault(problem: "the number is too large", remedy: nil) }
      return value
    }
    throw fault(of: text)
  }

  /// The value of a well-formed number, infinite when it is too large, or nil.
  private static func value(of text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes -> Double? in
      var start = 0
      var end = bytes.count
      while start < end, isSpace(bytes[start]) { start += 1 }
      while end > start, isSpace(bytes[end - 1]) { end -= 1 }
      guard isNumber(bytes[start..<end]) else { return nil }
      return Double(String(decoding: bytes[start..<end], as: UTF8.self))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// True when bytes are a sign, digits with a point, and an exponent.
  private static func isNumber(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = bytes
    func takeSign() {
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        rest.removeFirst()
      }
    }
    func takeDigits() -> Int {
      let before = rest.count
      while let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
        rest.removeFirst()
      }
      return before - rest.count
    }
    takeSign()
    var digits = takeDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += takeDigits()
    }
    if digits == 0 { return false }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      takeSign()
      if takeDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  /// What is wrong with a text that is no number.
  private static func fault(of text: String) -> Fault {
    let trimmed = text.filter { $0 != " " && $0 != "\t" }
    if trimmed.isEmpty { return Fault(problem: "the cell is empty", remedy: nil) }
    if let comma = trimmed.lastIndex(of: ",") {
      let head = trimmed[..<comma]
      let tail = trimmed[comma...].dropFirst()
      // A comma behind points, or the only comma, marks the decimals: 1.234,5 and 12,5.
      let decimal = head.replacing(".", with: "") + "." + tail
      if !head.contains(","), !tail.contains("."), value(of: String(decimal)) != nil {
        return Fault(
          problem: "the number has a decimal comma",
          remedy: "write a decimal point: \(decimal)"
        )
      }
      // Commas before groups of three digits: 1,234,567 and 1,234.5.
      let groups = trimmed.prefix { $0 != "." }.split(separator: ",").dropFirst()
      let plain = trimmed.replacing(",", with: "")
      if groups.allSatisfy({ $0.count == 3 }), value(of: plain) != nil {
        return Fault(
          problem: "the number has commas between its digits",
          remedy: "write it without them: \(plain)"
        )
      }
    }
    let plain = trimmed.replacing("\u{2212}", with: "-").replacing("\u{2013}", with: "-")
    if plain != trimmed, value(of: plain) != nil {
      return Fault(
        problem: "the minus sign is not the ASCII hyphen",
        remedy: "write \(plain)"
      )
    }
    if value(of: trimmed) != nil {
      return Fault(problem: "the number has spaces inside", remedy: "write \(trimmed)")
    }
    if ["nan", "inf", "infinity", "-inf", "na", "n/a", "null", "none", "-"].contains(
      trimmed.lowercased()
    ) {
      return Fault(
        problem: "a missing value is not a number",
        remedy: "leave the whole row or column out"
      )
    }
    return Fault(problem: "not a number", remedy: nil)
  }
}
