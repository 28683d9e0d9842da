// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The derivative of a function of one number by central differences with one extrapolation.
///
/// The error is of fourth order in `step`, whose unit is that of the argument.
public func centralDifference(
  of function: (Double) -> Double,
  at point: Double,
  step: Double
) -> Double {
  let coarse = (function(point + step) - function(point - step)) / (2 * step)
  let half = step / 2
  let fine = (function(point + half) - function(point - half)) / (2 * half)
  return (4 * fine - coarse) / 3
}
