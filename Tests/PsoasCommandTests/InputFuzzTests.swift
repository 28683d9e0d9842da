// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Lumbopelvic
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("Spoilt files are refused or read, and never stop the program")
struct InputFuzzTests {
  private static let runs = 400

  /// A text that was cut, or in which some bytes were replaced, inserted or doubled.
  private func spoilt(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    if Int.random(in: 0..<4, using: &generator) == 0 {
      return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
    }
    let alphabet = Array("\",\n\r{}[]:.-+eE0123456789 \\\u{0}\u{7F}ntu;\t".utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let isCommon = Bool.random(using: &generator)
      let byte =
        isCommon
        ? alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        : UInt8.random(in: 0...255, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      case 2: bytes.remove(at: place)
      default: bytes += bytes[place...]
      }
    }
    return bytes
  }

  /// Reads spoilt versions of a file; only input errors with a message may come.
  private func check(
    _ text: String,
    _ seed: UInt64,
    _ read: (String) throws -> Void
  ) throws -> (refused: Int, read: Int) {
    var generator = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let file = folder.file("spoilt")
    var counts = (refused: 0, read: 0)
    for _ in 0..<Self.runs {
      try Data(spoilt(text, &generator)).write(to: URL(fileURLWithPath: file))
      do {
        try read(file)
        counts.read += 1
      } catch let error as InputError {
        counts.refused += 1
        let message = error.description
        #expect(!message.isEmpty && !message.contains("\n"))
      }
    }
    return counts
  }

  @Test("Tables of people", arguments: [1, 2] as [UInt64])
  func tables(seed: UInt64) throws {
    let counts = try check(SampleInput.people, seed) { file in
      _ = try SubjectTable.read(file, condition: nil, parameters: ModelParameters())
    }
    #expect(counts.refused > 0 && counts.read > 0)
  }

  @Test("Files of one person", arguments: [3, 4] as [UInt64])
  func people(seed: UInt64) throws {
    let counts = try check(SampleInput.person, seed) { file in
      _ = try SubjectFile.read(file, parameters: ModelParameters())
    }
    #expect(counts.refused > 0 && counts.read > 0)
  }

  @Test("Files of parameters", arguments: [5] as [UInt64])
  func parameters(seed: UInt64) throws {
    let text = #"{"gravity": 9.81, "disc.L4-L5.area": 0.0017, "psoas.L1_VB.pcsa": 2.1e-4}"#
    let counts = try check(text, seed) { file in _ = try ParameterFile.read(file) }
    #expect(counts.refused > 0 && counts.read > 0)
  }
}
