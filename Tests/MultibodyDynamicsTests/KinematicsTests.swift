// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// Rounding of chains of up to sixteen transforms of size one.
private let rounding = 1e-12

/// Central differences with one extrapolation at a step of 1e-3 of functions of size ten.
private let differencing = 1e-8

@Suite struct KinematicsTests {
  /// The motion of a rigid body from the change of its transform over a small step.
  private func twist(
    _ transform: (Double) -> RigidTransform,
    step: Double = 1e-3
  ) -> SpatialMotion {
    let now = transform(0)
    func rate(_ entry: (RigidTransform) -> Double) -> Double {
      centralDifference(of: { entry(transform($0)) }, at: 0, step: step)
    }
    func vectorRate(_ entry: (RigidTransform) -> Vector3) -> Vector3 {
      Vector3(rate { entry($0).x }, rate { entry($0).y }, rate { entry($0).z })
    }
    // [w] = R' R^T
    let change = Matrix3(
      rows: vectorRate { $0.rotation.matrix.row0 },
      vectorRate { $0.rotation.matrix.row1 },
      vectorRate { $0.rotation.matrix.row2 }
    )
    let cross = change * now.rotation.matrix.transposed
    let w = Vector3(cross.row2.y, cross.row0.z, cross.row1.x)
    let origin = vectorRate { $0.translation }
    return SpatialMotion(angular: w, linear: origin - w.cross(now.translation))
  }

  private func expectClose(
    _ left: SpatialMotion,
    _ right: SpatialMotion,
    _ tolerance: Double,
    _ note: String
  ) {
    #expect(isClose(left.angular, right.angular, absolute: tolerance), "\(note)")
    #expect(isClose(left.linear, right.linear, absolute: tolerance), "\(note)")
  }

  @Test(arguments: JointFamily.allCases, [1, 2] as [UInt64])
  func motionAxesAreDerivativesOfTransforms(family: JointFamily, seed: UInt64) {
    // A joint of the family between two others, so that its parent moves and something follows.
    let random = RandomModel(seed: seed, families: [family, .universal, family])
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(random.state, in: &workspace)
    for coordinate in (0..<model.coordinateCount).map(CoordinateID.init(index:)) {
      let axis = workspace.motionAxis(of: coordinate)
      for body in (1..<model.bodyCount).map(BodyID.init(index:)) {
        let found = twist { step in
          var moved = random.state
          moved[coordinate] += step
          var scratch = DynamicsWorkspace(for: model)
          model.updatePositions(moved, in: &scratch)
          return scratch.transform(of: body)
        }
        let moves = model.isInSubtree(body, of: model.body(of: coordinate))
        expectClose(
          found,
          moves ? axis : .zero,
          differencing,
          "\(family) seed \(seed) \(coordinate)"
        )
      }
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func velocitiesAndAccelerationsAreDerivatives(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    var forces = [Double](repeating: 0, count: model.coordinateCount)
    model.computeInverseDynamics(
      random.state,
      accelerations: random.accelerations,
      externalForces: nil,
      into: &forces,
      using: &workspace
    )
    func velocity(_ body: BodyID, _ time: Double) -> SpatialMotion {
      var scratch = DynamicsWorkspace(for: model)
      model.updateKinematics(random.state(after: time), in: &scratch)
      return scratch.velocity(of: body)
    }
    for body in (1..<model.bodyCount).map(BodyID.init(index:)) {
      let found = twist { time in
        var scratch = DynamicsWorkspace(for: model)
        model.updatePositions(random.state(after: time), in: &scratch)
        return scratch.transform(of: body)
      }
      expectClose(found, workspace.velocity(of: body), 100 * differencing, "seed \(seed) \(body)")
      let acceleration = workspace.acceleration(of: body)
      for axis in 0..<3 {
        let angular = centralDifference(
          of: { velocity(body, $0).angular[axis] },
          at: 0,
          step: 1e-3
        )
        let linear = centralDifference(
          of: { velocity(body, $0).linear[axis] },
          at: 0,
          step: 1e-3
        )
        #expect(isClose(angular, acceleration.angular[axis], absolute: 1e-5, relative: 1e-7))
        #expect(isClose(linear, acceleration.linear[axis], absolute: 1e-5, relative: 1e-7))
      }
    }
  }

  @Test func jointFramesAndOrderFollowTheDefinition() throws {
    // X_child = F T(translations) R1 R2 R3 M^-1, multiplied out step by step.
    var generator = SeededGenerator(seed: 5)
    let f = RandomModel.frame(&generator)
    let m = RandomModel.frame(&generator)
    var builder = MultibodyModelBuilder()
    let body = try builder.addBody(
      BodyDescription(name: "b", mass: 1),
      parent: .ground,
      joint: .free,
      parentFrame: f,
      childFrame: m,
      coordinates: ["rz", "rx", "ry", "tx", "ty", "tz"]
    )
    let model = try builder.build()
    var workspace = DynamicsWorkspace(for: model)
    let q = [0.3, -0.4, 0.5, 1.0, 2.0, 3.0]
    model.updatePositions(MultibodyState(coordinates: q), in: &workspace)
    let joint = RigidTransform(
      rotation: Rotation(angle: q[0], axis: .unitZ) * Rotation(angle: q[1], axis: .unitX)
        * Rotation(angle: q[2], axis: .unitY),
      translation: Vector3(1, 2, 3)
    )
    let expected = f * joint * m.inverse
    let found = workspace.transform(of: body)
    #expect(isClose(found.translation, expected.translation, absolute: rounding))
    #expect(isClose(found.rotation.matrix.row0, expected.rotation.matrix.row0, absolute: rounding))
    #expect(isClose(found.rotation.matrix.row1, expected.rotation.matrix.row1, absolute: rounding))
    #expect(isClose(found.rotation.matrix.row2, expected.rotation.matrix.row2, absolute: rounding))
  }

  @Test(arguments: [21, 22] as [UInt64])
  func pathOfCoordinatesGivesRelativeVelocity(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    model.updateKinematics(random.state, in: &workspace)
    for from in (0..<model.bodyCount).map(BodyID.init(index:)) {
      for to in (0..<model.bodyCount).map(BodyID.init(index:)) {
        var sum = SpatialMotion.zero
        for (coordinate, sign) in model.coordinatePath(from: from, to: to) {
          sum +=
            workspace.motionAxis(of: coordinate) * (sign * random.state.speeds[coordinate.index])
        }
        expectClose(
          sum,
          workspace.velocity(of: to, relativeTo: from),
          100 * rounding,
          "seed \(seed)"
        )
      }
    }
  }

  @Test func updatedFramesEqualAModelBuiltWithThem() throws {
    let random = RandomModel(seed: 31, families: [.revolute, .oneCoordinateCurve, .weld, .slider])
    var generator = random.generator
    let original = random.model
    var updated = random.model
    for index in 1..<updated.bodyCount {
      let body = BodyID(index: index)
      let f = updated.parentFrame(of: body)
      let m = updated.childFrame(of: body)
      try updated.updateFrames(
        of: body,
        parentFrame: RandomModel.frame(&generator),
        childFrame: RandomModel.frame(&generator)
      )
      #expect(updated.parentFrame(of: body) != f)
      // Back to where it was: the same bytes as before.
      try updated.updateFrames(of: body, parentFrame: f, childFrame: m)
    }
    var first = DynamicsWorkspace(for: original)
    original.updatePositions(random.state, in: &first)
    var second = DynamicsWorkspace(for: updated)
    updated.updatePositions(random.state, in: &second)
    let last = BodyID(index: original.bodyCount - 1)
    #expect(first.transform(of: last) == second.transform(of: last))

    // A change reaches the positions, in this copy only, and a workspace stays valid.
    try updated.updateFrames(of: BodyID(index: 1), parentFrame: .identity)
    updated.updatePositions(random.state, in: &second)
    #expect(first.transform(of: last) != second.transform(of: last))
    original.updatePositions(random.state, in: &second)
    #expect(first.transform(of: last) == second.transform(of: last))
  }

  @Test func updatedSlopesEqualAModelBuiltWithThem() throws {
    func model(_ slope: Double) throws -> MultibodyModel {
      var builder = MultibodyModelBuilder()
      try builder.addBody(
        BodyDescription(name: "wall", mass: 1, inertia: .identity),
        parent: .ground,
        joint: .transformAxes(
          rotations: [Vector3.unitZ, .unitX].enumerated().map {
            TransformAxis(
              axis: $1,
              coordinate: $0,
              function: .linear(slope: slope, intercept: 0.1)
            )
          },
          translations: []
        ),
        childFrame: RigidTransform(translation: Vector3(0.1, 0.2, 0.3)),
        coordinates: ["a", "b"]
      )
      return try builder.build()
    }
    let wall = BodyID(index: 1)
    let original = try model(0.5)
    var updated = original
    updated.updateRotationSlopes(of: wall, to: 0.7)
    var state = original.neutralState()
    state.coordinates = [0.4, -0.3]
    var workspace = DynamicsWorkspace(for: original)
    func frame(_ model: MultibodyModel) -> RigidTransform {
      model.updatePositions(state, in: &workspace)
      return workspace.transform(of: wall)
    }
    #expect(frame(updated) == frame(try model(0.7)))
    // The copy from which it was made keeps its own.
    #expect(frame(original) == frame(try model(0.5)))
    #expect(frame(updated) != frame(original))
  }
}
