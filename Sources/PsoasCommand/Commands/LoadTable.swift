// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The table of loads: one row for each subject, posture and level.
struct LoadTable {
  /// The columns with some parts of the compression.
  static func columns(_ parts: [LoadPart]) -> [TableColumn] {
    [
      TableColumn("subject", "name of the subject"),
      TableColumn("pelvic_tilt_deg", "tilt of the pelvis from neutral standing, forward positive"),
      TableColumn("pelvic_incidence_deg", "pelvic incidence PI"),
      TableColumn("sacral_slope_deg", "slope of the upper endplate of S1 in this posture"),
      TableColumn("lumbar_lordosis_deg", "lordosis L1-S1 in this posture"),
      TableColumn("level", "level from T12-L1 to L5-S1"),
      TableColumn("compression_N", "force along the normal of the disc's mid-plane, on the disc"),
      TableColumn("anterior_shear_N", "force in the mid-plane, forward on the lower vertebra"),
      TableColumn("flexion_moment_Nm", "moment at the disc's centre that flexes the level"),
      TableColumn("disc_pressure_MPa", "pressure in the nucleus"),
    ]
      + parts.map(Self.column)
      + [
        TableColumn("unmet_moment_Nm", "flexion moment that the muscles could not balance"),
        TableColumn("status", "ok, or what is wrong; a failed row has no loads"),
      ]
  }

  private static func column(of part: LoadPart) -> TableColumn {
    switch part {
    case .gravity: TableColumn("gravity_compression_N", "part of the compression by weight")
    case .psoas: TableColumn("psoas_compression_N", "part by the psoas, active and passive")
    case .extensor:
      TableColumn("extensor_compression_N", "part by erector spinae and multifidus")
    case .abdominal:
      TableColumn("abdominal_compression_N", "part by rectus abdominis and obliques")
    case .otherMuscle: TableColumn("other_muscle_compression_N", "part by all other muscles")
    case .passive: TableColumn("passive_compression_N", "part by ligaments")
    case .abdominalPressure:
      TableColumn("abdominal_pressure_compression_N", "part by the pressure in the abdomen")
    case .external:
      TableColumn("external_compression_N", "part by what hands hold and supports push above")
    case .inertia: TableColumn("inertia_compression_N", "part by inertia")
    }
  }

  let levels: [LumbarLevel]
  private let parts: [LoadPart]
  private let writer: TableWriter
  private(set) var failedRows = 0

  init(
    levels: [LumbarLevel],
    parts: [LoadPart],
    format: TableFormat,
    to output: ByteOutput
  ) throws(OutputError) {
    self.levels = levels
    self.parts = parts
    writer = try TableWriter(Self.columns(parts), format: format, to: output)
  }

  /// Writes the rows of one posture.
  mutating func write(
    _ solution: borrowing PostureSolution,
    of subject: Subject
  ) throws(OutputError) {
    let failed = solution.status != .ok
    for level in levels {
      let load = solution[level]
      try writer.write(subject.name)
      try writer.write(Self.rounded(Angle.inDegrees(solution.pelvicTilt)))
      try writer.write(Self.rounded(Angle.inDegrees(subject.spinopelvic.pelvicIncidence)))
      try writer.write(Self.rounded(Angle.inDegrees(solution.sacralSlope)))
      try writer.write(Self.rounded(Angle.inDegrees(solution.lumbarLordosis)))
      try writer.write(level.name)
      if failed {
        for _ in 0..<4 + parts.count { try writer.writeEmpty() }
        failedRows += 1
      } else {
        try writer.write(load.compression)
        try writer.write(load.anteriorShear)
        try writer.write(load.flexionMoment)
        try writer.write(load.pressure * 1e-6)
        for part in parts { try writer.write(load.compressionParts[part]) }
      }
      try writer.write(load.unmetMoment)
      try writer.write(solution.status.description)
      try writer.endRow()
    }
  }

  func end() throws(OutputError) { try writer.endTable() }

  /// An angle in degrees, rounded to 1e-9 so that whole degrees print as such.
  static func rounded(_ degrees: Double) -> Double {
    let value = (degrees * 1e9).rounded() / 1e9
    return value == 0 ? 0 : value
  }
}
