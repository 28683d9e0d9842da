// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import Posture
import TestSupport
import Testing

/// Segments that stiffen with their load, creep in a hold, and share it with the facets.
@Suite("Tissue under load and in a hold")
struct TissueUnderLoadTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  /// The factor of stiffness is repeated to 1e-4; a moment of some newton metres follows it.
  private let settled = 1e-3

  private func solution(
    tilt: Double,
    _ change: (inout PostureSettings) -> Void = { _ in }
  ) -> PostureSolution {
    var settings = PostureSettings()
    settings.requiresStability = false
    change(&settings)
    var solver = PostureSolver(model: Self.model, settings: settings)
    var solution = PostureSolution(for: Self.model)
    solver.solve(tilt: Angle.degrees(tilt), into: &solution)
    return solution
  }

  @Test("The moment of a loaded level is that of the free one times the factor of its own load")
  func stiffening() {
    let parameters = ModelParameters()
    let law = PreloadStiffening(
      growth: parameters["segment_stiffness.preload_growth"],
      halfCompression: parameters["segment_stiffness.preload_half"]
    )
    let free = solution(tilt: 5)
    let stiff = solution(tilt: 5) { $0.stiffensWithLoad = true }
    #expect(stiff.status == .ok)
    for level in LumbarLevel.allCases {
      let factor = law.factor(atCompression: stiff[level].compression)
      #expect(
        isClose(
          stiff[level].flexionMoment,
          factor * free[level].flexionMoment,
          absolute: settled
        ),
        "\(level.name)"
      )
    }
    // In extension stiffer levels ask more of the muscles, and so press more.
    #expect(stiff[.l4l5].compression > free[.l4l5].compression + 10)
  }

  @Test("A solution under load does not depend on the one before")
  func history() {
    var settings = PostureSettings()
    settings.stiffensWithLoad = true
    var solver = PostureSolver(model: Self.model, settings: settings)
    var first = PostureSolution(for: Self.model)
    var again = PostureSolution(for: Self.model)
    solver.solve(tilt: 0.1, into: &first)
    solver.solve(tilt: -0.1, into: &again)
    solver.solve(tilt: 0.1, into: &again)
    #expect(first[.l4l5].compression == again[.l4l5].compression)
  }

  @Test("Settled standing under load balances with the stiffness of its own loads")
  func settling() {
    var settings = PostureSettings()
    settings.stiffensWithLoad = true
    let posture = NamedPosture.named("standing")?.posture(in: ModelParameters())
    guard let posture else {
      Issue.record("no standing")
      return
    }
    var solver = PostureSolver(model: Self.model, posture: posture, settings: settings)
    var solution = PostureSolution(for: Self.model)
    let report = solver.settle(into: &solution)
    #expect(report.status == .settled)
    #expect(solution.status == .ok)
  }

  @Test("Twenty minutes in flexion take resistance from every flexed level and none from extension")
  func creep() {
    let fresh = solution(tilt: -12)
    let held = solution(tilt: -12) { $0.holdTime = 1200 }
    let stretch = FlexionCreep(
      growth: ModelParameters()["flexion_creep.growth"],
      timeConstant: ModelParameters()["flexion_creep.time"]
    ).stretch(after: 1200)
    for level in LumbarLevel.allCases where fresh[level].flexionMoment > 1 {
      let ratio = held[level].flexionMoment / fresh[level].flexionMoment
      // Within the range the resistance falls as the stretch; the smooth start adds a little.
      #expect(isClose(ratio, 1 / stretch, absolute: 0.02), "\(level.name)")
    }
    let extended = solution(tilt: 10)
    let heldExtended = solution(tilt: 10) { $0.holdTime = 1200 }
    #expect(
      isClose(
        extended[.l4l5].compression,
        heldExtended[.l4l5].compression,
        absolute: 0,
        relative: 0.01
      )
    )
  }

  @Test("Facets carry their share of neutral standing, none of flexion, and no part of the split")
  func facets() {
    let erect = solution(tilt: 0)
    let bent = solution(tilt: -20)
    let share = ModelParameters()["facet.erect_share"]
    for level in LumbarLevel.allCases {
      let load = erect[level]
      #expect(isClose(load.facetCompression, share * load.compression, absolute: 1e-9))
      #expect(load.compressionParts.total == load.compression)
      #expect(bent[level].facetCompression <= share * bent[level].compression)
    }
    // L4-L5 takes 26 % of 20.6 degrees, about 5.4 of the 6 at which facets are free.
    #expect(bent[.l4l5].facetCompression < 0.01 * bent[.l4l5].compression)
  }
}
