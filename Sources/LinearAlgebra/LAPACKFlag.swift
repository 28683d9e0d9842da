// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The character arguments of LAPACK under their meaning.
///
/// Passed by address; a string literal in their place would allocate in debug builds.
enum LAPACKFlag {
  static var lowerTriangle: CChar { CChar(UInt8(ascii: "L")) }
  static var upperTriangle: CChar { CChar(UInt8(ascii: "U")) }
  static var fromTheLeft: CChar { CChar(UInt8(ascii: "L")) }
  static var notTransposed: CChar { CChar(UInt8(ascii: "N")) }
  static var transposed: CChar { CChar(UInt8(ascii: "T")) }
  static var generalDiagonal: CChar { CChar(UInt8(ascii: "N")) }
  static var economicalVectors: CChar { CChar(UInt8(ascii: "S")) }
  static var withVectors: CChar { CChar(UInt8(ascii: "V")) }
  static var allValues: CChar { CChar(UInt8(ascii: "A")) }
  static var valuesByIndex: CChar { CChar(UInt8(ascii: "I")) }
}
