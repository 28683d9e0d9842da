// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One posture with one tissue, with all that the table says about it.
struct TightnessRow {
  let subject: Subject
  /// Name of the posture, and of the form of the model.
  let posture: String
  let form: String
  /// Where the shortening comes from, and which sides it is on.
  let source: String
  let side: TissueOptions.Side
  let tested: TestedTissue
  let settled: TightPosture
  let band: TightnessBand?
}

/// The table of tightness: one row for each subject, posture, tissue and level.
struct TightnessTable {
  static let columns =
    Array(LoadTable.columns(LoadPart.allCases).dropLast()) + [
      TableColumn("shortening_percent", "shortening of psoas and iliacus of the sides named"),
      TableColumn("stiffening", "factor of their passive force"),
      TableColumn("side", "both, r or l"),
      TableColumn("tissue_from", "given, or what the shortening was sought for"),
      TableColumn("posture", "name of the posture"),
      TableColumn("form", "base, or the form of the model"),
      TableColumn("hip_flexion_r_deg", "flexion of the right hip from neutral standing"),
      TableColumn("hip_flexion_l_deg", "flexion of the left hip from neutral standing"),
      TableColumn(
        "thorax_pitch_deg",
        "pitch of the thorax from neutral standing, forward positive"
      ),
      TableColumn("pelvic_turn_deg", "turn of the pelvis about the vertical, left positive"),
      TableColumn("passive_hip_extension_r_deg", "modified Thomas test, right hip"),
      TableColumn("passive_hip_extension_l_deg", "modified Thomas test, left hip"),
      TableColumn("psoas_active_compression_N", "compression by the active force of the psoas"),
      TableColumn("psoas_passive_compression_N", "compression by its passive force"),
      TableColumn(
        "psoas_induced_compression_N",
        "compression less that without a psoas at these angles: its own parts and antagonists"
      ),
      TableColumn("effort", "effort of the posture"),
      TableColumn(
        "equilibrium_residual",
        "the largest slope of the effort that is left, over its scale"
      ),
      TableColumn("column_stiffness_Nm_per_rad", "least stiffness under least effort alone"),
      TableColumn("cocontraction_compression_N", "compression that stability adds"),
      TableColumn("pelvic_tilt_low_deg", "5th percentile over the ensemble"),
      TableColumn("pelvic_tilt_high_deg", "95th percentile over the ensemble"),
      TableColumn("lumbar_lordosis_low_deg", "5th percentile over the ensemble"),
      TableColumn("lumbar_lordosis_high_deg", "95th percentile over the ensemble"),
      TableColumn("compression_low_N", "5th percentile over the ensemble"),
      TableColumn("compression_high_N", "95th percentile over the ensemble"),
      TableColumn("disc_pressure_low_MPa", "5th percentile over the ensemble"),
      TableColumn("disc_pressure_high_MPa", "95th percentile over the ensemble"),
      TableColumn("ensemble_members", "members of the ensemble that could hold the posture"),
      TableColumn("status", "ok, or what is wrong; a failed row has no loads"),
    ]

  private let levels: [LumbarLevel]
  private let writer: TableWriter
  private(set) var rows = 0
  private(set) var failedRows = 0

  init(levels: [LumbarLevel], format: TableFormat, to output: ByteOutput) throws(OutputError) {
    self.levels = levels
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the rows of one posture with one tissue, level by level.
  mutating func write(_ row: TightnessRow) throws(OutputError) {
    for level in levels {
      try writeLoads(row, level)
      try writeTissueAndAngles(row)
      try writeShares(row, level)
      try writeBands(row, level)
      try writer.write(row.settled.solution.status.description)
      try writer.endRow()
      rows += 1
      if !row.isOk { failedRows += 1 }
    }
  }

  func end() throws(OutputError) { try writer.endTable() }

  private func writeLoads(_ row: TightnessRow, _ level: LumbarLevel) throws(OutputError) {
    let solution = row.settled.solution
    let load = solution[level]
    try writer.write(row.subject.name)
    try writeAngle(row.isSettled ? solution.pelvicTilt : nil)
    try writeAngle(row.subject.spinopelvic.pelvicIncidence)
    try writeAngle(row.isSettled ? solution.sacralSlope : nil)
    try writeAngle(row.isSettled ? solution.lumbarLordosis : nil)
    try writer.write(level.name)
    for value in [load.compression, load.anteriorShear, load.flexionMoment, load.pressure * 1e-6]
      + LoadPart.allCases.map({ load.compressionParts[$0] })
    {
      try write(row.isOk ? value : nil)
    }
    try write(row.isSettled ? load.unmetMoment : nil)
  }

  private func writeTissueAndAngles(_ row: TightnessRow) throws(OutputError) {
    let change = row.tested.tissue[row.side == .left ? .left : .right]
    try writer.write(LoadTable.rounded(100 * change.shortening))
    try writer.write(change.stiffening)
    try writer.write(row.side.cell)
    try writer.write(row.source)
    try writer.write(row.posture)
    try writer.write(row.form)
    for flexion in row.settled.hipFlexion { try writeAngle(row.isSettled ? flexion : nil) }
    try writeAngle(row.isSettled ? row.settled.thoraxPitch : nil)
    try writeAngle(row.isSettled ? row.settled.pelvicTurn : nil)
    for test in row.tested.tests { try writeAngle((try? test.get())?.passiveHipExtension) }
  }

  private func writeShares(_ row: TightnessRow, _ level: LumbarLevel) throws(OutputError) {
    let share = row.isOk ? row.settled[level] : nil
    try write(share?.active)
    try write(share?.passive)
    try write(share?.induced)
    let equilibrium = row.settled.equilibrium
    try write(row.isSettled ? equilibrium.effort : nil)
    try write(equilibrium.residual / equilibrium.scale)
    try write(row.isSettled ? equilibrium.columnStiffness : nil)
    try write(share?.cocontraction)
  }

  private func writeBands(_ row: TightnessRow, _ level: LumbarLevel) throws(OutputError) {
    let place = LumbarLevel.count - 1 - level.rawValue
    let band = row.isOk && row.band?.count != 0 ? row.band : nil
    try writeAngle(band?.pelvicTilt.low)
    try writeAngle(band?.pelvicTilt.high)
    try writeAngle(band?.lumbarLordosis.low)
    try writeAngle(band?.lumbarLordosis.high)
    try write(band?.compression[place].low)
    try write(band?.compression[place].high)
    try write(band.map { $0.pressure[place].low * 1e-6 })
    try write(band.map { $0.pressure[place].high * 1e-6 })
    try write(row.band.map { Double($0.count) })
  }

  /// Writes a number that may be missing; one that is not finite is.
  private func write(_ value: Double?) throws(OutputError) {
    if let value { try writer.write(value) } else { try writer.writeEmpty() }
  }

  /// Writes an angle in radians, in degrees.
  private func writeAngle(_ value: Double?) throws(OutputError) {
    try write(value.map { LoadTable.rounded(Angle.inDegrees($0)) })
  }
}

extension TightnessRow {
  /// True when an equilibrium was found.
  var isSettled: Bool { settled.equilibrium.status == .settled }

  /// True when there are loads as well.
  var isOk: Bool { settled.solution.status == .ok }
}
