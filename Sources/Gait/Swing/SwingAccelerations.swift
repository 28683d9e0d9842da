// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What each source alone does to the accelerations of the joints of a leg at one instant.
///
///     q'' = sum_s M(q)^-1 f_s
///
/// with f_s the generalized force of a source: moments of muscles and tissue, weight, the terms of
/// the velocities, and the motion of the hip. The sum is the acceleration of the equations of motion
/// but for rounding.
public struct SwingAccelerations: Sendable, Hashable {
  /// By source in the order of its cases, then hip flexion, knee flexion and dorsiflexion.
  private let bySource: [[Double]]

  /// Accelerations of hip flexion, knee flexion and dorsiflexion by all sources together, in rad/s2.
  public let total: [Double]

  init(bySource: [[Double]], total: [Double]) {
    self.bySource = bySource
    self.total = total
  }

  /// Acceleration of hip flexion by a source, in rad/s2.
  public func hip(by source: SwingSource) -> Double { bySource[source.rawValue][0] }

  /// Acceleration of knee flexion by a source, in rad/s2.
  public func knee(by source: SwingSource) -> Double { bySource[source.rawValue][1] }

  /// Acceleration of hip flexion by all sources of a kind, in rad/s2.
  public func hip(byKind kind: SwingSource.Kind) -> Double {
    SwingSource.allCases.reduce(0) { $0 + ($1.kind == kind ? hip(by: $1) : 0) }
  }

  /// The greatest difference of a joint's total from the sum over all sources, in rad/s2.
  public var largestRemainder: Double {
    total.indices.map { joint in
      abs(total[joint] - bySource.reduce(0) { $0 + $1[joint] })
    }.max() ?? 0
  }
}
