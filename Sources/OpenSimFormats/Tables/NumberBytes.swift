// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Reads decimal numbers from bytes.
enum NumberBytes {
  /// Powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { value, _ in value * 10 }
  }

  /// The number that bytes state, rounded correctly, or nil when they state no decimal number.
  ///
  /// Numbers of at most 15 digits and small exponents, which most tables hold, take one product or
  /// quotient of two exact doubles (Clinger 1990, How to read floating point numbers accurately);
  /// others go to the standard library. A number that is too large comes out infinite, and `nan`,
  /// `inf` and `infinity` as what they say, so that the caller can name them.
  static func value(of bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    let count = bytes.count
    guard count > 0 else { return nil }
    var isNegative = false
    if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      isNegative = bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var scale = 0
    var hasPoint = false
    while index < count {
      let byte = bytes[index]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        digits += 1
        if significant > 0 || byte != UInt8(ascii: "0") { significant += 1 }
        if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(byte - UInt8(ascii: "0")) }
        if hasPoint { scale -= 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return named(bytes) }
    if index < count {
      guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      guard let exponent = exponent(bytes, from: index + 1) else { return nil }
      scale += exponent
    }
    if significant <= 15, abs(scale) <= 22 {
      let magnitude =
        scale < 0
        ? Double(mantissa) / exactPowers[-scale] : Double(mantissa) * exactPowers[scale]
      return isNegative ? -magnitude : magnitude
    }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  /// The exponent behind the letter, or nil; beyond any double it stops growing.
  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < bytes.count else { return nil }
    var value = 0
    while index < bytes.count {
      let digit = Int(bytes[index]) - Int(UInt8(ascii: "0"))
      guard (0...9).contains(digit) else { return nil }
      value = min(value * 10 + digit, 100_000)
      index += 1
    }
    return isNegative ? -value : value
  }

  /// The value of a name that files write for what is no number, or nil.
  private static func named(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count <= 9 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "nan", "-nan", "+nan", "-nan(ind)", "1.#qnan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }
}
