// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The passive moment of a motion segment against rotation in one direction pair.
///
///     M(x) = - [ k x + d (sqrt(x^2 + e^2) - e) ] - s <x - x_max>^2 + s <x_min - x>^2
///
/// with k the mean and d half the difference of the stiffness on both sides, e the half width of
/// the smooth change between them, and <.> zero for a negative argument: a level that has reached
/// the end of its range stiffens quadratically. Zero moment and stiffness k at x = 0, which is
/// neutral standing. The moment and its derivative are continuous everywhere.
public struct SegmentStiffness: Sendable, Equatable {
  /// Stiffness against positive rotation, in newton metres per radian.
  public var positiveStiffness: Double

  /// Stiffness against negative rotation, in newton metres per radian.
  public var negativeStiffness: Double

  /// End of the range in the positive direction, in radians, above zero.
  public var positiveLimit: Double

  /// End of the range in the negative direction, in radians, below zero.
  public var negativeLimit: Double

  /// Growth of the moment beyond the range, in newton metres per squared radian.
  public var endStiffness: Double

  /// Half width of the smooth change of stiffness about zero, in radians.
  public var transition: Double

  /// Makes the law; stiffness in N m/rad, limits and transition in rad, end stiffness in N m/rad2.
  public init(
    positiveStiffness: Double,
    negativeStiffness: Double,
    positiveLimit: Double,
    negativeLimit: Double,
    endStiffness: Double,
    transition: Double
  ) {
    precondition(positiveLimit > 0 && negativeLimit < 0, "the range must contain neutral standing")
    precondition(transition > 0, "the transition needs a width")
    self.positiveStiffness = positiveStiffness
    self.negativeStiffness = negativeStiffness
    self.positiveLimit = positiveLimit
    self.negativeLimit = negativeLimit
    self.endStiffness = endStiffness
    self.transition = transition
  }

  /// Moment on the upper vertebra, in newton metres, at a rotation in radians.
  ///
  /// Positive in the direction of positive rotation, so negative (restoring) for positive rotation.
  public func moment(at rotation: Double) -> Double {
    let mean = 0.5 * (positiveStiffness + negativeStiffness)
    let half = 0.5 * (positiveStiffness - negativeStiffness)
    let root = (rotation * rotation + transition * transition).squareRoot()
    let over = max(rotation - positiveLimit, 0)
    let under = max(negativeLimit - rotation, 0)
    return -(mean * rotation + half * (root - transition))
      - endStiffness * (over * over - under * under)
  }

  /// Resistance to further rotation, -dM/dx, in newton metres per radian.
  public func stiffness(at rotation: Double) -> Double {
    let mean = 0.5 * (positiveStiffness + negativeStiffness)
    let half = 0.5 * (positiveStiffness - negativeStiffness)
    let root = (rotation * rotation + transition * transition).squareRoot()
    let over = max(rotation - positiveLimit, 0)
    let under = max(negativeLimit - rotation, 0)
    return mean + half * rotation / root + 2 * endStiffness * (over + under)
  }
}
