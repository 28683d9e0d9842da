// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import MuscleMechanics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

/// Numbers of OpenSim 4.6 on the same models, by `getRecordValues` and `getTension`.
@Suite("Passive forces of a model file")
struct PassiveForceTests {
  /// OpenSim's numbers are typed to nine digits.
  static let relativeTolerance = 1e-8

  private func forces(
    _ text: String,
    coordinates: [Double],
    speeds: [Double],
    neglecting allowed: Set<String> = []
  ) throws -> (model: OpenSimModel, forces: [Double], dynamics: MultibodyState) {
    let model = try OpenSimModel(OpenSimModelDocument(parsing: text))
    let passive = try OpenSimPassiveForces(model, neglecting: allowed)
    let state = MultibodyState(coordinates: coordinates, speeds: speeds)
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: passive.geometry)
    model.multibody.updateKinematics(state, in: &dynamics)
    var forces = [Double](repeating: 0, count: coordinates.count)
    passive.addGeneralizedForces(
      at: state,
      of: model.multibody,
      using: dynamics,
      in: &workspace,
      to: &forces
    )
    return (model, forces, state)
  }

  private func pin(_ force: String) -> String {
    let model = SmallModel(
      joints: [SmallModel.joint("PinJoint", coordinates: ["q"])]
    )
    return model.text.replacing(
      "</Model>",
      with: "<ForceSet><objects>\(force)</objects></ForceSet></Model>"
    )
  }

  @Test(
    "a coordinate limit",
    arguments: [
      (0.4, 0.0, 0.0), (0.56, 0, -0.26991597355280933), (0.6, 0.5, -8.873272952698247),
      (0.9, -0.7, -23.078880293969377), (-0.4, 0.2, 0.4611921500298698),
      (-0.36, 0, 0.004197790117853152), (0, 1, 0),
    ]
  )
  func limit(angle: Double, speed: Double, expected: Double) throws {
    let text = pin(
      """
      <CoordinateLimitForce name="limit"><coordinate>q</coordinate>
      <upper_limit>30</upper_limit><upper_stiffness>2</upper_stiffness>
      <lower_limit>-20</lower_limit><lower_stiffness>3</lower_stiffness>
      <damping>0.5</damping><transition>10</transition></CoordinateLimitForce>
      """
    )
    let result = try forces(text, coordinates: [angle], speeds: [speed]).forces[0]
    #expect(isClose(result, expected, absolute: 1e-10))
  }

  @Test(
    "a spring along a coordinate",
    arguments: [(0.4, 0.0, -1.4), (0.9, -0.7, -4.69), (0, 1, 1.1)]
  )
  func spring(angle: Double, speed: Double, expected: Double) throws {
    let text = pin(
      """
      <SpringGeneralizedForce name="spring"><coordinate>q</coordinate><stiffness>7</stiffness>
      <rest_length>0.2</rest_length><viscosity>0.3</viscosity></SpringGeneralizedForce>
      """
    )
    let result = try forces(text, coordinates: [angle], speeds: [speed]).forces[0]
    #expect(isClose(result, expected, absolute: 1e-12))
  }

  @Test(
    "a ligament",
    arguments: [
      (0.4, 0.3512336836616315, 91.87573662237699), (0.9, 0.3834052876234873, 220.56342235981825),
      (-0.4, 0.2768300913222422, 0), (-0.36, 0.28082654077471847, 0.020916407447520984),
    ]
  )
  func ligament(angle: Double, length: Double, tension: Double) throws {
    let text = pin(
      """
      <Ligament name="ligament"><resting_length>0.28</resting_length><pcsa_force>500</pcsa_force>
      <GeometryPath name="path"><PathPointSet><objects>
      <PathPoint name="a"><socket_parent_frame>/ground</socket_parent_frame>
      <location>0 -0.3 0</location></PathPoint>
      <PathPoint name="b"><socket_parent_frame>/bodyset/link</socket_parent_frame>
      <location>0.1 0 0</location></PathPoint>
      </objects></PathPointSet></GeometryPath></Ligament>
      """
    )
    let result = try forces(text, coordinates: [angle], speeds: [0]).forces[0]
    // L^2 = 0.1^2 + 0.3^2 + 0.06 sin q: the arm is -dL/dq = -0.03 cos q / L.
    let arm = -0.03 * cosine(angle) / length
    #expect(isClose(result, tension * arm, absolute: 1e-9, relative: Self.relativeTolerance))
  }

  private func cosine(_ angle: Double) -> Double {
    Rotation(angle: angle, axis: .unitZ).matrix.row0.x
  }

  private let coordinates = [
    0.2, -0.3, 0.4, 0.1, 0.05, -0.1, -0.25, 0.15, 0.3, 0.3, -0.2, 0.1,
  ]
  /// The angular velocities (0.5, -0.2, 0.3) and (0.3, 0.6, -0.5) rad/s along the parent's axes, which are
  /// the speeds of OpenSim's free joint, as rates of the angles.
  private let speeds = [
    0.603242161007264, -0.13641251632973, 0.349357366028027, 0.1, -0.4, 0.2,
    0.350783524269064, 0.705049432653648, -0.339829757160781, -0.2, 0.3, 0.1,
  ]

  private func pair(_ force: String) -> String {
    let model = SmallModel(
      bodies: ["b1", "b2"],
      joints: ["b1", "b2"].map { body in
        SmallModel.joint(
          "FreeJoint",
          "joint_" + body,
          child: body,
          coordinates: (0..<6).map { "\(body)_\($0)" }
        )
      }
    )
    return model.text.replacing(
      "</Model>",
      with: "<ForceSet><objects>\(force)</objects></ForceSet></Model>"
    )
  }

  /// The generalized forces of forces and torques about the origins of two bodies, in ground axes.
  private func generalized(
    _ model: OpenSimModel,
    _ state: MultibodyState,
    _ loads: [(body: String, force: Vector3, torque: Vector3, point: Vector3?)]
  ) throws -> [Double] {
    var dynamics = DynamicsWorkspace(for: model.multibody)
    model.multibody.updateKinematics(state, in: &dynamics)
    var result = [Double](repeating: 0, count: model.multibody.coordinateCount)
    for load in loads {
      let body = try #require(model.multibody.body(named: load.body))
      let origin = load.point ?? dynamics.transform(of: body).translation
      model.multibody.addGeneralizedForces(
        of: SpatialForce(moment: load.torque + origin.cross(load.force), force: load.force),
        on: body,
        to: &result,
        using: dynamics
      )
    }
    return result
  }

  @Test("a bushing between two free bodies")
  func bushing() throws {
    let text = pair(
      """
      <BushingForce name="bushing"><socket_frame1>/bodyset/b1</socket_frame1>
      <socket_frame2>/bodyset/b2</socket_frame2>
      <rotational_stiffness>10 20 30</rotational_stiffness>
      <translational_stiffness>1000 2000 3000</translational_stiffness>
      <rotational_damping>0.1 0.2 0.3</rotational_damping>
      <translational_damping>5 6 7</translational_damping></BushingForce>
      """
    )
    let result = try forces(text, coordinates: coordinates, speeds: speeds)
    let force = Vector3(202.808944, -582.227505, 508.229742)
    let expected = try generalized(
      result.model,
      result.dynamics,
      [
        ("b1", force, Vector3(-17.1936272, -50.8820599, -66.9118255), nil),
        ("b2", -force, Vector3(6.58169262, -10.2020996, 1.16856068), nil),
      ]
    )
    for (left, right) in zip(result.forces, expected) {
      #expect(isClose(left, right, absolute: 1e-6, relative: Self.relativeTolerance))
    }
  }

  @Test("a spring between two points")
  func pointSpring() throws {
    let text = pair(
      """
      <PointToPointSpring name="spring"><socket_body1>/bodyset/b1</socket_body1>
      <socket_body2>/bodyset/b2</socket_body2><point1>0.1 0 0</point1><point2>0 0.1 0</point2>
      <stiffness>100</stiffness><rest_length>0.3</rest_length></PointToPointSpring>
      """
    )
    let result = try forces(text, coordinates: coordinates, speeds: speeds)
    let force = Vector3(-1.53890771, 3.51514395, -2.71822395)
    let expected = try generalized(
      result.model,
      result.dynamics,
      [
        ("b1", force, .zero, Vector3(0.187992318, 0.0827579673, -0.0655868104)),
        ("b2", -force, .zero, Vector3(0.270779817, -0.106343676, 0.0806435069)),
      ]
    )
    for (left, right) in zip(result.forces, expected) {
      #expect(isClose(left, right, absolute: 1e-7, relative: Self.relativeTolerance))
    }
  }

  @Test("an unknown force stops the reader unless it is allowed")
  func unknown() throws {
    let text = pin("<HuntCrossleyForce name=\"contact\"/>")
    let error = #expect(throws: DocumentError.self) {
      try forces(text, coordinates: [0], speeds: [0])
    }
    #expect(error?.code == .unsupported && error?.message.contains("contact") == true)
    let result = try forces(
      text,
      coordinates: [0.3],
      speeds: [0],
      neglecting: ["HuntCrossleyForce"]
    )
    #expect(result.forces == [0])
  }
}
