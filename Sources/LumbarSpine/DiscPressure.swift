// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The pressure in the nucleus of a disc from the compression that it carries.
///
///     p = p0 + F / (c A)
///
/// with p0 the pressure of the unloaded disc, F the compression, A the area of the disc and c the
/// share of that area which the pressure of the nucleus, acting on all of it, would need to carry F.
public struct DiscPressure: Sendable, Equatable {
  /// Pressure without load p0, in pascals.
  public var unloadedPressure: Double

  /// Correction factor c, dimensionless.
  public var areaFactor: Double

  /// Area A of the disc in its mid-plane, in square metres.
  public var area: Double

  /// Makes the law from the unloaded pressure (Pa), the factor (dimensionless) and the area (m2).
  public init(unloadedPressure: Double, areaFactor: Double, area: Double) {
    precondition(
      areaFactor > 0 && area > 0,
      "factor \(areaFactor) and area \(area) must be positive"
    )
    self.unloadedPressure = unloadedPressure
    self.areaFactor = areaFactor
    self.area = area
  }

  /// Pressure in pascals at a compression in newtons.
  public func pressure(atCompression compression: Double) -> Double {
    unloadedPressure + compression / (areaFactor * area)
  }
}
