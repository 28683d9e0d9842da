// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas validate")
struct ValidateTests {
  private static let columns = [
    "target", "level", "model", "band_low", "band_high", "measured", "unit", "difference_percent",
    "tolerance_percent", "verdict", "source", "failed_members",
  ]

  /// The rows of a run by the names of their columns; cells may hold commas in quotes.
  private func rows(_ outcome: CommandProcess.Outcome) throws -> [[String: String]] {
    let reader = try csv(outcome.output)
    var rows: [[String: String]] = []
    #expect(reader.header.names == Self.columns)
    while try reader.nextRow() {
      let cells = Self.columns.indices.map { reader.text($0) }
      rows.append(Dictionary(uniqueKeysWithValues: zip(Self.columns, cells)))
    }
    return rows
  }

  @Test("Every verdict follows from the printed numbers, and known misses are printed with causes")
  func verdicts() throws {
    let outcome = try CommandProcess.run("validate --ensemble 3 --target standing")
    #expect(outcome.code == 0 || outcome.code == 4, "\(outcome.errors)")
    let rows = try rows(outcome)
    #expect(rows.count > 10)
    var missed = 0
    for row in rows {
      let target = try #require(row["target"])
      let failed = try #require(Int(row["failed_members"] ?? ""))
      #expect((0...3).contains(failed), "\(target)")
      let model = Double(row["model"] ?? "")
      let measured = try #require(Double(row["measured"] ?? ""))
      let verdict = row["verdict"]
      if verdict == "outside" { missed += 1 }
      guard verdict != "input" else { continue }
      guard let model else {
        #expect(verdict == "outside", "\(target)")
        continue
      }
      let agrees: Bool
      if let tolerance = Double(row["tolerance_percent"] ?? "") {
        let difference = try #require(Double(row["difference_percent"] ?? ""))
        #expect(
          isClose(difference, 100 * (model - measured) / abs(measured), absolute: 1e-9),
          "\(target)"
        )
        agrees = abs(model - measured) <= 0.01 * tolerance * abs(measured)
      } else if target.contains("measurement inside the band") {
        let low = try #require(Double(row["band_low"] ?? ""))
        let high = try #require(Double(row["band_high"] ?? ""))
        agrees = low <= measured && measured <= high
      } else if let words = target.firstRange(of: ", accepted ") {
        let ends = target[words.upperBound...].split(separator: " ")
        let low = try #require(Double(ends[0]))
        let high = try #require(Double(ends[2]))
        agrees = low <= model && model <= high
      } else {
        let words = try #require(target.firstRange(of: ", at least "), "\(target)")
        agrees = try #require(Double(target[words.upperBound...])) <= model
      }
      #expect(verdict == (agrees ? "within" : "outside"), "\(target)")
    }
    let known = outcome.errors.components(separatedBy: "known miss: ").count - 1
    #expect(outcome.code == 0 ? known == missed : known < missed)
    for words in ["root mean square error", "forms, standing at L4-L5"] {
      #expect(outcome.errors.contains(words), "\(words)")
    }
  }

  @Test("A constant that moves a target out of its tolerance ends with exit code 4")
  func positiveControl() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(#"{"disc.area_factor": 0.4}"#, to: "p.json")
    let outcome = try CommandProcess.run([
      "validate", "--ensemble", "0", "--target", "relaxed standing", "--parameters", file,
    ])
    #expect(outcome.code == 4)
    #expect(outcome.errors.contains("missed without a listed cause"))
    #expect(outcome.errors.contains("pressure in relaxed standing"))
    #expect(try rows(outcome).count == 1)
    let right = try CommandProcess.run("validate --ensemble 0 --target relaxed")
    #expect(right.code == 0, "\(right.errors)")
  }

  @Test("Wrong numbers are refused with what is allowed")
  func wrongInput() throws {
    for (line, words) in [
      ("validate --ensemble -1", "--ensemble"), ("validate --threads 0", "--threads"),
      ("validate --seed -5", "--seed"), ("validate --target nonsense", "--target"),
      ("validate --exponent 0", "--exponent"),
    ] {
      let outcome = try CommandProcess.run(line)
      #expect(outcome.code == 2, "\(line)")
      #expect(outcome.errors.contains(words), "\(line): \(outcome.errors)")
      #expect(outcome.output.isEmpty, "\(line)")
    }
  }

  @Test("The table is the same on one thread and on two")
  func threads() throws {
    let single = try CommandProcess.run("validate --ensemble 2 --target relaxed --threads 1")
    let double = try CommandProcess.run("validate --ensemble 2 --target relaxed --threads 2")
    #expect(single.output == double.output)
    #expect(single.errors == double.errors)
  }
}
