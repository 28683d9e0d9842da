// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Gait
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import Provenance
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

  @Test("The source can be cited, and every series says what it leaves of the record")
  func source() {
    #expect(BuiltInWalk.source.reference?.url != nil)
    #expect(!BuiltInWalk.source.locator.isEmpty)
    let fits = BuiltInWalk.standard.fits
    // Every channel, then four quantities of force and three of its point for each foot.
    #expect(fits.count == MotionChannel.count + 2 * 7)
    for fit in fits {
      #expect(fit.residual > 0)
      if fit.unit == "deg" { #expect(fit.residual < 1.5) }
      if fit.unit == "BW" { #expect(fit.residual < 0.02) }
    }
  }

  @Test("A taller and heavier walker needs the same angles, more time and more force")
  func similarity() throws {
    var parameters = ModelParameters()
    parameters["subject.height"] = 1.9
    parameters["subject.mass"] = 90
    let tall = HumanModel(
      of: Subject(standardIn: parameters),
      parameters: parameters,
      musculature: .trunkAndLegs
    )
    let walk = BuiltInWalk.standard
    let ratio = BuiltInWalk.legLength(of: tall) / BuiltInWalk.legLength(of: Self.model)
    #expect(ratio > 1.1)
    let time = walk.duration(of: tall) / walk.duration(of: Self.model)
    #expect(abs(time - ratio.squareRoot()) < 1e-12)
    let (first, second) = (walk.motion(of: Self.model), walk.motion(of: tall))
    let masses = [Self.model, tall].map(\.skeleton.multibody.totalMass)
    for index in [0, 20, 55, 80] {
      let (a, b) = (first.frames[index], second.frames[index])
      #expect(a[.hipFlexionRight] == b[.hipFlexionRight])
      let forces = [a.feet[0].force.y / masses[0], b.feet[0].force.y / masses[1]]
      #expect(abs(forces[0] - forces[1]) < 1e-9)
    }
  }
}
