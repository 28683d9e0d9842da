// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The table of a session: one row for each subject, time and level.
struct StretchTimeTable {
  static let columns =
    [
      TableColumn("subject", "name of the subject"),
      TableColumn("time_s", "time from the start of the session"),
      TableColumn("repetition", "number of the repeat, from 1"),
      TableColumn("phase", "start, ramp, hold, release or rest: what ends here"),
      TableColumn("pelvic_tilt_deg", "tilt of the pelvis from neutral standing, forward positive"),
      TableColumn("hip_extension_deg", "extension of the stretched hip from neutral standing"),
      TableColumn("psoas_lengthening_mm", "growth of the stretched psoas from neutral standing"),
      TableColumn("iliacus_lengthening_mm", "growth of the stretched iliacus"),
      TableColumn("psoas_elastic_force_N", "passive force of the stretched psoas, not relaxed"),
      TableColumn("psoas_force_N", "passive force of the stretched psoas, relaxed"),
      TableColumn("iliacus_elastic_force_N", "passive force of the stretched iliacus, not relaxed"),
      TableColumn("iliacus_force_N", "passive force of the stretched iliacus, relaxed"),
      TableColumn("other_psoas_force_N", "passive force of the other psoas, relaxed"),
      TableColumn("other_iliacus_force_N", "passive force of the other iliacus, relaxed"),
      TableColumn("iliopsoas_moment_Nm", "of psoas and iliacus, relaxed, flexing that hip"),
      TableColumn("hip_moment_Nm", "of all muscles, relaxed, and the capsule, flexing it"),
      TableColumn("hip_elastic_moment_Nm", "of all muscles, not relaxed, and the capsule"),
      TableColumn("level", "level from T12-L1 to L5-S1"),
      TableColumn("compression_N", "force along the normal of the disc's mid-plane, on the disc"),
      TableColumn("anterior_shear_N", "force in the mid-plane, forward on the lower vertebra"),
      TableColumn("flexion_moment_Nm", "moment at the disc's centre that flexes the level"),
      TableColumn("disc_pressure_MPa", "pressure in the nucleus"),
    ] + parts.map { TableColumn($0.name, $0.meaning) } + [
      TableColumn("unmet_moment_Nm", "flexion moment that the muscles could not balance"),
      TableColumn("status", "ok, or what is wrong; a failed row has no loads"),
    ]

  /// The parts of the compression in the order of their columns.
  private static let parts: [(part: LoadPart, name: String, meaning: String)] = [
    (.gravity, "gravity_compression_N", "part of the compression by weight"),
    (.psoas, "psoas_compression_N", "part by the psoas, active and passive"),
    (.extensor, "extensor_compression_N", "part by erector spinae and multifidus"),
    (.abdominal, "abdominal_compression_N", "part by rectus abdominis and obliques"),
    (.otherMuscle, "other_muscle_compression_N", "part by all other muscles"),
    (.passive, "passive_compression_N", "part by ligaments"),
    (.abdominalPressure, "abdominal_pressure_compression_N", "part by pressure in the abdomen"),
    (.external, "external_compression_N", "part by supports and loads in the hands"),
    (.inertia, "inertia_compression_N", "part by inertia, zero at rest"),
  ]

  let levels: [LumbarLevel]
  private let side: Muscle.Side
  private let writer: TableWriter
  private(set) var failedRows = 0

  init(
    levels: [LumbarLevel],
    side: Muscle.Side,
    format: TableFormat,
    to output: ByteOutput
  ) throws(OutputError) {
    self.levels = levels
    self.side = side
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the rows of one time.
  mutating func write(
    _ sample: StretchSample,
    _ solution: borrowing PostureSolution,
    of model: HumanModel
  ) throws(OutputError) {
    let other = side == .right ? Muscle.Side.left : .right
    let psoas = sample.sum(of: .psoas, side, in: model)
    let iliacus = sample.sum(of: .iliacus, side, in: model)
    let place = side == .right ? 0 : 1
    let moment = sample.hipMoments[place]
    let flexion = solution.coordinates[model.skeleton.hips[place][0].index]
    let failed = solution.status != .ok
    for level in levels {
      try writer.write(model.subject?.name ?? "")
      try writer.write(Self.rounded(sample.time))
      try writer.write(Double(sample.repetition))
      try writer.write(sample.phase.rawValue)
      try writer.write(Self.rounded(Angle.inDegrees(solution.pelvicTilt)))
      try writer.write(Self.rounded(Angle.inDegrees(-flexion)))
      try writer.write(psoas.lengthening * 1000)
      try writer.write(iliacus.lengthening * 1000)
      try writer.write(psoas.elasticForce)
      try writer.write(psoas.force)
      try writer.write(iliacus.elasticForce)
      try writer.write(iliacus.force)
      try writer.write(sample.sum(of: .psoas, other, in: model).force)
      try writer.write(sample.sum(of: .iliacus, other, in: model).force)
      try writer.write(moment.iliopsoas)
      try writer.write(moment.allMuscles + moment.capsule)
      try writer.write(moment.elastic + moment.capsule)
      try writer.write(level.name)
      let load = solution[level]
      if failed {
        for _ in 0..<4 + Self.parts.count { try writer.writeEmpty() }
        failedRows += 1
      } else {
        try writer.write(load.compression)
        try writer.write(load.anteriorShear)
        try writer.write(load.flexionMoment)
        try writer.write(load.pressure * 1e-6)
        for part in Self.parts { try writer.write(load.compressionParts[part.part]) }
      }
      try writer.write(load.unmetMoment)
      try writer.write(solution.status.description)
      try writer.endRow()
    }
  }

  func end() throws(OutputError) { try writer.endTable() }

  /// A time or an angle, rounded to 1e-9 so that whole numbers print as such.
  private static func rounded(_ value: Double) -> Double {
    let value = (value * 1e9).rounded() / 1e9
    return value == 0 ? 0 : value
  }
}

/// The long table beside it: one row for each time and fascicle of psoas and iliacus.
struct StretchFascicleTable {
  static let columns = [
    TableColumn("subject", "name of the subject"),
    TableColumn("time_s", "time from the start of the session"),
    TableColumn("fascicle", "name of the fascicle"),
    TableColumn("side", "r or l"),
    TableColumn("length_mm", "length of muscle and tendon along the path"),
    TableColumn("lengthening_mm", "its growth from neutral standing"),
    TableColumn("elastic_force_N", "passive force, not relaxed"),
    TableColumn("force_N", "passive force, relaxed"),
  ]

  private let writer: TableWriter

  init(format: TableFormat, to output: ByteOutput) throws(OutputError) {
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the rows of one time.
  func write(_ sample: StretchSample, of model: HumanModel) throws(OutputError) {
    for fascicle in sample.fascicles {
      let muscle = model.muscles[fascicle.muscle]
      try writer.write(model.subject?.name ?? "")
      try writer.write((sample.time * 1e9).rounded() / 1e9)
      try writer.write(muscle.fascicle)
      try writer.write(muscle.side.rawValue)
      try writer.write(fascicle.length * 1000)
      try writer.write(fascicle.lengthening * 1000)
      try writer.write(fascicle.elasticForce)
      try writer.write(fascicle.force)
      try writer.endRow()
    }
  }

  func end() throws(OutputError) { try writer.endTable() }
}
