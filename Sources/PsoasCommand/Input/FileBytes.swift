// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads whole input files, bounded in size, as bytes without a byte-order mark.
enum FileBytes {
  /// The bytes of a file; `-` stands for standard input.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The largest size that is read, in bytes.
  /// - Returns: The bytes behind a byte-order mark, valid UTF-8.
  /// - Throws: `InputError` when the file is missing, unreadable, too large, not a plain file of
  ///   UTF-8 text, or when the system fails to read it.
  static func read(_ path: String, limit: Int) throws(InputError) -> [UInt8] {
    let isStandardInput = path == "-"
    let descriptor = isStandardInput ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw InputError(file: path, "the file cannot be opened: \(SystemError.text(errno))")
    }
    defer { if !isStandardInput { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw InputError(file: path, "this is a folder; a file is needed")
    }
    let expected = max(0, min(Int(status.st_size), limit))
    var bytes: [UInt8] = []
    var chunk = 1 << 16
    while true {
      if bytes.isEmpty { chunk = max(chunk, expected + 1) }
      let count = bytes.count
      var failure: Int32 = 0
      let wanted = min(chunk, limit + 1 - count)
      let part = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
        let got = readRetrying(descriptor, buffer.baseAddress, wanted)
        if got < 0 { failure = errno }
        initialized = max(0, got)
      }
      if failure != 0 {
        throw InputError(file: path, "the file cannot be read: \(SystemError.text(failure))")
      }
      if part.isEmpty { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      if bytes.count > limit {
        throw InputError(
          file: path,
          "the file is too large",
          allowed: "at most \(limit) bytes",
          remedy: "split it"
        )
      }
    }
    return try checkedText(bytes, file: path)
  }

  /// Reads once, again when a signal came between.
  private static func readRetrying(
    _ descriptor: Int32,
    _ buffer: UnsafeMutablePointer<UInt8>?,
    _ count: Int
  ) -> Int {
    while true {
      let got = systemRead(descriptor, buffer, count)
      if got >= 0 || errno != EINTR { return got }
    }
  }

  /// Bytes without a byte-order mark, known to be UTF-8 without null characters.
  static func checkedText(_ bytes: [UInt8], file: String) throws(InputError) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw InputError(
        file: file,
        line: 1,
        "the text is UTF-16",
        allowed: "UTF-8",
        remedy: "save it as UTF-8"
      )
    }
    if let null = bytes.firstIndex(of: 0) {
      throw InputError(
        file: file,
        line: line(of: null, in: bytes),
        "the file holds a null character",
        allowed: "a text file in UTF-8"
      )
    }
    if let fault = firstInvalid(in: bytes) {
      throw InputError(
        file: file,
        line: line(of: fault, in: bytes),
        "the text is not UTF-8",
        remedy: "save it as UTF-8"
      )
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The line, from 1, of the byte at an offset.
  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
  }

  /// The offset of the first byte that is not part of UTF-8 text, or nil.
  ///
  /// The table of well-formed sequences is table 3-7 of the Unicode Standard, version 15.
  private static func firstInvalid(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let lead = bytes[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return index
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return index }
        for next in (index + 1)..<(index + length) where bytes[next] & 0xC0 != 0x80 {
          return index
        }
        index += length
      }
      return nil
    }
  }
}

/// The system's `read`, which the method of the same name would hide.
private func systemRead(
  _ descriptor: Int32,
  _ buffer: UnsafeMutablePointer<UInt8>?,
  _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}
