// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import LumbarSpine
import Posture
import TestSupport
import Testing

/// Load sharing on the reference table's geometry as it stands, against independent programs.
@Suite("Standing on the reference geometry")
struct ReferenceGeometryTests {
  private static func solution(psoasTension: Double? = nil) throws -> (PostureSolution, HumanModel)
  {
    // The file's own mass, and no passive tissue, as in the programs compared with.
    let parameters = try ModelParameters(overriding: [
      "subject.mass": 83.99, "reference.muscle_mass": 83.99, "psoas.neutral_fibre_length": 1,
    ])
    let model = HumanModel.referenceGeometry(parameters: parameters, psoasReachesFemur: false)
    var settings = PostureSettings()
    settings.requiresStability = false
    settings.passiveTissue = .none
    settings.psoasTension = psoasTension
    var solver = PostureSolver(model: model, settings: settings)
    var solution = PostureSolution(for: model)
    solver.solve(tilt: 0, into: &solution)
    return (solution, model)
  }

  /// The force along an axis turned forward by an angle, in newtons.
  private static func force(_ load: LevelLoad, _ model: HumanModel, along slope: Double) -> Double {
    let turn = slope - model.skeleton.neutralCurve.discSlope(at: load.level)
    return load.compression * cos(turn) - load.anteriorShear * sin(turn)
  }

  /// 409 N: an independent prototype of the same load sharing, every level on its own.
  @Test("Compression at L4-L5 along the vertebra with every level on its own")
  func everyLevelOnItsOwn() throws {
    let (solution, model) = try Self.solution()
    #expect(solution.status == .ok)
    let force = Self.force(solution[.l4l5], model, along: 0)
    #expect(isClose(force, 409, absolute: 0.15 * 409), "\(force) N")
  }

  /// 0.79 and 1.25 N per newton of both sides together: the same prototype.
  ///
  /// The change of the whole load, with the antagonists that the psoas calls up, along the normal
  /// of the disc; the psoas alone gives 0.64 and 0.62.
  @Test("Change of compression by the psoas of both sides per newton of its force")
  func psoasPerNewton() throws {
    let (quiet, _) = try Self.solution(psoasTension: 0)
    let (pulled, _) = try Self.solution(psoasTension: 100)
    for (level, expected) in [(LumbarLevel.l4l5, 0.79), (.l5s1, 1.25)] {
      let change = (pulled[level].compression - quiet[level].compression) / 200
      #expect(isClose(change, expected, absolute: 0.15 * expected), "\(level.name): \(change)")
    }
  }
}
