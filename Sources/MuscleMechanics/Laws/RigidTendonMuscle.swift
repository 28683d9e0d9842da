// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A muscle whose tendon does not stretch: the fibre follows from the length of the path.
///
/// The fibre keeps its height above the tendon's line, h = l0 sin(alpha0), so that
///
///     lf cos(alpha) = L - ls,     lf^2 = (L - ls)^2 + h^2,     dlf/dt = cos(alpha) dL/dt
///     F = F0 cos(alpha) (a fL(lf/l0) fV(dlf/dt / vmax) + fPE(lf/l0))
///
/// Zajac, Critical Reviews in Biomedical Engineering 17:359-411 (1989). Curves: De Groote et al.
/// (2016), see ``DeGrooteFreglyActiveForceLength`` and its neighbours. When the path is shorter than
/// the tendon, the tendon is slack: the muscle has no force and no stiffness.
public struct RigidTendonMuscle: Sendable, Hashable {
  /// Greatest isometric force F0, in newtons.
  public var maximumIsometricForce: Double

  /// Fibre length l0 of greatest active force, in metres.
  public var optimalFibreLength: Double

  /// Tendon slack length ls, in metres.
  public var tendonSlackLength: Double

  /// Pennation angle alpha0 at the optimal fibre length, in radians, in 0..<pi/2.
  public var pennationAtOptimal: Double {
    didSet { fibreHeightShare = Self.heightShare(pennationAtOptimal) }
  }

  /// Greatest shortening speed of the fibre, in optimal fibre lengths per second.
  public var maximumShorteningSpeed: Double

  /// The passive curve of the fibre.
  public var passiveCurve: DeGrooteFreglyPassiveForceLength

  /// sin(alpha0), kept so that no evaluation needs it again.
  private(set) var fibreHeightShare: Double

  /// Makes a muscle; forces in newtons, lengths in metres, angles in radians.
  ///
  /// - Parameters:
  ///   - maximumIsometricForce: Greatest isometric force, in newtons.
  ///   - optimalFibreLength: Fibre length of greatest active force, in metres; above zero.
  ///   - tendonSlackLength: Tendon slack length, in metres.
  ///   - pennationAtOptimal: Pennation angle at the optimal fibre length, in radians.
  ///   - maximumShorteningSpeed: In optimal fibre lengths per second; 10 as in De Groote et al.
  ///   - passiveCurve: The passive curve of the fibre.
  public init(
    maximumIsometricForce: Double,
    optimalFibreLength: Double,
    tendonSlackLength: Double,
    pennationAtOptimal: Double = 0,
    maximumShorteningSpeed: Double = 10,
    passiveCurve: DeGrooteFreglyPassiveForceLength = DeGrooteFreglyPassiveForceLength()
  ) {
    precondition(
      optimalFibreLength > 0,
      "the optimal fibre length must be above zero, not \(optimalFibreLength)"
    )
    precondition(
      pennationAtOptimal >= 0 && pennationAtOptimal < .pi / 2,
      "the pennation angle must be in 0..<pi/2, not \(pennationAtOptimal)"
    )
    self.maximumIsometricForce = maximumIsometricForce
    self.optimalFibreLength = optimalFibreLength
    self.tendonSlackLength = tendonSlackLength
    self.pennationAtOptimal = pennationAtOptimal
    self.maximumShorteningSpeed = maximumShorteningSpeed
    self.passiveCurve = passiveCurve
    fibreHeightShare = Self.heightShare(pennationAtOptimal)
  }

  /// The fibre at a path length in metres.
  public func fibre(atPathLength pathLength: Double) -> FibreGeometry {
    let along = pathLength - tendonSlackLength
    let height = optimalFibreLength * fibreHeightShare
    guard along > 0 else {
      return FibreGeometry(
        length: height,
        normalizedLength: fibreHeightShare,
        cosPennation: 0,
        tendonIsSlack: true
      )
    }
    let length = (along * along + height * height).squareRoot()
    return FibreGeometry(
      length: length,
      normalizedLength: length / optimalFibreLength,
      cosPennation: along / length,
      tendonIsSlack: false
    )
  }

  /// Lengthening speed of the fibre for that of the path, both in metres per second.
  public func fibreSpeed(pathLength: Double, pathSpeed: Double) -> Double {
    fibre(atPathLength: pathLength).cosPennation * pathSpeed
  }

  /// Active tendon force per activation and greatest isometric force, dimensionless.
  ///
  /// - Parameters:
  ///   - pathLength: In metres.
  ///   - pathSpeed: Lengthening speed of the path, in metres per second.
  /// - Returns: Force over greatest isometric force, dimensionless, never negative.
  public func activeForceFactor(pathLength: Double, pathSpeed: Double = 0) -> Double {
    activeForceFactor(fibre(atPathLength: pathLength), pathSpeed)
  }

  private func activeForceFactor(_ fibre: FibreGeometry, _ pathSpeed: Double) -> Double {
    guard !fibre.tendonIsSlack else { return 0 }
    let isometric =
      DeGrooteFreglyActiveForceLength().value(at: fibre.normalizedLength) * fibre.cosPennation
    guard pathSpeed != 0 else { return isometric }
    let speed = fibre.cosPennation * pathSpeed / (maximumShorteningSpeed * optimalFibreLength)
    return isometric * DeGrooteFreglyForceVelocity().value(at: speed)
  }

  /// The derivative of the isometric active force factor by path length, in 1/m.
  public func activeForceFactorDerivative(pathLength: Double) -> Double {
    let fibre = fibre(atPathLength: pathLength)
    guard !fibre.tendonIsSlack else { return 0 }
    let curve = DeGrooteFreglyActiveForceLength().valueAndDerivative(at: fibre.normalizedLength)
    return derivativeAlongPath(curve.value, curve.derivative, fibre)
  }

  /// Passive tendon force at a path length in metres, in newtons; never negative.
  public func passiveForce(pathLength: Double) -> Double {
    passiveForce(fibre(atPathLength: pathLength))
  }

  private func passiveForce(_ fibre: FibreGeometry) -> Double {
    maximumIsometricForce * passiveCurve.value(at: fibre.normalizedLength) * fibre.cosPennation
  }

  /// Active and passive tendon force, in newtons, neither negative.
  ///
  /// - Parameters:
  ///   - pathLength: In metres.
  ///   - pathSpeed: Lengthening speed of the path, in metres per second.
  ///   - activation: Dimensionless, in 0...1; the curves of the active force are left out at 0.
  /// - Returns: Both parts, from one fibre.
  public func forces(
    pathLength: Double,
    pathSpeed: Double,
    activation: Double
  ) -> (active: Double, passive: Double) {
    let fibre = fibre(atPathLength: pathLength)
    let active =
      activation > 0
      ? maximumIsometricForce * activation * activeForceFactor(fibre, pathSpeed) : 0
    return (active, passiveForce(fibre))
  }

  /// Derivative of the passive tendon force by path length, in newtons per metre.
  public func passiveStiffness(pathLength: Double) -> Double {
    let fibre = fibre(atPathLength: pathLength)
    guard !fibre.tendonIsSlack else { return 0 }
    return maximumIsometricForce
      * derivativeAlongPath(
        passiveCurve.value(at: fibre.normalizedLength),
        passiveCurve.derivative(at: fibre.normalizedLength),
        fibre
      )
  }

  /// Isometric tendon force at an activation in 0...1, in newtons.
  public func isometricForce(pathLength: Double, activation: Double) -> Double {
    maximumIsometricForce * activation * activeForceFactor(pathLength: pathLength)
      + passiveForce(pathLength: pathLength)
  }

  /// Derivative of the isometric tendon force by path length, in newtons per metre.
  ///
  /// Of the curves, at constant activation: negative on the descending limb of the active curve.
  /// Short-range stiffness, which holds a posture, is another quantity.
  public func isometricStiffness(pathLength: Double, activation: Double) -> Double {
    maximumIsometricForce * activation * activeForceFactorDerivative(pathLength: pathLength)
      + passiveStiffness(pathLength: pathLength)
  }

  /// The slack length, in metres, that gives a chosen fibre length at a path length.
  ///
  /// - Parameters:
  ///   - normalizedFibreLength: Fibre length over optimal fibre length, dimensionless.
  ///   - pathLength: In metres.
  /// - Returns: The tendon slack length, in metres.
  /// - Throws: ``RigidTendonCalibrationError`` when no slack length of zero or more does it.
  public func tendonSlackLength(
    forNormalizedFibreLength normalizedFibreLength: Double,
    atPathLength pathLength: Double
  ) throws(RigidTendonCalibrationError) -> Double {
    guard normalizedFibreLength > fibreHeightShare else {
      throw .fibreShorterThanItsHeight(
        normalizedFibreLength: normalizedFibreLength,
        normalizedHeight: fibreHeightShare
      )
    }
    let share =
      (normalizedFibreLength * normalizedFibreLength - fibreHeightShare * fibreHeightShare)
      .squareRoot()
    let slack = pathLength - optimalFibreLength * share
    guard slack >= 0 else {
      throw .pathTooShort(pathLength: pathLength, fibreAlongPath: optimalFibreLength * share)
    }
    return slack
  }

  /// d(f(x) cos(alpha)) / dL, with dx/dL = cos(alpha) / l0 and dcos(alpha)/dL = sin^2(alpha) / lf.
  private func derivativeAlongPath(
    _ value: Double,
    _ derivative: Double,
    _ fibre: FibreGeometry
  ) -> Double {
    let cosine = fibre.cosPennation
    return derivative * cosine * cosine / optimalFibreLength
      + value * (1 - cosine * cosine) / fibre.length
  }

  private static func heightShare(_ pennation: Double) -> Double { sin(pennation) }
}

/// The fibre of a muscle with a rigid tendon.
public struct FibreGeometry: Sendable, Hashable {
  /// Fibre length, in metres.
  public var length: Double

  /// Fibre length over optimal fibre length, dimensionless.
  public var normalizedLength: Double

  /// Cosine of the pennation angle, dimensionless, in 0...1; zero when the tendon is slack.
  public var cosPennation: Double

  /// True when the path is not longer than the tendon: the muscle then has no force.
  public var tendonIsSlack: Bool
}

/// Why no slack length gives the wanted fibre length.
public enum RigidTendonCalibrationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The wanted fibre is not longer than the constant height of the pennate fibre.
  case fibreShorterThanItsHeight(normalizedFibreLength: Double, normalizedHeight: Double)

  /// The path is shorter than the wanted fibre, in metres.
  case pathTooShort(pathLength: Double, fibreAlongPath: Double)

  /// What was found and what is allowed.
  public var description: String {
    switch self {
    case .fibreShorterThanItsHeight(let length, let height):
      "normalised fibre length \(length) must exceed the sine of the pennation angle, \(height)"
    case .pathTooShort(let path, let fibre):
      "path length \(path) m must be at least that of the fibre along it, \(fibre) m"
    }
  }
}
