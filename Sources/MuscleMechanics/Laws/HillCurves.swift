// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MultibodyDynamics

/// The four curves of a Hill-type muscle, by the model that they come from.
public enum HillCurves: Sendable {
  /// De Groote et al. (2016), with the active curve about its optimum widened by a factor.
  case deGrooteFregly(
    widthFactor: Double,
    passive: DeGrooteFreglyPassiveForceLength,
    tendon: DeGrooteFreglyTendonForceLength
  )

  /// Millard et al. (2013).
  case millard(
    active: MillardCurve,
    velocity: MillardCurve,
    passive: MillardCurve,
    tendon: MillardCurve
  )

  /// Thelen (2003), whose force by speed depends on activation.
  case thelen(
    active: Thelen2003ActiveForceLength,
    velocity: Thelen2003ForceVelocity,
    passive: Thelen2003PassiveForceLength,
    tendon: Thelen2003TendonForceLength
  )

  /// Functions of a file for a muscle with a rigid tendon; a negative value counts as none.
  case functions(
    active: CoordinateFunction,
    velocity: CoordinateFunction,
    passive: CoordinateFunction
  )

  /// Active force at a normalised fibre length, dimensionless.
  public func activeForce(at length: Double) -> Double {
    switch self {
    case .deGrooteFregly(let width, _, _):
      DeGrooteFreglyActiveForceLength().value(at: (length - 1) / width + 1)
    case .millard(let active, _, _, _): active.value(at: length)
    case .thelen(let active, _, _, _): active.value(at: length)
    case .functions(let active, _, _): max(0, active.value(at: length))
    }
  }

  /// Its derivative by normalised fibre length, dimensionless.
  public func activeForceDerivative(at length: Double) -> Double {
    switch self {
    case .deGrooteFregly(let width, _, _):
      DeGrooteFreglyActiveForceLength().derivative(at: (length - 1) / width + 1) / width
    case .millard(let active, _, _, _): active.derivative(at: length)
    case .thelen(let active, _, _, _): active.derivative(at: length)
    case .functions(let active, _, _):
      active.value(at: length) > 0 ? active.firstDerivative(at: length) : 0
    }
  }

  /// Force by normalised lengthening speed at an activation, dimensionless; 1 at rest.
  public func velocityForce(at speed: Double, activation: Double) -> Double {
    switch self {
    case .deGrooteFregly: DeGrooteFreglyForceVelocity().value(at: speed)
    case .millard(_, let velocity, _, _): velocity.value(at: speed)
    case .thelen(_, let velocity, _, _):
      Thelen2003ForceVelocity(
        activation: activation,
        shape: velocity.shape,
        greatestForce: velocity.greatestForce,
        linearShare: velocity.linearShare
      ).value(at: speed)
    case .functions(_, let velocity, _): max(0, velocity.value(at: speed))
    }
  }

  /// Passive force at a normalised fibre length, dimensionless.
  public func passiveForce(at length: Double) -> Double {
    switch self {
    case .deGrooteFregly(_, let passive, _): passive.value(at: length)
    case .millard(_, _, let passive, _): passive.value(at: length)
    case .thelen(_, _, let passive, _): passive.value(at: length)
    case .functions(_, _, let passive): max(0, passive.value(at: length))
    }
  }

  /// Its derivative by normalised fibre length, dimensionless.
  public func passiveForceDerivative(at length: Double) -> Double {
    switch self {
    case .deGrooteFregly(_, let passive, _): passive.derivative(at: length)
    case .millard(_, _, let passive, _): passive.derivative(at: length)
    case .thelen(_, _, let passive, _): passive.derivative(at: length)
    case .functions(_, _, let passive):
      passive.value(at: length) > 0 ? passive.firstDerivative(at: length) : 0
    }
  }

  /// Tendon force at a normalised tendon length, dimensionless; nil for a rigid tendon.
  public func tendonForce(at length: Double) -> Double? {
    switch self {
    case .deGrooteFregly(_, _, let tendon): tendon.value(at: length)
    case .millard(_, _, _, let tendon): tendon.value(at: length)
    case .thelen(_, _, _, let tendon): tendon.value(at: length)
    case .functions: nil
    }
  }

  /// The strain of the tendon at unit force, dimensionless; nil for a rigid tendon.
  var tendonStrain: Double? {
    switch self {
    case .deGrooteFregly(_, _, let tendon): tendon.strainAtUnitForce
    case .thelen(_, _, _, let tendon): tendon.strainAtUnitForce
    case .functions: nil
    case .millard(_, _, _, let tendon):
      // Beyond the toe the curve is a line: where it reaches 1.
      {
        let far = tendon.valueAndDerivative(at: 2)
        return 1 - (far.value - 1) / far.derivative
      }()
    }
  }
}
