// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// How ligaments and discs yield in a long hold of flexion.
///
///     s(t) = 1 + c (1 - exp(-t / tau))
///
/// Every angle of flexion that a moment holds grows s times: the resistance to flexion is 1/s times as
/// large, and its end lies s times as far. A first-order creep is what was fitted to people: in full
/// flexion the range grew by 5.5 degrees in 20 minutes with a time constant of 9.4 minutes. Extension,
/// bending and rotation do not creep here, and recovery after the hold is not modelled: half of the
/// stiffness was back in two minutes, the rest took longer than 30.
///
/// - SeeAlso: McGill and Brown, Clin Biomech 7:43-46 (1992), abstract.
public struct FlexionCreep: Sendable, Hashable {
  /// Growth c of an angle held without end, dimensionless, not negative.
  public let growth: Double

  /// Time constant tau, in seconds, above zero.
  public let timeConstant: Double

  /// Makes the law; growth dimensionless, time in seconds.
  public init(growth: Double, timeConstant: Double) {
    precondition(growth >= 0, "a growth of \(growth)")
    precondition(timeConstant > 0, "a time constant of \(timeConstant) s")
    self.growth = growth
    self.timeConstant = timeConstant
  }

  /// Angle over the angle at the start of the hold, dimensionless, after a time in seconds.
  public func stretch(after time: Double) -> Double {
    precondition(time >= 0, "a hold of \(time) s")
    return 1 - growth * expm1(-time / timeConstant)
  }

  /// Derivative of the stretch by time, in 1/s, after a time in seconds.
  public func rate(after time: Double) -> Double {
    growth / timeConstant * exp(-time / timeConstant)
  }
}

extension SegmentStiffness {
  /// The law of the same segment after a hold in the positive direction.
  ///
  /// - Parameter stretch: Dimensionless, at least one; see ``FlexionCreep/stretch(after:)``.
  /// - Returns: The law.
  public func crept(by stretch: Double) -> SegmentStiffness {
    precondition(stretch >= 1, "a stretch of \(stretch)")
    var law = self
    law.positiveStiffness /= stretch
    law.positiveLimit *= stretch
    return law
  }
}
