// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a result may depend on beside its input: program, processor and numerical library.
enum MachineRecord {
  /// Names and versions.
  static var versions: [String: String] {
    [
      "lumbopelvic": Lumbopelvic.version,
      "blas": BLASThreading.libraryDescription,
      "processor": processor,
    ]
  }

  /// The model name of the processor, or its architecture where the system does not tell.
  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where line.hasPrefix("model name") {
      return line.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? ""
    }
    #if arch(arm64)
      return "arm64"
    #else
      return "x86_64"
    #endif
  }
}
