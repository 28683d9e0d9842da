// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import NumericalMethods
import TestSupport
import Testing

/// Steps of one size leave the order visible to a fifth.
private let orderTolerance = 0.2

/// An oscillator with a falling rate: y1' = y2, y2' = -w(t)^2 y1 with w^2 = 2 / t^2 for t >= 1.
///
/// Euler's equation: y1 = sqrt(t) cos(r ln t) with r = sqrt(7) / 2 solves it.
private struct EulerEquation: DifferentialSystem {
  static let rate = 7.0.squareRoot() / 2
  var evaluations = 0

  var stateCount: Int { 2 }

  mutating func computeRates(at time: Double, of state: [Double], into rates: inout [Double]) {
    rates[0] = state[1]
    rates[1] = -2 / (time * time) * state[0]
    evaluations += 1
  }

  static func exact(_ t: Double) -> [Double] {
    let angle = rate * log(t)
    return [
      t.squareRoot() * cos(angle),
      (0.5 * cos(angle) - rate * sin(angle)) / t.squareRoot(),
    ]
  }
}

/// Prothero and Robinson's equation y' = -k (y - cos t) - sin t, solved by cos t.
private struct StiffEquation: DifferentialSystem {
  var stiffness = 1e6
  var suppliesJacobian = false

  var stateCount: Int { 1 }

  func computeRates(at time: Double, of state: [Double], into rates: inout [Double]) {
    rates[0] = -stiffness * (state[0] - cos(time)) - sin(time)
  }

  func computeJacobian(at time: Double, of state: [Double], into jacobian: inout Matrix) -> Bool {
    guard suppliesJacobian else { return false }
    jacobian[0, 0] = -stiffness
    return true
  }
}

/// y = (cos t, -sin t), with events where y1 is zero and where it passes 0.9.
private struct Circle: DifferentialSystem {
  var events = [IntegrationEvent(.falling), IntegrationEvent(.either)]

  var stateCount: Int { 2 }

  func computeRates(at time: Double, of state: [Double], into rates: inout [Double]) {
    rates[0] = state[1]
    rates[1] = -state[0]
  }

  func computeEventValues(at time: Double, of state: [Double], into values: inout [Double]) {
    values[0] = state[0]
    if values.count == 2 { values[1] = state[0] - 0.9 }
  }
}

/// y' = y^2 from 1, which is infinite at 1; optionally without value beyond a limit.
private struct Explosion: DifferentialSystem {
  var limit = Double.infinity

  var stateCount: Int { 1 }

  func computeRates(at time: Double, of state: [Double], into rates: inout [Double]) {
    rates[0] = state[0] > limit ? .nan : state[0] * state[0]
  }
}

@Suite("Integration in time")
struct IntegrationTests {
  /// Settings under which every step has the same length.
  private static func fixed(_ step: Double) -> IntegrationSettings {
    IntegrationSettings(absoluteTolerance: 1e6, firstStep: step, longestStep: step)
  }

  /// The order from errors at the end for two step sizes.
  private func order(_ error: (IntegrationSettings) -> Double) -> Double {
    log2(error(Self.fixed(1.0 / 32)) / error(Self.fixed(1.0 / 64)))
  }

  @Test func dormandPrinceHasItsOrder() {
    func error(_ settings: IntegrationSettings) -> Double {
      var system = EulerEquation()
      let solution = DormandPrinceSolver(settings: settings)
        .solve(&system, from: 1, to: 3, startingAt: EulerEquation.exact(1))
      return abs(solution.report.state[0] - EulerEquation.exact(3)[0])
    }
    #expect(isClose(order(error), 5, absolute: orderTolerance))
  }

  @Test func dormandPrinceHasItsOrderBetweenSteps() {
    func error(_ settings: IntegrationSettings) -> Double {
      var system = EulerEquation()
      let solution = DormandPrinceSolver(settings: settings)
        .solve(&system, from: 1, to: 3, startingAt: EulerEquation.exact(1))
      return stride(from: 1.0, through: 3, by: 0.001)
        .map { abs(solution.state(at: $0)[0] - EulerEquation.exact($0)[0]) }.max() ?? 0
    }
    // The extension of order 4 is wrong by the fifth power of the step.
    #expect(isClose(order(error), 5, absolute: orderTolerance))
  }

  @Test func implicitRungeKuttaHasItsOrder() {
    // A linear system with constant coefficients, which Newton's method solves in a step.
    func error(_ step: Double) -> Double {
      var system = Circle(events: [])
      let settings = IntegrationSettings(
        absoluteTolerance: 1e-2,
        firstStep: step,
        longestStep: step
      )
      let report = ImplicitRungeKuttaSolver(settings: settings)
        .solve(&system, from: 0, to: 4, startingAt: [1, 0]).report
      #expect(report.steps == Int(4 / step) && report.rejectedSteps == 0)
      return hypot(report.state[0] - cos(4), report.state[1] + sin(4))
    }
    #expect(isClose(log2(error(1.0 / 8) / error(1.0 / 16)), 4, absolute: orderTolerance))
  }

  @Test(arguments: [1e-5, 1e-8, 1e-11])
  func errorFollowsTheTolerance(tolerance: Double) {
    var system = EulerEquation()
    let settings = IntegrationSettings(
      relativeTolerance: tolerance,
      absoluteTolerance: tolerance,
      longestStep: 1
    )
    let start = EulerEquation.exact(1)
    let explicit = DormandPrinceSolver(settings: settings)
      .solve(&system, from: 1, to: 10, startingAt: start)
    let implicit = ImplicitRungeKuttaSolver(settings: settings)
      .solve(&system, from: 1, to: 10, startingAt: start)
    for solution in [explicit, implicit] {
      #expect(solution.report.status == .reachedEnd)
      #expect(solution.report.time == 10)
      // Errors of some tens of steps add up.
      #expect(
        isClose(solution.report.state[0], EulerEquation.exact(10)[0], absolute: 100 * tolerance)
      )
    }
    #expect(system.evaluations == explicit.report.evaluations + implicit.report.evaluations)
  }

  @Test(arguments: [false, true])
  func stiffEquationTakesFewSteps(suppliesJacobian: Bool) {
    var system = StiffEquation(suppliesJacobian: suppliesJacobian)
    let settings = IntegrationSettings(relativeTolerance: 1e-6, absoluteTolerance: 1e-8)
    let implicit = ImplicitRungeKuttaSolver(settings: settings)
      .solve(&system, from: 0, to: 10, startingAt: [1])
    #expect(implicit.report.status == .reachedEnd)
    #expect(isClose(implicit.report.state[0], cos(10), absolute: 1e-6))
    #expect(implicit.report.steps < 500)
    #expect(implicit.report.factorizations <= implicit.report.steps + 50)
    // Where the state at the start is off the slow solution, it falls back onto it.
    let off = ImplicitRungeKuttaSolver(settings: settings)
      .solve(&system, from: 0, to: 10, startingAt: [2])
    #expect(isClose(off.report.state[0], cos(10), absolute: 1e-6))
    // The explicit pair needs steps below 3.3 / k: 3 million over 10.
    var brief = settings
    brief.stepLimit = 20_000
    let explicit = DormandPrinceSolver(settings: brief)
      .solve(&system, from: 0, to: 10, startingAt: [1])
    #expect(explicit.report.status == .stepLimit)
    #expect(explicit.report.time < 1)
  }

  @Test func eventsAreFoundWhereTheyAre() {
    var system = Circle()
    let settings = IntegrationSettings(relativeTolerance: 1e-12, absoluteTolerance: 1e-12)
    let report = DormandPrinceSolver(settings: settings)
      .solve(&system, from: 0, to: 7, startingAt: [1, 0]).report
    #expect(report.status == .reachedEnd)
    // cos t falls through zero at pi/2, and passes 0.9 three times before 7.
    let lean = acos(0.9)
    let expected = [(1, lean), (0, .pi / 2), (1, 2 * .pi - lean), (1, 2 * .pi + lean)]
    #expect(report.events.map(\.index) == expected.map(\.0))
    for (event, place) in zip(report.events, expected) {
      #expect(isClose(event.time, place.1, absolute: 1e-9))
      #expect(isClose(event.state[0], cos(event.time), absolute: 1e-9))
    }
  }

  @Test func terminalEventEndsTheIntegration() {
    var system = Circle(events: [IntegrationEvent(.falling, isTerminal: true)])
    let solution = DormandPrinceSolver(settings: IntegrationSettings(relativeTolerance: 1e-12))
      .solve(&system, from: 0, to: 7, startingAt: [1, 0])
    #expect(solution.report.status == .stoppedByEvent)
    #expect(isClose(solution.report.time, .pi / 2, absolute: 1e-9))
    #expect(solution.stepTimes.last == solution.report.time)
    #expect(isClose(solution.state(at: solution.report.time)[1], -1, absolute: 1e-9))
    // Started on its zero, the function must leave it first: cos t falls again at 5 pi / 2.
    let again = DormandPrinceSolver(settings: IntegrationSettings(relativeTolerance: 1e-12))
      .solve(&system, from: .pi / 2, to: 9, startingAt: [0, -1]).report
    #expect(isClose(again.time, 5 * .pi / 2, absolute: 1e-8))
    let implicit = ImplicitRungeKuttaSolver(
      settings: IntegrationSettings(relativeTolerance: 1e-9, absoluteTolerance: 1e-9)
    ).solve(&system, from: 0, to: 7, startingAt: [1, 0]).report
    #expect(isClose(implicit.time, .pi / 2, absolute: 1e-6))
  }

  @Test func twoZerosInsideAStepAreSeen() {
    // In one step y1 rises through 0.9 at -0.451 and falls through it at 0.451.
    var system = Circle()
    var settings = Self.fixed(1)
    settings.eventSamples = 16
    let report = DormandPrinceSolver(settings: settings)
      .solve(&system, from: -0.7, to: 0.3, startingAt: [cos(-0.7), -sin(-0.7)]).report
    #expect(report.steps == 1)
    #expect(report.events.map(\.index) == [1])
    let wide = DormandPrinceSolver(settings: settings)
      .solve(&system, from: -0.5, to: 0.5, startingAt: [cos(-0.5), -sin(-0.5)]).report
    #expect(wide.steps == 1)
    #expect(wide.events.map(\.index) == [1, 1])
  }

  @Test func statusSaysWhyItStopped() {
    var system = Explosion()
    let burst = DormandPrinceSolver().solve(&system, from: 0, to: 2, startingAt: [1]).report
    #expect(burst.status == .stepTooSmall || burst.status == .notFinite)
    #expect(isClose(burst.time, 1, absolute: 1e-3))
    #expect(throws: IntegrationError.self) { try burst.checkCompleted() }
    // Without value beyond y = 2, which y = 1 / (1 - t) reaches at 0.5.
    var walled = Explosion(limit: 2)
    for report in [
      DormandPrinceSolver().solve(&walled, from: 0, to: 0.9, startingAt: [1]).report,
      ImplicitRungeKuttaSolver().solve(&walled, from: 0, to: 0.9, startingAt: [1]).report,
    ] {
      #expect(report.status == .stepTooSmall)
      #expect(isClose(report.time, 0.5, absolute: 1e-6))
      #expect(report.state[0].isFinite)
    }
    let impossible = DormandPrinceSolver().solve(&walled, from: 0, to: 1, startingAt: [3]).report
    #expect(impossible.status == .notFinite)
    let empty = DormandPrinceSolver().solve(&system, from: 1, to: 1, startingAt: [0.5]).report
    #expect(empty.status == .reachedEnd && empty.state == [0.5] && empty.steps == 0)
  }

  @Test func stepsDoNotAllocate() {
    var circle = Circle(events: [])
    var explicit = DormandPrinceWorkspace(for: circle)
    var implicit = ImplicitRungeKuttaWorkspace(for: circle)
    let settings = IntegrationSettings(longestStep: 0.05)
    let fast = DormandPrinceSolver(settings: settings)
    let stiff = ImplicitRungeKuttaSolver(settings: settings)
    // The first call of a generic function makes room for its types.
    _ = fast.integrate(&circle, from: 0, to: 1, startingAt: [1, 0], using: &explicit)
    _ = stiff.integrate(&circle, from: 0, to: 1, startingAt: [1, 0], using: &implicit)
    let short = allocationCount {
      _ = fast.integrate(&circle, from: 0, to: 1, startingAt: [1, 0], using: &explicit)
    }
    let long = allocationCount {
      _ = fast.integrate(&circle, from: 0, to: 20, startingAt: [1, 0], using: &explicit)
    }
    #expect(short == long)
    let shortImplicit = allocationCount {
      _ = stiff.integrate(&circle, from: 0, to: 1, startingAt: [1, 0], using: &implicit)
    }
    let longImplicit = allocationCount {
      _ = stiff.integrate(&circle, from: 0, to: 20, startingAt: [1, 0], using: &implicit)
    }
    #expect(shortImplicit == longImplicit)
    // The counter counts.
    #expect(allocationCount { _ = fast.solve(&circle, from: 0, to: 1, startingAt: [1, 0]) } > long)
  }
}
