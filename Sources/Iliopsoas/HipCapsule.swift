// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The passive moment of the capsule of one hip, with its ligaments, against extension.
///
/// In one person the ligaments are slack until the hip has extended to an angle, and from there on
/// resist in proportion. People differ in that angle. With a logistic spread of it about its mean,
/// the mean moment of the people is the closed form
///
///     M(x) = k w ln(1 + exp((x0 - x) / w)),     w = s sqrt(3) / pi
///
/// with x the flexion of the hip, x0 the mean and s the standard deviation of the angle at which the
/// ligaments engage, and k the stiffness of engaged ligaments. M is k (x0 - x) far in extension,
/// zero far in flexion and k w ln 2 at x0. Its stiffness -dM/dx = k / (1 + exp((x - x0) / w)) is
/// never negative.
public struct HipCapsule: Sendable, Hashable {
  /// Stiffness k of the engaged ligaments, in newton metres per radian, not negative.
  public let engagedStiffness: Double

  /// Flexion x0 at which they engage, in radians; negative in extension.
  public let engagement: Double

  /// Standard deviation s of that angle, in radians, above zero.
  public let spread: Double

  /// The width w of the logistic, in radians.
  private let width: Double

  /// Makes the law; stiffness in N m/rad, angles in rad.
  public init(engagedStiffness: Double, engagement: Double, spread: Double) {
    precondition(engagedStiffness >= 0, "a stiffness of \(engagedStiffness) N m/rad")
    precondition(spread > 0, "the spread must be above zero, not \(spread) rad")
    self.engagedStiffness = engagedStiffness
    self.engagement = engagement
    self.spread = spread
    width = spread * 3.0.squareRoot() / .pi
  }

  /// Moment on the thigh, in newton metres, at a flexion in radians; flexing positive.
  ///
  /// Performs no heap allocation.
  public func moment(atFlexion flexion: Double) -> Double {
    let stretch = (engagement - flexion) / width
    // ln(1 + exp(z)) without overflow.
    return engagedStiffness * width * (max(stretch, 0) + log1p(exp(-abs(stretch))))
  }

  /// Resistance to extension, -dM/dx, in newton metres per radian, at a flexion in radians.
  ///
  /// Never negative. Performs no heap allocation.
  public func stiffness(atFlexion flexion: Double) -> Double {
    let stretch = (engagement - flexion) / width
    let small = exp(-abs(stretch))
    return engagedStiffness * (stretch > 0 ? 1 : small) / (1 + small)
  }
}
