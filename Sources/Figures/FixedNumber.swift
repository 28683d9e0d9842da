// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Numbers with a fixed count of decimals, for labels and coordinates.
enum FixedNumber {
  /// A number for people, with a true minus sign: `−2.50`.
  static func text(_ value: Double, decimals: Int) -> String {
    let scale = power(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded()
    // Beyond the integers that doubles hold exactly, and for tiny steps, the digits are not fixed.
    guard scaled < 9e15 else { return value.description.replacing("-", with: "\u{2212}") }
    let whole = Int(scaled)
    let unit = Int(scale)
    var text = String(whole / unit)
    if decimals > 0 {
      let rest = String(whole % unit)
      text += "." + String(repeating: "0", count: decimals - rest.count) + rest
    }
    return value < 0 && whole > 0 ? "\u{2212}" + text : text
  }

  /// A coordinate of a drawing in hundredths of a pixel, without trailing zeros: `12.5`.
  ///
  /// - Precondition: the coordinate is finite and below 1e7.
  static func coordinate(_ value: Double) -> String {
    precondition(abs(value) < 1e7, "the coordinate \(value) is not in a drawing")
    let hundredths = Int((value * 100).rounded())
    let magnitude = hundredths.magnitude
    var text = (hundredths < 0 ? "-" : "") + String(magnitude / 100)
    let rest = magnitude % 100
    if rest > 0 {
      text += rest < 10 ? ".0\(rest)" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest)"
    }
    return text
  }
}
