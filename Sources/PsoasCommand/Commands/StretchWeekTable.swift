// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The table of a course of practice: one row for each subject and week.
struct StretchWeekTable {
  static let columns = [
    TableColumn("subject", "name of the subject"),
    TableColumn("week", "number of the week at whose end this holds; 0 is the start"),
    TableColumn("held_time_s", "time that the side was held in this week"),
    TableColumn("hip_extension_gain_deg", "slow gain of passive hip extension since the start"),
    TableColumn("hip_extension_gain_low_deg", "its 5th percentile over the constants' ranges"),
    TableColumn("hip_extension_gain_high_deg", "its 95th percentile"),
    TableColumn("acute_gain_deg", "quick gain right after a session, which fades in minutes"),
    TableColumn("acute_gain_low_deg", "its 5th percentile over the constants' ranges"),
    TableColumn("acute_gain_high_deg", "its 95th percentile"),
    TableColumn("passive_hip_extension_deg", "modified Thomas test of the model, slow gain only"),
    TableColumn("iliopsoas_lengthening_percent", "growth of optimal fibre and slack length"),
    TableColumn("psoas_elastic_force_N", "passive force of the psoas in the stretch, not relaxed"),
    TableColumn("iliacus_elastic_force_N", "passive force of the iliacus in the stretch"),
    TableColumn("hip_elastic_moment_Nm", "of all muscles and the capsule in the stretch, flexing"),
    TableColumn("status", "ok, or why the model does not show the gain"),
  ]

  private let writer: TableWriter
  private(set) var failedRows = 0

  init(format: TableFormat, to output: ByteOutput) throws(OutputError) {
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the row of one week.
  func write(
    _ week: StretchWeek,
    _ outcome: StretchPractice.Outcome,
    on side: Muscle.Side,
    of subject: Subject
  ) throws(OutputError) {
    let sample = outcome.stretched
    let moment = sample.hipMoments[side == .right ? 0 : 1]
    try writeGains(week, of: subject)
    try writer.write(People.degrees(outcome.passiveHipExtension))
    try writer.write(100 * outcome.lengthening)
    try writer.write(sample.sum(of: .psoas, side, in: outcome.model).elasticForce)
    try writer.write(sample.sum(of: .iliacus, side, in: outcome.model).elasticForce)
    try writer.write(moment.elastic + moment.capsule)
    try writer.write("ok")
    try writer.endRow()
  }

  /// Writes the row of a week whose gain the model does not show, with the reason.
  mutating func write(
    _ week: StretchWeek,
    failing reason: String,
    of subject: Subject
  ) throws(OutputError) {
    try writeGains(week, of: subject)
    for _ in 0..<5 { try writer.writeEmpty() }
    try writer.write(reason)
    try writer.endRow()
    failedRows += 1
  }

  private func writeGains(_ week: StretchWeek, of subject: Subject) throws(OutputError) {
    try writer.write(subject.name)
    try writer.write(Double(week.week))
    try writer.write(week.heldTime)
    for band in [week.gain, week.acuteGain] {
      for angle in [band.value, band.low, band.high] { try writer.write(People.degrees(angle)) }
    }
  }

  func end() throws(OutputError) { try writer.endTable() }
}
