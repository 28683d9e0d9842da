// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Numbers with a fixed count of decimals, for messages to people.
///
/// Not by `String(format:)`, which alone would bind the program to all of Foundation.
enum FixedText {
  /// A number with decimals behind the point, rounded to the nearest.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - decimals: How many digits stand behind the point.
  ///   - sign: True where a positive number has a plus as well.
  /// - Returns: The text, such as `0.50` or `+1.2`.
  static func text(_ value: Double, decimals: Int, sign: Bool = false) -> String {
    // The longest finite number has 309 digits before the point.
    var bytes = [CChar](repeating: 0, count: 330 + decimals)
    let format = sign ? "%+.*f" : "%.*f"
    let length = withVaList([Int32(decimals), value]) {
      vsnprintf(&bytes, bytes.count, format, $0)
    }
    return String(decoding: bytes.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
