// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The exit codes of the command.
enum ExitStatus: Int32, Sendable {
  /// Done. Also when the reader of the output closed the pipe early: it has what it wants.
  case done = 0
  /// The run failed, for example because the disk is full.
  case failed = 1
  /// Wrong use of the command or wrong input.
  case wrongInput = 2
  /// Done, but some rows failed; each says why in its `status`.
  case someRowsFailed = 3
  /// A validation lies outside its tolerance.
  case outsideTolerance = 4

  /// The exit code that belongs to an error.
  init(of error: any Error) {
    switch error {
    case is InputError: self = .wrongInput
    case OutputError.readerClosed: self = .done
    default: self = .failed
    }
  }
}

/// A result that ends a command with an exit code after its output is complete.
struct EarlyExit: Error {
  /// The exit code.
  let status: ExitStatus

  init(_ status: ExitStatus) { self.status = status }
}

/// Runs a command from its arguments to its exit code, with one place for all messages.
enum CommandRun {
  /// Parses arguments, runs the command that they name, and returns the exit code.
  ///
  /// Messages go to standard error as `psoas: error: ...`, one line each. Help goes to standard
  /// output. Wrong options end with 2, like any other wrong input.
  static func run(_ root: any ParsableCommand.Type, arguments: [String]? = nil) -> Int32 {
    // A closed pipe and a limit on the size of files are then errors of `write`, not signals that
    // end the program before it has removed its part of a file.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try root.parseAsRoot(arguments)
      try command.run()
      return ExitStatus.done.rawValue
    } catch let exit as EarlyExit {
      return exit.status.rawValue
    } catch let error as InputError {
      report(error.description)
      return ExitStatus(of: error).rawValue
    } catch let error as OutputError {
      if error != .readerClosed { report(error.description) }
      return ExitStatus(of: error).rawValue
    } catch {
      return finish(error, of: root)
    }
  }

  /// Prints one line about a fault on standard error.
  static func report(_ message: String) { printError("psoas: error: \(message)\n") }

  /// Prints one line that is worth knowing on standard error.
  static func note(_ message: String) { printError("psoas: note: \(message)\n") }

  /// Ends after an error that the argument parser made: help, version, or a wrong option.
  private static func finish(_ error: any Error, of root: any ParsableCommand.Type) -> Int32 {
    let code = root.exitCode(for: error)
    let message = root.fullMessage(for: error)
    if code.isSuccess {
      let output = ByteOutput(descriptor: 1, name: "standard output")
      do {
        try output.append(message.isEmpty ? "" : message + "\n")
        try output.flush()
      } catch {
        return ExitStatus(of: error).rawValue
      }
      return ExitStatus.done.rawValue
    }
    if !message.isEmpty { printError(message + "\n") }
    return code == .validationFailure ? ExitStatus.wrongInput.rawValue : code.rawValue
  }

  private static func printError(_ text: String) {
    let output = ByteOutput(descriptor: 2, name: "standard error")
    // There is nowhere left to say that standard error cannot be written.
    try? output.append(text)
    try? output.flush()
  }
}
