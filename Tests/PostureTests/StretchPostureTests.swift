// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import Posture
import TestSupport
import Testing

@Suite("The half-kneeling stretch")
struct StretchPostureTests {
  private static let parameters = ModelParameters()
  private static let model = HumanModel(of: Subject(standardIn: parameters))

  /// The row at the top of the first ramp, and the last of the hold.
  private static func rows(
    _ name: StretchPosture.Name,
    _ side: Muscle.Side = .right
  ) throws -> (start: StretchSample, top: StretchSample, end: StretchSample) {
    let stretch = try StretchPosture(name, side: side, parameters: parameters)
    let session = StretchSession(
      model: model,
      from: stretch.start,
      to: stretch.end,
      program: try StretchProtocol(holdTime: 30)
    )
    var samples: [StretchSample] = []
    session.run { samples.append($0) }
    return (
      try #require(samples.first), try #require(samples.last { $0.phase == .ramp }),
      try #require(samples.last { $0.phase == .hold })
    )
  }

  @Test("It begins with both iliopsoas as in neutral standing on the stretched side")
  func start() throws {
    for name in StretchPosture.Name.allCases {
      let start = try Self.rows(name).start
      for group in [MuscleGroup.psoas, .iliacus] {
        #expect(abs(start.sum(of: group, .right, in: Self.model).lengthening) < 1e-12)
        // The front hip is flexed to a right angle: its flexors are slack.
        #expect(start.sum(of: group, .left, in: Self.model).lengthening < -0.02)
      }
    }
  }

  @Test("A held posterior tilt loads the hip flexors, the plain lunge far less")
  func variants() throws {
    var gains: [Double] = []
    for name in StretchPosture.Name.allCases {
      let rows = try Self.rows(name)
      gains.append(rows.top.hipMoments[0].iliopsoas - rows.start.hipMoments[0].iliopsoas)
      let psoas = rows.top.sum(of: .psoas, .right, in: Self.model)
      #expect(psoas.lengthening > 5e-3 && psoas.lengthening < 30e-3)
      let loss =
        (rows.top.hipMoments[0].iliopsoas - rows.end.hipMoments[0].iliopsoas)
        / (rows.top.hipMoments[0].iliopsoas - rows.start.hipMoments[0].iliopsoas)
      // The published loss of 30 s, for a force that rises along the curve of the muscle.
      #expect(abs(loss - 0.25) < 0.02, "\(name)")
    }
    #expect(gains[1] > 2 * gains[0])
  }

  @Test("The left side is the mirror image of the right")
  func mirror() throws {
    let right = try Self.rows(.halfKneelingPosteriorTilt).end
    let left = try Self.rows(.halfKneelingPosteriorTilt, .left).end
    for (side, other) in [(Muscle.Side.right, Muscle.Side.left), (.left, .right)] {
      for group in [MuscleGroup.psoas, .iliacus] {
        let one = right.sum(of: group, side, in: Self.model)
        let two = left.sum(of: group, other, in: Self.model)
        #expect(isClose(one.lengthening, two.lengthening, absolute: 1e-12))
        #expect(isClose(one.force, two.force, absolute: 1e-8))
      }
    }
    #expect(isClose(right.hipMoments[0].elastic, left.hipMoments[1].elastic, absolute: 1e-9))
  }

  @Test("Tight tissue ends the stretch earlier, at the moment that unchanged tissue bears")
  func tightness() throws {
    let limit = StretchSession.stretched(
      by: Self.model,
      in: try StretchPosture(
        .halfKneelingPosteriorTilt,
        side: .right,
        parameters: Self.parameters
      )
    ).hipMoments[0]
    for name in StretchPosture.Name.allCases {
      let stretch = try StretchPosture(name, side: .right, parameters: Self.parameters)
      #expect(try stretch.reached(by: Self.model).end == stretch.end)
      let longer = Self.model.with(try HipFlexorTissue(shortening: -0.05))
      #expect(try stretch.reached(by: longer).end == stretch.end)
      let tight = Self.model.with(try HipFlexorTissue(shortening: 0.08))
      let reached = try stretch.reached(by: tight)
      #expect(reached.end.rightLeg.thighElevation > stretch.end.rightLeg.thighElevation)
      let moment = StretchSession.stretched(by: tight, in: reached).hipMoments[0]
      // The root of the moment is found to 1e-12 of the way.
      #expect(
        isClose(
          moment.elastic + moment.capsule,
          limit.elastic + limit.capsule,
          absolute: 1e-6
        )
      )
      #expect(throws: StretchError.self) {
        try stretch.reached(by: Self.model.with(try HipFlexorTissue(shortening: 0.2)))
      }
    }
  }

  @Test("Grown tissue shows its gain in the modified Thomas test, and pulls less in the stretch")
  func practice() throws {
    let stretch = try StretchPosture(.halfKneeling, side: .left, parameters: Self.parameters)
    let practice = try StretchPractice(model: Self.model, stretch: stretch)
    let none = try practice.outcome(after: 0)
    #expect(none.lengthening == 0)
    let gain = Angle.degrees(1.6)
    let outcome = try practice.outcome(after: gain)
    #expect(outcome.lengthening > 0 && outcome.lengthening < 0.05)
    #expect(outcome.model.tissue.right == .none)
    let test = try ThomasTest(parameters: Self.parameters)
    let shown = try test.result(of: outcome.model, side: .left).passiveHipExtension
    #expect(isClose(shown - practice.passiveHipExtension, gain, absolute: 1e-9))
    let before = none.stretched.sum(of: .psoas, .left, in: Self.model)
    let after = outcome.stretched.sum(of: .psoas, .left, in: outcome.model)
    #expect(after.lengthening == before.lengthening)
    #expect(after.elasticForce < before.elasticForce)
  }

  @Test("Every time of a session is balanced, and relaxation takes load off the discs")
  func loads() throws {
    let stretch = try StretchPosture(
      .halfKneelingPosteriorTilt,
      side: .right,
      parameters: Self.parameters
    )
    let session = StretchSession(
      model: Self.model,
      from: stretch.start,
      to: stretch.end,
      program: try StretchProtocol(holdTime: 30, interval: 10)
    )
    var loads = StretchLoads(of: session, in: stretch.end)
    var solution = PostureSolution(for: Self.model)
    var held: [Double] = []
    session.run { sample in
      loads.solve(sample, into: &solution)
      #expect(solution.status == .ok, "\(sample.time) s")
      for load in solution.levels {
        #expect(load.compression == load.compressionParts.total)
        #expect(load.compression > 0 && load.compression < 2000)
      }
      if sample.phase == .hold { held.append(solution[.l4l5].compression) }
    }
    #expect(held.count == 3)
    #expect(held[0] > held[1] && held[1] > held[2])
  }
}
