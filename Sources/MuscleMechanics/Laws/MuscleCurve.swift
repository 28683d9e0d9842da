// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One curve of a muscle's constitutive law: a normalised force as a function of one variable.
///
/// Argument and value are dimensionless: lengths over the optimal fibre length (or the tendon's
/// slack length), speeds over the greatest shortening speed, forces over the greatest isometric
/// force. A curve is defined, finite and not negative for every finite argument: a muscle never
/// pushes. New laws conform to this protocol and join the list of the one test that sweeps all.
public protocol MuscleCurve: Sendable {
  /// Normalised force, dimensionless, never negative.
  func value(at argument: Double) -> Double

  /// The derivative of the normalised force by its argument, dimensionless.
  ///
  /// At a breakpoint it is the derivative on the side of greater arguments.
  func derivative(at argument: Double) -> Double

  /// Arguments at which the derivative jumps, dimensionless, in ascending order.
  var breakpoints: [Double] { get }
}
