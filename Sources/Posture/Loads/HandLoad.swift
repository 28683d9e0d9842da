// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics

/// A mass in both hands, half in each, at the hands' mass centres.
struct HandLoad {
  /// The whole mass, in kilograms.
  let mass: Double
  private let bodies: [Int]
  private let points: [Vector3]

  init(model: HumanModel, mass: Double) {
    self.mass = mass
    bodies = model.skeleton.forearms.map(\.index)
    let hand = model.skeleton.handCentre
    points = [hand, hand.mirrored]
  }

  /// Calls back with body, point in ground (m) and mass (kg) of each hand's share, if there is any.
  func forEach(
    using dynamics: borrowing DynamicsWorkspace,
    _ body: (Int, Vector3, Double) -> Void
  ) {
    guard mass != 0 else { return }
    let transforms = dynamics.transformsPointer
    for side in 0..<2 {
      body(bodies[side], transforms[bodies[side]] * points[side], 0.5 * mass)
    }
  }
}
