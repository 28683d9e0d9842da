// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Angles at the edge of the package, where people type and read degrees.
public enum Angle {
  /// Converts degrees to radians.
  @inlinable
  public static func degrees(_ value: Double) -> Double { value * (.pi / 180) }

  /// Converts radians to degrees.
  @inlinable
  public static func inDegrees(_ radians: Double) -> Double { radians * (180 / .pi) }
}
