// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// The linear combination of given columns that lies nearest to given observations.
///
///     minimise  sum_i w_i (A x - b)_i^2
public struct LinearLeastSquares: Sendable, Hashable, Codable {
  /// A, one row an observation and one column an unknown.
  public var matrix: Matrix

  /// b, in the unit of the observations.
  public var observations: [Double]

  /// w, positive or zero, one an observation, dimensionless; all one when nil.
  public var weights: [Double]?

  /// Makes a problem from A, b and weights (dimensionless).
  public init(matrix: Matrix, observations: [Double], weights: [Double]? = nil) {
    precondition(
      observations.count == matrix.rows,
      "\(observations.count) observations for \(matrix.rows) rows"
    )
    if let weights {
      precondition(
        weights.count == matrix.rows,
        "\(weights.count) weights for \(matrix.rows) rows"
      )
    }
    self.matrix = matrix
    self.observations = observations
    self.weights = weights
  }

  /// The solution of a linear least-squares problem.
  public struct Solution: Sendable, Hashable, Codable {
    /// The unknowns x.
    public var unknowns: [Double]

    /// The root of the weighted sum of squares, in the unit of the observations.
    public var residualNorm: Double

    /// The number of columns that are independent.
    ///
    /// Below the number of unknowns, `unknowns` is the shortest of the solutions.
    public var rank: Int
  }

  /// Solves by QR, or by singular values where the columns depend on each other.
  ///
  /// - Parameter relativeTolerance: Singular values below this share of the largest count as zero,
  ///   dimensionless.
  /// - Returns: The solution with its rank.
  /// - Throws: `notFinite` for data that are not numbers, `notConverged` from singular values.
  public func solve(relativeTolerance: Double = 1e-12) throws(FactorizationError) -> Solution {
    var scaled = matrix
    var right = observations
    if let weights {
      for i in 0..<matrix.rows {
        precondition(weights[i] >= 0, "weight \(i) is negative: \(weights[i])")
        let root = weights[i].squareRoot()
        right[i] *= root
        for j in 0..<matrix.columns { scaled[i, j] *= root }
      }
    }
    guard right.allSatisfy(\.isFinite) else { throw .notFinite }
    if matrix.rows >= matrix.columns {
      var qr = QRWorkspace(rows: matrix.rows, columns: matrix.columns)
      do {
        try qr.factor(scaled)
        let (unknowns, norm) = qr.leastSquares(right)
        return Solution(unknowns: unknowns, residualNorm: norm, rank: matrix.columns)
      } catch {
        guard case .rankDeficient = error else { throw error }
      }
    }
    var svd = SVDWorkspace(rows: matrix.rows, columns: matrix.columns)
    try svd.decompose(scaled)
    var unknowns = [Double](repeating: 0, count: matrix.columns)
    var span = unknowns.mutableSpan
    svd.solve(right.span, into: &span, relativeTolerance: relativeTolerance)
    let fitted = scaled * unknowns
    let norm = zip(fitted, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    return Solution(
      unknowns: unknowns,
      residualNorm: norm,
      rank: svd.rank(relativeTolerance: relativeTolerance)
    )
  }
}
