// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import MuscleMechanics
import TestSupport
import Testing

@Suite("Tissue of the hip flexors")
struct HipFlexorTissueTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  private func laws(_ model: HumanModel) -> [RigidTendonMuscle] { model.muscles.map(\.law) }

  @Test("Tissue without change gives the same laws, also after another state")
  func unchanged() throws {
    let same = Self.model.with(HipFlexorTissue())
    #expect(laws(same) == laws(Self.model))
    let explicit = Self.model.with(try HipFlexorTissue(shortening: 0, stiffening: 1))
    #expect(laws(explicit) == laws(Self.model) && explicit.tissue.isUnchanged)
    let back = Self.model.with(try HipFlexorTissue(shortening: 0.1)).with(HipFlexorTissue())
    #expect(laws(back) == laws(Self.model))
  }

  @Test("A second state replaces the first")
  func replaced() throws {
    let first = try HipFlexorTissue(shortening: 0.1, stiffening: 2)
    let second = try HipFlexorTissue(shortening: 0.03)
    #expect(laws(Self.model.with(first).with(second)) == laws(Self.model.with(second)))
  }

  @Test("Shortening scales both lengths, stiffening the passive force; other muscles stay")
  func changes() throws {
    let changed = Self.model.with(
      try HipFlexorTissue(shortening: 0.1, stiffening: 1.5, sides: [.left])
    )
    for (before, after) in zip(Self.model.muscles, changed.muscles) {
      guard before.side == .left, before.group == .psoas || before.group == .iliacus else {
        #expect(before.law == after.law, "\(before.name)")
        continue
      }
      #expect(after.law.optimalFibreLength == before.law.optimalFibreLength * 0.9)
      #expect(after.law.tendonSlackLength == before.law.tendonSlackLength * 0.9)
      #expect(after.law.maximumIsometricForce == before.law.maximumIsometricForce)
      #expect(after.neutralLength == before.neutralLength)
      #expect(after.law.passiveCurve == before.law.passiveCurve.stiffened(by: 1.5))
      // A muscle 0.9 times as long is as a whole one on a path 1 / 0.9 times as long.
      let length = before.neutralLength
      #expect(
        isClose(
          after.law.passiveForce(pathLength: length),
          1.5 * before.law.passiveForce(pathLength: length / 0.9),
          absolute: 1e-9,
          relative: 1e-12
        ),
        "\(before.name)"
      )
    }
  }

  @Test("What is outside the ranges is refused with what is allowed")
  func refusals() throws {
    #expect(throws: HipFlexorTissueError.shorteningOutOfRange(0.21)) {
      try HipFlexorTissue(shortening: 0.21)
    }
    #expect(throws: HipFlexorTissueError.stiffeningOutOfRange(0)) {
      try HipFlexorTissue(stiffening: 0)
    }
    #expect(throws: HipFlexorTissueError.self) { try HipFlexorTissue(shortening: .nan) }
    #expect(throws: HipFlexorTissueError.self) { try HipFlexorTissue(stiffening: .infinity) }
    let text = "\(HipFlexorTissueError.shorteningOutOfRange(0.21))"
    #expect(text.contains("21") && text.contains("20.0"))
  }

  @Test("Tissue of one side mirrors that of the other")
  func mirror() throws {
    let right = Self.model.with(try HipFlexorTissue(shortening: 0.08, sides: [.right]))
    let left = Self.model.with(try HipFlexorTissue(shortening: 0.08, sides: [.left]))
    for flexion in [-0.3, 0, 0.4] {
      for (side, other) in [(Muscle.Side.right, Muscle.Side.left), (.left, .right)] {
        let one = right.passiveHipMoment(atFlexion: flexion, kneeFlexion: 0.3, side: side)
        let two = left.passiveHipMoment(atFlexion: flexion, kneeFlexion: 0.3, side: other)
        #expect(isClose(one.total, two.total, absolute: 1e-9))
        #expect(isClose(one.stiffness, two.stiffness, absolute: 1e-8))
      }
    }
  }
}
