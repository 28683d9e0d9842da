// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The text of a value with its place, read as numbers, flags or words.
///
/// Words stand between blanks or commas; brackets around a list are allowed.
struct ValueText {
  private let text: String
  private let element: String
  private let position: DocumentPosition

  init(_ text: String, in element: String, at position: DocumentPosition) {
    self.text = text
    self.element = element
    self.position = position
  }

  /// The words in their order.
  var words: [Substring] {
    text.split { character in
      switch character {
      case " ", "\t", "\n", "\r", "\r\n", ",", "(", ")", "[", "]", "~": true
      default: false
      }
    }
  }

  func numbers(allowingInfinity: Bool = false) throws(DocumentError) -> [Double] {
    var numbers: [Double] = []
    for word in words { numbers.append(try number(word, allowingInfinity: allowingInfinity)) }
    return numbers
  }

  func number(allowingInfinity: Bool = false) throws(DocumentError) -> Double {
    let words = words
    guard words.count == 1 else { throw wrongCount(words.count, allowed: "one number") }
    return try number(words[0], allowingInfinity: allowingInfinity)
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

  func integer() throws(DocumentError) -> Int {
    let value = try number()
    guard let integer = Int(exactly: value) else {
      throw failure("found '\(shortened(text))'; allowed: a whole number")
    }
    return integer
  }

  func failure(
    _ message: String,
    code: DocumentError.Code = .invalidValue
  ) -> DocumentError {
    DocumentError(
      code,
      message,
      element: element,
      line: position == .none ? nil : position.line,
      column: position == .none ? nil : position.column
    )
  }

  private func number(
    _ word: Substring,
    allowingInfinity: Bool
  ) throws(DocumentError) -> Double {
    // `Double` reads "inf", "infinity" and "nan" in any case, and gives infinity for 1e999.
    guard let number = Double(word), !number.isNaN else {
      throw failure("found '\(shortened(word))'; allowed: a number")
    }
    guard number.isFinite || allowingInfinity else {
      throw failure("found '\(shortened(word))'; allowed: a finite number")
    }
    return number
  }

  private func wrongCount(_ count: Int, allowed: String) -> DocumentError {
    failure(
      count == 0
        ? "found nothing; allowed: \(allowed)" : "found \(count) words; allowed: \(allowed)"
    )
  }

  private func shortened(_ text: some StringProtocol) -> String {
    text.count > 40 ? String(text.prefix(40)) + "..." : String(text)
  }
}
