// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The system's words for its error numbers.
enum SystemError {
  /// The words for an error number: `No such file or directory`.
  static func text(_ number: Int32) -> String {
    guard let words = strerror(number) else { return "error \(number)" }
    return String(cString: words)
  }
}
