// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import NumericalMethods
import TestSupport
import Testing

/// Two integrators agree on the reference to 8e-12 over its second.
private let referenceTolerance = 1e-9

/// A period of 1.6 s found to ten digits.
private let periodTolerance = 1e-8

/// A model that moves under gravity alone.
private struct FreeMotion: DifferentialSystem, ~Copyable {
  let model: MultibodyModel
  var events: [IntegrationEvent] = []
  private var state: MultibodyState
  private var accelerations: [Double]
  private let forces: [Double]
  private var workspace: DynamicsWorkspace

  init(of model: MultibodyModel, events: [IntegrationEvent] = []) {
    self.model = model
    self.events = events
    state = model.neutralState()
    accelerations = [Double](repeating: 0, count: model.coordinateCount)
    forces = accelerations
    workspace = DynamicsWorkspace(for: model)
  }

  var stateCount: Int { 2 * model.coordinateCount }

  mutating func computeRates(at time: Double, of y: [Double], into rates: inout [Double]) {
    let n = model.coordinateCount
    for i in 0..<n {
      state.coordinates[i] = y[i]
      state.speeds[i] = y[n + i]
    }
    do {
      try model.computeAccelerations(
        state,
        generalizedForces: forces,
        into: &accelerations,
        using: &workspace
      )
    } catch {
      accelerations[0] = .nan
    }
    for i in 0..<n {
      rates[i] = y[n + i]
      rates[n + i] = accelerations[i]
    }
  }

  /// The speed of the first coordinate.
  func computeEventValues(at time: Double, of y: [Double], into values: inout [Double]) {
    if !values.isEmpty { values[0] = y[model.coordinateCount] }
  }

  /// Kinetic and potential energy, in joules.
  func energy(_ y: [Double]) -> Double {
    let n = model.coordinateCount
    let state = MultibodyState(coordinates: Array(y[0..<n]), speeds: Array(y[n...]))
    return model.kineticEnergy(of: state) + model.potentialEnergy(of: state)
  }
}

@Suite("Swinging legs, forward in time")
struct SwingingLegTests {
  /// The segments of gait2d (Winter's tables for 75 kg and 1.80 m): mass, mass centre along and
  /// across the segment, inertia, length.
  private enum Segments {
    static let thigh = (mass: 7.5, center: 0.191, inertia: 0.1522, length: 0.441)
    static let shank = (mass: 3.4875, center: 0.1917, inertia: 0.0624, length: 0.4428)
    static let foot = (mass: 1.0875, along: 0.0351, across: 0.0768, inertia: 0.0184)

    /// Shank and foot as one body, its mass centre measured along the line from the knee to it.
    static var shankAndFoot: (mass: Double, center: Double, inertia: Double) {
      let mass = shank.mass + foot.mass
      let down = shank.length + foot.along
      let along = (shank.mass * shank.center + foot.mass * down) / mass
      let across = foot.mass * foot.across / mass
      func square(_ x: Double, _ y: Double) -> Double { x * x + y * y }
      let inertia =
        shank.inertia + foot.inertia + shank.mass * square(shank.center - along, across)
        + foot.mass * square(down - along, foot.across - across)
      return (mass, square(along, across).squareRoot(), inertia)
    }
  }

  private static func pendulum() -> ClosedFormTests.DoublePendulum {
    let lower = Segments.shankAndFoot
    return ClosedFormTests.DoublePendulum(
      mass: (Segments.thigh.mass, lower.mass),
      center: (Segments.thigh.center, lower.center),
      inertia: (Segments.thigh.inertia, lower.inertia),
      length: Segments.thigh.length
    )
  }

  /// The start of the reference: angles -15 and -60 degrees, rates 150 and 100 degrees per second.
  private static let start: [Double] = {
    let degree = Double.pi / 180
    return [-15 * degree, -45 * degree, 150 * degree, -50 * degree]
  }()

  private static let tight = IntegrationSettings(
    relativeTolerance: 1e-12,
    absoluteTolerance: 1e-12
  )

  @Test func passiveLegFollowsTheReferenceOverASecond() throws {
    var leg = FreeMotion(of: try Self.pendulum().model())
    let energy = leg.energy(Self.start)
    // E0 of the reference, J.
    #expect(isClose(energy, -31.622_869_957, absolute: 1e-9))
    let solution = DormandPrinceSolver(settings: Self.tight)
      .solve(&leg, from: 0, to: 1, startingAt: Self.start)
    try solution.checkCompleted()
    // Thigh and shank from the vertical at 0.4 and 1 s.
    for (time, thigh, shank) in [
      (0.4, 0.236_990_14, 1.091_714_5), (1, 0.096_507_751_105, 0.141_740_746_148),
    ] {
      let y = solution.state(at: time)
      let tolerance = time == 1 ? referenceTolerance : 1e-7  // seven digits are stated at 0.4 s
      #expect(isClose(y[0], thigh, absolute: tolerance))
      #expect(isClose(y[0] + y[1], shank, absolute: tolerance))
    }
    for step in solution.stepTimes {
      #expect(isClose(leg.energy(solution.state(at: step)), energy, absolute: 1e-9))
    }
  }

  @Test(.enabled(if: ReferenceTrajectory.exists))
  func passiveLegFollowsEveryRowOfTheReference() throws {
    var leg = FreeMotion(of: try Self.pendulum().model())
    let explicit = DormandPrinceSolver(settings: Self.tight)
      .solve(&leg, from: 0, to: 1, startingAt: Self.start)
    try explicit.checkCompleted()
    for row in try ReferenceTrajectory.rows() {
      let y = explicit.state(at: row[0])
      let found = [y[0], y[0] + y[1], y[2], y[2] + y[3]]
      for (value, expected) in zip(found, row[1...]) {
        #expect(isClose(value, expected, absolute: referenceTolerance), "at \(row[0]) s")
      }
    }
  }

  @Test func implicitMethodGivesTheSameLeg() throws {
    var leg = FreeMotion(of: try Self.pendulum().model())
    let settings = IntegrationSettings(relativeTolerance: 1e-9, absoluteTolerance: 1e-9)
    let report = ImplicitRungeKuttaSolver(settings: settings)
      .solve(&leg, from: 0, to: 1, startingAt: Self.start).report
    try report.checkCompleted()
    #expect(isClose(report.state[0], 0.096_507_751_1, absolute: 1e-6))
  }

  /// The whole leg, knee and ankle straight, as one body about the hip.
  ///
  /// The foot lies before the line of the leg, so that the leg hangs a little askew; angles count
  /// from there.
  private static func rigidLeg() throws -> (model: MultibodyModel, frequency: Double) {
    let lower = Segments.thigh.length + Segments.shank.length + Segments.foot.along
    // Mass, depth and distance before the leg, inertia.
    let parts = [
      (Segments.thigh.mass, Segments.thigh.center, 0, Segments.thigh.inertia),
      (
        Segments.shank.mass, Segments.thigh.length + Segments.shank.center, 0,
        Segments.shank.inertia
      ),
      (Segments.foot.mass, lower, Segments.foot.across, Segments.foot.inertia),
    ]
    let mass = parts.reduce(0) { $0 + $1.0 }
    let inertia = parts.reduce(0) { $0 + $1.3 + $1.0 * ($1.1 * $1.1 + $1.2 * $1.2) }
    let center =
      hypot(parts.reduce(0) { $0 + $1.0 * $1.1 }, parts.reduce(0) { $0 + $1.0 * $1.2 }) / mass
    #expect(isClose(mass, 12.075, absolute: 1e-12))
    #expect(isClose(inertia, 2.8274, absolute: 5e-5))
    var builder = MultibodyModelBuilder(gravity: Vector3(0, -9.81, 0))
    try builder.addBody(
      BodyDescription(
        name: "leg",
        mass: mass,
        massCenter: Vector3(0, -center, 0),
        inertia: Matrix3(diagonal: Vector3(1, 1, 1) * (inertia - mass * center * center))
      ),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["hip"]
    )
    return (try builder.build(), (mass * 9.81 * center / inertia).squareRoot() / (2 * .pi))
  }

  /// The period of a pendulum over that of small swings: 2 K(sin(a/2)) / pi, by the
  /// arithmetic-geometric mean.
  private func periodRatio(_ amplitude: Double) -> Double {
    var a = 1.0
    var b = cos(amplitude / 2)
    while abs(a - b) > 1e-15 { (a, b) = (0.5 * (a + b), (a * b).squareRoot()) }
    return 1 / a
  }

  @Test(
    arguments: zip(
      [1e-3, 10, 20, 30, 40, 90, 170],
      [nil, 1.56909, 1.57811, 1.59336, 1.61518, nil, nil]
    )
  )
  func rigidLegHasTheExactPeriod(degrees: Double, tabulated: Double?) throws {
    let (model, frequency) = try Self.rigidLeg()
    // 0.6385 Hz, as the reference has it.
    #expect(isClose(frequency, 0.6385, absolute: 5e-5))
    // Released at rest, the leg is at rest again, and swings forward from then on, after a period.
    var leg = FreeMotion(of: model, events: [IntegrationEvent(.falling, isTerminal: true)])
    let amplitude = degrees * .pi / 180
    let settings = IntegrationSettings(relativeTolerance: 1e-12, absoluteTolerance: 1e-15)
    let solution = DormandPrinceSolver(settings: settings)
      .solve(&leg, from: 0, to: 20, startingAt: [amplitude, 0])
    #expect(solution.report.status == .stoppedByEvent)
    let exact = periodRatio(amplitude) / frequency
    #expect(isClose(solution.report.time, exact, absolute: periodTolerance))
    if let tabulated { #expect(isClose(solution.report.time, tabulated, absolute: 1e-5 + 5e-6)) }
    let energy = leg.energy([amplitude, 0])
    for time in solution.stepTimes {
      #expect(isClose(leg.energy(solution.state(at: time)), energy, absolute: 1e-9))
    }
  }
}
