// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("Output files")
struct OutputFileTests {
  @Test("A file appears whole at the end and not before")
  func atomic() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("old", to: "t.csv")
    let file = try OutputFile(path: folder.file("t.csv"))
    try file.output.append(String(repeating: "x", count: 300_000))
    try file.output.flush()
    #expect(try folder.text(of: "t.csv") == "old")
    #expect(folder.names.count == 2)
    try file.finish()
    #expect(try folder.text(of: "t.csv") == String(repeating: "x", count: 300_000))
    #expect(folder.names == ["t.csv"])
  }

  @Test("A run that fails leaves nothing behind, and an earlier file as it was")
  func discarded() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("old", to: "old.csv")
    for name in ["old.csv", "new.csv"] {
      let file = try OutputFile(path: folder.file(name))
      try file.output.append("half")
      try file.output.flush()
      file.discard()
      try file.finish()
    }
    do {
      let dropped = try OutputFile(path: folder.file("dropped.csv"))
      try dropped.output.append("half")
    }
    #expect(folder.names == ["old.csv"])
    #expect(try folder.text(of: "old.csv") == "old")
  }

  @Test("A link keeps pointing to its target, and the target keeps its permissions")
  func links() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write("old", to: "target.csv")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.csv"),
      withDestinationPath: target
    )
    let file = try OutputFile(path: folder.file("link.csv"))
    try file.output.append("new")
    try file.finish()
    #expect(try folder.text(of: "target.csv") == "new")
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link.csv")) == target
    )
  }

  @Test("A name that nothing can be written to is refused before any work")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    for (path, words) in [
      (folder.path, "it is a folder"), (folder.file("none/t.csv"), "No such file"), ("", "no name"),
    ] {
      let found = try #require(message { _ = try OutputFile(path: path) })
      #expect(found.contains("--output") && found.contains(words))
    }
  }

  @Test("A name of the greatest length works")
  func longName() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "n", count: 255)
    let file = try OutputFile(path: folder.file(name))
    try file.finish()
    #expect(folder.names == [name])
  }

  @Test("A full device is a failure, and stays one")
  func fullDevice() throws {
    let file = try OutputFile(path: "/dev/full")
    try file.output.append("x")
    for _ in 0..<2 {
      let error = #expect(throws: OutputError.self) {
        try file.output.append("x")
        try file.output.flush()
      }
      #expect(error?.description.contains("No space left") == true)
    }
  }

  @Test("A disk that fills up leaves no file")
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("t.csv")
    let name = FileManager.default.temporaryDirectory.path + "/psoas-test-full-disk"
    try Data(path.utf8).write(to: URL(fileURLWithPath: name))
    defer { try? FileManager.default.removeItem(atPath: name) }
    await #expect(processExitsWith: .exitCode(7)) {
      let name = FileManager.default.temporaryDirectory.path + "/psoas-test-full-disk"
      let path = try String(contentsOfFile: name, encoding: .utf8)
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let file = try OutputFile(path: path)
      do throws(OutputError) {
        while true { try file.output.append("some text") }
      } catch {
        file.discard()
        exit(error == .failed(file: path, reason: "File too large") ? 7 : 1)
      }
    }
    #expect(folder.names == [])
  }

  @Test("An interrupted run removes its part of a file")
  func interrupted() async throws {
    let name = FileManager.default.temporaryDirectory.path + "/psoas-test-interrupted.csv"
    await #expect(processExitsWith: .signal(SIGTERM)) {
      let name = FileManager.default.temporaryDirectory.path + "/psoas-test-interrupted.csv"
      let file = try OutputFile(path: name)
      try file.output.append("half")
      try file.output.flush()
      // This thread may block signals; the main thread takes one for the process.
      kill(getpid(), SIGTERM)
      sleep(5)
    }
    let folder = FileManager.default.temporaryDirectory.path
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.contains("psoas-test-interrupted") }
    #expect(left == [])
    for name in left { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    #expect(!FileManager.default.fileExists(atPath: name))
  }

  @Test("A closed pipe is told apart from a failure")
  func closedPipe() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let output = ByteOutput(descriptor: ends[1], name: "pipe")
    try output.append("x")
    #expect(throws: OutputError.readerClosed) { try output.flush() }
  }

  @Test("Appending bytes, short texts and whole numbers performs no heap allocation")
  func noAllocation() throws {
    let file = try OutputFile(path: "/dev/null")
    let columns = ["subject", "tilt_deg", "level", "x_N"].map { TableColumn($0, "") }
    let writer = try TableWriter(columns, format: .csv, to: file.output)
    func row(_ number: Double) throws {
      try writer.write("default")
      try writer.write(-15)
      try writer.write("L4-L5")
      try writer.write(number)
      try writer.endRow()
    }
    try row(1)
    let without = try allocationCount { for _ in 0..<1000 { try row(0.25) } }
    #expect(without == 0)
    // The positive control: digits that do not fit into a small string take an allocation.
    let with = try allocationCount { for _ in 0..<1000 { try row(1 / 3.0) } }
    #expect(with >= 1000)
  }
}
