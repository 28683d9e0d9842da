// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// Mean and spread over cycles: one row for each quantity and percent.
enum WalkCurveTable {
  static let columns = [
    TableColumn("subject", "name of the subject, or all"),
    TableColumn("quantity", "what it is, with its unit"),
    TableColumn("cycle_percent", "part of the cycle, from right strike to right strike"),
    TableColumn("mean", "mean over the cycles, in the unit that the quantity names"),
    TableColumn("standard_deviation", "over the cycles, in the same unit; empty for one cycle"),
    TableColumn("cycles", "number of cycles"),
  ]

  private static let joints = [
    "hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle_dorsiflexion",
  ]

  static func write(
    _ curves: [WalkCurves],
    name: String,
    levels: [LumbarLevel],
    to writer: TableWriter
  ) throws(OutputError) {
    guard let first = curves.first else { return }
    for (place, level) in first.compressions.map(\.level).enumerated() where levels.contains(level)
    {
      try write(
        "\(level.name)_compression_N",
        curves.map { $0.compressions[place].values },
        name,
        to: writer
      )
      try write(
        "\(level.name)_psoas_compression_N",
        curves.map { $0.psoasCompressions[place].values },
        name,
        to: writer
      )
    }
    for (place, coordinate) in first.moments.map(\.name).enumerated()
    where joints.contains(where: { coordinate.hasPrefix($0) }) {
      try write(
        "\(coordinate)_moment_Nm_per_kg",
        curves.map { $0.moments[place].values },
        name,
        to: writer
      )
      try write(
        "\(coordinate)_power_W_per_kg",
        curves.map { $0.powers[place].values },
        name,
        to: writer
      )
    }
  }

  private static func write(
    _ quantity: String,
    _ series: [[Double]],
    _ name: String,
    to writer: TableWriter
  ) throws(OutputError) {
    let curve = CycleCurve(of: series)
    for percent in curve.means.indices {
      try writer.write(name)
      try writer.write(quantity)
      try writer.write(Double(percent))
      try writer.write(curve.means[percent])
      try writer.write(curve.deviations.isEmpty ? .nan : curve.deviations[percent])
      try writer.write(Double(curve.count))
      try writer.endRow()
    }
  }
}

/// Times, bursts and peaks of each cycle: one row for each.
enum WalkParameterTable {
  static let columns = [
    TableColumn("subject", "name of the subject"),
    TableColumn("cycle", "number of the cycle in the record, from 1"),
    TableColumn("quantity", "what it is, with its unit"),
    TableColumn("value", "its value, in the unit that the quantity names"),
    TableColumn("cycle_percent", "where in the cycle it is; empty for the cycle as a whole"),
  ]

  static func write(
    _ cycle: WalkRows,
    _ events: GaitCycle,
    speed: Double?,
    to writer: TableWriter
  ) throws(OutputError) {
    func row(_ quantity: String, _ value: Double?, at percent: Double? = nil) throws(OutputError) {
      try writer.write(cycle.subject.name)
      try writer.write(Double(cycle.number))
      try writer.write(quantity)
      try writer.write(value ?? .nan)
      try writer.write(percent ?? .nan)
      try writer.endRow()
    }
    let parameters = SpatiotemporalParameters(of: events, speed: speed)
    let multibody = cycle.model.skeleton.multibody
    let gravity = cycle.model.parameters["gravity"]
    let weight = multibody.totalMass * gravity
    try row("stride_time_s", parameters.strideTime)
    try row("cadence_per_min", parameters.cadence)
    try row("stance_percent", parameters.stance)
    try row("double_support_percent", parameters.doubleSupport)
    try row("step_percent", parameters.step)
    try row("speed_m_per_s", parameters.speed)
    try row("stride_length_m", parameters.strideLength)
    try row("step_length_m", parameters.stepLength)
    try row(
      "froude_number",
      parameters.froudeNumber(
        gravity: gravity,
        legLength: BuiltInWalk.legLength(of: cycle.model)
      )
    )
    let curves = WalkCurves(of: cycle.solutions, model: cycle.model)
    for burst in curves.bursts {
      try row("\(burst.burst.rawValue)_W_per_kg", burst.power, at: Double(burst.percent))
    }
    func extreme(_ name: String, _ values: [Double], largest: Bool) throws(OutputError) {
      guard
        let place = largest
          ? values.indices.max(by: { values[$0] < values[$1] })
          : values.indices.min(by: { values[$0] < values[$1] })
      else { return }
      try row(name, values[place], at: Double(place))
    }
    if let moment = curves.moment(of: "hip_flexion_r") {
      try extreme("hip_flexor_moment_r_Nm_per_kg", moment, largest: true)
    }
    for (level, values) in curves.compressions {
      let perWeight = values.map { $0 / weight }
      try extreme("\(level.name)_largest_compression_BW", perWeight, largest: true)
      try extreme("\(level.name)_smallest_compression_BW", perWeight, largest: false)
    }
    try extreme(
      "residual_force_BW",
      cycle.solutions.map { $0.residualForce.length / weight },
      largest: true
    )
    try extreme(
      "residual_moment_Nm",
      cycle.solutions.map { $0.residualMoment.length },
      largest: true
    )
  }
}

/// The built-in walk against tightness: one row for each shortening, adaptation and level.
enum WalkTightnessTable {
  static let columns = [
    TableColumn("subject", "name of the subject"),
    TableColumn("shortening_percent", "shortening of psoas and iliacus on both sides"),
    TableColumn("adaptation", "how the walker gives way: none, step or tilt"),
    TableColumn("peak_hip_extension_deg", "of the right hip, from standing with vertical thighs"),
    TableColumn("mean_pelvic_tilt_deg", "over the cycle, from neutral standing, forward positive"),
    TableColumn("stride_length_m", "length of the stride"),
    TableColumn("passive_hip_moment_Nm", "of the right hip at peak extension, flexing positive"),
    TableColumn("level", "level from T12-L1 to L5-S1"),
    TableColumn("peak_compression_N", "largest compression over the cycle"),
    TableColumn("mean_compression_N", "mean compression over the cycle"),
    TableColumn("peak_psoas_compression_N", "largest part of it by the psoas"),
    TableColumn("status", "ok, or what is wrong in the first frame that failed"),
  ]

  static func write(
    _ walk: TightWalk,
    of subject: Subject,
    percent: Double,
    levels: [LumbarLevel],
    to writer: TableWriter
  ) throws(OutputError) -> Int {
    var failed = 0
    for (place, level) in LumbarLevel.topToBottom.enumerated() where levels.contains(level) {
      try writer.write(subject.name)
      try writer.write(percent)
      try writer.write(walk.adaptation.rawValue)
      try writer.write(LoadTable.rounded(Angle.inDegrees(walk.peakExtension)))
      try writer.write(LoadTable.rounded(Angle.inDegrees(walk.meanTilt)))
      try writer.write(walk.strideLength)
      try writer.write(walk.passiveHipMoment)
      try writer.write(level.name)
      if walk.status == .ok {
        try writer.write(walk.peakCompressions[place])
        try writer.write(walk.meanCompressions[place])
        try writer.write(walk.peakPsoasCompressions[place])
      } else {
        for _ in 0..<3 { try writer.writeEmpty() }
        failed += 1
      }
      try writer.write(walk.status.description)
      try writer.endRow()
    }
    return failed
  }
}
