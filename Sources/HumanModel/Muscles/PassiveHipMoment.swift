// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The moment of everything passive about the flexion of one hip, by its sources.
public struct PassiveHipMoment: Sendable, Equatable {
  /// Moments of the muscles on the thigh by group, in newton metres; flexing positive.
  public internal(set) var muscles: [MuscleGroup: Double] = [:]

  /// Moment of the capsule on the thigh, in newton metres; flexing positive.
  public internal(set) var capsule = 0.0

  /// Resistance of all of it to a turn of the hip, -dM/dx, in newton metres per radian.
  public internal(set) var stiffness = 0.0

  /// Sum of muscles and capsule, in newton metres; flexing positive.
  public var total: Double {
    // In the order of the groups, so that the sum has the same bytes every time.
    MuscleGroup.allCases.reduce(capsule) { $0 + (muscles[$1] ?? 0) }
  }
}

extension HumanModel {
  /// The passive moment about the flexion of a hip, with all else in neutral standing.
  ///
  /// - Parameters:
  ///   - flexion: Flexion of the hip, in radians.
  ///   - kneeFlexion: Flexion of the knee, in radians.
  ///   - side: The side of the hip.
  /// - Returns: The moment on the thigh and its sources.
  public func passiveHipMoment(
    atFlexion flexion: Double,
    kneeFlexion: Double = 0,
    side: Muscle.Side = .right
  ) -> PassiveHipMoment {
    let hip = PassiveHip(of: self, side: side)
    hip.place(flexion: flexion, kneeFlexion: kneeFlexion)
    return hip.split()
  }
}
