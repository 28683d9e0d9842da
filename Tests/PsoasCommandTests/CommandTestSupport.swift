// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport

@testable import PsoasCommand

/// A folder that is removed with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/psoas-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names of the files in the folder, hidden ones included, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }
}

/// What a body prints to an output file.
func printed(_ body: (ByteOutput) throws -> Void) throws -> String {
  let folder = try TemporaryFolder()
  let file = try OutputFile(path: folder.file("out"))
  try body(file.output)
  try file.finish()
  return try folder.text(of: "out")
}

/// A reader of a table given as text.
func csv(_ text: String) throws -> CSVReader {
  try CSVReader(bytes: try FileBytes.checkedText(Array(text.utf8), file: "t.csv"), file: "t.csv")
}

/// A document given as text.
func json(_ text: String) throws -> JSONDocument {
  try JSONDocument(
    bytes: try FileBytes.checkedText(Array(text.utf8), file: "t.json"),
    file: "t.json"
  )
}

/// The message of the input error that a body throws, or nil when it throws none.
func message(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as InputError {
    return error.description
  } catch {
    return "not an input error: \(error)"
  }
}

extension SeededGenerator {
  /// A short text with the characters that tables and JSON treat in special ways.
  mutating func trickyText() -> String {
    let alphabet: [Character] = [
      "a", "b", "\"", ",", "\n", "\r", "\r\n", " ", "\t", "\\", "\u{1}", "é", "𝛼", ";", "'", "/",
    ]
    return String(
      (0..<Int.random(in: 0...8, using: &self)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &self)]
      }
    )
  }
}
