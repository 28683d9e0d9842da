// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import NumericalMethods
import TestSupport
import Testing

@Suite("Least squares without negative shares")
struct NonNegativeLeastSquaresTests {
  @Test("A share that would be negative is zero, and the rest is the best without it")
  func clamped() throws {
    // Without bounds x = (3, -1); with them the second column is out and x1 = (A1.b)/(A1.A1).
    let problem = NonNegativeLeastSquares(
      matrix: Matrix(rows: [[1, 1], [1, 2]]),
      observations: [2, 1]
    )
    let solution = try problem.solve()
    #expect(isClose(solution.unknowns[0], 1.5, absolute: 1e-14))
    #expect(solution.unknowns[1] == 0)
    #expect(isClose(solution.residuals[0], 0.5, absolute: 1e-14))
    #expect(isClose(solution.residuals[1], -0.5, absolute: 1e-14))
  }

  @Test("What lies inside the cone is met exactly, what lies opposite gets nothing")
  func insideAndOpposite() throws {
    let matrix = Matrix(rows: [[1, 0, 1], [0, 1, 1]])
    let inside = try NonNegativeLeastSquares(matrix: matrix, observations: [3, 2]).solve()
    for residual in inside.residuals { #expect(abs(residual) < 1e-14) }
    let opposite = try NonNegativeLeastSquares(matrix: matrix, observations: [-1, -2]).solve()
    #expect(opposite.unknowns == [0, 0, 0])
    #expect(opposite.residuals == [-1, -2])
  }

  /// At the optimum no column has a rising slope, and those in use have none at all.
  @Test("The optimality conditions hold on random problems", arguments: 1...20)
  func optimality(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = 6
    let columns = 24
    var matrix = Matrix(rows: rows, columns: columns)
    for column in 0..<columns {
      for row in 0..<rows { matrix[row, column] = Double.random(in: -1...1, using: &generator) }
      if column % 5 == 4 {
        // Columns that depend on each other, as the edges of two near contacts do.
        for row in 0..<rows { matrix[row, column] = 2 * matrix[row, column - 1] }
      }
    }
    let observations = (0..<rows).map { _ in Double.random(in: -1...1, using: &generator) }
    let solution = try NonNegativeLeastSquares(matrix: matrix, observations: observations).solve()
    for column in 0..<columns {
      var slope = 0.0
      for row in 0..<rows { slope += matrix[row, column] * solution.residuals[row] }
      #expect(solution.unknowns[column] >= 0)
      #expect(slope < 1e-10)
      if solution.unknowns[column] > 0 { #expect(abs(slope) < 1e-10) }
    }
  }

  @Test("Data that are no numbers are refused")
  func notFinite() {
    #expect(throws: FactorizationError.notFinite) {
      try NonNegativeLeastSquares(
        matrix: Matrix(rows: [[1], [.nan]]),
        observations: [1, 1]
      ).solve()
    }
  }
}
