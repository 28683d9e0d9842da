// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How a change of the lordosis is shared by the levels from L5-S1 up to L1-L2.
///
/// Weights are dimensionless, positive, and sum to one over the five levels.
public struct LumbarRhythm: Sendable, Equatable {
  /// The share of L5-S1, L4-L5, L3-L4, L2-L3 and L1-L2, dimensionless.
  public let weights: [Double]

  /// Normalises five positive shares so that they sum to one.
  public init(shares: [Double]) {
    precondition(shares.count == 5, "five shares expected, not \(shares.count)")
    precondition(shares.allSatisfy { $0 >= 0 && $0.isFinite }, "shares must not be negative")
    let total = shares.reduce(0, +)
    precondition(total > 0, "at least one share must be positive")
    weights = shares.map { $0 / total }
  }

  /// The extension of each level, in radians, lowest level first, when the pelvis tilts forward
  /// while the thorax keeps its orientation.
  ///
  /// The lordosis changes by `gain` times `tilt`, shared by the weights; T12-L1 takes what is left,
  /// (1 - gain) tilt, so that the six extensions sum to the tilt.
  ///
  /// - Parameters:
  ///   - tilt: Forward tilt of the pelvis from neutral standing, in radians.
  ///   - gain: Change of lordosis per change of tilt, dimensionless.
  ///   - extensions: Six values in radians, written by the call.
  public func distribute(tilt: Double, gain: Double, into extensions: inout [Double]) {
    precondition(extensions.count == LumbarLevel.count)
    for index in 0..<5 { extensions[index] = gain * tilt * weights[index] }
    extensions[5] = (1 - gain) * tilt
  }
}
