// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Gait
import HumanModel
import LinearAlgebra
import LumbarSpine
import Testing

@Suite("Tight hip flexors in walking")
struct TightWalkTests {
  private static let model = HumanModel(
    of: Subject(standardIn: ModelParameters()),
    musculature: .trunkAndLegs
  )

  private static func walk(_ shortening: Double, _ adaptation: WalkAdaptation) throws -> TightWalk {
    TightWalk(
      of: model,
      tissue: try HipFlexorTissue(shortening: shortening),
      adaptation: adaptation
    )
  }

  /// The search of the angle, carried over to a moment of about 100 N m/rad.
  private static let searchError = 1e-6

  @Test("Unchanged tissue changes nothing, however the walker would give way")
  func unchanged() throws {
    let plain = try Self.walk(0, .none)
    for adaptation in WalkAdaptation.allCases {
      let walk = try Self.walk(0, adaptation)
      #expect(walk.lostExtension == 0)
      #expect(walk.peakCompressions == plain.peakCompressions)
      #expect(walk.strideLength == plain.strideLength)
    }
  }

  @Test("A walker who gives way keeps the passive moment; tilt keeps the stride, step the tilt")
  func adaptations() throws {
    let plain = try Self.walk(0, .none)
    let step = try Self.walk(0.1, .shorterStep)
    let tilt = try Self.walk(0.1, .tiltedPelvis)
    let forced = try Self.walk(0.1, .none)
    #expect(step.lostExtension > 0.01)
    #expect(abs(tilt.lostExtension - step.lostExtension) < 1e-9)
    for walk in [step, tilt] {
      #expect(abs(walk.peakExtension - (plain.peakExtension - walk.lostExtension)) < 1e-9)
      #expect(abs(walk.passiveHipMoment - plain.passiveHipMoment) < Self.searchError)
    }
    #expect(forced.passiveHipMoment > plain.passiveHipMoment)
    #expect(abs(tilt.meanTilt - plain.meanTilt - tilt.lostExtension) < 1e-9)
    #expect(tilt.strideLength == plain.strideLength)
    #expect(step.strideLength < plain.strideLength)
    #expect(abs(step.meanTilt - plain.meanTilt) < 1e-12)
  }
}
