// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How a walker gives way to hip flexors that no longer let the hip extend as far.
///
/// Which of them people choose, and how much of it, is not known: in elderly people both a shorter
/// step and a pelvis tilted further forward are seen (Kerrigan 1998, Lee 2005). Each is one bound.
public enum WalkAdaptation: String, Sendable, CaseIterable {
  /// The motion stays; the muscles work against the tissue.
  case none
  /// The thighs swing less far back, and the stride is shorter by as much.
  case shorterStep = "step"
  /// The pelvis stays tilted further forward and the lumbar spine extended by as much; the thighs
  /// move as before.
  case tiltedPelvis = "tilt"

  /// Changes the motion of both legs and the pelvis in one frame.
  ///
  /// - Parameters:
  ///   - frame: Values, rates and accelerations of the walk as it was.
  ///   - amount: By how much the hips extend less at their peak, in radians.
  ///   - flexion: Largest flexion of each hip in the walk, in radians.
  ///   - range: Range of each hip's flexion in the walk, in radians.
  func apply(
    to frame: inout GaitMotion.Frame,
    amount: Double,
    flexion: [Double],
    range: [Double]
  ) {
    let hips: [MotionChannel] = [.hipFlexionRight, .hipFlexionLeft]
    switch self {
    case .none: return
    case .tiltedPelvis:
      frame[.pelvisTilt] += amount
      frame[.lumbarFlexion] -= amount
      for hip in hips { frame[hip] += amount }
    case .shorterStep:
      for (side, hip) in hips.enumerated() {
        let factor = 1 - amount / range[side]
        frame[hip] = flexion[side] - factor * (flexion[side] - frame[hip])
        frame.rates[hip.index] *= factor
        frame.accelerations[hip.index] *= factor
      }
    }
  }
}
