// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import NumericalMethods
import TestSupport
import Testing

@Suite("Piecewise polynomials")
struct PiecewisePolynomialTests {
  private let function = PiecewisePolynomial(
    breaks: [-1, 2],
    pieces: [
      PiecewisePolynomial.Piece(origin: -1, coefficients: [3, 0.5]),
      PiecewisePolynomial.Piece(origin: 0, coefficients: [1, -2, 0.5, 0.25]),
      PiecewisePolynomial.Piece(origin: 2, coefficients: [7]),
    ]
  )

  @Test("Each piece holds in its interval, the right one at a break point")
  func pieces() {
    #expect(function.sample(at: -3).value == 2)
    #expect(function.sample(at: -3).firstDerivative == 0.5)
    // 1 + 2 + 0.5 - 0.25 and 1 - 2 + 0.5 + 0.25
    #expect(function.sample(at: -1).value == 3.25)
    #expect(function.sample(at: 1).value == -0.25)
    #expect(function.sample(at: 2).value == 7)
    #expect(function.sample(at: 100).value == 7)
    #expect(function.sample(at: 100).secondDerivative == 0)
  }

  @Test("Derivatives are differences of values", arguments: [-0.9, 0, 0.3, 1.9])
  func derivatives(argument: Double) {
    let sample = function.sample(at: argument)
    // Differences of values of size one at a step of 1e-3.
    let tolerance = 1e-10
    let first = centralDifference(
      of: { function.sample(at: $0).value },
      at: argument,
      step: 1e-3
    )
    #expect(isClose(sample.firstDerivative, first, absolute: tolerance))
    let second = centralDifference(
      of: { function.sample(at: $0).firstDerivative },
      at: argument,
      step: 1e-3
    )
    #expect(isClose(sample.secondDerivative, second, absolute: tolerance))
  }
}
