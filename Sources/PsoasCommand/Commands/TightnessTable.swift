// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The table of tightness: one row for each subject, tissue and level.
struct TightnessTable {
  static let columns =
    Array(LoadTable.columns(LoadPart.allCases).dropLast()) + [
      TableColumn("shortening_r_percent", "shortening of the right psoas and iliacus"),
      TableColumn("shortening_l_percent", "shortening of the left psoas and iliacus"),
      TableColumn("hip_flexion_r_deg", "flexion of the right hip from neutral standing"),
      TableColumn("hip_flexion_l_deg", "flexion of the left hip from neutral standing"),
      TableColumn("pelvic_turn_deg", "turn of the pelvis about the vertical, left positive"),
      TableColumn("passive_hip_extension_r_deg", "modified Thomas test, right hip"),
      TableColumn("passive_hip_extension_l_deg", "modified Thomas test, left hip"),
      TableColumn("psoas_active_compression_N", "compression by the active force of the psoas"),
      TableColumn("psoas_passive_compression_N", "compression by its passive force"),
      TableColumn("psoas_induced_compression_N", "compression less that without a psoas"),
      TableColumn("cocontraction_compression_N", "compression that stability adds"),
      TableColumn("column_stiffness_Nm_per_rad", "least stiffness under least effort alone"),
      TableColumn("effort", "effort of the posture, dimensionless"),
      TableColumn("pelvic_tilt_low_deg", "5th percentile over the ensemble"),
      TableColumn("pelvic_tilt_high_deg", "95th percentile over the ensemble"),
      TableColumn("compression_low_N", "5th percentile over the ensemble"),
      TableColumn("compression_high_N", "95th percentile over the ensemble"),
      TableColumn("disc_pressure_low_MPa", "5th percentile over the ensemble"),
      TableColumn("disc_pressure_high_MPa", "95th percentile over the ensemble"),
      TableColumn("slope_of_effort", "what is left of the slope of the effort, of its scale"),
      TableColumn("status", "ok, or what is wrong; a failed row has no loads"),
    ]

  private let levels: [LumbarLevel]
  private let writer: TableWriter
  private(set) var failedRows = 0

  init(levels: [LumbarLevel], format: TableFormat, to output: ByteOutput) throws(OutputError) {
    self.levels = levels
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the rows of one tissue.
  mutating func write(
    _ settled: TightPosture,
    _ tested: TestedTissue,
    _ band: TightnessBand?,
    of subject: Subject
  ) throws(OutputError) {
    let solution = settled.solution
    let failed = solution.status != .ok
    for level in levels {
      let load = solution[level]
      let place = LumbarLevel.count - 1 - level.rawValue
      try writer.write(subject.name)
      try writer.write(LoadTable.rounded(Angle.inDegrees(solution.pelvicTilt)))
      try writer.write(LoadTable.rounded(Angle.inDegrees(subject.spinopelvic.pelvicIncidence)))
      try writer.write(LoadTable.rounded(Angle.inDegrees(solution.sacralSlope)))
      try writer.write(LoadTable.rounded(Angle.inDegrees(solution.lumbarLordosis)))
      try writer.write(level.name)
      try write(
        [load.compression, load.anteriorShear, load.flexionMoment, load.pressure * 1e-6]
          + LoadPart.allCases.map { load.compressionParts[$0] },
        unless: failed
      )
      try writer.write(load.unmetMoment)
      try writer.write(LoadTable.rounded(100 * tested.tissue.right.shortening))
      try writer.write(LoadTable.rounded(100 * tested.tissue.left.shortening))
      try writer.write(LoadTable.rounded(Angle.inDegrees(settled.hipFlexion[0])))
      try writer.write(LoadTable.rounded(Angle.inDegrees(settled.hipFlexion[1])))
      try writer.write(LoadTable.rounded(Angle.inDegrees(settled.pelvicTurn)))
      for test in tested.tests {
        try write((try? test.get()).map { Angle.inDegrees($0.passiveHipExtension) })
      }
      let share = settled[level]
      try write(failed ? nil : share.active)
      try write(failed ? nil : share.passive)
      try write(failed ? nil : share.induced)
      try write(failed ? nil : share.cocontraction)
      try writer.write(settled.equilibrium.columnStiffness)
      try write(settled.equilibrium.effort.isFinite ? settled.equilibrium.effort : nil)
      let sound = failed || band?.count == 0 ? nil : band
      try write(sound.map { LoadTable.rounded(Angle.inDegrees($0.pelvicTilt.low)) })
      try write(sound.map { LoadTable.rounded(Angle.inDegrees($0.pelvicTilt.high)) })
      try write(sound?.compression[place].low)
      try write(sound?.compression[place].high)
      try write(sound.map { $0.pressure[place].low * 1e-6 })
      try write(sound.map { $0.pressure[place].high * 1e-6 })
      let slope = settled.equilibrium.residual / settled.equilibrium.scale
      try write(slope.isFinite ? slope : nil)
      try writer.write(solution.status.description)
      try writer.endRow()
      if failed { failedRows += 1 }
    }
  }

  private func write(_ value: Double?) throws(OutputError) {
    if let value { try writer.write(value) } else { try writer.writeEmpty() }
  }

  private func write(_ values: [Double], unless failed: Bool) throws(OutputError) {
    for value in values { try write(failed ? nil : value) }
  }

  func end() throws(OutputError) { try writer.endTable() }
}
