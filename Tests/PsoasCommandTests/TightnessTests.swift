// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas tightness")
struct TightnessTests {
  @Test("Shorter hip flexors tilt the pelvis forward, take passive extension and load L4-L5")
  func sweep() throws {
    let run = try CommandProcess.run(
      "tightness --from 0 --to 5 --step 2.5 --levels L4-L5 --ensemble 0"
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(try run.column("status") == ["ok", "ok", "ok"])
    #expect(try run.numbers("shortening_r_percent") == [0, 2.5, 5])
    func rises(_ name: String, _ sign: Double) throws {
      let values = try run.numbers(name).map { sign * $0 }
      #expect(zip(values.dropFirst(), values).allSatisfy { $0 > $1 }, "\(name): \(values)")
    }
    try rises("pelvic_tilt_deg", 1)
    try rises("lumbar_lordosis_deg", 1)
    try rises("passive_hip_extension_r_deg", -1)
    try rises("psoas_passive_compression_N", 1)
    try rises("compression_N", 1)
    // The psoas' own parts are those of the split.
    let whole = try run.numbers("psoas_compression_N")
    let active = try run.numbers("psoas_active_compression_N")
    let passive = try run.numbers("psoas_passive_compression_N")
    for row in 0..<3 { #expect(isClose(active[row] + passive[row], whole[row], absolute: 1e-9)) }
    #expect(try run.column("compression_low_N") == ["", "", ""])
  }

  @Test("A row is the same alone and in a sweep; a tight right side mirrors a tight left one")
  func independence() throws {
    let common = "--levels L4-L5 --ensemble 0"
    let sweep = try CommandProcess.run("tightness --from 0 --to 5 --step 5 \(common)")
    let alone = try CommandProcess.run("tightness --from 5 --to 5 --step 5 \(common)")
    #expect(sweep.output.split(separator: "\n").last == alone.output.split(separator: "\n").last)
    let right = try CommandProcess.run("tightness --side r --from 5 --to 5 \(common)")
    let left = try CommandProcess.run("tightness --side l --from 5 --to 5 \(common)")
    let turns = try (right.numbers("pelvic_turn_deg")[0], left.numbers("pelvic_turn_deg")[0])
    #expect(abs(turns.0) > 0.1)
    #expect(isClose(turns.0, -turns.1, absolute: 1e-4))
    #expect(
      isClose(
        try right.numbers("compression_N")[0],
        try left.numbers("compression_N")[0],
        absolute: 1e-3
      )
    )
  }

  @Test("A measured extension is reproduced by the tissue that is found for it")
  func reverse() throws {
    let run = try CommandProcess.run(
      "tightness --passive-hip-extension 5 --levels L4-L5 --ensemble 0"
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(isClose(try run.numbers("passive_hip_extension_r_deg")[0], 5, absolute: 1e-6))
    let hours = try CommandProcess.run("tightness --sitting-hours 8 --levels L4-L5 --ensemble 0")
    #expect(hours.errors.contains("cross-sectional"))
    #expect(try hours.numbers("shortening_l_percent")[0] > 1)
  }

  @Test("An ensemble gives bands that its seed fixes")
  func bands() throws {
    let line = "tightness --from 0 --to 0 --levels L4-L5 --ensemble 4"
    let run = try CommandProcess.run(line)
    #expect(try run.numbers("compression_low_N")[0] < run.numbers("compression_high_N")[0])
    #expect(try CommandProcess.run(line).output == run.output)
    #expect(try CommandProcess.run(line + " --seed 2").output != run.output)
  }

  @Test(
    "What makes no tissue is refused",
    arguments: [
      ("--to 30", "-20 to 20 percent"),
      ("--step 0", "--step"),
      ("--stiffening 9", "0.25 to 4"),
      ("--sitting-hours 25", "0 to 24 h"),
      ("--sitting-hours 5 --to 3", "described twice"),
      ("--sitting-hours 5 --side r", "both sides only"),
      ("--passive-hip-extension 44", "give a value nearer"),
      ("--passive-hip-extension 90", "-45 to 45 degrees"),
      ("--ensemble -1", "0 to 10000"),
      ("--seed -1", "0 or more"),
    ]
  )
  func faults(_ options: String, _ words: String) throws {
    let run = try CommandProcess.run("tightness \(options)")
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
