// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import TestSupport
import Testing

@Suite("Workspaces perform no heap allocation")
struct FactorizationAllocationTests {
  @Test func theCounterCounts() {
    // Positive control: an array of a size that only the loop knows must be allocated.
    var total = 0
    let count = allocationCount {
      for i in 1...50 { total += [Double](repeating: 1, count: 10 * i).count }
    }
    #expect(total == 12750)
    #expect(count >= 50)
  }

  @Test func factorAndSolve() throws {
    BLASThreading.setCount(1)
    let order = 24
    var random = SeededGenerator(seed: 11)
    let matrix = random.positiveDefiniteMatrix(order: order)
    var vector = random.numbers(order)
    var result = vector
    var cholesky = CholeskyWorkspace(order: order)
    var lu = LUWorkspace(order: order)
    var qr = QRWorkspace(rows: order, columns: order)
    var svd = SVDWorkspace(rows: order, columns: order)
    var eigen = SymmetricEigenWorkspace(order: order)
    func count(_ body: () throws -> Void) throws -> Int {
      // The first call lets the libraries reserve their own buffers and type records.
      try body()
      return try allocationCount { for _ in 0..<10 { try body() } }
    }
    #expect(
      try count {
        var span = vector.mutableSpan
        try cholesky.factor(matrix)
        cholesky.solve(&span)
      } == 0
    )
    #expect(
      try count {
        var span = vector.mutableSpan
        try lu.factor(matrix)
        lu.solve(&span)
      } == 0
    )
    #expect(
      try count {
        var output = result.mutableSpan
        try qr.factor(matrix)
        qr.solve(vector.span, into: &output)
      } == 0
    )
    #expect(
      try count {
        var output = result.mutableSpan
        try svd.decompose(matrix)
        svd.solve(vector.span, into: &output, relativeTolerance: 1e-12)
      } == 0
    )
    #expect(
      try count {
        try eigen.decompose(matrix)
        try eigen.decompose(matrix, lowest: 4)
      } == 0
    )
  }
}
