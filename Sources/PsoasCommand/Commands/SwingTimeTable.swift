// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The table of `psoas swing` by time: one row for each subject and time.
struct SwingTimeTable {
  static let columns =
    [
      TableColumn("subject", "name of the subject"),
      TableColumn("time_s", "time from toe-off; the last row is the strike"),
      TableColumn("hip_flexion_deg", "flexion of the swinging hip"),
      TableColumn("knee_flexion_deg", "flexion of the knee"),
      TableColumn("ankle_dorsiflexion_deg", "dorsiflexion of the ankle"),
      TableColumn("hip_moment_Nm", "of all muscles and tissue about the hip, flexing it"),
      TableColumn("hip_power_W", "moment about the hip times the rate of its flexion"),
      TableColumn("knee_moment_Nm", "of all muscles, tissue and the stop of the knee, flexing it"),
      TableColumn("heel_height_mm", "height of the heel above the ground"),
      TableColumn("ball_height_mm", "height of the ball of the foot above the ground"),
    ]
    + SwingGroup.allCases.flatMap { group -> [TableColumn] in
      let name = Self.names[group.rawValue]
      let words = name.split(separator: "_").joined(separator: " ")
      return [
        TableColumn("\(name)_activation", "activation of \(words)"),
        TableColumn("\(name)_active_force_N", "force of the contracting part of \(words)"),
        TableColumn("\(name)_passive_force_N", "force of passive tissue of \(words)"),
        TableColumn("\(name)_length_mm", "length of its paths, weighted by strength"),
        TableColumn("\(name)_power_W", "power given to the leg, positive while it shortens"),
      ]
    }
    + Self.sources.map {
      TableColumn("\($0.name)_hip_acceleration_rad_per_s2", "hip flexion by \($0.meaning)")
    } + [
      TableColumn("hip_acceleration_rad_per_s2", "acceleration of hip flexion by all together")
    ]
    + Self.levels.map {
      TableColumn("psoas_compression_\($0.name)_N", "by the psoas of the leg on that disc")
    } + [
      TableColumn("energy_error_J", "drift of energy less work since toe-off"),
      TableColumn("status", "ok, or why the swing has no numbers"),
    ]

  /// Names of the groups in columns.
  static let names = ["psoas", "iliacus", "rectus_femoris", "hamstrings"]

  /// The levels from the top.
  static let levels = LumbarLevel.allCases.reversed()

  /// The sources of the hip's acceleration in the order of their columns.
  static let sources: [(source: SwingSource, name: String, meaning: String)] = [
    (.psoasActive, "psoas_active", "contraction of the psoas"),
    (.iliacusActive, "iliacus_active", "contraction of the iliacus"),
    (.rectusFemorisActive, "rectus_femoris_active", "contraction of rectus femoris"),
    (.hamstringsActive, "hamstrings_active", "contraction of the hamstrings"),
    (.psoasPassive, "psoas_passive", "passive tissue of the psoas"),
    (.iliacusPassive, "iliacus_passive", "passive tissue of the iliacus"),
    (.otherPassive, "other_passive", "passive tissue of all other muscles"),
    (.capsule, "capsule", "the capsule of the hip"),
    (.kneeStop, "knee_stop", "the stop of the knee"),
    (.ankle, "ankle", "the hold of the ankle"),
    (.gravity, "gravity", "weight"),
    (.velocity, "velocity", "velocities"),
    (.hipMotion, "hip_motion", "the motion of the hip's centre"),
  ]

  private let writer: TableWriter
  private(set) var failedRows = 0
  private(set) var rows = 0

  init(format: TableFormat, to output: ByteOutput) throws(OutputError) {
    writer = try TableWriter(Self.columns, format: format, to: output)
  }

  /// Writes a swing; one that has no strike is one row with its status.
  mutating func write(
    _ solution: SwingSolution,
    every interval: Double,
    of subject: String
  ) throws(OutputError) {
    guard solution.status == .ok else {
      try writer.write(subject)
      for _ in 0..<Self.columns.count - 2 { try writer.writeEmpty() }
      try writer.write(solution.status.name)
      try writer.endRow()
      failedRows += 1
      rows += 1
      return
    }
    var spine = PsoasSpineLoad(of: solution.leg)
    for sample in solution.samples(every: interval) {
      let compression = spine.compression(at: sample)
      try writer.write(subject)
      try writer.write((sample.time * 1e9).rounded() / 1e9)
      for angle in [sample.angles.hip, sample.angles.knee, sample.angles.ankle] {
        try writer.write((Angle.inDegrees(angle) * 1e9).rounded() / 1e9)
      }
      try writer.write(sample.hipMoment)
      try writer.write(sample.hipPower)
      try writer.write(sample.kneeMoment)
      try writer.write(sample.foot.heelHeight * 1000)
      try writer.write(sample.foot.ballHeight * 1000)
      for group in SwingGroup.allCases {
        let state = sample[group]
        try writer.write(state.activation)
        try writer.write(state.activeForce)
        try writer.write(state.passiveForce)
        try writer.write(state.pathLength * 1000)
        try writer.write(state.power)
      }
      for source in Self.sources {
        try writer.write(sample.accelerations.hip(by: source.source))
      }
      try writer.write(sample.accelerations.total[0])
      for level in Self.levels { try writer.write(compression[level]) }
      try writer.write(sample.energyError)
      try writer.write("ok")
      try writer.endRow()
      rows += 1
    }
  }

  func end() throws(OutputError) { try writer.endTable() }
}
