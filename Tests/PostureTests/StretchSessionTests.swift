// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

@testable import Posture

@Suite("A stretch in time")
struct StretchSessionTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))
  private static let skeleton = model.skeleton
  private static let neutral = [Double](
    repeating: 0,
    count: skeleton.multibody.coordinateCount
  )

  /// Neutral standing with the right hip extended, in degrees.
  private static func extended(by degrees: Double) -> [Double] {
    var coordinates = neutral
    coordinates[skeleton.hips[0][0].index] = -Angle.degrees(degrees)
    return coordinates
  }

  private static func session(
    _ program: StretchProtocol,
    extension degrees: Double = 15
  ) -> StretchSession {
    StretchSession(model: model, from: neutral, to: extended(by: degrees), program: program)
  }

  private static func samples(of session: StretchSession) -> [StretchSample] {
    var samples: [StretchSample] = []
    session.run { samples.append($0) }
    return samples
  }

  @Test("In the start posture lengths are neutral and every muscle has its elastic force")
  func start() throws {
    let samples = Self.samples(of: Self.session(try StretchProtocol(holdTime: 1)))
    let first = try #require(samples.first)
    #expect(first.phase == .start && first.time == 0)
    #expect(first.fascicles.count == 2 * (11 + 1))
    for fascicle in first.fascicles {
      #expect(abs(fascicle.lengthening) < 1e-15)
      #expect(fascicle.force == fascicle.elasticForce)
      let law = Self.model.muscles[fascicle.muscle].law
      #expect(fascicle.force == law.passiveForce(pathLength: fascicle.length))
    }
  }

  @Test("Lengthening is the integral of the moment arm over the hip's extension")
  func lengthening() throws {
    let session = Self.session(try StretchProtocol(holdTime: 0))
    let knots = session.path.knots
    let step = Angle.degrees(15) / Double(knots.count - 1)
    for muscle in [0, 5, 10] {
      // Simpson's rule over the knots.
      var sum = 0.0
      for (index, knot) in knots.enumerated() {
        let isEnd = index == 0 || index == knots.count - 1
        sum += knot.hipArms[0][muscle] * (isEnd ? 1 : index.isMultiple(of: 2) ? 2 : 4)
      }
      let growth = (knots.last?.lengths[muscle] ?? 0) - knots[0].lengths[muscle]
      #expect(isClose(growth, sum * step / 3, absolute: 1e-8))
      #expect(growth > 3e-3)
      #expect(knots[0].hipArms[1][muscle] == 0)
    }
  }

  @Test("The other side stays as it was, and the stretched side relaxes in the hold")
  func hold() throws {
    let samples = Self.samples(of: Self.session(try StretchProtocol(holdTime: 30)))
    let top = try #require(samples.last { $0.phase == .ramp })
    let end = try #require(samples.last { $0.phase == .hold })
    for group in [MuscleGroup.psoas, .iliacus] {
      let left = end.sum(of: group, .left, in: Self.model)
      #expect(left.lengthening == 0)
      #expect(left.force == left.elasticForce)
      let peak = top.sum(of: group, .right, in: Self.model)
      let late = end.sum(of: group, .right, in: Self.model)
      #expect(late.elasticForce == peak.elasticForce)
      #expect(late.force < peak.force && peak.force < peak.elasticForce)
    }
    // What the stretch has added loses about a quarter in 30 s; the exact share depends on how the
    // force rose, which is steeper than a straight line here.
    let rest = try #require(samples.first).hipMoments[0].allMuscles
    let loss =
      (top.hipMoments[0].allMuscles - end.hipMoments[0].allMuscles)
      / (top.hipMoments[0].allMuscles - rest)
    #expect(abs(loss - 0.26) < 0.02)
    #expect(end.hipMoments[0].iliopsoas > 0)
    #expect(end.hipMoments[0].iliopsoas < end.hipMoments[0].allMuscles)
    #expect(top.hipMoments[0].elastic > top.hipMoments[0].allMuscles)
    // Without relaxation muscles and capsule are the passive moment of the model.
    let published = Self.model.passiveHipMoment(atFlexion: Angle.degrees(-15)).total
    let moment = top.hipMoments[0]
    #expect(isClose(moment.elastic + moment.capsule, published, absolute: 1e-9))
  }

  @Test("The force in the hold is the law's for the exact course of the elastic force")
  func fineSteps() throws {
    let program = try StretchProtocol(holdTime: 10, rampTime: 3)
    let sample = try #require(
      Self.samples(of: Self.session(program)).last { $0.phase == .hold }
    )
    let law = Self.model.parameters.passiveRelaxation
    let flexion = Self.skeleton.hips[0][0].index
    for muscle in [0, 11] {
      var dynamics = DynamicsWorkspace(for: Self.skeleton.multibody)
      var workspace = MuscleGeometryWorkspace(for: Self.model.geometry)
      func elastic(_ share: Double) -> Double {
        var coordinates = Self.neutral
        coordinates[flexion] = -Angle.degrees(15) * share
        Self.skeleton.multibody.updatePositions(
          MultibodyState(coordinates: coordinates),
          in: &dynamics
        )
        Self.model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
        return Self.model.muscles[muscle].law.passiveForce(
          pathLength: workspace.length(of: muscle)
        )
      }
      var state = law.settledState(under: elastic(0))
      for index in 1...400 {
        law.advance(&state, toElasticForce: elastic(Double(index) / 400), in: 3.0 / 400)
      }
      law.advance(&state, toElasticForce: elastic(1), in: 10)
      // The chosen number of steps in a ramp promises 1e-4.
      #expect(
        isClose(law.force(in: state), sample.passiveForces[muscle], absolute: 0, relative: 1e-4)
      )
    }
  }

  @Test("Released muscles do not push; each repeat begins lower")
  func repeats() throws {
    let program = try StretchProtocol(holdTime: 60, repeats: 3, rampTime: 1, restTime: 20)
    let samples = Self.samples(of: Self.session(program, extension: 20))
    #expect(samples.allSatisfy { $0.passiveForces.allSatisfy { $0 >= 0 && $0.isFinite } })
    #expect(samples.contains { $0.phase == .rest && $0.hipMoments[0].elastic > 0 })
    let peaks = (1...3).map { repetition in
      samples.last { $0.repetition == repetition && $0.phase == .ramp }?
        .hipMoments[0].allMuscles ?? 0
    }
    #expect(peaks[0] > peaks[1] && peaks[1] > peaks[2])
    #expect(peaks[1] - peaks[2] < peaks[0] - peaks[1])
  }
}
