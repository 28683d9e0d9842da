// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The table of `psoas swing` over a sweep: one row for each subject and value.
struct SwingSweepTable {
  static let columns =
    [
      TableColumn("subject", "name of the subject"),
      TableColumn("psoas_strength_percent", "active force of the psoas against the subject's own"),
      TableColumn("tightness_percent", "shortening of psoas and iliacus"),
      TableColumn("speed_m_per_s", "walking speed"),
      TableColumn("push_off_percent", "rates of the leg at toe-off against the measured ones"),
      TableColumn("swing_time_s", "time from toe-off to the strike"),
      TableColumn("toe_clearance_mm", "least height of the ball of the foot after its first rise"),
      TableColumn("heel_ahead_mm", "distance of the heel in front of the hip at the strike"),
      TableColumn("peak_knee_flexion_deg", "greatest flexion of the knee"),
      TableColumn("peak_hip_moment_Nm", "greatest moment that flexes the hip"),
      TableColumn("peak_hip_power_W", "greatest power at the hip in the first half, burst H3"),
      TableColumn("peak_psoas_force_N", "greatest force of the psoas"),
      TableColumn("psoas_work_J", "work of the psoas on the leg"),
      TableColumn("hip_travel_deg", "flexion of the hip from toe-off to the strike"),
      TableColumn("push_off_travel_deg", "part of it by the rate at toe-off"),
      TableColumn("active_travel_deg", "part by contraction of muscles"),
      TableColumn("passive_travel_deg", "part by passive tissue, knee stop and ankle"),
      TableColumn("gravity_travel_deg", "part by weight"),
      TableColumn("inertia_travel_deg", "part by velocities and the motion of the hip"),
      TableColumn("psoas_travel_deg", "part by the psoas, active and passive; within the others"),
    ]
    + SwingTimeTable.levels.map {
      TableColumn("peak_psoas_compression_\($0.name)_N", "greatest, by the psoas of the leg")
    } + [TableColumn("status", "ok, or why the swing has no numbers")]

  private let writer: TableWriter
  private(set) var failedRows = 0
  private(set) var rows = 0

  init(format: TableFormat, to output: ByteOutput) throws(OutputError) {
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes the row of one swing.
  mutating func write(
    _ solution: SwingSolution,
    _ choice: SwingRun.Choice,
    of subject: String
  ) throws(OutputError) {
    try writer.write(subject)
    for value in [choice.psoasStrength, choice.tightness, choice.speed, choice.pushOff] {
      try writer.write(value)
    }
    rows += 1
    guard let summary = SwingSummary(of: solution) else {
      for _ in 0..<Self.columns.count - 6 { try writer.writeEmpty() }
      try writer.write(solution.status.name)
      try writer.endRow()
      failedRows += 1
      return
    }
    let shares = summary.shares
    try writer.write(summary.swingTime)
    try writer.write(summary.toeClearance * 1000)
    try writer.write(summary.heelAhead * 1000)
    try writer.write(Angle.inDegrees(summary.kneeFlexionPeak))
    try writer.write(summary.hipMomentPeak)
    try writer.write(summary.hipPowerPeak)
    try writer.write(summary.psoasForcePeak)
    try writer.write(summary.psoasWork)
    for part in [
      shares.travel, shares.pushOff, shares[kind: .active], shares[kind: .passive],
      shares[kind: .gravity],
      shares[kind: .inertia], shares[SwingSource.psoasActive] + shares[SwingSource.psoasPassive],
    ] {
      try writer.write(Angle.inDegrees(part))
    }
    for level in SwingTimeTable.levels {
      try writer.write(summary.psoasCompressionPeaks[level])
    }
    try writer.write("ok")
    try writer.endRow()
  }

  func end() throws(OutputError) { try writer.endTable() }
}
