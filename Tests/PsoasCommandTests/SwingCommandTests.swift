// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas swing")
struct SwingCommandTests {
  @Test("By time: from toe-off to the strike, parts that sum, and small errors of energy")
  func byTime() throws {
    let run = try CommandProcess.run("swing --interval 0.05")
    #expect(run.code == 0, "\(run.errors)")
    let times = try run.numbers("time_s")
    #expect(Array(times.prefix(4)) == [0, 0.05, 0.1, 0.15])
    #expect(Set(try run.column("status")) == ["ok"])
    // The heel is on the ground at the end, and not before.
    let heel = try run.numbers("heel_height_mm")
    #expect(isClose(heel.last ?? 1, 0, absolute: 1e-3))
    #expect(heel.dropLast().allSatisfy { $0 > 0 })
    var sums = [Double](repeating: 0, count: times.count)
    for source in SwingTimeTable.sources {
      for (row, value) in try run.numbers("\(source.name)_hip_acceleration_rad_per_s2").enumerated()
      {
        sums[row] += value
      }
    }
    for (sum, whole) in zip(sums, try run.numbers("hip_acceleration_rad_per_s2")) {
      #expect(isClose(sum, whole, absolute: 1e-9))
    }
    #expect(try run.numbers("energy_error_J").allSatisfy { abs($0) < 5e-4 })
    for row in run.rows.dropFirst() {
      #expect(row.allSatisfy { !$0.isEmpty && $0 != "-0" && $0 != "nan" })
    }
    #expect(try CommandProcess.run("swing --interval 0.05").output == run.output)
  }

  @Test("A swing that does not reach the ground in front has a status, no numbers and code 3")
  func failures() throws {
    let run = try CommandProcess.run("swing --push-off 0")
    #expect(run.code == 3)
    #expect(run.rows.count == 2)
    #expect(try run.column("status") == ["never clears: the foot meets the ground behind"])
    #expect(run.rows[1].dropFirst().dropLast().allSatisfy { $0.isEmpty })
    #expect(run.errors.contains("1 of 1 rows failed"))
  }

  @Test("A sweep has one row a value, and its parts sum to the travel of the hip")
  func sweep() throws {
    let run = try CommandProcess.run("swing --sweep tightness --from 0 --to 5 --step 5")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try run.column("tightness_percent") == ["0", "5"])
    let travel = try run.numbers("hip_travel_deg")
    var sums = [0.0, 0.0]
    for name in ["push_off", "active", "passive", "gravity", "inertia"] {
      for (row, value) in try run.numbers("\(name)_travel_deg").enumerated() { sums[row] += value }
    }
    for (sum, whole) in zip(sums, travel) { #expect(isClose(sum, whole, absolute: 1e-2)) }
    let force = try run.numbers("peak_psoas_force_N")
    #expect(force[1] > force[0])
  }

  @Test(
    "One clear error for each wrong option",
    arguments: [
      ("swing --psoas-strength 400", "--psoas-strength"),
      ("swing --tightness -30", "--tightness"),
      ("swing --speed 5", "--speed"),
      ("swing --push-off -1", "--push-off"),
      ("swing --interval 0", "--interval"),
      ("swing --from 3", "--from"),
      ("swing --sweep speed --from 0.1", "--from"),
      ("swing --sweep speed --interval 0.1", "--interval"),
    ]
  )
  func wrongOptions(line: String, option: String) throws {
    let run = try CommandProcess.run(line)
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(option), "\(run.errors)")
  }
}
