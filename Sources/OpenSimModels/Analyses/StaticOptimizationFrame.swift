// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MultibodyDynamics
public import NumericalMethods
public import OpenSimFormats

/// The activations at one time of a motion.
public struct StaticOptimizationFrame: Sendable, Hashable {
  /// The time, in seconds.
  public var time: Double

  /// How the frame ended.
  public var status: SeparableProgramStatus

  /// The activation of each actuator, dimensionless.
  public var activations: [Double]

  /// The force of each actuator, in N, or in N m for a torque.
  public var forces: [Double]

  /// What the actuators lack about the coordinate of each equation, in N m or N; zero when nothing is lacking.
  public var unmetForces: [Double]

  /// The effort sum_i |a_i|^p, dimensionless.
  public var objective: Double
}

extension StaticOptimizationOfMotion {
  /// What is wrong with a frame in words: which coordinate lacks how much; nil when it is solved.
  public func complaint(about frame: StaticOptimizationFrame) -> String? {
    guard frame.status != .solved else { return nil }
    guard frame.status == .infeasible else { return frame.status.description }
    let largest = frame.unmetForces.reduce(0) { max($0, abs($1)) }
    // Parts below a millionth of the largest are rounding.
    let lacking = equations.indices.filter { abs(frame.unmetForces[$0]) > 1e-6 * largest }
      .map { index in
        let unit = model.coordinateMotions[equations[index].index] == .translational ? "N" : "N m"
        let amount = (frame.unmetForces[index] * 1000).rounded() / 1000
        return "\(model.name(of: equations[index])) lacks \(amount) \(unit)"
      }
    return "demands unmet: " + lacking.joined(separator: ", ")
  }

  /// The activations or the forces of frames as a table that OpenSim reads.
  ///
  /// - Parameters:
  ///   - frames: The frames of a solution.
  ///   - quantity: What to take of each.
  /// - Returns: A table with one column for each actuator.
  /// - Throws: `DocumentError` when two actuators have one name, or a number is not finite.
  public func table(
    of frames: [StaticOptimizationFrame],
    _ quantity: KeyPath<StaticOptimizationFrame, [Double]>
  ) throws(DocumentError) -> MotionTable {
    try MotionTable(
      name: "Static Optimization",
      isInDegrees: false,
      times: frames.map(\.time),
      columns: actuatorNames.enumerated().map { index, name in
        MotionTable.Column(label: name, values: frames.map { $0[keyPath: quantity][index] })
      }
    )
  }
}
