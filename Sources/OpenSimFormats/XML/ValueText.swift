// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The text of a value with its place, read as numbers, flags or words.
///
/// Words stand between blanks or commas; brackets around a list are allowed.
struct ValueText {
  private let text: String
  private let label: @Sendable () -> String
  private let position: DocumentPosition

  /// Takes the text of a property.
  init(
    _ text: String,
    in label: @escaping @Sendable @autoclosure () -> String,
    at position: DocumentPosition
  ) {
    self.text = text
    self.label = label
    self.position = position
  }

  /// Takes the text of an element.
  init(_ element: DocumentElement) {
    self.init(element.text, in: element.label, at: element.position)
  }

  /// The words in their order.
  var words: [Substring] {
    text.utf8.split(whereSeparator: ValueText.isSeparator).map { Substring($0) }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
      UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  func numbers(allowingInfinity: Bool = false) throws(DocumentError) -> [Double] {
    var numbers: [Double] = []
    var fault: String?
    var copy = text
    copy.withUTF8 { bytes in
      var start = 0
      while start < bytes.count, fault == nil {
        while start < bytes.count, ValueText.isSeparator(bytes[start]) { start += 1 }
        var end = start
        while end < bytes.count, !ValueText.isSeparator(bytes[end]) { end += 1 }
        guard start < end else { return }
        let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if let number = NumberBytes.value(of: word), !number.isNaN,
          number.isFinite || allowingInfinity
        {
          numbers.append(number)
        } else {
          fault = String(decoding: word, as: UTF8.self)
        }
        start = end
      }
    }
    if let fault {
      throw failure(
        "found '\(shortened(fault))'; allowed: \(allowingInfinity ? "a number" : "a finite number")"
      )
    }
    return numbers
  }

  func number(allowingInfinity: Bool = false) throws(DocumentError) -> Double {
    let numbers = try numbers(allowingInfinity: allowingInfinity)
    guard numbers.count == 1 else { throw wrongCount(numbers.count, allowed: "one number") }
    return numbers[0]
  }

  func vector() throws(DocumentError) -> SIMD3<Double> {
    let numbers = try numbers()
    guard numbers.count == 3 else { throw wrongCount(numbers.count, allowed: "three numbers") }
    return SIMD3(numbers[0], numbers[1], numbers[2])
  }

  func pair(allowingInfinity: Bool) throws(DocumentError) -> (Double, Double) {
    let numbers = try numbers(allowingInfinity: allowingInfinity)
    guard numbers.count == 2 else { throw wrongCount(numbers.count, allowed: "two numbers") }
    return (numbers[0], numbers[1])
  }

  func flag() throws(DocumentError) -> Bool {
    switch text.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default: throw failure("found '\(shortened(text))'; allowed: true or false")
    }
  }

  private func failure(_ message: String) -> DocumentError {
    DocumentError(
      .invalidValue,
      message,
      element: label(),
      line: position == .none ? nil : position.line,
      column: position == .none ? nil : position.column
    )
  }

  private func wrongCount(_ count: Int, allowed: String) -> DocumentError {
    failure(
      count == 0
        ? "found nothing; allowed: \(allowed)" : "found \(count) numbers; allowed: \(allowed)"
    )
  }

  private func shortened(_ text: String) -> String {
    text.count > 40 ? String(text.prefix(40)) + "..." : text
  }
}
