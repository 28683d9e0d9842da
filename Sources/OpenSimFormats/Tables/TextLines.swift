// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Walks through the lines of a text, which end with LF, CRLF or CR.
struct TextLines {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var next = 0

  /// The number of the line last read, from 1; 0 before the first.
  private(set) var number = 0

  /// The lines of bytes, behind a byte-order mark if there is one.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { next = 3 }
  }

  /// The next line without its end, or nil at the end of the text.
  mutating func read() -> UnsafeBufferPointer<UInt8>? {
    guard next < bytes.count else { return nil }
    let start = next
    while next < bytes.count, bytes[next] != 0x0A, bytes[next] != 0x0D { next += 1 }
    let line = UnsafeBufferPointer(rebasing: bytes[start..<next])
    if next < bytes.count {
      let isReturn = bytes[next] == 0x0D
      next += 1
      if isReturn, next < bytes.count, bytes[next] == 0x0A { next += 1 }
    }
    number += 1
    return line
  }

  /// The words of a line between blanks and tabs, as ranges of its bytes.
  static func words(in line: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) throws -> Void)
    rethrows
  {
    var index = 0
    while index < line.count {
      while index < line.count, isBlank(line[index]) { index += 1 }
      let start = index
      while index < line.count, !isBlank(line[index]) { index += 1 }
      if index > start { try body(start..<index) }
    }
  }

  /// A line as text without blanks at its ends.
  static func trimmed(_ line: UnsafeBufferPointer<UInt8>) -> String {
    var start = 0
    var end = line.count
    while start < end, isBlank(line[start]) { start += 1 }
    while end > start, isBlank(line[end - 1]) { end -= 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: line[start..<end]), as: UTF8.self)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
