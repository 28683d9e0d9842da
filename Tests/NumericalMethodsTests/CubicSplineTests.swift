// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import NumericalMethods
import TestSupport
import Testing

/// Rounding of cubic polynomials with values of a few tens.
private let tolerance = 1e-11

@Suite("Cubic splines")
struct CubicSplineTests {
  private static let knots = [-1.0, -0.4, 0.1, 0.9, 1.3, 2.2, 3]

  @Test func notAKnotReproducesCubics() throws {
    func cubic(_ x: Double) -> Double { 2 * x * x * x - 3 * x * x + x - 5 }
    for count in [4, 5, 7] {
      let knots = Array(Self.knots.prefix(count))
      let spline = try CubicSpline(knots: knots, values: knots.map(cubic), ends: .notAKnot)
      for x in stride(from: knots[0], through: knots[count - 1], by: 0.05) {
        let sample = try spline.sample(at: x)
        #expect(isClose(sample.value, cubic(x), absolute: tolerance))
        #expect(isClose(sample.firstDerivative, 6 * x * x - 6 * x + 1, absolute: tolerance))
        #expect(isClose(sample.secondDerivative, 12 * x - 6, absolute: 10 * tolerance))
      }
    }
  }

  @Test func clampedReproducesCubics() throws {
    for count in [2, 3, 7] {
      let knots = Array(Self.knots.prefix(count))
      func slope(_ x: Double) -> Double { 3 * x * x - 1 }
      let spline = try CubicSpline(
        knots: knots,
        values: knots.map { $0 * $0 * $0 - $0 },
        ends: .clamped(start: slope(knots[0]), end: slope(knots[count - 1]))
      )
      for x in stride(from: knots[0], through: knots[count - 1], by: 0.05) {
        #expect(isClose(try spline.value(at: x), x * x * x - x, absolute: tolerance))
        #expect(isClose(try spline.sample(at: x).firstDerivative, slope(x), absolute: tolerance))
      }
    }
  }

  @Test func fewPointsGiveALineOrAParabola() throws {
    for ends in [CubicSpline.EndCondition.natural, .notAKnot] {
      let line = try CubicSpline(knots: [1, 3], values: [2, 6], ends: ends)
      #expect(isClose(try line.value(at: 2.5), 5, absolute: tolerance))
    }
    let parabola = try CubicSpline(
      knots: [0, 1, 3],
      values: [0, 1, 9],
      ends: .notAKnot
    )
    #expect(isClose(try parabola.value(at: 2), 4, absolute: tolerance))
  }

  @Test(arguments: [
    CubicSpline.EndCondition.natural, .notAKnot, .clamped(start: 1, end: -2),
  ])
  func derivativesAreContinuousAndTrue(ends: CubicSpline.EndCondition) throws {
    var random = SeededGenerator(seed: 3)
    let values = Self.knots.map { _ in random.number(in: -1...1) }
    let spline = try CubicSpline(knots: Self.knots, values: values, ends: ends)
    for (knot, value) in zip(Self.knots, values) {
      #expect(isClose(try spline.value(at: knot), value, absolute: tolerance))
    }
    for knot in Self.knots.dropFirst().dropLast() {
      let before = try spline.sample(at: knot.nextDown)
      let after = try spline.sample(at: knot)
      #expect(isClose(before.firstDerivative, after.firstDerivative, absolute: tolerance))
      #expect(isClose(before.secondDerivative, after.secondDerivative, absolute: 1e-9))
    }
    for x in [-0.7, 0.02, 0.5, 2.0, 2.9] {
      let sample = try spline.sample(at: x)
      let slope = centralDifference(
        of: { (try? spline.value(at: $0)) ?? .nan },
        at: x,
        step: 1e-3
      )
      let bend = centralDifference(
        of: { (try? spline.sample(at: $0).firstDerivative) ?? .nan },
        at: x,
        step: 1e-3
      )
      // Differences of cubics are exact but for rounding over the step.
      #expect(isClose(sample.firstDerivative, slope, absolute: 1e-10))
      #expect(isClose(sample.secondDerivative, bend, absolute: 1e-10))
    }
    let start = try spline.sample(at: Self.knots[0])
    let end = try spline.sample(at: 3)
    switch ends {
    case .natural:
      #expect(start.secondDerivative == 0 && end.secondDerivative == 0)
    case .clamped(let first, let last):
      #expect(isClose(start.firstDerivative, first, absolute: tolerance))
      #expect(isClose(end.firstDerivative, last, absolute: tolerance))
    case .notAKnot: break
    }
  }

  @Test func theErrorFallsWithTheFourthPower() throws {
    func largestError(_ count: Int) throws -> Double {
      let knots = (0...count).map { Double($0) / Double(count) }
      let spline = try CubicSpline(knots: knots, values: knots.map { sin(3 * $0) }, ends: .notAKnot)
      return try stride(from: 0, through: 1, by: 0.001).reduce(0) {
        max($0, abs(try spline.value(at: $1) - sin(3 * $1)))
      }
    }
    let order = try log2(largestError(100) / largestError(200))
    #expect(abs(order - 4) < 0.2)
  }

  @Test func badDataAreRefused() {
    #expect(throws: SplineError.tooFewPoints(count: 1)) {
      try CubicSpline(knots: [0], values: [1])
    }
    #expect(throws: SplineError.countsDiffer(knots: 2, values: 3)) {
      try CubicSpline(knots: [0, 1], values: [1, 2, 3])
    }
    #expect(throws: SplineError.knotsNotIncreasing(index: 2)) {
      try CubicSpline(knots: [0, 1, 1], values: [1, 2, 3])
    }
    #expect(throws: SplineError.notFinite) {
      try CubicSpline(knots: [0, 1], values: [1, .nan])
    }
    #expect(throws: SplineError.outsideDomain(argument: 2, lower: 0, upper: 1)) {
      try CubicSpline(knots: [0, 1], values: [1, 2]).value(at: 2)
    }
    #expect(throws: SplineError.self) {
      try CubicSpline(knots: [0, 1], values: [1, 2]).value(at: .nan)
    }
  }

  @Test func codingRoundTripsAndChecks() throws {
    let spline = try CubicSpline(knots: [0, 1, 3], values: [0, 1, 9], ends: .notAKnot)
    let data = try JSONEncoder().encode(spline)
    #expect(try JSONDecoder().decode(CubicSpline.self, from: data) == spline)
    let bad = Data(#"{"knots":[1,0],"values":[0,1],"ends":{"natural":{}}}"#.utf8)
    #expect(throws: SplineError.knotsNotIncreasing(index: 1)) {
      try JSONDecoder().decode(CubicSpline.self, from: bad)
    }
  }

  @Test func samplingPerformsNoHeapAllocation() throws {
    let spline = try CubicSpline(knots: Self.knots, values: Self.knots.map(sin))
    _ = try spline.sample(at: 0.3)
    var sum = 0.0
    let count = try allocationCount {
      for k in 0..<100 { sum += try spline.sample(at: 0.02 * Double(k)).value }
    }
    #expect(count == 0)
    #expect(sum != 0)
    #expect(try allocationCount { _ = try CubicSpline(knots: [0, 1], values: [1, 2]) } > 0)
  }
}
