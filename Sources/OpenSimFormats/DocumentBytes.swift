// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads whole files as bytes, bounded in size.
enum DocumentBytes {
  /// The largest file that is read, in bytes (chosen: ten minutes of 200 columns at 1000 Hz).
  static let limit = 2 << 30

  /// The bytes of a file.
  static func read(_ path: String, limit: Int = limit) throws(DocumentError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw DocumentError(
        .inaccessible,
        "the file cannot be opened (\(String(cString: strerror(errno)))): check its name and place",
        path: path
      )
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let wanted = min(max(1 << 16, bytes.count), limit + 1 - bytes.count)
      let part = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = fread(buffer.baseAddress, 1, wanted, file)
      }
      guard ferror(file) == 0 else {
        throw DocumentError(
          .inaccessible,
          "the file cannot be read (\(String(cString: strerror(errno)))): it may be a folder",
          path: path
        )
      }
      if part.isEmpty { return bytes }
      bytes += part
      guard bytes.count <= limit else {
        throw DocumentError(
          .tooLarge,
          "the file has more than \(limit) bytes: cut it into parts",
          path: path
        )
      }
    }
  }

  /// Replaces a file by bytes.
  static func write(_ bytes: [UInt8], to path: String) throws(DocumentError) {
    guard let file = fopen(path, "wb") else {
      throw DocumentError(
        .inaccessible,
        "the file cannot be written (\(String(cString: strerror(errno)))): check its folder",
        path: path
      )
    }
    let written = fwrite(bytes, 1, bytes.count, file)
    // A full disc may show only when the file is closed.
    guard fclose(file) == 0, written == bytes.count else {
      throw DocumentError(
        .inaccessible,
        "the file cannot be written whole (\(String(cString: strerror(errno)))): check the disc",
        path: path
      )
    }
  }
}
