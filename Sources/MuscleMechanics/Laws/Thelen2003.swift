// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

// The curves of Thelen, Adjustment of Muscle Mechanics Model Parameters to Simulate Dynamic
// Contractions in Older Adults, Journal of Biomechanical Engineering 125:70-77 (2003),
// doi:10.1115/1.1531112, with the default values of OpenSim 4.6, Thelen2003Muscle.

/// Active force by normalised fibre length: f = exp(-(x - 1)^2 / gamma).
///
/// - SeeAlso: Thelen (2003), equation 4.
public struct Thelen2003ActiveForceLength: MuscleCurve, Hashable {
  /// Shape gamma, dimensionless and above zero; 0.45 in OpenSim.
  public let shape: Double

  /// Makes the curve from its shape, dimensionless and above zero.
  public init(shape: Double = 0.45) {
    precondition(shape > 0, "the shape must be above zero, not \(shape)")
    self.shape = shape
  }

  /// Active force at a normalised fibre length, dimensionless.
  public func value(at argument: Double) -> Double {
    exp(-(argument - 1) * (argument - 1) / shape)
  }

  /// Derivative by normalised fibre length, dimensionless.
  public func derivative(at argument: Double) -> Double {
    -2 * (argument - 1) / shape * value(at: argument)
  }

  /// None: the curve is smooth.
  public var breakpoints: [Double] { [] }
}

/// Passive force by normalised fibre length: f = (exp(k (x - 1) / e0) - 1) / (exp(k) - 1) for x > 1.
///
/// - SeeAlso: Thelen (2003), equation 3.
public struct Thelen2003PassiveForceLength: MuscleCurve, Hashable {
  /// Shape k, dimensionless and above zero; 5 in OpenSim.
  public let shape: Double

  /// Strain e0 at unit force, dimensionless and above zero; 0.6 in OpenSim.
  public let strainAtUnitForce: Double

  /// Makes the curve from its shape and strain, dimensionless and above zero.
  public init(shape: Double = 5, strainAtUnitForce: Double = 0.6) {
    precondition(
      shape > 0 && strainAtUnitForce > 0,
      "shape and strain must be above zero, not \(shape) and \(strainAtUnitForce)"
    )
    self.shape = shape
    self.strainAtUnitForce = strainAtUnitForce
  }

  /// Passive force at a normalised fibre length, dimensionless.
  public func value(at argument: Double) -> Double {
    argument > 1 ? expm1(shape * (argument - 1) / strainAtUnitForce) / expm1(shape) : 0
  }

  /// Derivative by normalised fibre length, dimensionless.
  public func derivative(at argument: Double) -> Double {
    guard argument >= 1 else { return 0 }
    return shape / strainAtUnitForce * exp(shape * (argument - 1) / strainAtUnitForce)
      / expm1(shape)
  }

  /// The optimal length.
  public var breakpoints: [Double] { [1] }
}

/// Tendon force by normalised tendon length: an exponential toe up to 0.33, then a line, 1 at 1 + e0.
///
/// - SeeAlso: Thelen (2003), equation 2, with the toe's strain not rounded as there: 99 e0 exp(3) /
///   (166 exp(3) - 67), so that the slope has no jump.
public struct Thelen2003TendonForceLength: MuscleCurve, Hashable {
  /// Strain e0 at unit force, dimensionless and above zero; 0.04 in OpenSim.
  public let strainAtUnitForce: Double

  private let toeStrain: Double
  private let stiffness: Double
  private static let toeShape = 3.0
  private static let toeForce = 0.33

  /// Makes the curve from its strain at unit force, dimensionless and above zero.
  public init(strainAtUnitForce: Double = 0.04) {
    precondition(strainAtUnitForce > 0, "the strain must be above zero, not \(strainAtUnitForce)")
    self.strainAtUnitForce = strainAtUnitForce
    let e3 = exp(Self.toeShape)
    toeStrain = 99 * strainAtUnitForce * e3 / (166 * e3 - 67)
    stiffness = (1 - Self.toeForce) / (strainAtUnitForce - toeStrain)
  }

  /// Tendon force at a normalised tendon length, dimensionless.
  public func value(at argument: Double) -> Double {
    let strain = argument - 1
    guard strain > 0 else { return 0 }
    guard strain <= toeStrain else { return stiffness * (strain - toeStrain) + Self.toeForce }
    return Self.toeForce * expm1(Self.toeShape * strain / toeStrain) / expm1(Self.toeShape)
  }

  /// Derivative by normalised tendon length, dimensionless.
  public func derivative(at argument: Double) -> Double {
    let strain = argument - 1
    guard strain >= 0 else { return 0 }
    guard strain <= toeStrain else { return stiffness }
    return Self.toeForce * Self.toeShape / toeStrain
      * exp(Self.toeShape * strain / toeStrain) / expm1(Self.toeShape)
  }

  /// The slack length.
  public var breakpoints: [Double] { [1] }
}

/// Force by normalised lengthening speed v, at an activation a.
///
/// With w = v / (0.25 + 0.75 a) and K = (2 + 2 / Af) / (Flen - 1),
///
///     f = (1 + w) / (1 - w / Af)                  -1 <= w <= 0
///     f = (1 + K w Flen) / (1 + K w)              w > 0, up to 0.95 Flen; beyond that a line
///
/// and zero below w = -1.
///
/// - SeeAlso: Thelen (2003), equations 6 and 7.
public struct Thelen2003ForceVelocity: MuscleCurve, Hashable {
  /// Activation a, dimensionless in 0...1.
  public let activation: Double

  /// Shape Af, dimensionless and above zero; 0.25 in OpenSim.
  public let shape: Double

  /// Greatest force of a lengthening fibre Flen, dimensionless and above 1; 1.4 in OpenSim.
  public let greatestForce: Double

  /// The share of Flen up to which the formula holds, dimensionless below 1; 0.95 in OpenSim.
  public let linearShare: Double

  /// Makes the curve of an activation.
  ///
  /// - Parameters:
  ///   - activation: a, dimensionless in 0...1.
  ///   - shape: Af, dimensionless and above zero.
  ///   - greatestForce: Flen, dimensionless and above 1.
  ///   - linearShare: The share of Flen up to which the formula holds, above 1 / Flen and below 1.
  public init(
    activation: Double = 1,
    shape: Double = 0.25,
    greatestForce: Double = 1.4,
    linearShare: Double = 0.95
  ) {
    precondition(
      shape > 0 && greatestForce > 1 && linearShare * greatestForce > 1 && linearShare < 1,
      "shape \(shape), force \(greatestForce) and share \(linearShare) make no curve"
    )
    self.activation = activation
    self.shape = shape
    self.greatestForce = greatestForce
    self.linearShare = linearShare
  }

  private var scale: Double { 0.25 + 0.75 * activation }

  /// K, and where the line begins.
  private var lengthening: (rate: Double, start: Double) {
    let rate = (2 + 2 / shape) / (greatestForce - 1)
    let force = linearShare * greatestForce
    return (rate, (force - 1) / (rate * (greatestForce - force)))
  }

  /// Force at a normalised speed, lengthening positive, dimensionless.
  public func value(at argument: Double) -> Double {
    let w = argument / scale
    if w <= -1 { return 0 }
    if w <= 0 { return (1 + w) / (1 - w / shape) }
    let (rate, start) = lengthening
    if w <= start { return (1 + rate * w * greatestForce) / (1 + rate * w) }
    return linearShare * greatestForce + (w - start) * slope(start, rate)
  }

  /// Derivative by normalised speed, dimensionless.
  public func derivative(at argument: Double) -> Double {
    let w = argument / scale
    if w < -1 { return 0 }
    if w < 0 {
      let below = 1 - w / shape
      return (1 + 1 / shape) / (below * below) / scale
    }
    let (rate, start) = lengthening
    return slope(min(w, start), rate) / scale
  }

  private func slope(_ w: Double, _ rate: Double) -> Double {
    let below = 1 + rate * w
    return rate * (greatestForce - 1) / (below * below)
  }

  /// Where the fibre shortens at its greatest speed, and rest, where the slope doubles.
  public var breakpoints: [Double] { [-scale, 0] }
}
