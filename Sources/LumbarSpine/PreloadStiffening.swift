// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How the stiffness of a motion segment grows with the compression that it carries.
///
///     f(F) = 1 + g F / (F + F0),     f = 1 where nothing presses the segment
///
/// with F the compression, g the growth under a compression without limit and F0 the compression of
/// half that growth. A saturating form is the simplest that passes the three preloads at which
/// segments were measured (0, 250 and 500 N) and stays finite beyond them. f is continuous, rises, and
/// lies between 1 and 1 + g; its derivative jumps at F = 0, from 0 to g / F0.
///
/// Valid up to the largest preload that was measured, 500 N; beyond it, it is extrapolated.
///
/// - SeeAlso: Gardner-Morse and Stokes, J Biomech 37:205-212 (2004), abstract: mean of the stiffness
///   terms of human segments L2-L3 and L4-L5 about neutral.
public struct PreloadStiffening: Sendable, Hashable {
  /// Growth g under a compression without limit, dimensionless, not negative.
  public let growth: Double

  /// Compression F0 of half that growth, in newtons, above zero.
  public let halfCompression: Double

  /// Makes the law; growth dimensionless, compression in newtons.
  public init(growth: Double, halfCompression: Double) {
    precondition(growth >= 0, "a growth of \(growth)")
    precondition(halfCompression > 0, "half of the growth at \(halfCompression) N")
    self.growth = growth
    self.halfCompression = halfCompression
  }

  /// Stiffness over that of the unloaded segment, dimensionless, at a compression in newtons.
  public func factor(atCompression compression: Double) -> Double {
    let pressing = max(compression, 0)
    return 1 + growth * pressing / (pressing + halfCompression)
  }

  /// Derivative of the factor by compression, in 1/N, at a compression in newtons.
  public func derivative(atCompression compression: Double) -> Double {
    guard compression > 0 else { return 0 }
    let sum = compression + halfCompression
    return growth * halfCompression / (sum * sum)
  }
}

extension SegmentStiffness {
  /// The law of the same segment with both stiffnesses this many times as large.
  ///
  /// The ends of the range stay: they are those of bone and ligament.
  ///
  /// - Parameter factor: Dimensionless, not negative; see ``PreloadStiffening``.
  /// - Returns: The law.
  public func stiffened(by factor: Double) -> SegmentStiffness {
    precondition(factor >= 0, "a factor of \(factor)")
    var law = self
    law.positiveStiffness *= factor
    law.negativeStiffness *= factor
    return law
  }
}
