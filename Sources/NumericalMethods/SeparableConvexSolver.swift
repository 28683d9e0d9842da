// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Solves separable convex programs by semismooth Newton on the dual.
///
/// Each x_i is a function of t_i = (A' y)_i + (C' z)_i alone, the slope at which its cost is
/// balanced, cut at its bounds. What remains is the concave maximisation of the dual function over
/// the multipliers y and z, within |y| <= P and 0 <= z <= P. Its gradient is the unmet part of the
/// demands, piecewise smooth; each step solves with a generalised Hessian by Cholesky, over the
/// multipliers that are not held at their bounds, and searches along the step for the zero of the
/// directional derivative, which costs one pass over the variables. See Qi and Sun, Mathematical
/// Programming 58 (1993) 353-367, doi:10.1007/BF01581275, for the method without bounds, and
/// Bertsekas, SIAM J. Control Optim. 20 (1982) 221-246, doi:10.1137/0320018, for the bounds.
public struct SeparableConvexSolver: Sendable {
  /// What the caller may choose.
  public struct Settings: Sendable, Hashable, Codable {
    /// The largest residual relative to the demands, dimensionless.
    public var relativeTolerance: Double

    /// The greatest number of Newton steps.
    public var iterationLimit: Int

    /// The penalty P of a program that states none, dimensionless.
    ///
    /// A multiple of the steepest cost of a variable at its bound over the largest norm of the
    /// coefficients of a variable.
    public var penaltyFactor: Double

    /// Makes settings; the defaults suit load sharing in double precision.
    ///
    /// - Parameters:
    ///   - relativeTolerance: Dimensionless, positive. The default is a few hundred roundings.
    ///   - iterationLimit: At least one.
    ///   - penaltyFactor: Dimensionless, above one. The default leaves eleven digits for x.
    public init(
      relativeTolerance: Double = 1e-12,
      iterationLimit: Int = 500,
      penaltyFactor: Double = 1e5
    ) {
      precondition(
        relativeTolerance > 0,
        "a tolerance must be positive, not \(relativeTolerance)"
      )
      precondition(iterationLimit >= 1, "at least one iteration is needed, not \(iterationLimit)")
      precondition(penaltyFactor > 1, "a penalty factor must exceed 1, not \(penaltyFactor)")
      self.relativeTolerance = relativeTolerance
      self.iterationLimit = iterationLimit
      self.penaltyFactor = penaltyFactor
    }
  }

  /// The settings of this solver.
  public var settings: Settings

  /// Makes a solver.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Solves a program, from the multipliers of a neighbour's solution when there is one.
  ///
  /// Allocates its storage; for many solves of one size use `SeparableProgramWorkspace`.
  public func solve(
    _ program: SeparableConvexProgram,
    startingFrom neighbour: SeparableConvexSolution? = nil
  ) -> SeparableConvexSolution {
    var workspace = SeparableProgramWorkspace(for: program)
    workspace.load(program)
    if let neighbour {
      workspace.setMultipliers(
        equations: neighbour.equationMultipliers,
        inequalities: neighbour.inequalityMultipliers
      )
    }
    let report = workspace.solve(settings: settings)
    return workspace.solution(with: report, of: program)
  }
}
