// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Texts as JSON strings.
enum JSONText {
  /// Appends a text in double quotes, with escapes where RFC 8259 asks for them.
  static func append(_ text: String, to output: ByteOutput) throws(OutputError) {
    try output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): try output.append("\\\"")
      case UInt8(ascii: "\\"): try output.append("\\\\")
      case UInt8(ascii: "\n"): try output.append("\\n")
      case UInt8(ascii: "\r"): try output.append("\\r")
      case UInt8(ascii: "\t"): try output.append("\\t")
      case 0..<0x20:
        try output.append("\\u00")
        try output.append(hexadecimalDigit(byte >> 4))
        try output.append(hexadecimalDigit(byte & 15))
      default: try output.append(byte)
      }
    }
    try output.append(UInt8(ascii: "\""))
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
