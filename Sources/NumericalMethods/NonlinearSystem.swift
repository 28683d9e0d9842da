// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Equations F(x) = 0, as many as unknowns or, for least squares, more.
public protocol NonlinearSystem {
  /// The number of unknowns.
  var unknownCount: Int { get }

  /// The number of residuals.
  var residualCount: Int { get }

  /// Writes F(x); `unknowns.count == unknownCount`, `residuals.count == residualCount`.
  func computeResiduals(at unknowns: [Double], into residuals: inout [Double])

  /// Writes the derivatives of F by x, `residualCount` by `unknownCount`.
  ///
  /// The default takes central differences, whose error is about 1e-10 of the residuals.
  func computeJacobian(at unknowns: [Double], into jacobian: inout Matrix)
}

extension NonlinearSystem {
  /// Writes the derivatives of F by x, by central differences.
  public func computeJacobian(at unknowns: [Double], into jacobian: inout Matrix) {
    var moved = unknowns
    var ahead = [Double](repeating: 0, count: residualCount)
    var behind = ahead
    for j in 0..<unknownCount {
      // The cube root of the rounding unit balances truncation against rounding.
      let step = 6e-6 * max(abs(unknowns[j]), 1)
      moved[j] = unknowns[j] + step
      computeResiduals(at: moved, into: &ahead)
      moved[j] = unknowns[j] - step
      computeResiduals(at: moved, into: &behind)
      moved[j] = unknowns[j]
      for i in 0..<residualCount { jacobian[i, j] = (ahead[i] - behind[i]) / (2 * step) }
    }
  }
}

/// The outcome of Newton's method or of nonlinear least squares.
public struct NonlinearSolution: Sendable, Hashable, Codable {
  /// How the iteration ended.
  public var status: SolverStatus

  /// x, in the units of the system.
  public var unknowns: [Double]

  /// F(x), in the units of the system.
  public var residuals: [Double]

  /// The number of steps.
  public var iterations: Int

  /// The largest absolute residual, in the units of the system.
  public var largestResidual: Double { residuals.reduce(0) { max($0, abs($1)) } }

  /// Half the sum of the squared residuals, in squared units of the system.
  public var cost: Double { 0.5 * residuals.reduce(0) { $0 + $1 * $1 } }

  /// Throws when the tolerance was not reached.
  public func checkConverged() throws(SolverError) {
    if status != .converged { throw SolverError(status: status, residual: largestResidual) }
  }
}
