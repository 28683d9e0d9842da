// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import MuscleMechanics

@Suite("Viscoelastic relaxation")
struct ViscoelasticRelaxationTests {
  private static let law = ViscoelasticRelaxation(amplitudes: [0.3, 0.2], times: [4, 60])
  /// Rounding of a few hundred additions of forces of about 100 N.
  private static let rounding = 1e-11

  /// The force at the end of a history of (elastic force, duration) legs from rest at zero.
  private static func force(
    along legs: [(elastic: Double, duration: Double)],
    from rest: Double = 0
  ) -> Double {
    var state = law.settledState(under: rest)
    for leg in legs { law.advance(&state, toElasticForce: leg.elastic, in: leg.duration) }
    return law.force(in: state)
  }

  /// The integral of G from a to b, in closed form.
  private static func integral(_ a: Double, _ b: Double) -> Double {
    var sum = law.equilibriumShare * (b - a)
    for k in 0..<2 {
      let tau = law.times[k]
      sum += law.amplitudes[k] * tau * (exp(-a / tau) - exp(-b / tau))
    }
    return sum
  }

  @Test("a step leaves the reduced relaxation function", arguments: [0, 0.5, 7, 300])
  func step(time: Double) {
    let force = Self.force(along: [(100, 0), (100, time)])
    let closed =
      100 * (0.5 + 0.3 * exp(-time / 4) + 0.2 * exp(-time / 60))
    #expect(isClose(force, closed, absolute: Self.rounding))
    #expect(isClose(100 * Self.law.reducedRelaxation(after: time), closed, absolute: Self.rounding))
  }

  @Test("a ramp and its hold are integrals of the relaxation function", arguments: [0, 1, 30, 90])
  func rampAndHold(hold: Double) {
    let ramp = 3.0
    let force = Self.force(along: [(120, ramp), (120, hold)])
    let closed = 120 / ramp * Self.integral(hold, hold + ramp)
    #expect(isClose(force, closed, absolute: Self.rounding))
  }

  @Test("two ramps superpose")
  func superposition() {
    // One to 50 N in 0...2 s, another of 70 N in 6...11 s, seen at 20 s.
    let force = Self.force(along: [(50, 2), (50, 4), (120, 5), (120, 9)])
    let closed = 50 / 2 * Self.integral(18, 20) + 70 / 5 * Self.integral(9, 14)
    #expect(isClose(force, closed, absolute: Self.rounding))
  }

  @Test("twice the history gives twice the force, and a settled force stays")
  func linearity() {
    let once = Self.force(along: [(40, 1), (10, 3), (60, 0), (60, 5)])
    let twice = Self.force(along: [(80, 1), (20, 3), (120, 0), (120, 5)])
    #expect(isClose(twice, 2 * once, absolute: Self.rounding))
    #expect(Self.force(along: [(25, 1e4)], from: 25) == 25)
    let shifted = Self.force(along: [(65, 1), (35, 3), (85, 0), (85, 5)], from: 25)
    #expect(isClose(shifted, once + 25, absolute: Self.rounding))
  }

  @Test("the size of the step does not matter", arguments: [1, 7, 1000])
  func stepSize(count: Int) {
    let n = Double(count)
    var legs: [(Double, Double)] = (1...count).map { (90 * Double($0) / n, 6 / n) }
    legs += (1...count).map { _ in (90, 30 / n) }
    legs += (1...count).map { (90 * (1 - Double($0) / n), 2 / n) }
    let whole = Self.force(along: [(90, 6), (90, 30), (0, 2)])
    #expect(isClose(Self.force(along: legs), whole, absolute: Self.rounding))
  }

  @Test("a long hold ends at the equilibrium share, and a release below zero fades")
  func longTime() {
    #expect(isClose(Self.force(along: [(80, 2), (80, 1e5)]), 40, absolute: Self.rounding))
    let released = Self.force(along: [(80, 2), (80, 60), (0, 1)])
    #expect(released < 0)
    let faded = Self.force(along: [(80, 2), (80, 60), (0, 1), (0, 1e5)])
    #expect(isClose(faded, 0, absolute: Self.rounding))
  }

  @Test("a very short step is a jump")
  func shortStep() {
    let jump = Self.force(along: [(50, 0), (50, 10)])
    #expect(isClose(Self.force(along: [(50, 1e-14), (50, 10)]), jump, absolute: 1e-9))
  }

  @Test("law and state survive a file, and a law that is none is refused")
  func coding() throws {
    var state = Self.law.settledState(under: 3)
    Self.law.advance(&state, toElasticForce: 61, in: 1.5)
    let law = try JSONDecoder().decode(
      ViscoelasticRelaxation.self,
      from: JSONEncoder().encode(Self.law)
    )
    let stored = try JSONDecoder().decode(
      ViscoelasticRelaxation.State.self,
      from: JSONEncoder().encode(state)
    )
    #expect(law == Self.law)
    #expect(stored == state)
    for text in ["[0.7,0.4],\"times\":[1,2]", "[0.1,0.1],\"times\":[0,2]"] {
      let data = Data("{\"amplitudes\":\(text)}".utf8)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(ViscoelasticRelaxation.self, from: data)
      }
    }
  }

  @Test("advancing allocates nothing")
  func allocations() {
    let law = Self.law
    var state = law.settledState(under: 0)
    var sum = 0.0
    let count = allocationCount {
      for i in 0..<100 {
        law.advance(&state, toElasticForce: Double(i), in: 0.1)
        sum += law.force(in: state)
      }
    }
    #expect(count == 0)
    #expect(sum > 0)
  }
}
