// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation
internal import Lumbopelvic

/// The load of the discs with everything that a psoas tension brings about.
struct Antagonists {
  private let change: [(compression: Double, shear: Double)]?

  /// Change of the load per newton of the tension of both sides, as least effort finds it: the
  /// other muscles balance the moments of the psoas at every level and at the hips.
  ///
  /// - Parameters:
  ///   - psoas: The model, and the plane in which its loads are split.
  ///   - tension: Tension of each side, in newtons, from which the change is taken.
  init(to psoas: ReferencePsoas, tension: Double) {
    func loads(_ tension: Double) -> [LevelLoad]? {
      var settings = PostureSettings()
      settings.requiresStability = false
      settings.psoasTension = tension
      var solver = PostureSolver(model: psoas.model, settings: settings)
      var solution = PostureSolution(for: psoas.model)
      solver.solve(tilt: 0, into: &solution)
      return solution.status == .ok ? LumbarLevel.allCases.map { solution[$0] } : nil
    }
    guard let loaded = loads(tension), let free = loads(0) else {
      change = nil
      return
    }
    change = zip(loaded, free).map { with, without in
      (
        (with.compression - without.compression) / (2 * tension),
        (with.anteriorShear - without.anteriorShear) / (2 * tension)
      )
    }
  }

  /// Change of compression at a level per newton of both sides, dimensionless.
  ///
  /// In a plane that slopes by an angle, in radians, more than the one between the endplates. Not a
  /// number where the muscles cannot balance the psoas.
  func compression(at level: LumbarLevel, turnedBy angle: Double) -> Double {
    guard let load = change?[level.rawValue] else { return .nan }
    return load.compression * cos(angle) - load.shear * sin(angle)
  }
}
