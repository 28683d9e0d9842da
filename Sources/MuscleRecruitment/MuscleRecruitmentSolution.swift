// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How a recruitment ended.
public struct MuscleRecruitmentStatus: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the status, which files hold.
  public let name: String

  /// A status by its name, as a file holds it.
  public init(name: String) { self.name = name }

  /// The name of the status.
  public var description: String { name }

  /// All demands are met with least effort and, where asked for, the system is stable.
  public static let solved = MuscleRecruitmentStatus(name: "solved")

  /// The muscles cannot give the demanded moments; the unmet part is the least possible.
  public static let demandsUnmet = MuscleRecruitmentStatus(name: "demands unmet")

  /// The demands are met, but no activations within the bounds make the system stable with them.
  public static let unstable = MuscleRecruitmentStatus(name: "unstable")

  /// The limit of rounds or of cuts was reached before the system was stable.
  public static let roundLimit = MuscleRecruitmentStatus(name: "stability round limit")

  /// The solver stopped before its tolerance.
  public static let notConverged = MuscleRecruitmentStatus(name: "not converged")

  /// The data hold an infinite number or a NaN, or lead to one.
  public static let notFinite = MuscleRecruitmentStatus(name: "not finite")
}

/// The outcome of one recruitment in numbers, without the vectors.
public struct MuscleRecruitmentReport: Sendable, Hashable, Codable {
  /// How the recruitment ended.
  public var status: MuscleRecruitmentStatus

  /// The sum over the coordinates of the absolute unmet moments, in newton metres.
  public var unmetMoment: Double

  /// The largest violation of the optimality conditions relative to the demands, dimensionless.
  public var relativeResidual: Double

  /// The number of Newton steps in all rounds.
  public var iterations: Int

  /// What the search for stability did; nil when stability was not asked for.
  public var stability: Stability?

  /// What the search for stability did.
  public struct Stability: Sendable, Hashable, Codable {
    /// The smallest eigenvalue of the stiffness at plain least effort, in newton metres per radian.
    ///
    /// In a warm start, at the first activations that were tried.
    public var smallestEigenvalueBefore: Double

    /// The smallest eigenvalue at the solution, in newton metres per radian.
    public var smallestEigenvalueAfter: Double

    /// The number of eigenvalue problems solved.
    public var rounds: Int

    /// The number of cuts in the last program.
    public var cuts: Int
  }
}

/// The activations that carry given moments with least effort.
public struct MuscleRecruitmentSolution: Sendable, Hashable, Codable {
  /// The outcome in numbers.
  public var report: MuscleRecruitmentReport

  /// The activation of each muscle, dimensionless.
  public var activations: [Double]

  /// The active force of each muscle, in newtons.
  public var forces: [Double]

  /// The force of each support, in newtons.
  public var supportForces: [Double]

  /// The derivative of the least effort by the demand of each coordinate, per newton metre.
  public var multipliers: [Double]

  /// What is unmet of the demand of each coordinate, in newton metres.
  public var unmetMoments: [Double]

  /// The muscles at their greatest activation, imposed ones left out.
  public var musclesAtTheirBound: [Int]

  /// The effort sum_i w_i a_i^p, dimensionless.
  public var effort: Double

  /// How the recruitment ended.
  public var status: MuscleRecruitmentStatus { report.status }

  /// Throws when a demand is unmet, stability is not reached, or the solver did not finish.
  public func checkConverged() throws(MuscleRecruitmentError) {
    if status != .solved { throw MuscleRecruitmentError(report: report) }
  }
}

/// A recruitment that does not carry its demands or is not stable.
public struct MuscleRecruitmentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The outcome in numbers.
  public var report: MuscleRecruitmentReport

  /// The status and the unmet moment.
  public var description: String {
    "muscle recruitment: \(report.status), unmet moment \(report.unmetMoment) N m"
  }
}
