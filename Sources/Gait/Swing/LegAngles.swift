// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The angles of a leg and their rates; flexion of hip and knee and dorsiflexion positive.
public struct LegAngles: Sendable, Hashable, Codable {
  /// Flexion of the hip, in radians.
  public var hip: Double

  /// Flexion of the knee, in radians.
  public var knee: Double

  /// Dorsiflexion of the ankle, in radians.
  public var ankle: Double

  /// Rate of hip flexion, in rad/s.
  public var hipRate: Double

  /// Rate of knee flexion, in rad/s.
  public var kneeRate: Double

  /// Rate of dorsiflexion, in rad/s.
  public var ankleRate: Double
}

/// Where the foot of a swinging leg is.
public struct FootPlace: Sendable, Hashable, Codable {
  /// Height of the heel above the ground, in metres.
  public var heelHeight: Double

  /// Height of the ball of the foot above the ground, in metres.
  public var ballHeight: Double

  /// Vertical velocity of the ball of the foot, in m/s.
  public var ballVelocity: Double

  /// Distance of the heel in front of the hip, in metres.
  public var heelAhead: Double

  /// Distance of the ball of the foot in front of the hip, in metres.
  public var ballAhead: Double
}

/// The force of one fascicle and what makes it.
struct FascicleForce: Sendable {
  /// Of the contracting part, along the path, in newtons.
  var active = 0.0
  /// Of passive tissue and the damper, along the path, in newtons.
  var passive = 0.0
  /// Rate of the fibre's length, in m/s.
  var fibreSpeed = 0.0
  /// Length of the path, in metres.
  var pathLength = 0.0
  /// Rate of the path's length, in m/s.
  var pathSpeed = 0.0

  /// Force along the path, in newtons.
  var total: Double { active + passive }
}
