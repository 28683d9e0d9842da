// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

/// The pull of a muscle on everything beyond a joint.
@Suite struct MusclePullTests {
  /// Sums of a few products of metres and unit vectors.
  static let tolerance = 1e-13

  @Test(arguments: [1, 2, 3] as [UInt64])
  func itsMomentAboutTheJointIsTheMomentArm(seed: UInt64) {
    let model = HumanModel(of: Subject(standardIn: ModelParameters()))
    let skeleton = model.skeleton
    var generator = SeededGenerator(seed: seed)
    var state = skeleton.multibody.neutralState()
    for coordinate in skeleton.balancedCoordinates {
      state[coordinate] = Double.random(in: -0.2...0.2, using: &generator)
    }
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    var paths = MuscleGeometryWorkspace(for: model.geometry)
    skeleton.multibody.updatePositions(state, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &paths)
    for muscle in model.muscles.indices {
      for (column, coordinate) in skeleton.balancedCoordinates.enumerated() {
        let body = skeleton.multibody.body(of: coordinate)
        let pull = model.pull(of: muscle, beyondJointOf: body, in: paths)
        #expect(
          isClose(
            dynamics.motionAxis(of: coordinate).dot(pull),
            paths.momentArm(of: muscle, column: column),
            absolute: Self.tolerance
          ),
          "\(model.muscles[muscle].name), column \(column), seed \(seed)"
        )
      }
    }
  }
}
