// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A motion of the body with the forces of the ground, frame by frame.
///
/// Positions, rates and accelerations of every ``MotionChannel`` at the same instants, in radians
/// or metres and seconds.
public struct GaitMotion: Sendable {
  /// One instant.
  public struct Frame: Sendable {
    /// Time, in seconds.
    public var time: Double

    /// Values by channel, in radians or metres.
    public var values: [Double]

    /// First derivatives by time, in rad/s or m/s.
    public var rates: [Double]

    /// Second derivatives by time, in rad/s2 or m/s2.
    public var accelerations: [Double]

    /// What the ground does to the right and to the left foot.
    public var feet: [FootForce]

    /// A frame at rest in neutral standing at a time in seconds.
    public init(time: Double) {
      self.time = time
      values = Array(repeating: 0, count: MotionChannel.count)
      rates = values
      accelerations = values
      feet = [FootForce(), FootForce()]
    }

    /// The value of a channel, in radians or metres.
    public subscript(channel: MotionChannel) -> Double {
      get { values[channel.index] }
      set { values[channel.index] = newValue }
    }
  }

  /// The frames in the order of time.
  public var frames: [Frame]

  /// Makes a motion.
  public init(frames: [Frame] = []) { self.frames = frames }
}
