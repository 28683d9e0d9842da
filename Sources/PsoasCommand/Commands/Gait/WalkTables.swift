// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The columns that begin every table of a walk.
let walkColumns = [
  TableColumn("subject", "name of the subject"),
  TableColumn("cycle", "number of the cycle in the record, from 1"),
  TableColumn("cycle_percent", "part of the cycle, from right strike to right strike"),
  TableColumn("time_s", "time from the first frame"),
]

extension TableWriter {
  /// Writes the cells that begin a row of one frame.
  func start(_ cycle: WalkRows, _ index: Int) throws(OutputError) {
    try write(cycle.subject.name)
    try write(Double(cycle.number))
    try write(cycle.percent(index))
    try write(cycle.solutions[index].time)
  }
}

/// The loads of a walk: one row for each frame and level.
enum WalkLoadTable {
  static let columns: [TableColumn] = walkColumns + LoadTable.columns(LoadPart.allCases).dropFirst()

  /// Writes the rows of a cycle and returns how many failed.
  static func write(
    _ cycle: WalkRows,
    levels: [LumbarLevel],
    to writer: TableWriter
  ) throws(OutputError) -> Int {
    var failed = 0
    for (index, solution) in cycle.solutions.enumerated() {
      for level in levels {
        let load = solution[level]
        try writer.start(cycle, index)
        try writer.write(LoadTable.rounded(Angle.inDegrees(solution.pelvicTilt)))
        try writer.write(
          LoadTable.rounded(Angle.inDegrees(cycle.subject.spinopelvic.pelvicIncidence))
        )
        try writer.write(LoadTable.rounded(Angle.inDegrees(solution.sacralSlope)))
        try writer.write(LoadTable.rounded(Angle.inDegrees(solution.lumbarLordosis)))
        try writer.write(level.name)
        if solution.status == .ok {
          try writer.write(load.compression)
          try writer.write(load.anteriorShear)
          try writer.write(load.flexionMoment)
          try writer.write(load.pressure * 1e-6)
          for part in LoadPart.allCases { try writer.write(load.compressionParts[part]) }
        } else {
          for _ in 0..<4 + LoadPart.count { try writer.writeEmpty() }
          failed += 1
        }
        try writer.write(load.unmetMoment)
        try writer.write(solution.status.description)
        try writer.endRow()
      }
    }
    return failed
  }
}

/// The joint moments of a walk: one row for each frame and coordinate, then the residual.
enum WalkMomentTable {
  static let columns =
    walkColumns + [
      TableColumn("coordinate", "joint and axis, such as hip_flexion_r"),
      TableColumn("angle_deg", "value of the coordinate"),
      TableColumn("moment_Nm", "net moment along the coordinate"),
      TableColumn("moment_per_mass_Nm_per_kg", "the same per mass of the body"),
      TableColumn("power_W_per_kg", "moment times rate per mass of the body"),
      TableColumn("unmet_moment_Nm", "what the muscles could not balance"),
      TableColumn("status", "ok, or what is wrong"),
    ]

  static func write(_ cycle: WalkRows, to writer: TableWriter) throws(OutputError) -> Int {
    let multibody = cycle.model.skeleton.multibody
    let mass = multibody.totalMass
    var failed = 0
    for (index, solution) in cycle.solutions.enumerated() {
      for (place, coordinate) in cycle.model.balancedCoordinates.enumerated() {
        try writer.start(cycle, index)
        try writer.write(multibody.name(of: coordinate))
        try writer.write(Angle.inDegrees(solution.jointAngles[place]))
        try writer.write(solution.jointMoments[place])
        try writer.write(solution.jointMoments[place] / mass)
        try writer.write(solution.jointMoments[place] * solution.jointRates[place] / mass)
        try writer.write(solution.unmetMoments[place])
        try writer.write(solution.status.description)
        try writer.endRow()
        if solution.status != .ok { failed += 1 }
      }
    }
    return failed
  }
}

/// The muscles of a walk: one row for each frame and muscle.
enum WalkMuscleTable {
  static let columns =
    walkColumns + [
      TableColumn("fascicle", "name of the muscle or fascicle"),
      TableColumn("side", "r or l"),
      TableColumn("group", "group by anatomy"),
      TableColumn("force_N", "force, active and passive"),
      TableColumn("activation", "activation, 0 to 1"),
      TableColumn("status", "ok, or what is wrong; a failed row has no force"),
    ]

  static func write(_ cycle: WalkRows, to writer: TableWriter) throws(OutputError) -> Int {
    var failed = 0
    for (index, solution) in cycle.solutions.enumerated() {
      for (place, muscle) in cycle.model.muscles.enumerated() {
        try writer.start(cycle, index)
        try writer.write(muscle.fascicle)
        try writer.write(muscle.side.rawValue)
        try writer.write(muscle.group.rawValue)
        if solution.status == .ok {
          try writer.write(solution.muscleForces[place])
          try writer.write(solution.activations[place])
        } else {
          try writer.writeEmpty()
          try writer.writeEmpty()
          failed += 1
        }
        try writer.write(solution.status.description)
        try writer.endRow()
      }
    }
    return failed
  }
}
