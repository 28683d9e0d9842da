// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import NumericalMethods
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

/// The splines' own error in accelerations of 80 rad/s2 at 50 samples a turn: (4 pi / 100)^4 / 60.
private let accelerationTolerance = 1e-3

@Suite("Recorded motions")
struct RecordedMotionTests {
  @Test(arguments: [RecordedMotion.Accelerations.ofCoordinates, .ofSampledSpeeds])
  func derivativesAreThoseOfTheMotion(accelerations: RecordedMotion.Accelerations) throws {
    let model = try Pendulum.model()
    let motion = try RecordedMotion(
      Pendulum.table(),
      of: Pendulum.document,
      model: model,
      accelerations: accelerations
    )
    var state = model.neutralState()
    var rates = [0.0, 0]
    for time in [0.5, 0.733, 1.2] {
      motion.computeSample(at: time, into: &state, accelerations: &rates)
      let phase = 4 * Double.pi * time
      #expect(isClose(state.coordinates[0], 0.5 * sin(phase), absolute: 1e-7))
      #expect(isClose(state.speeds[0], 2 * .pi * cos(phase), absolute: 1e-4))
      #expect(
        isClose(rates[0], -8 * .pi * .pi * sin(phase), absolute: 10 * accelerationTolerance)
      )
      #expect(state.coordinates[1] == 0)
    }
  }

  @Test func degreesAndPathsAreUnderstood() throws {
    let model = try Pendulum.model()
    let motion = try RecordedMotion(
      Pendulum.table(
        isInDegrees: true,
        labels: [
          "/jointset/hip/angle/value", "/jointset/ring/height/value", "/jointset/hip/angle/speed",
        ],
        amplitude: 20
      ),
      of: Pendulum.document,
      model: model
    )
    var state = model.neutralState()
    var rates = [0.0, 0]
    motion.computeSample(at: 0.125, into: &state, accelerations: &rates)
    #expect(isClose(state.coordinates[0], Angle.degrees(20) * sin(0.5 * .pi), absolute: 1e-6))
  }

  @Test func windowsBeginAtTheSampleBefore() throws {
    let motion = try RecordedMotion(
      Pendulum.table(),
      of: Pendulum.document,
      model: Pendulum.model()
    )
    #expect(motion.sampleTimes(from: 0.105, to: 0.134) == [0.1, 0.11, 0.12, 0.13])
    #expect(motion.sampleTimes().count == 201)
    #expect(motion.sampleTimes(from: 3, to: 4).isEmpty)
    #expect(motion.sampleTimes(from: 1, to: 0.5).isEmpty)
  }

  /// A table, what is wrong with it, and what allows it.
  struct Oddity: Sendable, CustomTestStringConvertible {
    var isInDegrees: Bool? = false
    var labels = ["angle", "height"]
    var amplitude = 0.5
    var code: DocumentError.Code
    var allowance: MotionAllowance
    var testDescription: String { allowance.rawValue }
  }

  @Test(arguments: [
    Oddity(isInDegrees: nil, code: .missing, allowance: .missingDegreesFlag),
    Oddity(labels: ["angel", "height"], code: .unknownReference, allowance: .unknownColumns),
    Oddity(labels: ["angle"], code: .missing, allowance: .missingColumns),
    Oddity(amplitude: 1.2, code: .invalidValue, allowance: .outOfRange),
    Oddity(amplitude: 30, code: .inconsistent, allowance: .implausibleAngles),
  ])
  func oddTablesStopUnlessAllowedByName(oddity: Oddity) throws {
    let model = try Pendulum.model()
    let table = try Pendulum.table(
      isInDegrees: oddity.isInDegrees,
      labels: oddity.labels,
      amplitude: oddity.amplitude
    )
    let error = #expect(throws: DocumentError.self) {
      try RecordedMotion(table, of: Pendulum.document, model: model)
    }
    #expect(error?.code == oddity.code)
    #expect(error?.message.contains("--allow \(oddity.allowance.rawValue)") == true)
    // With its name, and what else is odd about the same table, it passes.
    var allowed: Set = [oddity.allowance]
    if oddity.allowance == .unknownColumns { allowed.insert(.missingColumns) }
    if oddity.allowance == .implausibleAngles { allowed.insert(.outOfRange) }
    _ = try RecordedMotion(table, of: Pendulum.document, model: model, allowing: allowed)
  }

  @Test func angesInRadiansUnderTheFlagOfDegreesStop() throws {
    var builder = MultibodyModelBuilder()
    try builder.addBody(
      BodyDescription(name: "a", mass: 1, inertia: Matrix3(diagonal: Vector3(1, 1, 1))),
      parent: .ground,
      joint: .threeAxes(.unitZ, .unitX, .unitY),
      coordinates: ["x", "y", "z"]
    )
    let model = try builder.build()
    let table = try MotionTable(
      isInDegrees: true,
      times: [0, 1, 2, 3],
      columns: ["x", "y", "z"].map { MotionTable.Column(label: $0, values: [0.5, -0.4, 0.3, 1]) }
    )
    let error = #expect(throws: DocumentError.self) {
      try RecordedMotion(table, of: OpenSimModelDocument(name: ""), model: model)
    }
    #expect(error?.code == .inconsistent)
    _ = try RecordedMotion(
      table,
      of: OpenSimModelDocument(name: ""),
      model: model,
      allowing: [.implausibleAngles]
    )
  }

  @Test func missingDependentsStopOrFollowTheirCoupler() throws {
    let model = try Pendulum.model(couples: true)
    let table = try Pendulum.table(labels: ["angle"])
    let error = #expect(throws: DocumentError.self) {
      try RecordedMotion(table, of: Pendulum.document, model: model)
    }
    #expect(error?.message.contains("height") == true)
    let motion = try RecordedMotion(
      table,
      of: Pendulum.document,
      model: model,
      allowing: [.missingDependentColumns]
    )
    var state = model.neutralState()
    var rates = [0.0, 0]
    motion.computeSample(at: 0.6, into: &state, accelerations: &rates)
    #expect(isClose(state.coordinates[1], 0.1 * state.coordinates[0], absolute: 1e-15))
    #expect(isClose(state.speeds[1], 0.1 * state.speeds[0], absolute: 1e-15))
    #expect(isClose(rates[1], 0.1 * rates[0], absolute: 1e-12))
    #expect(motion.notes.count == 1)
  }
}
