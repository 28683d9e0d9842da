// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Joints of model files")
struct JointTests {
  /// Products of a few rotations with entries of size one.
  private let tolerance = 1e-14

  private static func turn(_ angle: Double, _ axis: Vector3) -> Rotation {
    Rotation(angle: angle, axis: axis)
  }

  private func expect(
    _ transform: RigidTransform?,
    _ rotation: Rotation,
    _ translation: Vector3,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let transform = try #require(transform, sourceLocation: sourceLocation)
    #expect(
      (transform.translation - translation).length < tolerance,
      sourceLocation: sourceLocation
    )
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(
          isClose(transform.rotation.matrix[i, j], rotation.matrix[i, j], absolute: tolerance),
          sourceLocation: sourceLocation
        )
      }
    }
  }

  private func model(_ kind: String, _ coordinates: [String], parts: String = "") throws
    -> OpenSimModel
  {
    try SmallModel(
      joints: [SmallModel.joint(kind, coordinates: coordinates, parts: parts)]
    ).model()
  }

  @Test("Weld, pin and slider")
  func simple() throws {
    try expect(model("WeldJoint", []).transform(of: "link", at: []), .identity, .zero)
    try expect(
      model("PinJoint", ["a"]).transform(of: "link", at: [0.4]),
      Self.turn(0.4, .unitZ),
      .zero
    )
    try expect(
      model("SliderJoint", ["a"]).transform(of: "link", at: [0.4]),
      .identity,
      Vector3(0.4, 0, 0)
    )
  }

  @Test("Universal, gimbal and ball turn about X, the new Y and the new Z")
  func threeRotations() throws {
    let (a, b, c) = (0.4, -0.7, 1.1)
    let two = Self.turn(a, .unitX) * Self.turn(b, .unitY)
    try expect(model("UniversalJoint", ["a", "b"]).transform(of: "link", at: [a, b]), two, .zero)
    let three = two * Self.turn(c, .unitZ)
    for kind in ["GimbalJoint", "BallJoint"] {
      try expect(
        model(kind, ["a", "b", "c"]).transform(of: "link", at: [a, b, c]),
        three,
        .zero
      )
    }
    try expect(
      model("FreeJoint", ["a", "b", "c", "x", "y", "z"]).transform(
        of: "link",
        at: [a, b, c, 1, 2, 3]
      ),
      three,
      Vector3(1, 2, 3)
    )
    try expect(
      model("PlanarJoint", ["a", "x", "y"]).transform(of: "link", at: [a, 1, 2]),
      Self.turn(a, .unitZ),
      Vector3(1, 2, 0)
    )
  }

  @Test("The child of an ellipsoid joint lies where its Z axis times the radii says")
  func ellipsoid() throws {
    let (a, b, c) = (0.4, -0.7, 1.1)
    let rotation = Self.turn(a, .unitX) * Self.turn(b, .unitY) * Self.turn(c, .unitZ)
    let n = rotation * .unitZ
    let model = try model(
      "EllipsoidJoint",
      ["a", "b", "c"],
      parts: "<radii_x_y_z>0.2 0.3 0.5</radii_x_y_z>"
    )
    try expect(
      model.transform(of: "link", at: [a, b, c]),
      rotation,
      Vector3(0.2 * n.x, 0.3 * n.y, 0.5 * n.z)
    )
    try checkDerivatives(of: model, at: [a, b, c])
    #expect(model.multibody.coordinateMotions == [.rotational, .rotational, .rotational])
  }

  @Test(
    "The end of a bent rod lies at the end of its arc",
    arguments: [
      [0.4, -0.3, 0.2], [1e-3, 2e-3, 0.5], [0.01, 0.02, 0], [0, 0, 0.3], [1.2, 0.5, -0.4],
    ]
  )
  func rod(angles: [Double]) throws {
    let neutral = Vector3(0.05, -0.02, 0.1)
    let model = try model(
      "ConstantCurvatureJoint",
      ["x", "z", "y"],
      parts: "<neutral_angle_x_z_y>0.05 -0.02 0.1</neutral_angle_x_z_y><length>0.3</length>"
    )
    let rotation =
      Self.turn(angles[0] + neutral.x, .unitX) * Self.turn(angles[1] + neutral.y, .unitZ)
      * Self.turn(angles[2] + neutral.z, .unitY)
    // The arc of length d from the Y axis of the parent to that of the child, by small pieces: the sum of
    // its tangents, which turn at an even rate about the common normal.
    let end = rotation * .unitY
    let normal = Vector3.unitY.cross(end)
    let angle = atan2(normal.length, end.y)
    let pieces = 2000
    var sum = Vector3.zero
    for k in 0..<pieces {
      let part = (Double(k) + 0.5) / Double(pieces)
      sum += Self.turn(part * angle, normal.normalized) * .unitY * (0.3 / Double(pieces))
    }
    let transform = try #require(model.transform(of: "link", at: angles))
    // The midpoint rule errs by angle^2 / 24 over the square of the number of pieces.
    #expect((transform.translation - sum).length < 1e-8)
    #expect((transform.rotation * .unitY - end).length < tolerance)
    try checkDerivatives(of: model, at: angles)
  }

  /// Speeds are derivatives of places, and accelerations derivatives of speeds.
  private func checkDerivatives(of model: OpenSimModel, at angles: [Double]) throws {
    let tree = model.multibody
    let body = try #require(tree.body(named: "link"))
    var workspace = DynamicsWorkspace(for: tree)
    let speeds = [0.3, -0.5, 0.7]
    func motion(at time: Double) -> (place: Vector3, motion: SpatialMotion) {
      let q = zip(angles, speeds).map { $0 + $1 * time }
      tree.updateKinematics(MultibodyState(coordinates: q, speeds: speeds), in: &workspace)
      return (workspace.transform(of: body).translation, workspace.velocity(of: body))
    }
    let step = 1e-4
    let (before, now, after) = (motion(at: -step), motion(at: 0), motion(at: step))
    let rate = (after.place - before.place) / (2 * step)
    #expect((now.motion.linear + now.motion.angular.cross(now.place) - rate).length < 1e-7)
    // Momentum of a unit mass in the origin of the body: the power of inverse dynamics without
    // acceleration is the rate of its kinetic energy.
    var point = tree
    point.updateGravity(.zero)
    try point.updateBody(body, mass: 1, massCenter: .zero, inertia: .zero)
    func energy(_ at: (place: Vector3, motion: SpatialMotion)) -> Double {
      let v = at.motion.linear + at.motion.angular.cross(at.place)
      return 0.5 * v.squaredLength
    }
    let forces = point.inverseDynamics(
      of: MultibodyState(coordinates: angles, speeds: speeds),
      accelerations: [0, 0, 0]
    )
    let power = zip(forces, speeds).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(isClose(power, (energy(after) - energy(before)) / (2 * step), absolute: 1e-7))
  }

  @Test("A custom joint turns about its axes in sequence and adds its translations")
  func custom() throws {
    let model = try model(
      "CustomJoint",
      ["a", "b"],
      parts: SmallModel.transform([
        (
          "rotation1", "0 0 2", "a",
          "<LinearFunction><coefficients>2 0.1</coefficients></LinearFunction>"
        ),
        ("rotation2", "1 1 0", "", "<Constant><value>0.3</value></Constant>"),
        (
          "rotation3", "0 1 0", "b",
          "<LinearFunction><coefficients>1 0</coefficients></LinearFunction>"
        ),
        (
          "translation1", "0 0 1", "a b",
          "<LinearFunction><coefficients>3 -2 0.5</coefficients></LinearFunction>"
        ),
        (
          "translation2", "0 1 0", "b",
          "<PolynomialFunction><coefficients>2 0 1</coefficients></PolynomialFunction>"
        ),
      ])
    )
    let (a, b) = (0.2, -0.4)
    try expect(
      model.transform(of: "link", at: [a, b]),
      Self.turn(2 * a + 0.1, .unitZ) * Self.turn(0.3, Vector3(1, 1, 0).normalized)
        * Self.turn(b, .unitY),
      Vector3(0, 2 * b * b + 1, 3 * a - 2 * b + 0.5)
    )
  }

  @Test("Frames of a joint lie on both sides of its motion")
  func frames() throws {
    let frames = """
      <frames><PhysicalOffsetFrame name="p"><socket_parent>/ground</socket_parent>
      <translation>1 2 3</translation><orientation>0.1 0.2 0.3</orientation></PhysicalOffsetFrame>
      <PhysicalOffsetFrame name="inner"><socket_parent>../middle</socket_parent>
      <translation>0 0 0.5</translation><orientation>0 0.4 0</orientation></PhysicalOffsetFrame>
      <PhysicalOffsetFrame name="middle"><socket_parent>/bodyset/link</socket_parent>
      <translation>0 0.1 0</translation><orientation>0.5 0 0</orientation></PhysicalOffsetFrame>
      </frames>
      """
    let model = try SmallModel(
      joints: [
        SmallModel.joint("PinJoint", parent: "p", child: "inner", coordinates: ["a"], parts: frames)
      ]
    ).model()
    let parent = RigidTransform(
      rotation: Self.turn(0.1, .unitX) * Self.turn(0.2, .unitY) * Self.turn(0.3, .unitZ),
      translation: Vector3(1, 2, 3)
    )
    let child =
      RigidTransform(rotation: Self.turn(0.5, .unitX), translation: Vector3(0, 0.1, 0))
      * RigidTransform(rotation: Self.turn(0.4, .unitY), translation: Vector3(0, 0, 0.5))
    let expected =
      parent * RigidTransform(rotation: Self.turn(0.7, .unitZ)) * child.inverse
    try expect(
      model.transform(of: "link", at: [0.7]),
      expected.rotation,
      expected.translation
    )
  }

  @Test("A joint that leads away from ground is turned round")
  func reversed() throws {
    for kind in ["GimbalJoint", "SliderJoint"] {
      let names = kind == "SliderJoint" ? ["a"] : ["a", "b", "c"]
      let q = Array([0.3, -0.4, 0.9].prefix(names.count))
      let forward = try SmallModel(
        joints: [SmallModel.joint(kind, coordinates: names)]
      ).model()
      let backward = try SmallModel(
        joints: [SmallModel.joint(kind, parent: "link", child: "ground", coordinates: names)]
      ).model()
      let inverse = try #require(forward.transform(of: "link", at: q)).inverse
      try expect(
        backward.transform(of: "link", at: q),
        inverse.rotation,
        inverse.translation
      )
    }
    let error = try #require(throws: DocumentError.self) {
      try SmallModel(
        joints: [
          SmallModel.joint(
            "PlanarJoint",
            parent: "link",
            child: "ground",
            coordinates: ["a", "x", "y"]
          )
        ]
      ).model()
    }
    #expect(error.element == "joint 'joint'")
  }

  @Test("Bodies are found in any order, and a body without a joint is free")
  func order() throws {
    let model = try SmallModel(
      bodies: ["far", "near", "loose"],
      joints: [
        SmallModel.joint("PinJoint", "second", parent: "near", child: "far", coordinates: ["b"]),
        SmallModel.joint("PinJoint", "first", parent: "ground", child: "near", coordinates: ["a"]),
      ]
    ).model()
    #expect(model.multibody.bodyNames == ["ground", "near", "far", "loose"])
    #expect(model.bodies.map(\.index) == [2, 1, 3])
    #expect(model.joints.map { model.multibody.jointNames[$0.index] } == ["second", "first"])
    #expect(model.coordinates.map { model.multibody.name(of: $0) } == ["b", "a"])
    #expect(model.addedJoints.map { model.multibody.jointNames[$0.index] } == ["free_loose"])
    #expect(model.multibody.coordinateCount == 8)
  }

  @Test("Circles, loops, unknown kinds and impossible bodies end in one error that names the joint")
  func impossible() throws {
    let cases: [(SmallModel, DocumentError.Code, String)] = [
      (
        SmallModel(
          bodies: ["a", "b"],
          joints: [
            SmallModel.joint("WeldJoint", "ab", parent: "a", child: "b"),
            SmallModel.joint("WeldJoint", "ba", parent: "b", child: "a"),
          ]
        ), .cycle, "ab"
      ),
      (
        SmallModel(
          bodies: ["a", "b"],
          joints: [
            SmallModel.joint("WeldJoint", "one", parent: "ground", child: "a"),
            SmallModel.joint("WeldJoint", "two", parent: "a", child: "b"),
            SmallModel.joint("WeldJoint", "three", parent: "ground", child: "b"),
          ]
        ), .unsupported, "three"
      ),
      (
        SmallModel(joints: [SmallModel.joint("WeldJoint", "self", parent: "link", child: "link")]),
        .cycle, "self"
      ),
      (
        SmallModel(joints: [SmallModel.joint("ScrewJoint", "screw", coordinates: ["a"])]),
        .unsupported, "screw"
      ),
      (
        SmallModel(joints: [SmallModel.joint("WeldJoint", "weld")], mass: "-1"), .invalidValue,
        "link"
      ),
      (
        SmallModel(joints: [
          SmallModel.joint(
            "CustomJoint",
            "idle",
            coordinates: ["a"],
            parts: SmallModel.transform([])
          )
        ]), .invalidValue, "idle"
      ),
      (
        SmallModel(joints: [
          SmallModel.joint(
            "EllipsoidJoint",
            "flat",
            coordinates: ["a", "b", "c"],
            parts: "<radii_x_y_z>1 0 1</radii_x_y_z>"
          )
        ]), .invalidValue, "flat"
      ),
    ]
    for (small, code, name) in cases {
      let error = try #require(throws: DocumentError.self) { try small.model() }
      #expect(error.code == code, "\(error)")
      #expect(error.element?.contains(name) == true, "\(error)")
      #expect(error.line != nil)
    }
  }
}
