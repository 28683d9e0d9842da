// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A muscle of an imported model: fibre, tendon and the curves that its file names.
///
/// The fibre keeps its height h = l0 sin(alpha0) above the tendon's line. With a rigid tendon,
///
///     lf cos(alpha) = L - ls,     lf^2 = (L - ls)^2 + h^2,     dlf/dt = cos(alpha) dL/dt
///     F = F0 cos(alpha) (a fL(lf/l0) fV(dlf/dt / (l0 vmax)) + fPE(lf/l0))
///
/// - SeeAlso: Zajac, Critical Reviews in Biomedical Engineering 17:359-411 (1989).
public struct HillMuscle: Sendable {
  /// Greatest isometric force F0, in newtons.
  public let maximumIsometricForce: Double

  /// Fibre length l0 of greatest active force, in metres.
  public let optimalFibreLength: Double

  /// Tendon slack length ls, in metres.
  public let tendonSlackLength: Double

  /// Pennation angle alpha0 at the optimal fibre length, in radians.
  public let pennationAtOptimal: Double

  /// Greatest shortening speed vmax, in optimal fibre lengths per second.
  public let maximumShorteningSpeed: Double

  /// The shortest fibre that OpenSim lets make force, in metres.
  public let shortestFibre: Double

  /// The curves.
  public let curves: HillCurves

  /// Makes a muscle; forces in newtons, lengths in metres, angles in radians.
  ///
  /// - Parameters:
  ///   - maximumIsometricForce: F0, in newtons, not negative.
  ///   - optimalFibreLength: l0, in metres, above zero.
  ///   - tendonSlackLength: ls, in metres, not negative.
  ///   - pennationAtOptimal: alpha0, in radians, in 0..<pi/2.
  ///   - maximumShorteningSpeed: vmax, in optimal fibre lengths per second, above zero.
  ///   - shortestFibre: In metres; a shorter fibre has no active force in OpenSim.
  ///   - curves: The curves.
  public init(
    maximumIsometricForce: Double,
    optimalFibreLength: Double,
    tendonSlackLength: Double,
    pennationAtOptimal: Double,
    maximumShorteningSpeed: Double,
    shortestFibre: Double = 0,
    curves: HillCurves
  ) {
    precondition(
      maximumIsometricForce >= 0 && optimalFibreLength > 0 && tendonSlackLength >= 0
        && pennationAtOptimal >= 0 && pennationAtOptimal < .pi / 2 && maximumShorteningSpeed > 0,
      "a muscle of \(maximumIsometricForce) N, \(optimalFibreLength) m, \(tendonSlackLength) m, "
        + "\(pennationAtOptimal) rad and \(maximumShorteningSpeed) 1/s; each must be in its range"
    )
    self.maximumIsometricForce = maximumIsometricForce
    self.optimalFibreLength = optimalFibreLength
    self.tendonSlackLength = tendonSlackLength
    self.pennationAtOptimal = pennationAtOptimal
    self.maximumShorteningSpeed = maximumShorteningSpeed
    self.shortestFibre = shortestFibre
    self.curves = curves
  }

  private var height: Double { optimalFibreLength * sin(pennationAtOptimal) }

  /// The fibre beside a rigid tendon, at a path length in metres.
  public func fibre(atPathLength pathLength: Double) -> FibreGeometry {
    let along = pathLength - tendonSlackLength
    let height = height
    let length = (along * along + height * height).squareRoot()
    guard along > 0 else {
      return FibreGeometry(
        length: height,
        normalizedLength: height / optimalFibreLength,
        cosPennation: 0,
        tendonIsSlack: true
      )
    }
    return FibreGeometry(
      length: length,
      normalizedLength: length / optimalFibreLength,
      cosPennation: along / length,
      tendonIsSlack: false
    )
  }

  /// Active tendon force at full activation beside a rigid tendon, in newtons.
  ///
  /// - Parameters:
  ///   - pathLength: L, in metres.
  ///   - pathSpeed: dL/dt, in metres per second, lengthening positive.
  /// - Returns: The force, in newtons; zero when the tendon is slack.
  public func activeForce(pathLength: Double, pathSpeed: Double) -> Double {
    let fibre = fibre(atPathLength: pathLength)
    guard !fibre.tendonIsSlack else { return 0 }
    let speed = pathSpeed * fibre.cosPennation / (optimalFibreLength * maximumShorteningSpeed)
    return maximumIsometricForce * fibre.cosPennation
      * curves.activeForce(at: fibre.normalizedLength)
      * curves.velocityForce(at: speed, activation: 1)
  }

  /// Passive tendon force beside a rigid tendon, in newtons, at a path length in metres.
  public func passiveForce(pathLength: Double) -> Double {
    let fibre = fibre(atPathLength: pathLength)
    return maximumIsometricForce * fibre.cosPennation
      * curves.passiveForce(at: fibre.normalizedLength)
  }

  /// The force that OpenSim's static optimisation multiplies with an activation, in newtons.
  ///
  /// It is the active force at full activation beside a rigid tendon, but for the cosine of pennation: the
  /// muscles of De Groote have none of it, and those of Millard that of a fibre as long as the normalised
  /// length in metres, which is near 1. Seen with OpenSim 4.6.
  ///
  /// - Parameters:
  ///   - pathLength: L, in metres.
  ///   - pathSpeed: dL/dt, in metres per second, lengthening positive.
  /// - Returns: The force, in newtons.
  public func staticOptimizationForce(pathLength: Double, pathSpeed: Double) -> Double {
    let along = pathLength - tendonSlackLength
    let height = height
    let length = (along * along + height * height).squareRoot()
    let cosine = length > 0 ? along / length : 0
    let normalized = length / optimalFibreLength
    let speed = pathSpeed * cosine / (optimalFibreLength * maximumShorteningSpeed)
    let force =
      maximumIsometricForce * curves.activeForce(at: normalized)
      * curves.velocityForce(at: speed, activation: 1)
    switch curves {
    case .deGrooteFregly: return force
    case .millard:
      guard along > 0, length > shortestFibre else { return 0 }
      let share = min(1, height / normalized)
      return force * (1 - share * share).squareRoot()
    case .thelen, .functions:
      guard along > 0, length > shortestFibre else { return 0 }
      return force * cosine
    }
  }

  /// The fibre at rest beside a tendon that stretches.
  ///
  /// Solves cos(alpha) (a fL(x) + fPE(x)) = fT(lT / ls), with lT = L - lf cos(alpha).
  ///
  /// - Parameters:
  ///   - pathLength: L, in metres.
  ///   - activation: a, dimensionless in 0...1.
  /// - Returns: The fibre's length and what is left of the balance; with a rigid tendon, the fibre that
  ///   follows from the path.
  public func equilibrium(pathLength: Double, activation: Double) -> FibreEquilibrium {
    let height = height
    guard let strain = curves.tendonStrain, tendonSlackLength > 0 else {
      return FibreEquilibrium(
        status: .converged,
        fibreLength: fibre(atPathLength: pathLength).length,
        residual: 0
      )
    }
    func balance(_ along: Double) -> Double {
      let length = (along * along + height * height).squareRoot()
      let x = length / optimalFibreLength
      let fibre = activation * curves.activeForce(at: x) + curves.passiveForce(at: x)
      return fibre * along / length
        - (curves.tendonForce(at: (pathLength - along) / tendonSlackLength) ?? 0)
    }
    func result(_ status: SolverStatus, _ along: Double) -> FibreEquilibrium {
      FibreEquilibrium(
        status: status,
        fibreLength: (along * along + height * height).squareRoot(),
        residual: maximumIsometricForce * balance(along)
      )
    }
    // From a tendon stretched by three times its strain at unit force to a slack one.
    let longest = pathLength - tendonSlackLength
    let shortest = max(1e-3 * optimalFibreLength, longest - 3 * strain * tendonSlackLength)
    guard longest > shortest else { return result(.notBracketed, shortest) }
    let root = ScalarRootSolver(settings: .init(tolerance: 1e-15))
      .solve(in: shortest...longest, balance)
    return result(root.status, root.root)
  }
}
