// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A colour of the sRGB space.
public struct FigureColor: Sendable, Hashable {
  /// The red part, 0 to 255.
  public let red: UInt8
  /// The green part, 0 to 255.
  public let green: UInt8
  /// The blue part, 0 to 255.
  public let blue: UInt8

  /// Makes a colour from its parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes a colour from six hexadecimal digits, as in `0x0072B2`.
  init(_ code: UInt32) {
    red = UInt8(code >> 16 & 0xFF)
    green = UInt8(code >> 8 & 0xFF)
    blue = UInt8(code & 0xFF)
  }

  /// The colour as SVG writes it: `#0072B2`.
  var hex: String {
    "#"
      + [red, green, blue].map { part in
        let digits = String(part, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// The relative luminance, dimensionless in 0...1, as WCAG 2.1 defines it.
  var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The colour between this one and another.
  ///
  /// - Parameters:
  ///   - other: The colour at 1.
  ///   - fraction: The place between the two, dimensionless in 0...1.
  /// - Returns: The colour with each part interpolated.
  func mixed(with other: FigureColor, fraction: Double) -> FigureColor {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * fraction).rounded())
    }
    return FigureColor(
      red: mix(red, other.red),
      green: mix(green, other.green),
      blue: mix(blue, other.blue)
    )
  }

  // The set of eight colours that people with any kind of colour vision can tell apart:
  // Okabe M, Ito K (2008). Color Universal Design. https://jfly.uni-koeln.de/color/

  /// Black.
  public static let black = FigureColor(0x000000)
  /// Orange of the Okabe-Ito set.
  public static let orange = FigureColor(0xE69F00)
  /// Sky blue of the Okabe-Ito set.
  public static let skyBlue = FigureColor(0x56B4E9)
  /// Bluish green of the Okabe-Ito set.
  public static let green = FigureColor(0x009E73)
  /// Yellow of the Okabe-Ito set.
  public static let yellow = FigureColor(0xF0E442)
  /// Blue of the Okabe-Ito set.
  public static let blue = FigureColor(0x0072B2)
  /// Vermillion of the Okabe-Ito set.
  public static let vermillion = FigureColor(0xD55E00)
  /// Reddish purple of the Okabe-Ito set.
  public static let purple = FigureColor(0xCC79A7)

  /// White, the ground of every figure.
  static let white = FigureColor(0xFFFFFF)
  /// The ink of texts and axes.
  static let ink = FigureColor(0x222222)
  /// The grey of grid lines.
  static let grid = FigureColor(0xDDDDDD)
  /// The grey of leaders and secondary lines.
  static let faint = FigureColor(0x888888)
}
