// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The long table of the split: one row for each level and each fascicle that loads it.
struct FascicleTable {
  static let columns = [
    TableColumn("subject", "name of the subject"),
    TableColumn("pelvic_tilt_deg", "tilt of the pelvis from neutral standing, forward positive"),
    TableColumn("level", "level from T12-L1 to L5-S1"),
    TableColumn("fascicle", "name of the fascicle"),
    TableColumn("side", "r or l"),
    TableColumn("force_N", "tension of the fascicle, active and passive"),
    TableColumn("compression_N", "its part of the compression at the level"),
    TableColumn("anterior_shear_N", "its part of the forward shear at the level"),
    TableColumn("flexion_moment_Nm", "its moment at the level, flexion positive"),
    TableColumn("activation", "activation in 0...1"),
  ]

  private let levels: [LumbarLevel]
  private let writer: TableWriter

  init(levels: [LumbarLevel], format: TableFormat, to output: ByteOutput) throws(OutputError) {
    self.levels = levels
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the rows of one posture.
  func write(
    _ shares: [FascicleShare],
    _ solution: borrowing PostureSolution,
    of subject: Subject,
    in model: HumanModel
  ) throws(OutputError) {
    let tilt = People.degrees(solution.pelvicTilt)
    for level in levels {
      for share in shares where share.level == level {
        let muscle = model.muscles[share.muscle]
        try writer.write(subject.name)
        try writer.write(tilt == 0 ? 0 : tilt)
        try writer.write(level.name)
        try writer.write(muscle.fascicle)
        try writer.write(muscle.side.rawValue)
        try writer.write(solution.muscleForces[share.muscle])
        try writer.write(share.compression)
        try writer.write(share.anteriorShear)
        try writer.write(share.flexionMoment)
        try writer.write(solution.activations[share.muscle])
        try writer.endRow()
      }
    }
  }

  func end() throws(OutputError) { try writer.endTable() }
}
