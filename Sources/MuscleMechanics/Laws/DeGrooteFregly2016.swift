// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

// The curves of De Groote, Kinney, Rao and Fregly, Evaluation of Direct Collocation Optimal Control
// Problem Formulations for Solving the Muscle Redundancy Problem, Annals of Biomedical Engineering
// 44:2922-2936 (2016), doi:10.1007/s10439-016-1591-9, supplement, with the errata stated in
// OpenSim 4.6, DeGrooteFregly2016Muscle.h: the denominator of the Gaussians is squared; b11, d1 and
// d4 are changed so that the curves pass through (1, 1), (-1, 0) and (0, 1); the passive curve is
// shifted or cut so that it is not negative.

/// Active force by normalised fibre length: the sum of three Gaussian-like functions.
///
///     f = sum_i b1 exp(-(x - b2)^2 / (2 (b3 + b4 x)^2)),     f(1) = 1
///
/// Positive everywhere, below 0.002 for x < 0 and x > 2.4.
///
/// - SeeAlso: De Groote et al. (2016), supplement, with the errata named in this file.
public struct DeGrooteFreglyActiveForceLength: MuscleCurve, Hashable {
  /// Makes the curve; it has no parameters.
  public init() {}

  /// Active force at a normalised fibre length, dimensionless.
  public func value(at argument: Double) -> Double {
    Self.first.value(at: argument) + Self.second.value(at: argument)
      + Self.third.value(at: argument)
  }

  /// Derivative by normalised fibre length, dimensionless.
  public func derivative(at argument: Double) -> Double {
    valueAndDerivative(at: argument).derivative
  }

  /// None: the curve is smooth.
  public var breakpoints: [Double] { [] }

  /// Value and derivative together, both dimensionless.
  public func valueAndDerivative(at argument: Double) -> (value: Double, derivative: Double) {
    let first = Self.first.valueAndDerivative(at: argument)
    let second = Self.second.valueAndDerivative(at: argument)
    let third = Self.third.valueAndDerivative(at: argument)
    return (
      first.value + second.value + third.value,
      first.derivative + second.derivative + third.derivative
    )
  }

  /// One of the three functions.
  private struct Term {
    let b1: Double
    let b2: Double
    let b3: Double
    let b4: Double

    @inline(__always)
    func value(at x: Double) -> Double {
      let width = b3 + b4 * x
      // Where the width passes zero the function and its derivatives tend to zero.
      guard abs(width) > 1e-3 else { return 0 }
      let z = (x - b2) / width
      return b1 * exp(-0.5 * z * z)
    }

    func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
      let value = value(at: x)
      guard value != 0 else { return (0, 0) }
      let width = b3 + b4 * x
      let z = (x - b2) / width
      return (value, -value * z * (b3 + b4 * b2) / (width * width))
    }
  }

  private static let first = Term(
    b1: 0.8150671134243542,
    b2: 1.055033428970575,
    b3: 0.162384573599574,
    b4: 0.063303448465465
  )
  private static let second = Term(
    b1: 0.433004984392647,
    b2: 0.716775413397760,
    b3: -0.029947116970696,
    b4: 0.200356847296188
  )
  private static let third = Term(b1: 0.1, b2: 1, b3: 0.353553390593274, b4: 0)
}

/// Force by normalised lengthening speed of the fibre: f = d1 asinh(d2 v + d3) + d4.
///
/// f(-1) = 0, f(0) = 1. For v < -1 the formula is negative and the curve is zero instead. Beyond
/// v = 1 it keeps rising, as a logarithm.
///
/// - SeeAlso: De Groote et al. (2016), supplement, with the errata named in this file.
public struct DeGrooteFreglyForceVelocity: MuscleCurve, Hashable {
  private static let d1 = -0.3211346127989808
  private static let d2 = -8.149
  private static let d3 = -0.374
  private static let d4 = 0.8825327733249912

  /// Makes the curve; it has no parameters.
  public init() {}

  /// Force at a normalised speed, lengthening positive, dimensionless.
  public func value(at argument: Double) -> Double {
    guard argument >= -1 else { return 0 }
    // asinh(y) in half its time: the error of the sum, some 1e-16, is absolute, and so it is here.
    let y = Self.d2 * argument + Self.d3
    let size = log(abs(y) + (y * y + 1).squareRoot())
    return max(0, Self.d1 * (y < 0 ? -size : size) + Self.d4)
  }

  /// Derivative by normalised speed, dimensionless.
  public func derivative(at argument: Double) -> Double {
    guard argument >= -1 else { return 0 }
    let y = Self.d2 * argument + Self.d3
    return Self.d1 * Self.d2 / (y * y + 1).squareRoot()
  }

  /// Where the fibre shortens at its greatest speed.
  public var breakpoints: [Double] { [-1] }
}

/// Passive force by normalised fibre length: an exponential that is one at 1 + e0 when g is one.
///
///     f = g (exp(k (x - 1) / e0) - c) / (exp(k) - c),     c = exp(k (xs - 1) / e0)
///
/// Zero for x <= xs. The factor g is one in the source; a stiffer or softer fibre has another, and
/// its force and stiffness are g times as large at every length. The published equation has xs = 1:
/// the force begins at the optimal length, and the equation is negative below it, where this curve
/// is zero. OpenSim shifts it to xs = 0.2, the
/// shortest fibre: the curve is then 0.018 at x = 1 with the published constants.
///
/// - SeeAlso: De Groote et al. (2016), supplement, with the errata named in this file.
public struct DeGrooteFreglyPassiveForceLength: MuscleCurve, Hashable {
  /// Shape k, dimensionless; 4 in the source.
  public let shape: Double

  /// Strain e0 from the optimal length at which the force is g, dimensionless; 0.6 in the source.
  public let strainAtUnitForce: Double

  /// The normalised length xs up to which the force is zero, dimensionless.
  public let slackLength: Double

  /// The factor g of force and stiffness at every length, dimensionless; 1 in the source.
  public let stiffnessFactor: Double

  /// Half width t of the smooth beginning, dimensionless; 0 in the source, whose slope jumps at xs.
  ///
  /// From xs - t to xs + t a cubic without force and slope at its start joins the curve with its
  /// force and slope.
  public let toe: Double

  private let offset: Double
  private let scale: Double

  /// Makes the curve from its shape, its strain at unit force and its slack length.
  ///
  /// - Parameters:
  ///   - shape: k, dimensionless, above zero.
  ///   - strainAtUnitForce: e0, dimensionless, above zero.
  ///   - slackLength: xs, dimensionless, below 1 + e0: 0.2 as OpenSim has it, 1 as published.
  ///   - stiffnessFactor: g, dimensionless, above zero.
  ///   - toe: t, dimensionless, not negative.
  public init(
    shape: Double = 4,
    strainAtUnitForce: Double = 0.6,
    slackLength: Double = 0.2,
    stiffnessFactor: Double = 1,
    toe: Double = 0
  ) {
    precondition(
      shape > 0 && strainAtUnitForce > 0,
      "shape and strain must be above zero, not \(shape) and \(strainAtUnitForce)"
    )
    precondition(
      slackLength < 1 + strainAtUnitForce,
      "the slack length must be below \(1 + strainAtUnitForce), not \(slackLength)"
    )
    precondition(stiffnessFactor > 0, "the factor must be above zero, not \(stiffnessFactor)")
    precondition(toe >= 0, "the smooth beginning must not be negative, not \(toe)")
    self.shape = shape
    self.strainAtUnitForce = strainAtUnitForce
    self.slackLength = slackLength
    self.stiffnessFactor = stiffnessFactor
    self.toe = toe
    offset = exp(shape * (slackLength - 1) / strainAtUnitForce)
    scale = stiffnessFactor / (exp(shape) - offset)
  }

  /// The same curve with force and stiffness this many times as large at every length.
  ///
  /// - Parameter factor: Dimensionless, above zero.
  /// - Returns: The curve, with the same shape, strain, slack length and smooth beginning.
  public func stiffened(by factor: Double) -> Self {
    Self(
      shape: shape,
      strainAtUnitForce: strainAtUnitForce,
      slackLength: slackLength,
      stiffnessFactor: stiffnessFactor * factor,
      toe: toe
    )
  }

  /// Passive force at a normalised fibre length, dimensionless.
  public func value(at argument: Double) -> Double {
    guard argument > slackLength - toe else { return 0 }
    guard argument < slackLength + toe else { return max(0, exponential(argument)) }
    let end = slackLength + toe
    let s = (argument - slackLength + toe) / (2 * toe)
    return s * s
      * (exponential(end) * (3 - 2 * s) + 2 * toe * exponentialSlope(end) * (s - 1))
  }

  /// Derivative by normalised fibre length, dimensionless.
  public func derivative(at argument: Double) -> Double {
    guard argument >= slackLength - toe else { return 0 }
    guard argument < slackLength + toe else { return exponentialSlope(argument) }
    let end = slackLength + toe
    let s = (argument - slackLength + toe) / (2 * toe)
    return s
      * (exponential(end) * 6 * (1 - s) / (2 * toe) + exponentialSlope(end) * (3 * s - 2))
  }

  /// The integral of the force from the slack length, dimensionless.
  ///
  /// Times greatest force and optimal fibre length it is the energy that the passive fibre stores.
  public func energy(at argument: Double) -> Double {
    guard argument > slackLength - toe else { return 0 }
    let end = slackLength + toe
    let s = toe == 0 ? 1 : min((argument - slackLength + toe) / (2 * toe), 1)
    let cube = s * s * s
    let beginning =
      2 * toe
      * (exponential(end) * (cube - 0.5 * cube * s)
        + 2 * toe * exponentialSlope(end) * (cube * s / 4 - cube / 3))
    guard argument > end else { return beginning }
    // The exponential less its offset, between the end of the beginning and the argument.
    let rise = (exponential(argument) - exponential(end)) * strainAtUnitForce / shape
    return beginning + rise - offset * scale * (argument - end)
  }

  private func exponential(_ argument: Double) -> Double {
    (exp(shape * (argument - 1) / strainAtUnitForce) - offset) * scale
  }

  private func exponentialSlope(_ argument: Double) -> Double {
    exp(shape * (argument - 1) / strainAtUnitForce) * scale * shape / strainAtUnitForce
  }

  /// The ends of the smooth beginning, or the slack length where there is none.
  public var breakpoints: [Double] {
    toe == 0 ? [slackLength] : [slackLength - toe, slackLength + toe]
  }
}

/// Tendon force by normalised tendon length: an exponential that is zero at slack length.
///
///     f = c1 exp(kT (x - c2)) - c3,     kT = ln((1 + c3) / c1) / (1 + e - c2)
///
/// with c1 = c3 = 0.2 and c2 = 1. Below slack length the formula is negative and the curve is zero.
///
/// - SeeAlso: De Groote et al. (2016), supplement, with the errata named in this file.
public struct DeGrooteFreglyTendonForceLength: MuscleCurve, Hashable {
  /// Strain at the greatest isometric force, dimensionless; 0.049 in the source.
  public let strainAtUnitForce: Double

  private let rate: Double
  private static let c1 = 0.2
  private static let c2 = 1.0
  private static let c3 = 0.2

  /// Makes the curve from its strain at unit force, dimensionless and positive.
  public init(strainAtUnitForce: Double = 0.049) {
    precondition(strainAtUnitForce > 0, "the strain must be above zero, not \(strainAtUnitForce)")
    self.strainAtUnitForce = strainAtUnitForce
    rate = log((1 + Self.c3) / Self.c1) / (1 + strainAtUnitForce - Self.c2)
  }

  /// Tendon force at a normalised tendon length, dimensionless.
  public func value(at argument: Double) -> Double {
    argument < 1 ? 0 : max(0, Self.c1 * exp(rate * (argument - Self.c2)) - Self.c3)
  }

  /// Derivative by normalised tendon length, dimensionless.
  public func derivative(at argument: Double) -> Double {
    argument < 1 ? 0 : Self.c1 * rate * exp(rate * (argument - Self.c2))
  }

  /// The integral of the force from slack length, dimensionless.
  ///
  /// Times greatest force and slack length it is the energy that the tendon stores.
  public func energy(at argument: Double) -> Double {
    guard argument > 1 else { return 0 }
    let stretch = argument - Self.c2
    return Self.c1 / rate * (exp(rate * stretch) - 1) - Self.c3 * stretch
  }

  /// The slack length.
  public var breakpoints: [Double] { [1] }
}
