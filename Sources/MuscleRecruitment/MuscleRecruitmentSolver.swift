// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import NumericalMethods

/// Solves muscle recruitment problems: least effort by `SeparableConvexSolver`, stability by cuts.
///
/// Stability asks that v'K(a)v >= margin for every direction v of length one. For one v this is a
/// linear inequality of the activations. The solver starts without any, looks for the directions
/// in which K falls short at its solution (the lowest eigenvectors), adds their inequalities, and
/// solves again until no direction falls short: Kelley's cutting planes, J. SIAM 8 (1960) 703-712,
/// doi:10.1137/0108053. Every inequality is a necessary condition, so the least effort under them
/// is a lower bound and, when the last solution is stable, the least effort of a stable state.
///
/// Without stability the result is the same bytes for the same problem. With it, eigenvectors come
/// from LAPACK: they are the same bytes with one BLAS thread (`BLASThreading.setCount(1)`).
public struct MuscleRecruitmentSolver: Sendable {
  /// What the caller may choose.
  public struct Settings: Sendable, Hashable, Codable {
    /// The settings of the least effort under given cuts.
    public var program: SeparableConvexSolver.Settings

    /// How far below the margin the smallest eigenvalue may end, in newton metres per radian.
    public var stabilityTolerance: Double

    /// The greatest number of eigenvalue problems.
    public var roundLimit: Int

    /// The greatest number of cuts from one eigenvalue problem.
    public var cutsPerRound: Int

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - program: Of the least effort under given cuts.
    ///   - stabilityTolerance: In newton metres per radian, positive. The default is chosen: a
    ///     thousandth of the stiffness that a standing column lacks.
    ///   - roundLimit: At least one.
    ///   - cutsPerRound: At least one.
    public init(
      program: SeparableConvexSolver.Settings = .init(),
      stabilityTolerance: Double = 0.1,
      roundLimit: Int = 60,
      cutsPerRound: Int = 4
    ) {
      precondition(
        stabilityTolerance > 0,
        "a tolerance must be positive, not \(stabilityTolerance)"
      )
      precondition(roundLimit >= 1, "at least one round is needed, not \(roundLimit)")
      precondition(cutsPerRound >= 1, "at least one cut a round is needed, not \(cutsPerRound)")
      self.program = program
      self.stabilityTolerance = stabilityTolerance
      self.roundLimit = roundLimit
      self.cutsPerRound = cutsPerRound
    }
  }

  /// The settings of this solver.
  public var settings: Settings

  /// Makes a solver.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Solves a problem, with its own stability requirement where it has one.
  ///
  /// Allocates its storage; for many solves of one size use `MuscleRecruitmentWorkspace`.
  public func solve(_ problem: MuscleRecruitmentProblem) -> MuscleRecruitmentSolution {
    var workspace = MuscleRecruitmentWorkspace(
      muscles: problem.muscleCount,
      coordinates: problem.coordinateCount,
      supports: problem.supports.count,
      stiffnessOrder: problem.stability?.coordinateCount ?? 0
    )
    workspace.load(problem)
    let report: MuscleRecruitmentReport
    if let stability = problem.stability {
      precondition(
        stability.perActivation.count == problem.muscleCount,
        "\(stability.perActivation.count) stiffnesses for \(problem.muscleCount) muscles"
      )
      report = workspace.solve(
        stableUnder: stability,
        margin: stability.margin,
        settings: settings
      )
    } else {
      report = workspace.solve(settings: settings)
    }
    return workspace.solution(with: report, of: problem)
  }
}
