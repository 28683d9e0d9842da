// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas claims")
struct ClaimsTests {
  private static let columns = [
    "claim", "statement", "model", "band_low", "band_high", "unit", "evidence", "verdict",
    "command", "source",
  ]

  @Test("Every statement has a verdict; what has no number is open and says why")
  func table() throws {
    let outcome = try CommandProcess.run("claims --ensemble 0")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let reader = try csv(outcome.output)
    #expect(reader.header.names == Self.columns)
    var claims: Set<String> = []
    while try reader.nextRow() {
      let row = Dictionary(
        uniqueKeysWithValues: zip(Self.columns, Self.columns.indices.map { reader.text($0) })
      )
      let statement = row["statement"] ?? ""
      claims.insert(row["claim"] ?? "")
      #expect(
        ["supported", "contradicted", "open"].contains(row["verdict"] ?? ""),
        "\(statement)"
      )
      #expect(row["evidence"] != "", "\(statement)")
      if row["model"] == "" { #expect(row["verdict"] == "open", "\(statement)") }
      if let command = row["command"], command.hasPrefix("psoas ") {
        let name = String(command.split(separator: " ")[1])
        #expect(
          Psoas.configuration.subcommands.contains { $0.configuration.commandName == name },
          "\(command)"
        )
      }
    }
    #expect(claims == ["C1", "C2", "C3", "C4", "C5", "C6"])
  }

  @Test("The command beside a statement prints its number")
  func reproduces() throws {
    let claims = try csv(CommandProcess.run("claims --ensemble 0").output)
    var models: [String: Double] = [:]
    while try claims.nextRow() { models[claims.text(1)] = Double(claims.text(2)) }
    func number(_ line: String, _ column: String, row: Int = 0) throws -> Double {
      try CommandProcess.run(line).numbers(column)[row]
    }
    func model(_ beginning: String) throws -> Double {
      try #require(models.first { $0.key.hasPrefix(beginning) }?.value, "\(beginning)")
    }
    let tilt = "tilt --levels L4-L5"
    #expect(
      isClose(
        try model("The psoas pulls the lumbar vertebrae down"),
        try number("\(tilt) --from 0 --to 0 --psoas-tension 100", "psoas_compression_N") / 200,
        absolute: 1e-9
      )
    )
    let sweep = try CommandProcess.run("\(tilt) --from 0 --to 10 --step 10").numbers(
      "compression_N"
    )
    #expect(isClose(try model("A deeper curve"), sweep[1] - sweep[0], absolute: 1e-6))
    let tight = try CommandProcess.run(
      "tightness --from 0 --to 10 --step 10 --ensemble 0 --levels L4-L5"
    )
    for (beginning, column) in [
      ("A psoas and iliacus 10 % shorter tilt", "pelvic_tilt_deg"),
      ("A psoas and iliacus 10 % shorter deepen", "lumbar_lordosis_deg"),
      ("A psoas and iliacus 10 % shorter raise", "disc_pressure_MPa"),
    ] {
      let values = try tight.numbers(column)
      #expect(isClose(try model(beginning), values[1] - values[0], absolute: 1e-8), "\(beginning)")
    }
  }
}
