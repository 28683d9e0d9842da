// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Numbers as text: the fewest digits that read back as the same number.
enum NumberText {
  /// A finite number as text, whole numbers without a point, zero without a sign.
  ///
  /// - Precondition: the number is finite.
  static func text(of number: Double) -> String {
    precondition(number.isFinite, "a number in a message must be finite, not \(number)")
    if let whole = whole(number) { return String(whole) }
    return number.description
  }

  /// Appends a finite number.
  ///
  /// The digits are those of `Double.description`, which takes about 0.1 microseconds.
  ///
  /// - Precondition: the number is finite.
  static func append(_ number: Double, to output: ByteOutput) throws(OutputError) {
    if let whole = whole(number) {
      try append(whole, to: output)
    } else {
      precondition(number.isFinite, "a number in a table must be finite, not \(number)")
      try output.append(number.description)
    }
  }

  /// The number as an integer when it is one whose digits are all exact, minus zero included.
  private static func whole(_ number: Double) -> Int? {
    guard abs(number) < 1e15, number == number.rounded(.towardZero) else { return nil }
    return Int(number)
  }

  private static func append(_ whole: Int, to output: ByteOutput) throws(OutputError) {
    if whole < 0 { try output.append(UInt8(ascii: "-")) }
    var rest = whole.magnitude
    // The weight of the first digit.
    var weight: UInt = 1
    while rest / weight >= 10 { weight *= 10 }
    while weight > 0 {
      try output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / weight))
      rest %= weight
      weight /= 10
    }
  }
}
