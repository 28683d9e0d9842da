// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The motion of the hip's centre about its steady way forward, with two periods a stride.
///
/// In each direction the acceleration is `a(t) = sum over k = 1, 2 of c_k cos(k w t) + s_k sin(k w t)`;
/// velocity and place are its integrals of mean zero. Time counts from toe-off.
struct PrescribedHip: Sendable {
  /// One direction.
  struct Series: Sendable {
    /// c_1 and c_2, in m/s2.
    var cosines: SIMD2<Double>
    /// s_1 and s_2, in m/s2.
    var sines: SIMD2<Double>
  }

  /// Forward, and upward.
  private let forward: Series
  private let upward: Series
  /// Angular frequencies w and 2 w, in rad/s.
  private let frequencies: SIMD2<Double>

  /// - Parameters:
  ///   - start: The measured motion.
  ///   - speedRatio: The speed over the measured one: times shrink by it, places do not change.
  init(_ start: SwingStart, speedRatio: Double) {
    func scaled(_ series: Series) -> Series {
      Series(
        cosines: series.cosines * (speedRatio * speedRatio),
        sines: series.sines * (speedRatio * speedRatio)
      )
    }
    forward = scaled(start.hipForward)
    upward = scaled(start.hipUpward)
    let frequency = 4 * .pi / start.strideTime * speedRatio
    frequencies = SIMD2(frequency, 2 * frequency)
  }

  /// Acceleration forward and upward, in m/s2, at a time from toe-off in seconds.
  func acceleration(_ time: Double) -> (forward: Double, upward: Double) {
    let (c, s) = circle(time)
    return (
      (forward.cosines * c + forward.sines * s).sum(), (upward.cosines * c + upward.sines * s).sum()
    )
  }

  /// Vertical velocity, in m/s.
  func velocity(_ time: Double) -> Double {
    let (c, s) = circle(time)
    return ((upward.cosines * s - upward.sines * c) / frequencies).sum()
  }

  /// Height above that at toe-off, in metres.
  func rise(_ time: Double) -> Double { height(time) - height(0) }

  private func height(_ time: Double) -> Double {
    let (c, s) = circle(time)
    return -((upward.cosines * c + upward.sines * s) / (frequencies * frequencies)).sum()
  }

  /// Cosines and sines of w t and 2 w t.
  private func circle(_ time: Double) -> (SIMD2<Double>, SIMD2<Double>) {
    let c = cos(frequencies.x * time)
    let s = sin(frequencies.x * time)
    return (SIMD2(c, c * c - s * s), SIMD2(s, 2 * c * s))
  }
}
