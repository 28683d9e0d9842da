// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

@Suite("No heap allocation")
struct AllocationTests {
  @Test("the counter counts")
  func positiveControl() {
    var array: [Double] = []
    let count = allocationCount { array = Array(repeating: 1, count: 100 + array.count) }
    #expect(count >= 1)
  }

  @Test("lengths, arms and second derivatives, all shapes", arguments: [1, 4])
  func geometry(seed: UInt64) throws {
    let sample = try RandomMuscles(seed: seed)
    var geometry = sample.geometry
    let n = geometry.coordinateCount
    var dynamics = DynamicsWorkspace(for: sample.model)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    sample.model.updateKinematics(sample.state, in: &dynamics)
    let direction = [Double](repeating: 0.5, count: n)
    let weights = [Double](repeating: 3, count: geometry.muscleCount)
    var second = [Double](repeating: 0, count: geometry.muscleCount)
    var matrix = [Double](repeating: 0, count: n * n)
    let state = sample.state
    let place = geometry.point(0, ofMuscle: 0)
    let places = sample.paths[0].points.indices.map { geometry.point($0, ofMuscle: 0) }
    // Once beforehand: what is made on first use is not counted.
    geometry.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    geometry.computeSecondDerivatives(
      along: direction,
      using: dynamics,
      in: &workspace,
      into: &second
    )
    geometry.addLengthHessian(weights: weights, using: dynamics, in: &workspace, into: &matrix)
    let lengths = allocationCount {
      for _ in 0..<10 {
        geometry.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
        geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      }
    }
    #expect(lengths == 0)
    let derivatives = allocationCount {
      for _ in 0..<10 {
        geometry.computeSecondDerivatives(
          along: direction,
          using: dynamics,
          in: &workspace,
          into: &second
        )
        geometry.addLengthHessian(
          weights: weights,
          using: dynamics,
          in: &workspace,
          into: &matrix
        )
      }
    }
    #expect(derivatives == 0)
    let surface = sample.surfaces[0]
    let updates = allocationCount {
      geometry.setPoint(0, ofMuscle: 0, to: place)
      geometry.setPoints(ofMuscle: 0, to: places.span)
      geometry.setSurface(0, to: surface)
      geometry.foldMomentArms(dependent: 0, into: 1, slope: 2, in: &workspace)
    }
    #expect(updates == 0)
  }

  @Test("a single wrap of each shape")
  func wrap() {
    for shape in WrapSweepTests.shapes {
      let surface = WrapSurface(body: .ground, shape: shape, side: .positiveX)
      let start = Vector3(0.01, -0.12, -0.02)
      let end = Vector3(0.02, 0.1, 0)
      // Once beforehand: what is made on first use is not counted.
      var length = surface.path(from: start, to: end).length
      let count = allocationCount {
        for _ in 0..<10 {
          length +=
            surface.path(from: start, to: end).length
        }
      }
      #expect(count == 0)
      #expect(length > 2)
    }
  }
}
