// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MuscleMechanics
import NumericalMethods
import TestSupport
import Testing

/// What the energy of a forward run may drift, in joules of about ten.
private let energyTolerance = 1e-6

/// One equation a' = rate, for runs with constant excitation.
private struct Activating: DifferentialSystem {
  var law: ActivationDynamics
  var excitation: Double

  var stateCount: Int { 1 }

  func computeRates(at time: Double, of state: [Double], into rates: inout [Double]) {
    rates[0] = law.rate(activation: state[0], excitation: excitation)
  }
}

@Suite("Activation dynamics")
struct ActivationDynamicsTests {
  private func run(_ law: ActivationDynamics, from start: Double, excitation: Double, time: Double)
    -> Double
  {
    var system = Activating(law: law, excitation: excitation)
    let settings = IntegrationSettings(relativeTolerance: 1e-11, absoluteTolerance: 1e-12)
    return DormandPrinceSolver(settings: settings)
      .solve(&system, from: 0, to: time, startingAt: [start]).report.state[0]
  }

  @Test func riseAndFallHaveTheirClosedForms() {
    // With a sharp change the law has one time constant while it rises, the other while it falls.
    let law = ActivationDynamics(activationTime: 0.015, deactivationTime: 0.06, smoothing: 1e3)
    // Rising to 1: -3 a / 2 - 2 ln(1 - a) grows by t / ta.
    let risen = run(law, from: 0.01, excitation: 1, time: 0.02)
    func rise(_ a: Double) -> Double { -1.5 * a - 2 * log(1 - a) }
    #expect(isClose(rise(risen) - rise(0.01), 0.02 / 0.015, absolute: 1e-8))
    // Falling to 0: 2 ln(a / (1/2 + 3 a / 2)) falls by t / td.
    let fallen = run(law, from: 1, excitation: 0, time: 0.1)
    func fall(_ a: Double) -> Double { 2 * log(a / (0.5 + 1.5 * a)) }
    #expect(isClose(fall(1) - fall(fallen), 0.1 / 0.06, absolute: 1e-8))
    #expect(risen > 0.5 && fallen < 0.5)
  }

  @Test func smoothingOfTenKeepsTheTimeConstants() {
    let law = ActivationDynamics()
    let sharp = ActivationDynamics(smoothing: 1e6)
    for step in 0...7 {
      let a = Double(step) / 10
      let up = law.rate(activation: a, excitation: a + 0.3)
      let sharpUp = sharp.rate(activation: a, excitation: a + 0.3)
      #expect(isClose(up, sharpUp, absolute: 0, relative: 0.003))
      let down = law.rate(activation: a + 0.3, excitation: a)
      let sharpDown = sharp.rate(activation: a + 0.3, excitation: a)
      #expect(isClose(down, sharpDown, absolute: 0, relative: 0.012))
    }
    // The default of OpenSim makes rise and fall alike.
    let dull = ActivationDynamics(smoothing: 0.1)
    let ratio =
      dull.rate(activation: 0.5, excitation: 0.8) / -dull.rate(activation: 0.5, excitation: 0.2)
    #expect(isClose(ratio, 1, absolute: 0.06))
    #expect(
      sharp.rate(activation: 0.5, excitation: 0.8) > -2
        * sharp.rate(activation: 0.5, excitation: 0.2)
    )
  }

  @Test func activationStaysBetweenZeroAndOne() {
    let law = ActivationDynamics()
    #expect(law.rate(activation: 0, excitation: 0) == 0)
    #expect(law.rate(activation: 0, excitation: 1) > 0)
    #expect(law.rate(activation: 1, excitation: 0) < 0)
    #expect(run(law, from: 0, excitation: 1, time: 1) <= 1)
    #expect(run(law, from: 1, excitation: 0, time: 1) >= 0)
  }
}

/// A mass that hangs from a muscle: state is path length, its speed, fibre length, activation, work
/// of the contracting part and heat of the damper.
private struct HangingMass: DifferentialSystem {
  var muscle: CompliantTendonMuscle
  var mass = 4.0
  var gravity = 9.81
  var law = ActivationDynamics()

  var stateCount: Int { 6 }

  func excitation(_ time: Double) -> Double { 0.5 + 0.45 * sin(9 * time) }

  func computeRates(at time: Double, of y: [Double], into rates: inout [Double]) {
    let c = muscle.contraction(fibreLength: y[2], pathLength: y[0], activation: y[3])
    rates[0] = y[1]
    rates[1] = gravity - c.tendonForce / mass
    rates[2] = c.fibreSpeed
    rates[3] = law.rate(activation: y[3], excitation: excitation(time))
    // Along the fibre forces are those along the tendon over the cosine.
    rates[4] = -c.activeForce / c.cosPennation * c.fibreSpeed
    rates[5] = c.dampingForce / c.cosPennation * c.fibreSpeed
  }

  /// Kinetic and stored energy less the work done, plus the heat: constant, in joules.
  func audit(_ y: [Double]) -> Double {
    0.5 * mass * y[1] * y[1] - mass * gravity * y[0]
      + muscle.storedEnergy(fibreLength: y[2], pathLength: y[0]) - y[4] + y[5]
  }
}

@Suite("Muscles with tendons that stretch")
struct CompliantTendonTests {
  private static let muscles = [0, 0.25, 0.5].map { pennation in
    CompliantTendonMuscle(
      RigidTendonMuscle(
        maximumIsometricForce: 100,
        optimalFibreLength: 0.1,
        tendonSlackLength: 0.2,
        pennationAtOptimal: pennation
      )
    )
  }

  @Test(arguments: muscles)
  func partsSumToTheTendonForce(muscle: CompliantTendonMuscle) {
    var generator = SeededGenerator(seed: 11)
    // Of the greatest force, from the rounding of the speed: OpenSim's own test asks for 1.5e-8.
    let tolerance = 100 * 1e-11
    for _ in 0..<2000 {
      let fibre = generator.number(in: 0.055...0.17)
      let path = 0.2 + fibre + generator.number(in: -0.02...0.012)
      let activation = generator.number(in: 0...1)
      let c = muscle.contraction(fibreLength: fibre, pathLength: path, activation: activation)
      let sum = c.activeForce + c.passiveForce + c.dampingForce
      #expect(isClose(sum, c.tendonForce, absolute: tolerance, relative: 1e-11))
      #expect(c.tendonForce >= 0 && c.activeForce >= 0 && c.passiveForce >= 0)
      // Without activation the damper and the passive fibre are alone.
      let idle = muscle.contraction(fibreLength: fibre, pathLength: path, activation: 0)
      #expect(idle.activeForce == 0 && idle.fibreSpeed.isFinite)
    }
  }

  @Test(arguments: muscles)
  func restIsInEquilibrium(muscle: CompliantTendonMuscle) throws {
    for step in 0...20 {
      let activation = Double(step) / 20
      for path in stride(from: 0.26, through: 0.34, by: 0.01) {
        let rest = muscle.equilibrium(pathLength: path, activation: activation)
        try rest.checkConverged()
        #expect(abs(rest.residual) < 1e-6 * 100)
        let c = muscle.contraction(
          fibreLength: rest.fibreLength,
          pathLength: path,
          activation: activation
        )
        #expect(isClose(c.fibreSpeed, 0, absolute: 1e-6))
      }
    }
    #expect(muscle.equilibrium(pathLength: 0.19, activation: 0.5).status == .notBracketed)
  }

  @Test func stiffTendonIsARigidOne() throws {
    let rigid = Self.muscles[1].muscle
    let stiff = CompliantTendonMuscle(
      rigid,
      tendonCurve: DeGrooteFreglyTendonForceLength(strainAtUnitForce: 1e-5)
    )
    for path in stride(from: 0.27, through: 0.33, by: 0.01) {
      let rest = stiff.equilibrium(pathLength: path, activation: 0.6)
      let force = stiff.contraction(
        fibreLength: rest.fibreLength,
        pathLength: path,
        activation: 0.6
      ).tendonForce
      #expect(
        isClose(force, rigid.isometricForce(pathLength: path, activation: 0.6), absolute: 0.02)
      )
    }
  }

  @Test(arguments: muscles)
  func forwardRunKeepsItsEnergy(muscle: CompliantTendonMuscle) throws {
    var system = HangingMass(muscle: muscle)
    let path = 0.305
    let rest = muscle.equilibrium(pathLength: path, activation: 0.4)
    let start = [path, 0, rest.fibreLength, 0.4, 0, 0]
    let settings = IntegrationSettings(relativeTolerance: 1e-9, absoluteTolerance: 1e-11)
    let explicit = DormandPrinceSolver(settings: settings)
      .solve(&system, from: 0, to: 1, startingAt: start)
    try explicit.checkCompleted()
    let audit = system.audit(start)
    for time in explicit.stepTimes {
      #expect(isClose(system.audit(explicit.state(at: time)), audit, absolute: energyTolerance))
    }
    // The fibre worked, and the damper warmed.
    #expect(explicit.report.state[5] > 1e-3 && abs(explicit.report.state[4]) > 0.1)
    var coarse = settings
    coarse.relativeTolerance = 1e-7
    coarse.absoluteTolerance = 1e-9
    let implicit = ImplicitRungeKuttaSolver(settings: coarse)
      .solve(&system, from: 0, to: 1, startingAt: start)
    try implicit.checkCompleted()
    for (left, right) in zip(implicit.report.state, explicit.report.state) {
      #expect(isClose(left, right, absolute: 1e-4))
    }
    #expect(isClose(system.audit(implicit.report.state), audit, absolute: 1e-4))
  }

  @Test func storedEnergyIsTheIntegralOfTheForce() {
    let passive = [
      DeGrooteFreglyPassiveForceLength(),
      DeGrooteFreglyPassiveForceLength(slackLength: 1, stiffnessFactor: 2, toe: 0.05),
      DeGrooteFreglyPassiveForceLength(strainAtUnitForce: 0.4, slackLength: 0.7, toe: 0.01),
    ]
    for curve in passive {
      #expect(curve.energy(at: 0) == 0)
      for x in stride(from: 0.15, through: 1.7, by: 0.0137) {
        let slope = centralDifference(of: curve.energy, at: x, step: 1e-4)
        #expect(isClose(slope, curve.value(at: x), absolute: 2e-5, relative: 1e-7), "\(x)")
      }
    }
    let tendon = DeGrooteFreglyTendonForceLength()
    #expect(tendon.energy(at: 0.9) == 0)
    for x in stride(from: 0.99, through: 1.06, by: 0.00137) {
      let slope = centralDifference(of: tendon.energy, at: x, step: 1e-5)
      #expect(isClose(slope, tendon.value(at: x), absolute: 1e-4, relative: 1e-6), "\(x)")
    }
  }
}
