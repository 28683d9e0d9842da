// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas stretch")
struct StretchCommandTests {
  private static let timeColumns =
    "subject,time_s,repetition,phase,pelvic_tilt_deg,hip_extension_deg,psoas_lengthening_mm,"
    + "iliacus_lengthening_mm,psoas_elastic_force_N,psoas_force_N,iliacus_elastic_force_N,"
    + "iliacus_force_N,other_psoas_force_N,other_iliacus_force_N,iliopsoas_moment_Nm,"
    + "hip_moment_Nm,hip_elastic_moment_Nm,level,compression_N,anterior_shear_N,"
    + "flexion_moment_Nm,disc_pressure_MPa,gravity_compression_N,psoas_compression_N,"
    + "extensor_compression_N,abdominal_compression_N,other_muscle_compression_N,"
    + "passive_compression_N,abdominal_pressure_compression_N,external_compression_N,"
    + "inertia_compression_N,unmet_moment_Nm,status"
  private static let weekColumns =
    "subject,week,held_time_s,hip_extension_gain_deg,hip_extension_gain_low_deg,"
    + "hip_extension_gain_high_deg,acute_gain_deg,acute_gain_low_deg,acute_gain_high_deg,"
    + "passive_hip_extension_deg,iliopsoas_lengthening_percent,psoas_elastic_force_N,"
    + "iliacus_elastic_force_N,hip_elastic_moment_Nm,status"

  @Test("By time: a row for each time and level, in order, and parts that sum")
  func byTime() throws {
    let run = try CommandProcess.run("stretch --hold 4 --repeats 2 --rest 2 --interval 2")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").first.map(String.init) == Self.timeColumns)
    let ramp = ["1.25", "2.5", "3.75", "5"]
    let once = ramp + ["7", "9", "10.25", "11.5", "12.75", "14"]
    let twice = ["16", "17.25", "18.5", "19.75", "21", "23", "25", "26.25", "27.5", "28.75", "30"]
    #expect(
      try run.column("time_s")
        == (["0"] + once + twice).flatMap { Array(repeating: $0, count: 6) }
    )
    let phases = Set(try run.column("phase"))
    #expect(phases == ["start", "ramp", "hold", "release", "rest"])
    #expect(Set(try run.column("status")) == ["ok"])
    let names = Self.timeColumns.split(separator: ",").map(String.init)
    let whole = try run.numbers("compression_N")
    var sums = [Double](repeating: 0, count: whole.count)
    for name in names[22...30] {
      for (row, value) in try run.numbers(name).enumerated() { sums[row] += value }
    }
    for (sum, value) in zip(sums, whole) {
      // Printed numbers read back exactly; the parts were summed in the same order.
      #expect(isClose(sum, value, absolute: 1e-9 * abs(value)))
    }
    for row in run.rows.dropFirst() {
      #expect(row.allSatisfy { !$0.isEmpty && $0 != "-0" && $0 != "nan" })
    }
  }

  @Test("A hold of half a minute loses about a quarter of what the stretch added")
  func relaxation() throws {
    let run = try CommandProcess.run("stretch --repeats 1 --levels L4-L5")
    let force = try run.numbers("psoas_force_N")
    let time = try run.numbers("time_s")
    let rest = try #require(force.first)
    let peak = force[try #require(time.firstIndex(of: 5))]
    let end = force[try #require(time.firstIndex(of: 35))]
    #expect(abs((peak - end) / (peak - rest) - 0.25) < 0.02)
    let elastic = try run.numbers("psoas_elastic_force_N")
    #expect(elastic[0] == force[0] && elastic[4] > force[4])
    // Twice the parts of a second give the same forces at the same times.
    let fine = try CommandProcess.run("stretch --repeats 1 --levels L4-L5 --interval 0.5")
    let other = try fine.numbers("psoas_force_N")
    let last = try #require(try fine.numbers("time_s").firstIndex(of: 35))
    #expect(isClose(other[last], end, absolute: 1e-9))
  }

  @Test("The second table holds every fascicle, and its forces sum to those of the first")
  func fascicles() throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.run(
      "stretch --hold 1 --repeats 1 --levels L4-L5 --side l --output \(folder.file("t.csv")) "
        + "--output-split \(folder.file("f.csv"))"
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(folder.names == ["f.csv", "f.csv.json", "t.csv", "t.csv.json"])
    let rows = CommandProcess.Outcome.rows(of: try folder.text(of: "f.csv"))
    #expect(
      rows[0] == [
        "subject", "time_s", "fascicle", "side", "length_mm", "lengthening_mm", "elastic_force_N",
        "force_N",
      ]
    )
    let table = CommandProcess.Outcome.rows(of: try folder.text(of: "t.csv"))
    let place = try #require(table[0].firstIndex(of: "psoas_force_N"))
    for row in table.dropFirst() {
      let sum = rows.dropFirst()
        .filter { $0[1] == row[1] && $0[3] == "l" && $0[2].hasPrefix("Ps_") }
        .reduce(0) { $0 + (Double($1[7]) ?? .nan) }
      #expect(isClose(sum, Double(row[place]) ?? .nan, absolute: 1e-9))
    }
    #expect(rows.count == 1 + 24 * (table.count - 1))
    let sidecar = try json(try folder.text(of: "t.csv.json"))
    guard case .object(let object) = sidecar.root.content else {
      Issue.record("the sidecar is no object")
      return
    }
    #expect(object.map(\.key).contains("settings"))
  }

  @Test("By week: gain with its band, tissue that shows it, and its loss without practice")
  func byWeek() throws {
    let run = try CommandProcess.run("stretch --by week --weeks 10 --weeks-off 2 --repeats 2")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").first.map(String.init) == Self.weekColumns)
    #expect(try run.column("week") == (0...12).map(String.init))
    let gain = try run.numbers("hip_extension_gain_deg")
    // The published gain of ten weeks, twice a day, which is where the constant comes from.
    #expect(abs(gain[10] - 1.6) < 0.01)
    #expect(gain[12] < gain[11] && gain[11] < gain[10])
    let low = try run.numbers("hip_extension_gain_low_deg")
    let high = try run.numbers("hip_extension_gain_high_deg")
    let shown = try run.numbers("passive_hip_extension_deg")
    let longer = try run.numbers("iliopsoas_lengthening_percent")
    for week in 1...12 {
      #expect(low[week] < gain[week] && gain[week] < high[week])
      #expect(isClose(shown[week] - shown[0], gain[week], absolute: 1e-6))
      #expect(longer[week] > 0)
    }
    #expect(Set(try run.column("status")) == ["ok"])
    let held = ["0"] + Array(repeating: "840", count: 10) + ["0", "0"]
    #expect(try run.column("held_time_s") == held)
  }

  @Test("The same run gives the same bytes, in either kind of rows")
  func sameBytes() throws {
    for line in ["stretch --hold 2 --repeats 1", "stretch --by week --weeks 2"] {
      let first = try CommandProcess.run(line)
      #expect(first.code == 0)
      #expect(try CommandProcess.run(line).output == first.output)
    }
  }

  @Test("Tight tissue stretches less far and pulls harder")
  func tightness() throws {
    let line = "stretch --posture half-kneeling-posterior-tilt --hold 0 --repeats 1 --levels L5-S1"
    let usual = try CommandProcess.run(line)
    let tight = try CommandProcess.run(line + " --shortening 5")
    #expect(try #require(tight.numbers("hip_extension_deg").max()) < 28)
    #expect(try #require(usual.numbers("hip_extension_deg").max()) > 28)
    let moments = [usual, tight].map { (try? $0.numbers("hip_elastic_moment_Nm").max()) ?? .nan }
    #expect(isClose(moments[0], moments[1], absolute: 1e-6))
    #expect(try tight.numbers("psoas_force_N")[0] > usual.numbers("psoas_force_N")[0])
  }

  @Test(
    "Wrong options end with 2 and one line that says where, what and what is allowed",
    arguments: [
      ("--hold -5", ["--hold", "-5", "0 to 3600 s"]),
      ("--hold nan", ["--hold"]),
      ("--repeats 0", ["--repeats", "1 to 100"]),
      ("--rest -1", ["--rest", "0 to 3600 s"]),
      ("--ramp 0", ["--ramp", "0.1 to 60 s"]),
      ("--interval 0", ["--interval", "0.01 to 3600 s"]),
      ("--weeks 5", ["--weeks", "--by week"]),
      ("--by week --weeks -1", ["--weeks", "0 to 520"]),
      ("--by week --sessions-per-day 25", ["--sessions-per-day", "0 to 24"]),
      ("--by week --days-per-week 8", ["--days-per-week", "0 to 7"]),
      ("--by week --ensemble 3", ["--ensemble", "20 to 10000"]),
      ("--by week --hold -5", ["--hold", "0 to 3600 s"]),
      ("--by week --rest 5", ["--rest", "--by time"]),
      ("--by week --levels L4-L5", ["--levels", "--by time"]),
      ("--levels L4-L6", ["--levels", "L4-L5"]),
      ("--shortening 30", ["--shortening", "-20 to 20 percent"]),
      ("--shortening nan", ["--shortening", "nan"]),
      ("--shortening 15", ["--shortening", "cannot begin the stretch", "N m"]),
      ("--psoas-tension 5", ["--psoas-tension", "no effect"]),
      ("--lordosis-gain 1", ["--lordosis-gain", "no effect"]),
      ("--subject absent.json", ["absent.json"]),
    ]
  )
  func wrongInput(_ options: String, _ words: [String]) throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.run("stretch \(options) --output \(folder.file("t.csv"))")
    #expect(run.code == 2, "\(run.errors)")
    #expect(run.output.isEmpty)
    let faults = run.errors.split(separator: "\n").filter { $0.hasPrefix("psoas: error: ") }
    #expect(faults.count == 1, "\(run.errors)")
    for word in words { #expect(run.errors.contains(word), "\(word) in: \(run.errors)") }
    #expect(folder.names.isEmpty)
  }

  @Test("Rows that cannot be balanced have no loads but keep the stretch, and end with 3")
  func failedRows() throws {
    let folder = try TemporaryFolder()
    let weak = try folder.write("{\"specific_tension.trunk\": 50000}", to: "weak.json")
    let run = try CommandProcess.run(
      "stretch --hold 0 --repeats 1 --stability off --parameters \(weak)"
    )
    #expect(run.code == 3, "\(run.errors)")
    let names = try #require(run.rows.first)
    var failed = 0
    for row in run.rows.dropFirst() {
      let cells = Dictionary(uniqueKeysWithValues: zip(names, row))
      #expect(cells["psoas_force_N"]?.isEmpty == false)
      guard cells["status"] != "ok" else { continue }
      failed += 1
      for name in names[18...30] { #expect(cells[name] == "") }
    }
    #expect(failed > 0)
  }
}
