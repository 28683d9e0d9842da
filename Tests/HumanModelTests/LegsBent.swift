// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import MultibodyDynamics

extension HumanModel {
  /// Neutral standing but for the flexion of both hips and both knees, in degrees.
  func legsBent(hips: Double, knees: Double) -> MultibodyState {
    var state = skeleton.multibody.neutralState()
    for side in 0..<2 {
      state[skeleton.hips[side][0]] = Angle.degrees(hips)
      let name = "knee_flexion_\(["r", "l"][side])"
      guard let knee = skeleton.multibody.coordinate(named: name) else {
        preconditionFailure("no coordinate '\(name)'")
      }
      state[knee] = Angle.degrees(knees)
    }
    return state
  }
}
