// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Times and lengths of the steps of a cycle.
public struct SpatiotemporalParameters: Sendable, Equatable {
  /// Duration of the cycle, in seconds.
  public let strideTime: Double

  /// Steps in a minute: 120 over the stride time, in 1/min (dimensionless count per minute).
  public let cadence: Double

  /// Stance of the foot as part of the cycle, in percent.
  public let stance: Double

  /// Both feet on the ground as part of the cycle, first and second phase together, in percent.
  public let doubleSupport: Double

  /// Strike to strike of the other foot as part of the cycle, in percent; 50 in a walk alike on both
  /// sides.
  public let step: Double

  /// Speed of walking, in metres per second; nil where it is not known.
  public let speed: Double?

  /// Length of the stride, speed times its duration, in metres; nil where the speed is not known.
  public var strideLength: Double? { speed.map { $0 * strideTime } }

  /// Length of a step, half the stride, in metres; nil where the speed is not known.
  public var stepLength: Double? { strideLength.map { $0 / 2 } }

  /// From the events of a cycle; the speed in metres per second where it is known.
  public init(of cycle: GaitCycle, speed: Double? = nil) {
    strideTime = cycle.duration
    cadence = 120 / cycle.duration
    stance = cycle.percent(cycle.toeOff)
    doubleSupport =
      cycle.percent(cycle.otherToeOff)
      + (cycle.percent(cycle.toeOff) - cycle.percent(cycle.otherStrike))
    step = cycle.percent(cycle.otherStrike)
    self.speed = speed
  }

  /// The Froude number v^2/(g L) for gravity in m/s2 and a leg in metres, dimensionless; nil where
  /// the speed is not known.
  public func froudeNumber(gravity: Double, legLength: Double) -> Double? {
    speed.map { $0 * $0 / (gravity * legLength) }
  }
}
