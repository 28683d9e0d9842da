// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// True when two numbers differ by no more than an absolute or a relative tolerance.
///
/// Reflexive and symmetric, not transitive. False when either is NaN.
public func isClose(
  _ left: Double,
  _ right: Double,
  absolute: Double,
  relative: Double = 0
) -> Bool {
  abs(left - right) <= max(absolute, relative * max(abs(left), abs(right)))
}

/// True when two vectors differ by no more than an absolute tolerance in every component.
public func isClose(_ left: Vector3, _ right: Vector3, absolute: Double) -> Bool {
  let difference = left - right
  return abs(difference.x) <= absolute && abs(difference.y) <= absolute
    && abs(difference.z) <= absolute
}
