// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Moments in OpenSim's sense")
struct SpeedTests {
  @Test(
    "The moments of ball, free and ellipsoid joints do the same power with the angular velocity"
  )
  func power() throws {
    for (kind, names, parts) in [
      ("BallJoint", ["a", "b", "c"], ""), ("FreeJoint", ["a", "b", "c", "x", "y", "z"], ""),
      ("EllipsoidJoint", ["a", "b", "c"], "<radii_x_y_z>1 2 3</radii_x_y_z>"),
    ] {
      let model = try SmallModel(
        joints: [SmallModel.joint(kind, coordinates: names, parts: parts)]
      ).model()
      let q = Array([0.4, -0.7, 1.1, 0.1, 0.2, 0.3].prefix(names.count))
      let u = Array([0.3, 0.5, -0.2, 0, 0, 0].prefix(names.count))
      let state = MultibodyState(coordinates: q, speeds: u)
      var forces = model.multibody.inverseDynamics(
        of: state,
        accelerations: q.map { 0.5 * $0 }
      )
      let power = zip(forces, u).reduce(0) { $0 + $1.0 * $1.1 }
      model.convertToOpenSimForces(&forces, coordinates: q)
      var workspace = DynamicsWorkspace(for: model.multibody)
      model.multibody.updateKinematics(state, in: &workspace)
      let body = try #require(model.multibody.body(named: "link"))
      // The joint's parent frame is ground.
      let velocity = workspace.velocity(of: body).angular
      let converted = Vector3(forces[0], forces[1], forces[2]).dot(velocity)
      #expect(isClose(converted, power, absolute: 1e-13), "\(kind)")
    }
  }

  @Test("The moment about the third axis alone is about that axis")
  func thirdAxis() throws {
    let model = try SmallModel(
      joints: [SmallModel.joint("BallJoint", coordinates: ["a", "b", "c"])]
    ).model()
    // A moment along n has the share n . axis of each rotation.
    let n = Rotation(angle: 0.4, axis: .unitX) * (Rotation(angle: -0.7, axis: .unitY) * .unitZ)
    let second = Rotation(angle: 0.4, axis: .unitX) * .unitY
    var forces = [n.x, n.dot(second), 1]
    model.convertToOpenSimForces(&forces, coordinates: [0.4, -0.7, 1.1])
    #expect((Vector3(forces[0], forces[1], forces[2]) - n).length < 1e-15)
    // Pins and gimbals stay as they are.
    let gimbal = try SmallModel(
      joints: [SmallModel.joint("GimbalJoint", coordinates: ["a", "b", "c"])]
    ).model()
    forces = [1, 2, 3]
    gimbal.convertToOpenSimForces(&forces, coordinates: [0.4, -0.7, 1.1])
    #expect(forces == [1, 2, 3])
  }

  @Test("Inverse dynamics of a file gives moments in OpenSim's sense")
  func inverseDynamics() throws {
    let names = ["a", "b", "c"]
    let model = try SmallModel(
      joints: [SmallModel.joint("BallJoint", coordinates: names)]
    ).model()
    let q = [0.4, -0.7, 1.1]
    let times = (0..<8).map { 0.1 * Double($0) }
    let table = try MotionTable(
      name: "still",
      isInDegrees: false,
      times: times,
      columns: names.enumerated().map { place, name in
        MotionTable.Column(label: name, values: times.map { _ in q[place] })
      }
    )
    let motion = try RecordedMotion(table, of: model.document, model: model.multibody)
    let found = InverseDynamicsOfMotion(of: model, motion: motion).solution(at: [0.3])
    // At rest the moment about the joint holds the weight at the mass centre (0.1, 0.2, 0.3).
    let rotation =
      Rotation(angle: q[0], axis: .unitX) * Rotation(angle: q[1], axis: .unitY)
      * Rotation(angle: q[2], axis: .unitZ)
    let moment = (rotation * Vector3(0.1, 0.2, 0.3)).cross(Vector3(0, 10, 0))
    for axis in 0..<3 {
      #expect(isClose(found.generalizedForces[0][axis], moment[axis], absolute: 1e-12))
    }
  }
}
