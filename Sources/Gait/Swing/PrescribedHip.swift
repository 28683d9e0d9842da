// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The rise and fall of the hip's centre with two periods a stride: y = -A cos(w (t + t0)).
struct PrescribedHip: Sendable {
  /// Half of the way between the lowest and the highest place A, in metres.
  let amplitude: Double
  /// Angular frequency w, in rad/s.
  let frequency: Double
  /// Time t0 from the lowest place to toe-off, in seconds.
  let sinceLowest: Double

  init(_ start: SwingStart, speedRatio: Double) {
    amplitude = start.rise
    frequency = 4 * .pi / start.strideTime * speedRatio
    sinceLowest = start.sinceLowest / speedRatio
  }

  /// Height above that at toe-off, in metres, at a time from toe-off in seconds.
  func rise(_ time: Double) -> Double {
    amplitude * (cos(frequency * sinceLowest) - cos(frequency * (time + sinceLowest)))
  }

  /// Vertical velocity, in m/s.
  func velocity(_ time: Double) -> Double {
    amplitude * frequency * sin(frequency * (time + sinceLowest))
  }

  /// Vertical acceleration, in m/s2.
  func acceleration(_ time: Double) -> Double {
    amplitude * frequency * frequency * cos(frequency * (time + sinceLowest))
  }
}
