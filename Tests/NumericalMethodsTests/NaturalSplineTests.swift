// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import NumericalMethods
import TestSupport
import Testing

/// Rounding of values near one with two derivatives taken over steps of a tenth.
private let tolerance = 1e-9

@Suite("Natural splines")
struct NaturalSplineTests {
  private static let knots = [-1.0, -0.4, 0.1, 0.9, 1.3, 2.2, 3, 3.1, 4]
  private static let values = [0.3, -0.2, 0.5, 0.9, 0.1, -0.7, 0.2, 0.25, 1]

  @Test(arguments: NaturalSpline.Degree.allCases)
  func passesThroughItsPoints(degree: NaturalSpline.Degree) throws {
    let spline = try NaturalSpline(knots: Self.knots, values: Self.values, degree: degree)
    for (knot, value) in zip(Self.knots, Self.values) {
      #expect(isClose(spline.value(at: knot), value, absolute: tolerance))
    }
  }

  @Test(arguments: NaturalSpline.Degree.allCases)
  func reproducesPolynomialsBelowTheHalfOrderEverywhere(degree: NaturalSpline.Degree) throws {
    func polynomial(_ x: Double) -> Double {
      (0..<degree.halfOrder).reduce(0) { $0 + Double($1 + 1) * pow(x, Double($1)) }
    }
    let spline = try NaturalSpline(
      knots: Self.knots,
      values: Self.knots.map(polynomial),
      degree: degree
    )
    // Beyond the points too, on both sides.
    for x in stride(from: -1.5, through: 4.5, by: 0.13) {
      #expect(isClose(spline.value(at: x), polynomial(x), absolute: tolerance))
    }
  }

  @Test func cubicIsTheNaturalCubicSpline() throws {
    let spline = try NaturalSpline(knots: Self.knots, values: Self.values, degree: .cubic)
    let other = try CubicSpline(knots: Self.knots, values: Self.values, ends: .natural)
    for x in stride(from: -1.0, through: 4, by: 0.07) {
      let mine = spline.sample(at: x)
      let same = try other.sample(at: x)
      #expect(isClose(mine.value, same.value, absolute: tolerance))
      #expect(isClose(mine.firstDerivative, same.firstDerivative, absolute: tolerance))
      #expect(isClose(mine.secondDerivative, same.secondDerivative, absolute: tolerance))
    }
  }

  @Test(arguments: [NaturalSpline.Degree.cubic, .quintic, .heptic])
  func derivativesAreThoseOfTheValue(degree: NaturalSpline.Degree) throws {
    let spline = try NaturalSpline(knots: Self.knots, values: Self.values, degree: degree)
    let step = 1e-4
    for x in stride(from: -0.97, through: 3.95, by: 0.05) {
      let sample = spline.sample(at: x)
      let low = spline.value(at: x - step)
      let high = spline.value(at: x + step)
      // Differences of second order, whose error is a third or fourth derivative times 1e-8.
      #expect(isClose(sample.firstDerivative, (high - low) / (2 * step), absolute: 1e-4))
      let bend = (high - 2 * sample.value + low) / (step * step)
      #expect(isClose(sample.secondDerivative, bend, absolute: 0.1, relative: 1e-2))
    }
  }

  @Test func quinticHasContinuousDerivativesAndNaturalEnds() throws {
    let spline = try NaturalSpline(knots: Self.knots, values: Self.values, degree: .quintic)
    // Third and fourth derivatives on each side of a knot, from second derivatives of the piece.
    func higher(_ x: Double, _ step: Double) -> (third: Double, fourth: Double) {
      let bends = (0...3).map {
        spline.sample(at: x + step * (Double($0) + 1e-9)).secondDerivative
      }
      // The second derivative is cubic in a piece, so its four values give the rest.
      let first = (-11 * bends[0] + 18 * bends[1] - 9 * bends[2] + 2 * bends[3]) / (6 * step)
      let second = (2 * bends[0] - 5 * bends[1] + 4 * bends[2] - bends[3]) / (step * step)
      return (first, second)
    }
    for knot in Self.knots.dropFirst().dropLast() {
      let left = higher(knot, -0.02)
      let right = higher(knot, 0.02)
      #expect(isClose(left.third, right.third, absolute: 1e-3, relative: 1e-4))
      #expect(isClose(left.fourth, right.fourth, absolute: 1e-1, relative: 1e-4))
    }
    for (end, step) in [(Self.knots[0], 0.02), (Self.knots[8], -0.02)] {
      let terms = higher(end, step)
      #expect(isClose(terms.third, 0, absolute: 1e-3))
      #expect(isClose(terms.fourth, 0, absolute: 1e-1))
    }
  }

  @Test func accelerationsOfASineConvergeWithOrderFour() throws {
    // Away from the ends a quintic spline's second derivative has an error of order h^4.
    func error(_ count: Int) throws -> Double {
      let knots = (0...count).map { 10 * Double($0) / Double(count) }
      let spline = try NaturalSpline(knots: knots, values: knots.map(sin), degree: .quintic)
      return stride(from: 4.0, through: 6, by: 0.01)
        .map { abs(spline.sample(at: $0).secondDerivative + sin($0)) }.max() ?? .infinity
    }
    let order = log2(try error(40) / error(80))
    #expect(abs(order - 4) < 0.2, "order \(order)")
  }

  @Test func thousandsOfPointsKeepTheirPrecision() throws {
    let knots = (0..<2000).map { Double($0) / 60 }
    let values = knots.map { 0.5 * sin(7 * $0) + $0 }
    let spline = try NaturalSpline(knots: knots, values: values, degree: .quintic)
    for i in stride(from: 100, to: 1900, by: 37) {
      let bend = spline.sample(at: knots[i]).secondDerivative
      // (7 / 60)^4 / 60 of 24.5, the leading term of the spline's own error, is below 1e-4.
      #expect(isClose(bend, -24.5 * sin(7 * knots[i]), absolute: 1e-3))
    }
  }

  @Test func wrongKnotsAreNamed() {
    #expect(throws: SplineError.tooFewPoints(count: 1)) {
      try NaturalSpline(knots: [0], values: [1], degree: .linear)
    }
    #expect(throws: SplineError.tooFewPointsForDegree(count: 2, needed: 3)) {
      try NaturalSpline(knots: [0, 1], values: [1, 2], degree: .quintic)
    }
    #expect(throws: SplineError.knotsNotIncreasing(index: 2)) {
      try NaturalSpline(knots: [0, 1, 1], values: [1, 2, 3], degree: .cubic)
    }
    #expect(throws: SplineError.notFinite) {
      try NaturalSpline(knots: [0, 1, 2], values: [1, .nan, 3], degree: .cubic)
    }
    #expect(throws: SplineError.countsDiffer(knots: 2, values: 1)) {
      try NaturalSpline(knots: [0, 1], values: [1], degree: .cubic)
    }
  }
}
