// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A failure to write results.
enum OutputError: Error, Equatable {
  /// The program that read our output has closed the pipe: it has all that it wants.
  case readerClosed
  /// The system could not write, for example because the disk is full.
  case failed(file: String, reason: String)
}

extension OutputError: CustomStringConvertible {
  /// The failure in one line.
  var description: String {
    switch self {
    case .readerClosed: "the reader of the output has closed the pipe"
    case .failed(let file, let reason): "\(file): the output cannot be written: \(reason)"
    }
  }
}
