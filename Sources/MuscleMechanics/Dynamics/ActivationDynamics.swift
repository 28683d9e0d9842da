// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The rate of a muscle's activation for its excitation: a first-order law that rises faster than it
/// falls.
///
///     f = tanh(b (e - a)) / 2,     z = 1/2 + 3 a / 2
///     da/dt = ((f + 1/2) / (ta z) + (1/2 - f) z / td) (e - a)
///
/// The hyperbolic tangent replaces the jump between the two time constants by a smooth change over
/// excitations that differ from the activation by about 1 / b. With b = 10 the rate at a difference
/// of 0.3 is that of one time constant, within 0.3 % while it rises and 1.2 % while it falls. With
/// b = 0.1, which OpenSim 4.6 has as its default, f is nearly zero for all differences, and the
/// muscle rises and falls with the mean of both rates: the time constants are then not those of the
/// muscle. Hence 10 here.
///
/// - SeeAlso: De Groote et al., Annals of Biomedical Engineering 44:2922-2936 (2016), equations 1
///   and 2. doi:10.1007/s10439-016-1591-9. The smoothing and the remark that 0.1 is too small are
///   in DeGrooteFregly2016Muscle.h of OpenSim 4.6.
public struct ActivationDynamics: Sendable, Hashable, Codable {
  /// Time constant ta of activation, in seconds.
  public let activationTime: Double

  /// Time constant td of deactivation, in seconds.
  public let deactivationTime: Double

  /// Smoothing b, dimensionless: the larger, the sharper the change between the time constants.
  public let smoothing: Double

  /// Makes the law.
  ///
  /// - Parameters:
  ///   - activationTime: ta in seconds, above zero; 0.015 as in the source.
  ///   - deactivationTime: td in seconds, above zero; 0.060 as in the source.
  ///   - smoothing: b, dimensionless, above zero.
  public init(
    activationTime: Double = 0.015,
    deactivationTime: Double = 0.060,
    smoothing: Double = 10
  ) {
    precondition(
      activationTime > 0 && deactivationTime > 0,
      "time constants must be above zero, not \(activationTime) s and \(deactivationTime) s"
    )
    precondition(smoothing > 0, "the smoothing must be above zero, not \(smoothing)")
    self.activationTime = activationTime
    self.deactivationTime = deactivationTime
    self.smoothing = smoothing
  }

  /// The rate of the activation, in 1/s.
  ///
  /// Never leads out of 0...1 for an excitation in 0...1. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - activation: a, dimensionless in 0...1.
  ///   - excitation: e, dimensionless in 0...1.
  /// - Returns: da/dt, in 1/s.
  public func rate(activation: Double, excitation: Double) -> Double {
    let f = 0.5 * tanh(smoothing * (excitation - activation))
    let z = 0.5 + 1.5 * activation
    let inverseTime = (f + 0.5) / (activationTime * z) + (0.5 - f) * z / deactivationTime
    return inverseTime * (excitation - activation)
  }
}
