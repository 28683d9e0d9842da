// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import Posture
import TestSupport
import Testing

@Suite("Tissue from a measured extension and from hours of sitting")
struct TissueFromExtensionTests {
  private static let parameters = ModelParameters()
  private static let model = HumanModel(of: Subject(standardIn: parameters))

  private func test() throws -> ThomasTest { try ThomasTest(parameters: Self.parameters) }

  @Test("The tissue that shows an extension is the one that made it", arguments: [-0.1, 0, 0.07])
  func inverse(shortening: Double) throws {
    for (stiffening, sides) in [(1.0, Set([Muscle.Side.right, .left])), (1.7, [.left])] {
      let made = try HipFlexorTissue(shortening: shortening, stiffening: stiffening, sides: sides)
      let side: Muscle.Side = sides.contains(.right) ? .right : .left
      let shown = try test().result(of: Self.model.with(made), side: side).passiveHipExtension
      let found = try test().tissue(
        reproducing: shown,
        in: Self.model,
        stiffening: stiffening,
        sides: sides
      )
      #expect(isClose(found[side].shortening, shortening, absolute: 1e-9))
      #expect(found[side].stiffening == stiffening)
      #expect(sides.contains(.right) || found.right == .none)
    }
  }

  @Test("An extension that no shortening gives is refused with the reach; so is no side")
  func refusals() throws {
    let test = try test()
    for degrees in [-60.0, 60] {
      let error = #expect(throws: TissueFromExtensionError.self) {
        try test.tissue(reproducing: Angle.degrees(degrees), in: Self.model)
      }
      guard case .outOfReach(_, let reachable)? = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
      #expect(!reachable.contains(Angle.degrees(degrees)) && reachable.contains(0.1))
    }
    #expect(throws: TissueFromExtensionError.noSide) {
      try test.tissue(reproducing: 0.1, in: Self.model, sides: [])
    }
    #expect(throws: TissueFromExtensionError.tissue(.stiffeningOutOfRange(9))) {
      try test.tissue(reproducing: 0.1, in: Self.model, stiffening: 9)
    }
    #expect(throws: TissueFromExtensionError.self) {
      try test.tissue(reproducing: .nan, in: Self.model)
    }
  }

  @Test("Sitting costs nothing below 4 hours, 6.1 degrees above 7, and grows linearly between")
  func sitting() throws {
    for (hours, degrees) in [(0.0, 0.0), (4, 0), (5.5, 3.05), (7, 6.1), (12, 6.1)] {
      let exposure = try SittingExposure(hoursPerDay: hours)
      let loss = exposure.lostExtension(parameters: Self.parameters)
      #expect(isClose(Angle.inDegrees(loss), degrees, absolute: 1e-12))
      let tissue = try exposure.tissue(in: Self.model, test: test())
      let before = try test().result(of: Self.model).passiveHipExtension
      let after = try test().result(of: Self.model.with(tissue)).passiveHipExtension
      #expect(isClose(before - after, loss, absolute: 1e-9))
      #expect(tissue.right == tissue.left && tissue.right.stiffening == 1)
      #expect(hours > 4 ? tissue.right.shortening > 0 : tissue.isUnchanged)
    }
    #expect(throws: SittingExposureError.hoursOutOfRange(25)) {
      try SittingExposure(hoursPerDay: 25)
    }
    #expect(throws: SittingExposureError.self) { try SittingExposure(hoursPerDay: .nan) }
  }
}
