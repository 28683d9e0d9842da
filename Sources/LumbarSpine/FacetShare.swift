// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The share of a level's compression that the facets carry.
///
///     s(x) = s0 (1 - u^2 (3 - 2 u)),     u = x / x1 kept within 0...1
///
/// with x the flexion from neutral standing, s0 the share in the erect posture and x1 the flexion at
/// which the facets carry nothing. In the erect posture (a lordosis) they were found to carry about
/// 16 per cent, after a sustained load had lowered the disc; slightly flexed, as in sitting, nothing.
/// Where the change lies was not read: the smooth step between is chosen. Share and slope are
/// continuous. In extension the share stays that of the erect posture, though it may well grow.
///
/// - SeeAlso: Adams and Hutton, J Bone Joint Surg Br 62:358-362 (1980), abstract.
public struct FacetShare: Sendable, Hashable {
  /// Share s0 in the erect posture, dimensionless, in 0...1.
  public let erectShare: Double

  /// Flexion x1 at which the facets carry nothing, in radians, above zero.
  public let unloadingFlexion: Double

  /// Makes the law; share dimensionless, flexion in radians.
  public init(erectShare: Double, unloadingFlexion: Double) {
    precondition((0...1).contains(erectShare), "a share of \(erectShare)")
    precondition(unloadingFlexion > 0, "facets unloaded at a flexion of \(unloadingFlexion) rad")
    self.erectShare = erectShare
    self.unloadingFlexion = unloadingFlexion
  }

  /// Share of the compression, dimensionless, at a flexion from neutral standing in radians.
  public func share(atFlexion flexion: Double) -> Double {
    let u = min(max(flexion / unloadingFlexion, 0), 1)
    return erectShare * (1 - u * u * (3 - 2 * u))
  }

  /// Derivative of the share by flexion, in 1/rad, at a flexion in radians.
  public func slope(atFlexion flexion: Double) -> Double {
    let u = min(max(flexion / unloadingFlexion, 0), 1)
    return -erectShare * 6 * u * (1 - u) / unloadingFlexion
  }

  /// Compression of the facets, in newtons.
  ///
  /// - Parameters:
  ///   - compression: Of the whole level, in newtons; where it is negative, the facets carry nothing.
  ///   - flexion: From neutral standing, in radians.
  /// - Returns: The facets' part of the compression.
  public func compression(of compression: Double, atFlexion flexion: Double) -> Double {
    share(atFlexion: flexion) * max(compression, 0)
  }
}
