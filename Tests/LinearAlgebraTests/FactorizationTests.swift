// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import TestSupport
import Testing

/// Sums of up to 64 products near one, times a condition number below about 1e4.
private let roundingTolerance = 1e-9

/// Products of factors reproduce the matrix without amplification.
private let reconstructionTolerance = 1e-12

@Suite("Factorisations by LAPACK")
struct FactorizationTests {
  @Test(arguments: sampleOrders)
  func choleskySolves(order: Int) throws {
    var random = SeededGenerator(seed: UInt64(order))
    let matrix = random.positiveDefiniteMatrix(order: order)
    let expected = random.numbers(order)
    var workspace = CholeskyWorkspace(order: order)
    try workspace.factor(matrix)
    let solution = workspace.solution(of: matrix * expected)
    #expect(largestDifference(solution, expected) < roundingTolerance)
  }

  @Test func choleskyLogDeterminantIsThatOfTheDiagonal() throws {
    var workspace = CholeskyWorkspace(order: 3)
    try workspace.factor(Matrix(diagonal: [1, 4, 0.25]))
    #expect(abs(workspace.logDeterminant) < reconstructionTolerance)
  }

  @Test func choleskyNamesTheBlockThatIsNotPositiveDefinite() {
    var workspace = CholeskyWorkspace(order: 4)
    #expect(throws: FactorizationError.notPositiveDefinite(order: 3)) {
      try workspace.factor(Matrix(diagonal: [1, 2, -1, 3]))
    }
  }

  @Test(arguments: sampleOrders)
  func luSolvesWithMatrixAndTranspose(order: Int) throws {
    var random = SeededGenerator(seed: 100 + UInt64(order))
    // A dominant diagonal keeps the condition number small at every order.
    let matrix =
      random.matrix(rows: order, columns: order) + Matrix.identity(order: order) * Double(order)
    let expected = random.numbers(order)
    var workspace = LUWorkspace(order: order)
    try workspace.factor(matrix)
    #expect(
      largestDifference(workspace.solution(of: matrix * expected), expected) < roundingTolerance
    )
    var x = matrix.transposed * expected
    var span = x.mutableSpan
    workspace.solveTransposed(&span)
    #expect(largestDifference(x, expected) < roundingTolerance)
  }

  @Test func luDeterminantIsMultiplicative() throws {
    var random = SeededGenerator(seed: 7)
    for order in 1...6 {
      let left = random.matrix(rows: order, columns: order)
      let right = random.matrix(rows: order, columns: order)
      var workspace = LUWorkspace(order: order)
      try workspace.factor(left)
      let leftDeterminant = workspace.determinant
      try workspace.factor(right)
      let rightDeterminant = workspace.determinant
      try workspace.factor(left * right)
      #expect(
        isClose(
          workspace.determinant,
          leftDeterminant * rightDeterminant,
          absolute: reconstructionTolerance
        )
      )
    }
  }

  @Test func luNamesTheZeroPivot() {
    var workspace = LUWorkspace(order: 3)
    #expect(throws: FactorizationError.singular(pivot: 1)) {
      try workspace.factor(Matrix(rows: [[1, 2, 0], [2, 4, 0], [0, 0, 1]]))
    }
  }

  @Test(arguments: [(1, 1), (3, 2), (10, 4), (24, 24), (60, 18), (200, 24)])
  func qrResidualIsOrthogonalToTheColumns(rows: Int, columns: Int) throws {
    var random = SeededGenerator(seed: UInt64(1000 * rows + columns))
    let matrix = random.matrix(rows: rows, columns: columns)
    let rightHandSide = random.numbers(rows)
    var workspace = QRWorkspace(rows: rows, columns: columns)
    try workspace.factor(matrix)
    let (solution, norm) = workspace.leastSquares(rightHandSide)
    let residual = zip(matrix * solution, rightHandSide).map { $0 - $1 }
    let gradient = matrix.transposed * residual
    #expect(gradient.allSatisfy { abs($0) < roundingTolerance })
    let expectedNorm = residual.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(isClose(norm, expectedNorm, absolute: roundingTolerance))
  }

  @Test func qrNamesTheRank() {
    var workspace = QRWorkspace(rows: 4, columns: 3)
    #expect(throws: FactorizationError.rankDeficient(rank: 2)) {
      try workspace.factor(Matrix(rows: [[1, 0, 1], [0, 1, 1], [1, 1, 2], [2, 1, 3]]))
    }
  }

  @Test(arguments: [(1, 1), (3, 5), (5, 3), (24, 24), (40, 18)])
  func svdRebuildsTheMatrix(rows: Int, columns: Int) throws {
    var random = SeededGenerator(seed: UInt64(2000 * rows + columns))
    let matrix = random.matrix(rows: rows, columns: columns)
    var workspace = SVDWorkspace(rows: rows, columns: columns)
    try workspace.decompose(matrix)
    let left = workspace.leftVectors
    let right = workspace.rightVectorsTransposed
    let rebuilt = left * Matrix(diagonal: workspace.singularValues) * right
    let identity = Matrix.identity(order: workspace.valueCount)
    #expect((rebuilt - matrix).largestMagnitude < reconstructionTolerance)
    #expect((left.transposed * left - identity).largestMagnitude < reconstructionTolerance)
    #expect((right * right.transposed - identity).largestMagnitude < reconstructionTolerance)
    #expect(workspace.singularValues == workspace.singularValues.sorted(by: >))
  }

  @Test func svdGivesTheShortestSolution() throws {
    // x + y = 2 alone: the shortest solution is (1, 1).
    var workspace = SVDWorkspace(rows: 2, columns: 2)
    try workspace.decompose(Matrix(rows: [[1, 1], [2, 2]]))
    #expect(workspace.rank(relativeTolerance: 1e-12) == 1)
    var x = [0.0, 0.0]
    var span = x.mutableSpan
    workspace.solve([2.0, 4.0].span, into: &span, relativeTolerance: 1e-12)
    #expect(largestDifference(x, [1, 1]) < reconstructionTolerance)
  }

  @Test(arguments: sampleOrders)
  func eigenvectorsDiagonaliseTheMatrix(order: Int) throws {
    var random = SeededGenerator(seed: 300 + UInt64(order))
    let half = random.matrix(rows: order, columns: order)
    let matrix = half + half.transposed
    var workspace = SymmetricEigenWorkspace(order: order)
    try workspace.decompose(matrix)
    let vectors = workspace.eigenvectors
    let all = workspace.eigenvalues
    let rebuilt = vectors * Matrix(diagonal: all) * vectors.transposed
    let scale = Double(order)
    #expect((rebuilt - matrix).largestMagnitude < reconstructionTolerance * scale)
    #expect(
      (vectors.transposed * vectors - Matrix.identity(order: order)).largestMagnitude
        < reconstructionTolerance * scale
    )
    #expect(all == all.sorted())

    let wanted = min(3, order)
    try workspace.decompose(matrix, lowest: wanted)
    #expect(workspace.count == wanted)
    #expect(
      largestDifference(workspace.eigenvalues, Array(all.prefix(wanted)))
        < reconstructionTolerance * scale
    )
    let lowest = workspace.eigenvectors
    let images = matrix * lowest - lowest * Matrix(diagonal: workspace.eigenvalues)
    #expect(images.largestMagnitude < reconstructionTolerance * scale)
  }

  @Test(arguments: [Double.nan, .infinity])
  func entriesThatAreNotNumbersAreRefused(bad: Double) {
    let matrix = Matrix(rows: [[1, 0], [0, bad]])
    var cholesky = CholeskyWorkspace(order: 2)
    #expect(throws: FactorizationError.notFinite) { try cholesky.factor(matrix) }
    var lu = LUWorkspace(order: 2)
    #expect(throws: FactorizationError.notFinite) { try lu.factor(matrix) }
    var qr = QRWorkspace(rows: 2, columns: 2)
    #expect(throws: FactorizationError.notFinite) { try qr.factor(matrix) }
    var svd = SVDWorkspace(rows: 2, columns: 2)
    #expect(throws: FactorizationError.notFinite) { try svd.decompose(matrix) }
    var eigen = SymmetricEigenWorkspace(order: 2)
    #expect(throws: FactorizationError.notFinite) { try eigen.decompose(matrix) }
  }

  @Test func threadCountIsSet() {
    BLASThreading.setCount(1)
    #expect(BLASThreading.count == 1)
    #expect(BLASThreading.libraryDescription.contains("OpenBLAS"))
  }
}
