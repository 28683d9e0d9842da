// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Testing

/// A table that an example printed, or that stands in the folder of golden tables.
struct ExampleTable {
  let columns: [String]
  let rows: [[String]]

  init(_ text: String) throws {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns = try #require(lines.first)
    rows = Array(lines.dropFirst())
    for row in rows { try #require(row.count == columns.count) }
  }

  /// The cells of a column, by its name.
  func texts(_ column: String) throws -> [String] {
    let place = try #require(columns.firstIndex(of: column))
    return rows.map { $0[place] }
  }

  /// The numbers of a column, by its name.
  func numbers(_ column: String) throws -> [Double] {
    try texts(column).map { try #require(Double($0)) }
  }

  /// The rows in which columns hold given texts.
  func rows(where conditions: [String: String]) throws -> ExampleTable {
    var kept = rows
    for (column, text) in conditions {
      let place = try #require(columns.firstIndex(of: column))
      kept = kept.filter { $0[place] == text }
    }
    return try ExampleTable(
      ([columns] + kept).map { $0.joined(separator: ",") }.joined(separator: "\n")
    )
  }

  /// A golden table.
  static func golden(_ name: String) throws -> ExampleTable {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try ExampleTable(
      String(
        contentsOf: folder.appendingPathComponent("Golden/\(name).csv"),
        encoding: .utf8
      )
    )
  }

  /// What an example of this build prints.
  static func printed(by example: String, _ arguments: [String]) throws -> ExampleTable {
    let result = try run(example, arguments)
    try #require(result.status == 0, "\(example) ended with \(result.status)")
    return try ExampleTable(result.output)
  }

  /// Runs an example of this build: its exit status and its standard output.
  static func run(
    _ example: String,
    _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    // Executables and tests stand in one folder.
    let tests = try #require(Bundle.main.executableURL).resolvingSymlinksInPath()
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent().appendingPathComponent(example)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
