// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite("Dense matrices")
struct MatrixTests {
  @Test func entriesAreHeldByColumns() {
    let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.rows == 2 && matrix.columns == 3)
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix[1, 2] == 6)
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(2) == [3, 6])
  }

  @Test func productAgreesWithHand() {
    let left = Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    let right = Matrix(rows: [[1, 0, -1], [2, 1, 0]])
    #expect(left * right == Matrix(rows: [[5, 2, -1], [11, 4, -3], [17, 6, -5]]))
    #expect(left * [1, -1] == [-1, -1, -1])
    #expect((left * right).transposed == right.transposed * left.transposed)
  }

  @Test func normsOfKnownMatrix() {
    let matrix = Matrix(rows: [[3, 0], [0, -4]])
    #expect(matrix.frobeniusNorm == 5)
    #expect(matrix.largestMagnitude == 4)
    #expect(matrix.isFinite)
    #expect(!Matrix(rows: [[Double.nan]]).isFinite)
  }

  @Test func codingRoundTrips() throws {
    var random = SeededGenerator(seed: 1)
    let matrix = random.matrix(rows: 3, columns: 5)
    let data = try JSONEncoder().encode(matrix)
    #expect(try JSONDecoder().decode(Matrix.self, from: data) == matrix)
  }

  @Test(arguments: [
    #"{"rows":2,"columns":2,"elements":[1,2,3]}"#,
    #"{"rows":-1,"columns":-1,"elements":[1]}"#,
    #"{"rows":9223372036854775807,"columns":2,"elements":[1]}"#,
  ])
  func decodingRefusesAWrongCount(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Matrix.self, from: Data(text.utf8))
    }
  }
}
