// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import NumericalMethods

/// A muscle whose fibre, with a damper beside it, pulls on a tendon that stretches.
///
/// The length lf of the fibre is a state. With x = lf / l0, the normalised speed v = (dlf/dt) /
/// (l0 vmax), the constant height of the fibre above the tendon's line, and lT = L - lf cos(alpha),
///
///     cos(alpha) (a fL(x) fV(v) + fPE(x) + d v) = fT(lT / ls),     F = F0 fT(lT / ls)
///
/// The left side grows with v without bound on either side, so that the speed always exists and is
/// unique, at zero activation too. Curves: De Groote et al. (2016), see
/// ``DeGrooteFreglyTendonForceLength`` and its neighbours. Damping: Millard et al. (2013).
///
/// - SeeAlso: Millard, Uchida, Seth and Delp, Journal of Biomechanical Engineering 135:021005
///   (2013), equation 9. doi:10.1115/1.4023390.
public struct CompliantTendonMuscle: Sendable, Hashable {
  /// Forces, lengths and passive curve of the muscle.
  public var muscle: RigidTendonMuscle

  /// The curve of the tendon.
  public var tendonCurve: DeGrooteFreglyTendonForceLength

  /// Damping d beside the fibre, dimensionless: force over F0 at the speed vmax.
  public let damping: Double

  /// Makes a muscle.
  ///
  /// - Parameters:
  ///   - muscle: Forces, lengths and passive curve; its tendon slack length must be above zero.
  ///   - tendonCurve: The curve of the tendon.
  ///   - damping: d, dimensionless, above zero; 0.1 as in Millard et al. (2013).
  public init(
    _ muscle: RigidTendonMuscle,
    tendonCurve: DeGrooteFreglyTendonForceLength = DeGrooteFreglyTendonForceLength(),
    damping: Double = 0.1
  ) {
    precondition(damping > 0, "the damping must be above zero, not \(damping)")
    precondition(
      muscle.tendonSlackLength > 0,
      "a tendon that stretches needs a length, not \(muscle.tendonSlackLength) m"
    )
    self.muscle = muscle
    self.tendonCurve = tendonCurve
    self.damping = damping
  }

  /// What fibre and tendon do at one instant.
  public struct Contraction: Sendable, Hashable {
    /// Force of the tendon, in newtons.
    public var tendonForce: Double

    /// Force of the contracting part of the fibre along the tendon, in newtons.
    public var activeForce: Double

    /// Force of the passive part of the fibre along the tendon, in newtons.
    public var passiveForce: Double

    /// Force of the damper along the tendon, in newtons; positive while the fibre lengthens.
    public var dampingForce: Double

    /// Rate of the fibre's length, in metres per second; positive while it lengthens.
    public var fibreSpeed: Double

    /// Cosine of the pennation angle, dimensionless.
    public var cosPennation: Double
  }

  /// What fibre and tendon do, and at what speed the fibre moves.
  ///
  /// The three parts of the fibre's force sum to the tendon's. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - fibreLength: lf in metres, not less than the fibre's height.
  ///   - pathLength: L, in metres.
  ///   - activation: a, dimensionless in 0...1.
  /// - Returns: The forces and the fibre's speed.
  public func contraction(
    fibreLength: Double,
    pathLength: Double,
    activation: Double
  ) -> Contraction {
    let height = muscle.optimalFibreLength * muscle.fibreHeightShare
    // A fibre that lies across the tendon has no component along it: kept at a hundredth.
    let along = max(fibreLength * fibreLength - height * height, 0).squareRoot()
    let cosine = max(along / fibreLength, 0.01)
    let x = fibreLength / muscle.optimalFibreLength
    let tendon = tendonCurve.value(at: (pathLength - along) / muscle.tendonSlackLength)
    let active = activation * DeGrooteFreglyActiveForceLength().value(at: x)
    let passive = muscle.passiveCurve.value(at: x)
    let v = speed(active: active, balance: tendon / cosine - passive)
    let scale = muscle.maximumIsometricForce * cosine
    return Contraction(
      tendonForce: muscle.maximumIsometricForce * tendon,
      activeForce: scale * active * DeGrooteFreglyForceVelocity().value(at: v),
      passiveForce: scale * passive,
      dampingForce: scale * damping * v,
      fibreSpeed: v * muscle.maximumShorteningSpeed * muscle.optimalFibreLength,
      cosPennation: cosine
    )
  }

  /// The speed v of active fV(v) + d v = balance, dimensionless.
  ///
  /// Newton's method between -1, where fV ends, and balance / d, beyond which the damper alone is
  /// too strong; halving where a step would leave them.
  private func speed(active: Double, balance: Double) -> Double {
    guard balance > -damping else { return balance / damping }
    let curve = DeGrooteFreglyForceVelocity()
    var low = -1.0
    var high = max(balance / damping, low)
    var v = min(max((balance - active) / (damping + active * curve.derivative(at: 0)), low), high)
    for _ in 0..<60 {
      let residual = active * curve.value(at: v) + damping * v - balance
      if residual > 0 { high = v } else { low = v }
      var next = v - residual / (active * curve.derivative(at: v) + damping)
      if !(next >= low && next <= high) { next = 0.5 * (low + high) }
      let change = abs(next - v)
      v = next
      if change <= 1e-14 * max(1, abs(v)) { break }
    }
    return v
  }

  /// The fibre that is at rest beside its tendon.
  ///
  /// - Parameters:
  ///   - pathLength: L, in metres.
  ///   - activation: a, dimensionless in 0...1.
  /// - Returns: The fibre's length and what is left of the balance.
  public func equilibrium(pathLength: Double, activation: Double) -> FibreEquilibrium {
    let height = muscle.optimalFibreLength * muscle.fibreHeightShare
    func balance(_ along: Double) -> Double {
      let length = (along * along + height * height).squareRoot()
      let x = length / muscle.optimalFibreLength
      let fibre =
        activation * DeGrooteFreglyActiveForceLength().value(at: x)
        + muscle.passiveCurve.value(at: x)
      return fibre * along / length
        - tendonCurve.value(at: (pathLength - along) / muscle.tendonSlackLength)
    }
    func result(_ status: SolverStatus, _ along: Double) -> FibreEquilibrium {
      FibreEquilibrium(
        status: status,
        fibreLength: (along * along + height * height).squareRoot(),
        residual: muscle.maximumIsometricForce * balance(along)
      )
    }
    // From a tendon stretched by twice its strain at unit force, which has seven times the force, to
    // the slack tendon; only a passive fibre that pulls harder still is longer.
    let longest = pathLength - muscle.tendonSlackLength
    let stretched = longest - 2 * tendonCurve.strainAtUnitForce * muscle.tendonSlackLength
    let shortest = max(1e-3 * muscle.optimalFibreLength, stretched)
    guard longest > shortest else { return result(.notBracketed, shortest) }
    let root = ScalarRootSolver(settings: .init(tolerance: 1e-15))
      .solve(in: shortest...longest, balance)
    return result(root.status, root.root)
  }

  /// The energy in tendon and passive fibre, in joules; zero where both are slack.
  ///
  /// - Parameters:
  ///   - fibreLength: lf, in metres, not less than the fibre's height.
  ///   - pathLength: L, in metres.
  /// - Returns: The energy, in joules.
  public func storedEnergy(fibreLength: Double, pathLength: Double) -> Double {
    let height = muscle.optimalFibreLength * muscle.fibreHeightShare
    let along = max(fibreLength * fibreLength - height * height, 0).squareRoot()
    let tendon = tendonCurve.energy(at: (pathLength - along) / muscle.tendonSlackLength)
    let fibre = muscle.passiveCurve.energy(at: fibreLength / muscle.optimalFibreLength)
    return muscle.maximumIsometricForce
      * (muscle.tendonSlackLength * tendon + muscle.optimalFibreLength * fibre)
  }
}

/// A fibre at rest beside its tendon.
public struct FibreEquilibrium: Sendable, Hashable {
  /// How the search ended: `not bracketed` where the path is too short to stretch the tendon.
  public var status: SolverStatus

  /// Length of the fibre, in metres.
  public var fibreLength: Double

  /// Force of the fibre along the tendon less that of the tendon, in newtons.
  public var residual: Double

  /// Throws when no equilibrium was found.
  public func checkConverged() throws(SolverError) {
    if status != .converged { throw SolverError(status: status, residual: residual) }
  }
}
