// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Lumbopelvic
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas tightness")
struct TightnessTests {
  private static let columns =
    "subject,pelvic_tilt_deg,pelvic_incidence_deg,sacral_slope_deg,lumbar_lordosis_deg,level,"
    + "compression_N,anterior_shear_N,flexion_moment_Nm,disc_pressure_MPa,gravity_compression_N,"
    + "psoas_compression_N,extensor_compression_N,abdominal_compression_N,"
    + "other_muscle_compression_N,passive_compression_N,abdominal_pressure_compression_N,"
    + "external_compression_N,inertia_compression_N,unmet_moment_Nm,shortening_percent,stiffening,"
    + "side,tissue_from,posture,form,hip_flexion_r_deg,hip_flexion_l_deg,thorax_pitch_deg,"
    + "pelvic_turn_deg,passive_hip_extension_r_deg,passive_hip_extension_l_deg,"
    + "psoas_active_compression_N,psoas_passive_compression_N,psoas_induced_compression_N,effort,"
    + "equilibrium_residual,column_stiffness_Nm_per_rad,cocontraction_compression_N,"
    + "pelvic_tilt_low_deg,pelvic_tilt_high_deg,lumbar_lordosis_low_deg,lumbar_lordosis_high_deg,"
    + "compression_low_N,compression_high_N,disc_pressure_low_MPa,disc_pressure_high_MPa,"
    + "ensemble_members,status"
  private static let one = "--posture standing --levels L4-L5 --ensemble 0"

  @Test("Shorter hip flexors tilt the pelvis forward, take passive extension and load L4-L5")
  func sweep() throws {
    let run = try CommandProcess.run("tightness --from 0 --to 5 \(Self.one)")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.rows.first?.joined(separator: ",") == Self.columns)
    #expect(try run.column("status") == ["ok", "ok", "ok"])
    #expect(try run.numbers("shortening_percent") == [0, 2.5, 5])
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
    #expect(try run.column("ensemble_members") == ["", "", ""])
    #expect(run.errors.contains("standing, first to last tissue: tilt +"))
  }

  @Test("Parts sum to the compression at every level, in both postures")
  func both() throws {
    let run = try CommandProcess.run("tightness --to 0 --ensemble 0")
    #expect(run.code == 0, "\(run.errors)")
    let posture = ["standing", "late-stance"].flatMap { Array(repeating: $0, count: 6) }
    #expect(try run.column("posture") == posture)
    let whole = try run.numbers("compression_N")
    var sums = [Double](repeating: 0, count: whole.count)
    for part in Self.columns.split(separator: ",")[10...18] {
      for (row, value) in try run.numbers(String(part)).enumerated() { sums[row] += value }
    }
    for (sum, value) in zip(sums, whole) { #expect(isClose(sum, value, absolute: 1e-9 * value)) }
  }

  @Test("A row is the same alone and in a sweep; a tight right side mirrors a tight left one")
  func independence() throws {
    let sweep = try CommandProcess.run("tightness --from 0 --to 5 --step 5 \(Self.one)")
    let alone = try CommandProcess.run("tightness --from 5 --to 5 \(Self.one)")
    #expect(sweep.output.split(separator: "\n").last == alone.output.split(separator: "\n").last)
    let right = try CommandProcess.run("tightness --side right --from 5 --to 5 \(Self.one)")
    let left = try CommandProcess.run("tightness --side l --from 5 --to 5 \(Self.one)")
    #expect(try right.column("side") + left.column("side") == ["r", "l"])
    #expect(try right.numbers("shortening_percent") == left.numbers("shortening_percent"))
    func pair(_ first: String, _ second: String) throws -> (Double, Double) {
      try (right.numbers(first)[0], left.numbers(second)[0])
    }
    let turns = try pair("pelvic_turn_deg", "pelvic_turn_deg")
    #expect(abs(turns.0) > 0.1)
    #expect(isClose(turns.0, -turns.1, absolute: 1e-4))
    for (first, second) in [
      ("hip_flexion_r_deg", "hip_flexion_l_deg"), ("hip_flexion_l_deg", "hip_flexion_r_deg"),
      ("passive_hip_extension_r_deg", "passive_hip_extension_l_deg"),
      ("pelvic_tilt_deg", "pelvic_tilt_deg"),
    ] {
      let angles = try pair(first, second)
      #expect(isClose(angles.0, angles.1, absolute: 1e-4), "\(first) \(angles)")
    }
    let loads = try pair("compression_N", "compression_N")
    #expect(isClose(loads.0, loads.1, absolute: 1e-3))
  }

  @Test("A measured extension is reproduced by the tissue that is found for it")
  func reverse() throws {
    let run = try CommandProcess.run("tightness --passive-hip-extension 5 \(Self.one)")
    #expect(run.code == 0, "\(run.errors)")
    #expect(isClose(try run.numbers("passive_hip_extension_r_deg")[0], 5, absolute: 1e-6))
    #expect(try run.column("tissue_from") == ["passive hip extension"])
    let hours = try CommandProcess.run("tightness --sitting-hours 8 \(Self.one)")
    #expect(hours.errors.contains("they do not say that sitting shortens a muscle"))
    #expect(try hours.column("tissue_from") == ["sitting hours (cross-sectional)"])
    #expect(try hours.numbers("shortening_percent")[0] > 1)
  }

  @Test("An ensemble gives bands that its seed fixes, the same on one processor")
  func bands() throws {
    let line = "tightness --from 2.5 --to 2.5 --posture standing --levels L4-L5 --ensemble 4"
    let run = try CommandProcess.run(line)
    #expect(try run.numbers("compression_low_N")[0] < run.numbers("compression_high_N")[0])
    #expect(try run.numbers("ensemble_members")[0] > 0)
    #expect(run.errors.contains("forms of the model (--forms prints them): tilt"))
    #expect(try CommandProcess.shell("taskset -c 0 $PSOAS \(line)").output == run.output)
    #expect(try CommandProcess.run(line + " --seed 2").output != run.output)
  }

  @Test("Forms of the model are rows of their own")
  func forms() throws {
    let run = try CommandProcess.run("tightness --from 2.5 --to 2.5 --forms \(Self.one)")
    let forms = try run.column("form")
    #expect(forms.first == "base")
    #expect(forms.contains("exponent 3") && forms.contains("no stability"))
    #expect(Set(forms).count == forms.count)
  }

  @Test("A row without loads keeps its angles, and the run ends with 3")
  func unstable() throws {
    let weak = "--passive none --muscle-stiffness 0"
    let run = try CommandProcess.run("tightness --to 0 \(weak) \(Self.one)")
    #expect(run.code == 3, "\(run.errors)")
    #expect(try run.column("status")[0].hasPrefix("muscles cannot make the column stable"))
    #expect(try run.numbers("pelvic_tilt_deg")[0].isFinite)
    #expect(try run.column("compression_N") == [""])
    #expect(try run.column("psoas_induced_compression_N") == [""])
    #expect(run.errors.contains("1 of 1 rows failed"))
  }

  @Test("An equilibrium that is not found is a row with its status and its residual alone")
  func notFound() throws {
    let parameters = ModelParameters()
    let subject = Subject(standardIn: parameters)
    let model = HumanModel(of: subject, parameters: parameters)
    var options = EquilibriumOptions()
    options.evaluationLimit = 3
    let row = TightnessRow(
      subject: subject,
      posture: "standing",
      form: "base",
      source: "given",
      side: .both,
      tested: TestedTissue(HipFlexorTissue(), in: model),
      settled: TightPosture(BodyPosture(name: "standing"), of: model, options: options),
      band: nil
    )
    let text = try printed { output in
      var table = try TightnessTable(levels: [.l4l5], format: .csv, to: output)
      try table.write(row)
      try table.end()
      #expect(table.failedRows == 1)
    }
    let rows = CommandProcess.Outcome.rows(of: text)
    let cells = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    #expect(cells["status"]?.hasPrefix("no equilibrium found (iteration limit)") == true)
    #expect(try #require(Double(cells["equilibrium_residual"] ?? "")) > 1e-6)
    for column in ["pelvic_tilt_deg", "compression_N", "hip_flexion_r_deg", "effort"] {
      #expect(cells[column] == "", "\(column)")
    }
    #expect(cells["passive_hip_extension_r_deg"] != "")
  }

  @Test(
    "The file beside the table has seed, notes and units; people of a table get no bands unasked"
  )
  func sidecar() throws {
    let folder = try TemporaryFolder()
    let people = try folder.write("name,height_m,mass_kg\na,1.7,70\nb,1.8,80\n", to: "people.csv")
    let table = folder.file("t.csv")
    let options = "--sitting-hours 7 --posture standing --levels L4-L5 --output \(table)"
    let run = try CommandProcess.run("tightness --subjects \(people) \(options)")
    #expect(run.code == 0, "\(run.errors)")
    let rows = CommandProcess.Outcome.rows(of: try folder.text(of: "t.csv"))
    #expect(rows.dropFirst().map { $0[0] } == ["a", "b"])
    let text = try folder.text(of: "t.csv.json")
    #expect(text.contains("\"seed\": null") && text.contains("cross-sectional study"))
    #expect(text.contains("\"unit\": \"N m/rad\"") && text.contains("\"sitting_hours\": 7"))
  }

  @Test(
    "What makes no tissue or has no effect is refused",
    arguments: [
      ("--to 30", "-20 to 20 percent"),
      ("--step 0", "--step"),
      ("--stiffening 9", "0.25 to 4"),
      ("--side up", "up"),
      ("--sitting-hours 25", "0 to 24 h"),
      ("--sitting-hours 5 --to 3", "described twice, by --to too"),
      ("--sitting-hours 5 --passive-hip-extension 3", "described twice"),
      ("--sitting-hours 5 --side right", "both sides only"),
      ("--passive-hip-extension 44", "give a value nearer"),
      ("--passive-hip-extension 90", "-45 to 45 degrees"),
      ("--posture sitting", "sitting"),
      ("--ensemble -1", "0 to 10000"),
      ("--seed -1", "0 or more"),
      ("--psoas-tension 100", "leave it out"),
      ("--lordosis-gain 1", "leave it out"),
    ]
  )
  func faults(_ options: String, _ words: String) throws {
    let run = try CommandProcess.run("tightness \(options)")
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
