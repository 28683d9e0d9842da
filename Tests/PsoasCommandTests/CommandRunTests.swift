// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import ArgumentParser
import Foundation
import Testing

@testable import PsoasCommand

/// A command that ends in the way its option names.
private struct Ending: ParsableCommand {
  @Option(help: "How to end.") var how = "well"

  func run() throws {
    switch how {
    case "input": throw InputError(file: "f.csv", line: 2, field: "mass_kg", "the cell is empty")
    case "disk": throw OutputError.failed(file: "t.csv", reason: "No space left on device")
    case "pipe": throw OutputError.readerClosed
    case "rows": throw EarlyExit(.someRowsFailed)
    case "validation": throw EarlyExit(.outsideTolerance)
    default: return
    }
  }
}

@Suite("Exit codes")
struct CommandRunTests {
  @Test(
    "Every ending has its exit code",
    arguments: [
      (["--how", "well"], 0), (["--how", "input"], 2), (["--how", "disk"], 1),
      (["--how", "pipe"], 0), (["--how", "rows"], 3), (["--how", "validation"], 4),
      (["--haw", "well"], 2), (["--how"], 2), (["extra"], 2), (["--help"], 0),
    ] as [([String], Int32)]
  )
  func exitCodes(arguments: [String], code: Int32) {
    #expect(CommandRun.run(Ending.self, arguments: arguments) == code)
  }
}
