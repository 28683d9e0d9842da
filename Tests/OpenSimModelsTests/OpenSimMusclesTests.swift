// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import MuscleMechanics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

/// A link on a pin with one muscle over a cylinder.
private func text(
  points: String,
  wraps: String = "",
  surfaces: String = "",
  gravity: String = "0 -9.80665 0",
  kind: String = "Thelen2003Muscle",
  properties: String = "",
  name: String = "flexor_r"
) -> String {
  SmallModel(
    joints: [
      SmallModel.joint(
        "PinJoint",
        coordinates: ["q"],
        flags: "<range>-1 1</range>"
      )
    ]
  ).text
    .replacing("0 -10 0", with: gravity)
    .replacing(
      "</Body>",
      with: "<WrapObjectSet><objects>\(surfaces)</objects></WrapObjectSet></Body>"
    )
    .replacing(
      "</Model>",
      with: """
        <ForceSet><objects><\(kind) name="\(name)">
        <optimal_fiber_length>0.2</optimal_fiber_length>
        <tendon_slack_length>0.2</tendon_slack_length>\(properties)
        <GeometryPath name="path"><PathPointSet><objects>\(points)</objects></PathPointSet>
        <PathWrapSet><objects>\(wraps)</objects></PathWrapSet></GeometryPath>
        </\(kind)></objects></ForceSet></Model>
        """
    )
}

private func point(
  _ frame: String,
  _ location: String,
  kind: String = "PathPoint",
  parts: String = ""
)
  -> String
{
  "<\(kind) name=\"p\"><socket_parent_frame>\(frame)</socket_parent_frame>"
    + "<location>\(location)</location>\(parts)</\(kind)>"
}

private let origin = point("/ground", "-0.02 0.2 0")
private let insertion = point("/bodyset/link", "-0.02 -0.2 0")

@Suite("Muscles of a model file")
struct OpenSimMusclesTests {
  private func muscles(
    _ text: String,
    neglecting allowed: Set<String> = []
  ) throws -> (model: OpenSimModel, muscles: OpenSimMuscles) {
    let model = try OpenSimModel(OpenSimModelDocument(parsing: text))
    return (model, try OpenSimMuscles(model, neglecting: allowed))
  }

  private func evaluate(
    _ model: OpenSimModel,
    _ muscles: OpenSimMuscles,
    _ angle: Double
  ) -> (length: Double, arm: Double) {
    let state = MultibodyState(coordinates: [angle], speeds: [0])
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: muscles.geometry)
    model.multibody.updateKinematics(state, in: &dynamics)
    muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    return (workspace.length(of: 0), workspace.momentArm(of: 0, column: 0))
  }

  private let cylinder = """
    <WrapCylinder name="roll"><radius>0.05</radius><length>1</length></WrapCylinder>
    """
  private let wrap = "<PathWrap name=\"w\"><wrap_object>roll</wrap_object></PathWrap>"

  @Test("a path round a cylinder has its radius as moment arm")
  func cylinderArm() throws {
    let (model, muscles) = try muscles(
      text(points: origin + insertion, wraps: wrap, surfaces: cylinder)
    )
    let result = evaluate(model, muscles, 0.3)
    // It passes the cylinder on the side of negative X, where tension drives the link backwards.
    #expect(isClose(abs(result.arm), 0.05, absolute: 1e-12))
    // Two tangents and an arc.
    let distance = (0.02 * 0.02 + 0.2 * 0.2).squareRoot()
    let tangent = (distance * distance - 0.05 * 0.05).squareRoot()
    #expect(result.length > 2 * tangent)
  }

  @Test(
    "moving and conditional points keep arms and lengths together",
    arguments: [-0.4, 0.1, 0.7]
  )
  func points(angle: Double) throws {
    let function = """
      <SimmSpline><x>-1 0 1</x><y>-0.05 -0.02 -0.06</y></SimmSpline>
      """
    let moving = """
      <MovingPathPoint name="m"><socket_parent_frame>/bodyset/link</socket_parent_frame>
      <socket_x_coordinate>/jointset/joint/q</socket_x_coordinate>
      <socket_y_coordinate>/jointset/joint/q</socket_y_coordinate>
      <socket_z_coordinate>/jointset/joint/q</socket_z_coordinate>
      <x_location>\(function)</x_location>
      <y_location><Constant><value>-0.1</value></Constant></y_location>
      <z_location><Constant><value>0</value></Constant></z_location></MovingPathPoint>
      """
    let conditional = point(
      "/ground",
      "-0.05 0.05 0",
      kind: "ConditionalPathPoint",
      parts: "<socket_coordinate>/jointset/joint/q</socket_coordinate><range>0 1</range>"
    )
    let (model, muscles) = try muscles(
      text(points: origin + conditional + moving + insertion, wraps: wrap, surfaces: cylinder)
    )
    let numeric = -centralDifference(
      of: { evaluate(model, muscles, $0).length },
      at: angle,
      step: 1e-4
    )
    #expect(isClose(evaluate(model, muscles, angle).arm, numeric, absolute: 1e-9))
  }

  @Test("values of the file go before those of the class")
  func values() throws {
    let (_, muscles) = try muscles(
      text(
        points: origin + insertion,
        properties: "<max_isometric_force>250</max_isometric_force><min_control>0.05</min_control>"
      )
    )
    #expect(muscles.laws[0].maximumIsometricForce == 250)
    #expect(muscles.laws[0].optimalFibreLength == 0.2)
    #expect(muscles.laws[0].maximumShorteningSpeed == 10)
    #expect(muscles.controls == [0.05...1])
  }

  @Test("a torus stops the reader unless it is allowed, then the path is straight")
  func torus() throws {
    let torus = """
      <WrapTorus name="ring"><inner_radius>0.01</inner_radius><outer_radius>0.1</outer_radius></WrapTorus>
      """
    let source = text(
      points: origin + insertion,
      wraps: "<PathWrap name=\"w\"><wrap_object>ring</wrap_object></PathWrap>",
      surfaces: torus
    )
    let error = #expect(throws: DocumentError.self) { try muscles(source) }
    #expect(error?.code == .unsupported && (error?.line ?? 0) > 0)
    let (model, allowed) = try muscles(source, neglecting: ["WrapTorus"])
    #expect(allowed.neglected.map(\.name) == ["ring"])
    #expect(isClose(evaluate(model, allowed, 0).length, 0.4, absolute: 1e-12))
  }

  @Test("an unknown law stops the reader unless it is allowed")
  func law() throws {
    let source = text(points: origin + insertion, kind: "Schutte1993Muscle_Deprecated")
    let error = #expect(throws: DocumentError.self) { try muscles(source) }
    #expect(error?.message.contains("Thelen2003Muscle") == true)
    #expect(try muscles(source, neglecting: ["flexor_r"]).muscles.count == 0)
  }

  @Test("a negative fibre length is an error with its place")
  func badFibre() throws {
    let source = text(points: origin + insertion).replacing(
      "<optimal_fiber_length>0.2",
      with: "<optimal_fiber_length>-0.2"
    )
    let error = #expect(throws: DocumentError.self) { try muscles(source) }
    #expect(error?.code == .invalidValue && error?.message.contains("optimal_fiber_length") == true)
  }

  @Test("lint finds a jump, a flip, an impossible fibre, gravity and a missing side")
  func lint() throws {
    let conditional = point(
      "/ground",
      "-0.1 0.05 0",
      kind: "ConditionalPathPoint",
      parts: "<socket_coordinate>/jointset/joint/q</socket_coordinate><range>0.2 1</range>"
    )
    let (model, muscles) = try muscles(
      text(
        points: point("/ground", "0 0.2 0") + conditional + point("/bodyset/link", "0 -0.3 0"),
        gravity: "0 0 -9.8"
      )
    )
    let lint = ModelLint(model, muscles)
    #expect(Set(lint.staticFindings().map(\.kind)) == [.gravity, .sides])
    let swept = lint.sweptCoordinates()
    #expect(swept.count == 1)
    let findings = lint.findings(moving: swept[0])
    let jumps = findings.filter { $0.kind == .jump }
    #expect(jumps.count == 1)
    // The point counts from 0.2 less 1e-5; steps are 0.1 degree.
    let jump = try #require(jumps.first)
    #expect(isClose(jump.value ?? 0, 0.2, absolute: 0.002))
    let before = evaluate(model, muscles, 0.19).length
    let after = evaluate(model, muscles, 0.2).length
    #expect(isClose(jump.size, after - before, absolute: 1e-3))
    #expect(findings.contains { $0.kind == .signFlip })
  }

  @Test("lint is silent on a sound muscle")
  func soundMuscle() throws {
    let (model, muscles) = try muscles(
      text(
        points: origin + insertion,
        wraps: wrap,
        surfaces: cylinder.replacing(
          "</WrapCylinder>",
          with: "<quadrant>-x</quadrant></WrapCylinder>"
        ),
        name: "flexor"
      )
    )
    let lint = ModelLint(model, muscles)
    #expect(lint.staticFindings().isEmpty)
    for coordinate in lint.sweptCoordinates() {
      #expect(lint.findings(moving: coordinate).filter { $0.kind == .jump }.isEmpty)
    }
  }
}
