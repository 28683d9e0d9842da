// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Gait
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import Testing

@Suite("Built-in walk")
struct BuiltInWalkTests {
  private static let model = HumanModel(
    of: Subject(standardIn: ModelParameters()),
    musculature: .trunkAndLegs
  )

  /// Rounding of a central difference over a step of 1e-4 of the cycle, relative to the largest value.
  private static let differenceError = 1e-4

  @Test("Rates and accelerations are the derivatives of the values")
  func derivatives() {
    let motion = BuiltInWalk.standard.motion(of: Self.model, frames: 10_001)
    for middle in [100, 2345, 5000, 9000] {
      let before = motion.frames[middle - 1]
      let here = motion.frames[middle]
      let after = motion.frames[middle + 1]
      let step = here.time - before.time
      for channel in MotionChannel.allCases {
        let rate = (after[channel] - before[channel]) / (2 * step)
        let index = channel.index
        #expect(abs(rate - here.rates[index]) < Self.differenceError * (1 + abs(rate)))
        let second = (after.rates[index] - before.rates[index]) / (2 * step)
        #expect(
          abs(second - here.accelerations[index]) < Self.differenceError * (1 + abs(second))
        )
      }
    }
  }

  @Test("The parts of every load sum to the whole, and there is inertia among them")
  func parts() {
    var solver = WalkingSolver(model: Self.model)
    let motion = BuiltInWalk.standard.motion(of: Self.model, frames: 21)
    for solution in solver.solve(motion) {
      for load in solution.levels {
        #expect(load.compressionParts.total == load.compression)
        #expect(load.compressionParts[.inertia] != 0)
      }
    }
  }
}
