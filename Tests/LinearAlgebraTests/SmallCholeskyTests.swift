// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import TestSupport
import Testing

/// The same as for LAPACK's own factorisation of these matrices.
private let roundingTolerance = 1e-9

@Suite("Small Cholesky factorisation in fixed order")
struct SmallCholeskyTests {
  /// Copies a matrix into a buffer with the padding that the factorisation asks for.
  private func padded(_ matrix: Matrix, fill: Double = 0) -> OwnedBuffer<Double> {
    let stride = SmallCholesky.leadingDimension(forOrder: matrix.rows)
    let buffer = OwnedBuffer(repeating: fill, count: stride * matrix.columns)
    for j in 0..<matrix.columns {
      for i in j..<matrix.rows { buffer[i + j * stride] = matrix[i, j] }
    }
    return buffer
  }

  @Test(arguments: 1...64)
  func solvesEveryOrder(order: Int) throws {
    var random = SeededGenerator(seed: 500 + UInt64(order))
    let matrix = random.positiveDefiniteMatrix(order: order)
    let expected = random.numbers(order)
    let stride = SmallCholesky.leadingDimension(forOrder: order)
    // What lies outside the lower triangle is not read: not-a-number there does no harm.
    let buffer = padded(matrix, fill: .nan)
    try SmallCholesky.factor(buffer.pointer, order: order, leadingDimension: stride)
    var x = matrix * expected
    x.withUnsafeMutableBufferPointer { x in
      guard let start = x.baseAddress else { return }
      SmallCholesky.solve(
        factors: buffer.pointer,
        order: order,
        leadingDimension: stride,
        start
      )
    }
    #expect(largestDifference(x, expected) < roundingTolerance)
    for j in 0..<order {
      for i in j..<order {
        var sum = 0.0
        for k in 0...j {
          let left = i == k ? 1 / buffer[k + k * stride] : buffer[i + k * stride]
          let right = j == k ? 1 / buffer[k + k * stride] : buffer[j + k * stride]
          sum += left * right
        }
        #expect(isClose(sum, matrix[i, j], absolute: 1e-12), "entry \(i), \(j)")
      }
    }
  }

  @Test(arguments: [1, 2, 4, 6, 9])
  func namesTheBlockThatIsNotPositiveDefinite(order: Int) {
    var diagonal = [Double](repeating: 1, count: 9)
    diagonal[order - 1] = -1
    let buffer = padded(Matrix(diagonal: diagonal))
    #expect(throws: FactorizationError.notPositiveDefinite(order: order)) {
      try SmallCholesky.factor(buffer.pointer, order: 9, leadingDimension: 12)
    }
    let notANumber = padded(Matrix(diagonal: [1, .nan]))
    #expect(throws: FactorizationError.notPositiveDefinite(order: 2)) {
      try SmallCholesky.factor(notANumber.pointer, order: 2, leadingDimension: 4)
    }
  }

  @Test func raisesSmallPivotsToTheFloor() {
    let buffer = padded(Matrix(rows: [[1, 1, 0], [1, 1, 0], [0, 0, 4]]))
    let raised = SmallCholesky.factorRegularized(
      buffer.pointer,
      order: 3,
      leadingDimension: 4,
      pivotFloor: 0.25
    )
    #expect(raised == 1)
    #expect(buffer[1 + 4] == 2)
    #expect(buffer[2 + 8] == 0.5)
  }

  @Test func performsNoHeapAllocation() throws {
    let order = 24
    var random = SeededGenerator(seed: 3)
    let matrix = random.positiveDefiniteMatrix(order: order)
    let source = padded(matrix)
    let buffer = padded(matrix)
    let rightHandSide = OwnedBuffer<Double>(repeating: 1, count: order)
    func round() throws {
      buffer.pointer.update(from: source.pointer, count: source.count)
      try SmallCholesky.factor(buffer.pointer, order: order, leadingDimension: order)
      SmallCholesky.solve(
        factors: buffer.pointer,
        order: order,
        leadingDimension: order,
        rightHandSide.pointer
      )
    }
    // The first round lets the language's runtime make its type records.
    try round()
    let count = try allocationCount { for _ in 0..<20 { try round() } }
    #expect(count == 0)
  }
}
