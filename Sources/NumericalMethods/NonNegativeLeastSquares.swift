// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// The combination of given columns with no negative share that lies nearest to given observations.
///
///     minimise  |A x - b|^2   with  x >= 0
///
/// The active-set method of Lawson and Hanson (1974, chapter 23): columns enter one at a time where
/// the slope is steepest, and leave where their share would become negative.
public struct NonNegativeLeastSquares: Sendable {
  /// A, one row an observation and one column an unknown.
  public let matrix: Matrix

  /// b, in the unit of the observations.
  public let observations: [Double]

  /// Makes a problem from A and b, in the unit of the observations.
  public init(matrix: Matrix, observations: [Double]) {
    precondition(
      observations.count == matrix.rows,
      "\(observations.count) observations for \(matrix.rows) rows"
    )
    self.matrix = matrix
    self.observations = observations
  }

  /// The solution of a problem.
  public struct Solution: Sendable {
    /// The unknowns x, none negative.
    public let unknowns: [Double]

    /// b - A x, in the unit of the observations.
    public let residuals: [Double]
  }

  /// Slopes below this share of the size of the data count as zero, dimensionless.
  private static let tolerance = 1e-12

  /// Solves the problem.
  ///
  /// - Throws: `notFinite` for data that are not numbers, `notConverged` after three steps for each
  ///   unknown.
  public func solve() throws(FactorizationError) -> Solution {
    let count = matrix.columns
    var x = [Double](repeating: 0, count: count)
    var free: [Int] = []
    var scale = 0.0
    for column in 0..<count {
      let size = abs(slope(along: column, residuals: observations))
      guard size.isFinite else { throw .notFinite }
      scale = max(scale, size)
    }
    for _ in 0..<(3 * max(count, 1)) {
      let residuals = residuals(x)
      let candidates = (0..<count).filter { !free.contains($0) }
        .map { (column: $0, slope: slope(along: $0, residuals: residuals)) }
      guard let best = candidates.max(by: { $0.slope < $1.slope }),
        best.slope > Self.tolerance * scale
      else { return Solution(unknowns: x, residuals: residuals) }
      free.append(best.column)
      try settle(&x, &free)
      // A column that leaves at once had a slope of rounding only.
      if !free.contains(best.column) {
        return Solution(unknowns: x, residuals: self.residuals(x))
      }
    }
    throw .notConverged(count: count)
  }

  /// Moves to the best combination of the free columns; those that would turn negative leave.
  private func settle(_ x: inout [Double], _ free: inout [Int]) throws(FactorizationError) {
    while !free.isEmpty {
      var part = Matrix(rows: matrix.rows, columns: free.count)
      for (place, column) in free.enumerated() {
        for row in 0..<matrix.rows { part[row, place] = matrix[row, column] }
      }
      let best = try LinearLeastSquares(matrix: part, observations: observations).solve().unknowns
      guard best.contains(where: { $0 <= 0 }) else {
        for (place, column) in free.enumerated() { x[column] = best[place] }
        return
      }
      // As far towards the best as no share turns negative.
      var step = 1.0
      for (place, column) in free.enumerated() where best[place] <= 0 {
        step = min(step, x[column] / (x[column] - best[place]))
      }
      for (place, column) in free.enumerated() {
        x[column] = max(0, x[column] + step * (best[place] - x[column]))
        if best[place] <= 0, x[column] <= Self.tolerance { x[column] = 0 }
      }
      let staying = free.filter { x[$0] > 0 }
      // The column that stops the step leaves, whatever rounding says.
      free = staying.count < free.count ? staying : Array(free.dropLast())
    }
  }

  private func residuals(_ x: [Double]) -> [Double] {
    (0..<matrix.rows).map { row in
      var sum = observations[row]
      for column in 0..<matrix.columns { sum -= matrix[row, column] * x[column] }
      return sum
    }
  }

  private func slope(along column: Int, residuals: [Double]) -> Double {
    (0..<matrix.rows).reduce(0) { $0 + matrix[$1, column] * residuals[$1] }
  }
}
