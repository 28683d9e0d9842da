// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How an iteration for roots or least squares ended.
public struct SolverStatus: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the status, which files hold.
  public let name: String

  /// A status by its name, as a file holds it.
  public init(name: String) { self.name = name }

  /// The name of the status.
  public var description: String { name }

  /// The tolerance was reached.
  public static let converged = SolverStatus(name: "converged")

  /// The values at the two ends of the bracket have the same sign.
  public static let notBracketed = SolverStatus(name: "not bracketed")

  /// The limit of iterations was reached before the tolerance.
  public static let iterationLimit = SolverStatus(name: "iteration limit")

  /// No step reduced the residual any more, and it is not within the tolerance.
  public static let insufficientProgress = SolverStatus(name: "insufficient progress")

  /// The matrix of the linear equations is singular.
  public static let singularMatrix = SolverStatus(name: "singular matrix")

  /// The function gave an infinite value or a NaN where it must not.
  public static let notFinite = SolverStatus(name: "not finite")
}

/// An iteration that did not reach its tolerance.
public struct SolverError: Error, Sendable, Hashable, CustomStringConvertible {
  /// How the iteration ended.
  public var status: SolverStatus

  /// What is left of the residual, in its own unit.
  public var residual: Double

  /// Makes an error from how the iteration ended and its residual, in the residual's unit.
  public init(status: SolverStatus, residual: Double) {
    self.status = status
    self.residual = residual
  }

  /// The status and the residual.
  public var description: String { "\(status), residual \(residual)" }
}
