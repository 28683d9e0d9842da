// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas gait")
struct GaitCommandTests {
  private static let columns =
    "subject,cycle,cycle_percent,time_s,pelvic_tilt_deg,pelvic_incidence_deg,sacral_slope_deg,"
    + "lumbar_lordosis_deg,level,compression_N,anterior_shear_N,flexion_moment_Nm,"
    + "disc_pressure_MPa,gravity_compression_N,psoas_compression_N,extensor_compression_N,"
    + "abdominal_compression_N,other_muscle_compression_N,passive_compression_N,"
    + "abdominal_pressure_compression_N,external_compression_N,inertia_compression_N,"
    + "unmet_moment_Nm,status"

  @Test("Loads: a row for each percent and level, and parts that sum")
  func loads() throws {
    let run = try CommandProcess.run("gait")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").first.map(String.init) == Self.columns)
    #expect(run.rows.count == 1 + 101 * 6)
    #expect(Set(try run.column("status")) == ["ok"])
    let names = Self.columns.split(separator: ",").map(String.init)
    let whole = try run.numbers("compression_N")
    var sums = [Double](repeating: 0, count: whole.count)
    for name in names[13...21] {
      for (row, value) in try run.numbers(name).enumerated() { sums[row] += value }
    }
    for (sum, value) in zip(sums, whole) {
      #expect(isClose(sum, value, absolute: 1e-9 * abs(value)))
    }
    #expect(try run.numbers("inertia_compression_N").contains { abs($0) > 10 })
  }

  /// What cutting a record at 20 N, straight lines between samples and the filter change of a peak of
  /// a thousand newtons.
  private static let recordError = 60.0

  @Test("The built-in walk as a file gives the loads of the built-in walk")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      try CommandProcess.run("gait --table motion").output,
      to: "walk.csv"
    )
    let run = try CommandProcess.run(["gait", path, "--cutoff", "20", "--levels", "L4-L5"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.rows.count == 1 + 2 * 101)
    let built = try CommandProcess.run("gait --levels L4-L5").numbers("compression_N")
    let read = try run.numbers("compression_N")
    #expect(abs(try #require(read.prefix(101).max()) - (built.max() ?? 0)) < Self.recordError)
  }

  @Test(
    "A file with a misspelt column, swapped forces or a wrong number ends with one line that says so"
  )
  func faults() throws {
    let folder = try TemporaryFolder()
    let good = try CommandProcess.run("gait --table motion").output
    func outcome(_ change: (String) -> String) throws -> CommandProcess.Outcome {
      let path = try folder.write(change(good), to: "walk.csv")
      return try CommandProcess.run(["gait", path])
    }
    let misspelt = try outcome {
      $0.replacingOccurrences(of: "knee_flexion_r_deg", with: "knee_flexion_r_degs")
    }
    #expect(misspelt.code == 2)
    #expect(misspelt.errors.contains("knee_flexion_r_deg"))
    let swapped = try outcome { text in
      text.replacingOccurrences(of: "_r_N", with: "_q_N")
        .replacingOccurrences(of: "_l_N", with: "_r_N")
        .replacingOccurrences(of: "_q_N", with: "_l_N")
    }
    #expect(swapped.code == 2)
    #expect(swapped.errors.contains("swap the forces"))
    #expect(swapped.output.isEmpty)
    let word = try outcome { text in
      var lines = text.split(separator: "\n").map(String.init)
      lines[7] = "soon" + lines[7].drop { $0 != "," }
      return lines.joined(separator: "\n") + "\n"
    }
    #expect(word.code == 2)
    #expect(word.errors.contains(":8:") && word.errors.contains("time_s"))
  }

  @Test("Options out of range and options that mean nothing here are refused")
  func options() throws {
    for line in [
      "gait --cutoff -1", "gait --cutoff 0.5", "gait --speed 9", "gait --tightness 50",
      "gait --table tightness --tightness 8",
      "gait --lordosis-gain 1", "gait nowhere.csv --table motion", "gait nowhere.mot",
      "gait --model a.osim", "gait nowhere.csv --loads a.xml", "gait --allow out-of-range",
      "gait nowhere.mot --model nowhere.osim --loads nowhere.xml",
    ] {
      let run = try CommandProcess.run(line)
      #expect(run.code == 2, "\(line): \(run.errors)")
      #expect(run.output.isEmpty)
    }
  }

  @Test("Tightness: peak extension falls where the walker gives way, and stays where not")
  func tightness() throws {
    let run = try CommandProcess.run("gait --table tightness --tightness 2 --levels L4-L5")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.rows.count == 1 + 5 * 3)
    let extensions = try run.numbers("peak_hip_extension_deg")
    #expect(extensions[0] == extensions[12])
    #expect(extensions[13] < extensions[0])
    #expect(isClose(extensions[13], extensions[14], absolute: 1e-6))
  }
}
