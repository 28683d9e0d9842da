// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import NumericalMethods
import TestSupport
import Testing

@testable import Gait

/// The energy of a swing is about 60 J, the relative tolerance of a step 1e-5.
private let energyTolerance = 5e-4

/// Accelerations of up to 1e3 rad/s2 from one factorisation, sums of thirteen.
private let sumTolerance = 1e-9

/// One leg of the built-in subject with 62 kg, the mass of the measured adult, for all tests.
private enum Fixture {
  static let parameters = ModelParameters()
  static let subject: Subject = {
    var subject = Subject(standardIn: parameters)
    subject.mass = MeasuredSwing.mass
    return subject
  }()
  static let model = HumanModel(of: subject, parameters: parameters)
  static let leg = SwingLeg(of: model)
  static let program = SwingProgram(parameters: parameters)
  static let measured = MeasuredSwing(parameters: parameters)
  static let swing = SwingSolver().solve(leg, program)

  /// The hip's centre goes forward at constant speed.
  static let steadyHip: [String: Double] = [
    "swing.hip.forward.cosine_1": 0, "swing.hip.forward.sine_1": 0,
    "swing.hip.forward.cosine_2": 0, "swing.hip.forward.sine_2": 0,
    "swing.hip.upward.cosine_1": 0, "swing.hip.upward.sine_1": 0,
    "swing.hip.upward.cosine_2": 0, "swing.hip.upward.sine_2": 0,
  ]

  static func program(_ change: (inout SwingProgram) -> Void) -> SwingProgram {
    var program = program
    change(&program)
    return program
  }
}

@Suite("Leg swing")
struct SwingTests {
  @Test(arguments: SwingHipMotion.allCases, SwingTendon.allCases)
  func energyIsBalancedAndPartsSumToTheWhole(motion: SwingHipMotion, tendon: SwingTendon) throws {
    let program = Fixture.program {
      $0.hipMotion = motion
      $0.tendon = tendon
    }
    let swing = SwingSolver().solve(Fixture.leg, program)
    #expect(swing.report.status == .stoppedByEvent)
    #expect(swing.energyDrift < energyTolerance)
    for sample in swing.samples(every: 0.02) {
      #expect(sample.accelerations.largestRemainder < sumTolerance)
      #expect(abs(sample.energyError) < energyTolerance)
      let kinds = SwingSource.Kind.allCases.reduce(0) { $0 + sample.accelerations.hip(byKind: $1) }
      #expect(isClose(kinds, sample.accelerations.total[0], absolute: sumTolerance))
    }
  }

  @Test func ballisticLegIsTheFreeChain() throws {
    // Without moments, hold, stop and motion of the hip the leg is a passive triple pendulum: the
    // engine's own equations of the skeleton's leg give the same accelerations.
    let parameters = try ModelParameters(
      overriding: Fixture.steadyHip.merging([
        "swing.ankle.stiffness": 0, "swing.ankle.damping": 0, "swing.knee_stop.stiffness": 0,
      ]) { _, new in new }
    )
    let model = HumanModel(of: Fixture.subject, parameters: parameters)
    let leg = SwingLeg(of: model)
    var program = SwingProgram(parameters: parameters)
    program.isBallistic = true
    var system = SwingDynamics(leg, program, endsAtContact: true)
    let y = system.startState()
    var rates = y
    system.computeRates(at: 0, of: y, into: &rates)
    let skeleton = model.skeleton
    let multibody = skeleton.multibody
    var state = multibody.neutralState()
    let places = [skeleton.hips[0][0], skeleton.knees[0], skeleton.ankles[0]].map(\.index)
    for (index, place) in places.enumerated() {
      state.coordinates[place] = y[index]
      state.speeds[place] = y[3 + index]
    }
    // The whole body with the leg's accelerations needs no moment in the leg.
    var accelerations = [Double](repeating: 0, count: multibody.coordinateCount)
    for (index, place) in places.enumerated() { accelerations[place] = rates[3 + index] }
    let forces = multibody.inverseDynamics(of: state, accelerations: accelerations)
    for place in places { #expect(isClose(forces[place], 0, absolute: 1e-9)) }
    #expect(abs(rates[3]) > 1)
  }

  @Test func pathsAreThoseOfTheModel() throws {
    let skeleton = Fixture.model.skeleton
    var state = skeleton.multibody.neutralState()
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    var geometry = MuscleGeometryWorkspace(for: Fixture.model.geometry)
    let column = try #require(
      skeleton.balancedCoordinates.firstIndex(of: skeleton.hips[0][0])
    )
    var generator = SeededGenerator(seed: 5)
    #expect(Fixture.leg.fascicles.count == 16)
    for _ in 0..<40 {
      let hip = generator.number(in: -0.4...0.9)
      let knee = generator.number(in: 0...1.4)
      state[skeleton.hips[0][0]] = hip
      state[skeleton.knees[0]] = knee
      skeleton.multibody.updatePositions(state, in: &dynamics)
      Fixture.model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &geometry)
      for fascicle in Fixture.leg.fascicles {
        func length(_ hip: Double, _ knee: Double) -> Double {
          TablePlace(hip: hip, knee: knee).map { fascicle.path(at: $0).value } ?? .nan
        }
        let path = fascicle.path(at: try #require(TablePlace(hip: hip, knee: knee)))
        let name = Fixture.model.muscles[fascicle.muscle].name
        // A hundredth of a millimetre between nodes; at the onset of a contact the curvature jumps.
        #expect(
          isClose(path.value, geometry.length(of: fascicle.muscle), absolute: 2e-5),
          "\(name) at \(hip), \(knee)"
        )
        let arm = geometry.momentArm(of: fascicle.muscle, column: column)
        #expect(isClose(-path.hip, arm, absolute: 1e-3), "\(name) at \(hip), \(knee)")
        // The slopes are those of the value.
        let slope = centralDifference(
          of: { length($0, knee) },
          at: hip,
          step: 1e-4
        )
        #expect(isClose(path.hip, slope, absolute: 2e-5))
        let kneeSlope = centralDifference(
          of: { length(hip, $0) },
          at: knee,
          step: 1e-4
        )
        #expect(isClose(path.knee, kneeSlope, absolute: 2e-5))
      }
    }
    #expect(TablePlace(hip: 3, knee: 0) == nil)
    #expect(TablePlace(hip: 0, knee: -1) == nil)
  }

  @Test func fittedSwingIsTheMeasuredOneWhereItWasNotFitted() throws {
    let swing = Fixture.swing
    let time = try #require(swing.swingTime)
    let measured = Fixture.measured
    // The height of the hip is fitted to the time, moment and power are not fitted.
    #expect(isClose(time, measured.duration, absolute: 0.001))
    let summary = try #require(SwingSummary(of: swing))
    let power = measured.hipPowerPeak
    #expect(
      isClose(
        summary.hipPowerPeak / MeasuredSwing.mass,
        power.hipPower,
        absolute: power.hipPowerSpread
      )
    )
    let moment = measured.hipMomentPeak
    #expect(
      isClose(
        summary.hipMomentPeak / MeasuredSwing.mass,
        moment.hipMoment,
        absolute: moment.hipMomentSpread
      )
    )
  }

  @Test func theHipMovesAsItsAccelerationSays() {
    let hip = PrescribedHip(SwingStart(parameters: Fixture.parameters), speedRatio: 1.3)
    for time in stride(from: 0, to: 0.5, by: 0.07) {
      #expect(
        isClose(
          hip.velocity(time),
          centralDifference(of: hip.rise, at: time, step: 1e-4),
          absolute: 1e-6
        )
      )
      #expect(
        isClose(
          hip.acceleration(time).upward,
          centralDifference(of: hip.velocity, at: time, step: 1e-4),
          absolute: 1e-5
        )
      )
    }
    // At toe-off the other foot brakes the body.
    #expect(hip.acceleration(0).forward < -1)
    #expect(hip.rise(0) == 0)
  }

  @Test func fitComesBackToTheParameters() {
    // From the parameters nothing is left to find: the angles were fitted to within these differences.
    let fit = SwingFit(of: Fixture.leg, to: Fixture.measured).solve(startingFrom: Fixture.program)
    #expect(fit.hipDifference < 0.7 * .pi / 180)
    #expect(fit.kneeDifference < 1.3 * .pi / 180)
    for group in SwingGroup.allCases {
      let found = fit.program.bursts[group.rawValue]
      let given = Fixture.program.bursts[group.rawValue]
      #expect(isClose(found.amplitude, given.amplitude, absolute: 0.02))
      #expect(isClose(found.onset, given.onset, absolute: 0.01))
    }
  }

  @Test func partsOfTheTravelSumToIt() throws {
    let shares = SwingShares(of: Fixture.swing)
    // Three points a step, against a motion that is known to 1e-6 rad.
    #expect(abs(shares.remainder) < 1e-5)
    let start = try #require(Fixture.swing.sample(at: 0)).angles
    let end = try #require(Fixture.swing.sample(at: Fixture.swing.endTime)).angles
    #expect(isClose(shares.travel, end.hip - start.hip, absolute: 1e-12))
    #expect(shares[kind: .active] > 0 && shares.pushOff > 0 && shares[kind: .gravity] < 0)
  }

  @Test func failuresEndInAStatus() {
    func status(_ change: (inout SwingProgram) -> Void) -> SwingStatus {
      SwingSolver().solve(Fixture.leg, Fixture.program(change)).status
    }
    // A leg that is not set in motion drags its foot.
    #expect(status { $0.pushOff = 0 } == .neverClears)
    #expect(
      SwingSummary(of: SwingSolver().solve(Fixture.leg, Fixture.program { $0.pushOff = 0 })) == nil
    )
    // The hip flexed as hard as it can be leaves the range of the paths.
    #expect(
      status {
        $0.bursts[0] = ExcitationBurst(amplitude: 1, onset: -0.3, end: 1, edge: 0.005)
        $0.bursts[1] = $0.bursts[0]
        $0.bursts[3].amplitude = 0
        $0.pushOff = 2
      } == .outOfRange
    )
    let few = SwingSolver(settings: IntegrationSettings(stepLimit: 5))
    #expect(few.solve(Fixture.leg, Fixture.program).status == .tooManySteps)
  }

  @Test func legWithoutWeightHasNoStrikeAndAStandingLegFalls() throws {
    // Without gravity nothing brings the foot down.
    let weightless = try ModelParameters(
      overriding: Fixture.steadyHip.merging(["gravity": 0]) { _, new in new }
    )
    let model = HumanModel(of: Fixture.subject, parameters: weightless)
    var program = SwingProgram(parameters: weightless)
    program.isBallistic = true
    program.pushOff = 0.2
    let swing = SwingSolver().solve(SwingLeg(of: model), program)
    #expect(swing.status == .neverStrikes)
    #expect(swing.swingTime == nil && SwingSummary(of: swing) == nil)
    // The fall is where the standing leg leans by 60 degrees.
    var system = SwingDynamics(
      Fixture.leg,
      Fixture.program { $0.hipMotion = .stanceLeg },
      endsAtContact: true
    )
    var y = system.startState()
    var values = [Double](repeating: 0, count: system.events.count)
    for (lean, sign) in [(1.04, 1.0), (1.05, -1.0)] {
      y[0] = lean
      system.computeEventValues(at: 0, of: y, into: &values)
      #expect(values[SwingDynamics.Event.fall.rawValue] * sign > 0)
    }
  }

  @Test func tendonsThatStretchDelayTheForceLittle() throws {
    let compliant = SwingSolver().solve(Fixture.leg, Fixture.program { $0.tendon = .compliant })
    let stretch = try #require(compliant.swingTime)
    let stiff = try #require(Fixture.swing.swingTime)
    #expect(isClose(stretch, stiff, absolute: 0.05))
    #expect(stretch != stiff)
    // The explicit method keeps its steps although tendons are stiff.
    #expect(compliant.report.steps < 400)
  }

  @Test func psoasLoadsTheLevelsBelowItsOrigins() throws {
    let sample = try #require(Fixture.swing.sample(at: 0))
    var spine = PsoasSpineLoad(of: Fixture.leg)
    let load = spine.compression(at: sample)
    #expect(load[.l4l5] > 0 && load[.l1l2] > 0)
    // No fascicle begins above T12-L1.
    #expect(load[.t12l1] == 0)
    // Not more than all of the psoas' force passes a level.
    for level in LumbarLevel.allCases { #expect(load[level] <= sample[.psoas].force) }
    // Force and power of the group are those of its fascicles.
    let tension = zip(Fixture.leg.fascicles, sample.tensions)
      .reduce(0) { $0 + ($1.0.group == .psoas ? $1.1 : 0) }
    #expect(isClose(tension, sample[.psoas].force, absolute: 1e-9))
  }

  @Test func settingsChangeWhatTheySay() throws {
    func swing(_ change: (inout SwingProgram) -> Void) -> SwingSolution {
      SwingSolver().solve(Fixture.leg, Fixture.program(change))
    }
    let strong = try #require(swing { $0.psoasStrength = 1.2 }.sample(at: 0))
    let plain = try #require(Fixture.swing.sample(at: 0))
    #expect(
      isClose(strong[.psoas].activeForce, 1.2 * plain[.psoas].activeForce, absolute: 1e-6)
    )
    #expect(isClose(strong[.psoas].passiveForce, plain[.psoas].passiveForce, absolute: 1e-9))
    let pushed = try #require(swing { $0.pushOff = 1.1 }.sample(at: 0))
    #expect(isClose(pushed.angles.hipRate, 1.1 * plain.angles.hipRate, absolute: 1e-12))
    let ballistic = try #require(swing { $0.isBallistic = true }.sample(at: 0.05))
    #expect(ballistic.hipMoment == 0)
    let tight = HumanModel(of: Fixture.subject, parameters: Fixture.parameters)
      .with(try HipFlexorTissue(shortening: 0.1))
    let pulled = try #require(
      SwingSolver().solve(SwingLeg(of: tight), Fixture.program).sample(at: 0)
    )
    #expect(pulled[.psoas].passiveForce > 1.5 * plain[.psoas].passiveForce)
  }
}
