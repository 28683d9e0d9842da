// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The ground and the residual of a walk: one row for each frame.
enum WalkGroundTable {
  static let columns =
    walkColumns
    + ["r", "l"].flatMap { side in
      ["x", "y", "z"].map { axis in
        TableColumn("force_\(axis)_\(side)_N", "force of the ground on the foot")
      }
    }
    + ["x", "y", "z"].map { axis in
      TableColumn("residual_force_\(axis)_N", "force on the pelvis that nothing exerts")
    }
    + ["x", "y", "z"].map { axis in
      TableColumn(
        "residual_moment_\(axis)_Nm",
        "moment on the pelvis about the midpoint of the hips that nothing exerts"
      )
    }

  static func write(_ cycle: WalkRows, to writer: TableWriter) throws(OutputError) {
    for (index, solution) in cycle.solutions.enumerated() {
      try writer.start(cycle, index)
      let feet = cycle.motion.frames[index].feet
      let vectors =
        feet.map(\.force) + [solution.residualForce, solution.residualMoment]
      for vector in vectors {
        try writer.write(vector.x)
        try writer.write(vector.y)
        try writer.write(vector.z)
      }
      try writer.endRow()
    }
  }
}

/// What each source alone does to a joint: one row for each frame, joint and source.
enum WalkInducedTable {
  static let columns =
    walkColumns + [
      TableColumn("coordinate", "joint and axis, such as hip_flexion_r"),
      TableColumn("source", "what causes the acceleration; muscles by group and side"),
      TableColumn("acceleration_rad_per_s2", "acceleration by this source alone"),
    ]

  private static let joints = [
    "hip_flexion_r", "knee_flexion_r", "ankle_dorsiflexion_r", "hip_flexion_l",
    "knee_flexion_l", "ankle_dorsiflexion_l",
  ]

  static func write(
    _ cycle: WalkRows,
    using solver: inout WalkingSolver,
    to writer: TableWriter
  ) throws(OutputError) {
    let multibody = cycle.model.skeleton.multibody
    let names = cycle.model.balancedCoordinates.map { multibody.name(of: $0) }
    for (index, frame) in cycle.motion.frames.enumerated() {
      let parts = sums(of: solver.inducedAccelerations(of: frame), in: cycle.model)
      for joint in joints {
        guard let place = names.firstIndex(of: joint) else { continue }
        for part in parts {
          try writer.start(cycle, index)
          try writer.write(joint)
          try writer.write(part.source)
          try writer.write(part.accelerations[place])
          try writer.endRow()
        }
      }
    }
  }

  /// The sources by name, muscles summed by group and side, in the order of their first occurrence.
  private static func sums(
    of parts: [InducedAcceleration],
    in model: HumanModel
  ) -> [(source: String, accelerations: [Double])] {
    var sums: [(source: String, accelerations: [Double])] = []
    for part in parts {
      let name = name(of: part.source, in: model)
      if let place = sums.firstIndex(where: { $0.source == name }) {
        for index in part.accelerations.indices {
          sums[place].accelerations[index] += part.accelerations[index]
        }
      } else {
        sums.append((name, part.accelerations))
      }
    }
    return sums
  }

  private static func name(of source: AccelerationSource, in model: HumanModel) -> String {
    switch source {
    case .gravity: "gravity"
    case .velocity: "velocity"
    case .ground(let side): "ground_\(side.rawValue)"
    case .abdominalPressure: "abdominal_pressure"
    case .muscle(let index):
      "\(model.muscles[index].group.rawValue)_\(model.muscles[index].side.rawValue)"
    case .passiveTissue: "passive_tissue"
    case .heldJoints: "held_joints"
    case .residual: "residual"
    }
  }
}
