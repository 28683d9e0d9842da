// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats
import Testing

@Suite("Reading models")
struct ModelReadingTests {
  typealias Document = OpenSimModelDocument

  @Test("Both layouts say the same", arguments: [SmallModels.nested, SmallModels.sockets])
  func layouts(text: String) throws {
    let model = try Document(parsing: text)
    #expect(model.name == "links")
    #expect(model.gravity == SIMD3(0, -9.81, 0))
    #expect(model.unread.isEmpty)

    #expect(model.bodies.map(\.name) == ["thigh", "shank"])
    #expect(model.bodies[0].mass == 8)
    #expect(model.bodies[0].massCenter == SIMD3(0, -0.2, 0))
    #expect(model.bodies[0].moments == SIMD3(0.1, 0.02, 0.11))
    #expect(model.bodies[0].products == SIMD3(0.001, 0.002, 0.003))

    #expect(
      model.frames.map(\.path) == [
        "/ground", "/bodyset/thigh", "/bodyset/shank", "/jointset/hip/ground_offset",
        "/jointset/hip/thigh_offset", "/jointset/knee/thigh_offset", "/jointset/knee/shank_offset",
      ]
    )
    #expect(
      model.frames[3].placement
        == .offset(parent: 0, translation: SIMD3(0, 1, 0), orientation: SIMD3(0, 0, 0.1))
    )
    #expect(model.body(ofFrame: 3) == nil)
    #expect(model.body(ofFrame: 6) == 1)

    #expect(model.joints.map(\.name) == ["hip", "knee"])
    #expect(model.joints[0].kind == .pin)
    #expect(model.joints.map(\.parentFrame) == [3, 5])
    #expect(model.joints.map(\.childFrame) == [4, 6])
    #expect(model.joints.map(\.coordinates) == [0..<1, 1..<2])
    guard case .custom(let transform) = model.joints[1].kind else {
      Issue.record("the knee is no custom joint")
      return
    }
    #expect(transform.rotations.map(\.axis) == [SIMD3(0, 0, 1), SIMD3(0, 1, 0), SIMD3(0, 0, 1)])
    #expect(transform.rotations[0].coordinates == [1])
    #expect(transform.rotations[0].function == .linear(slopes: [1], intercept: 0))
    #expect(transform.rotations[1].function == .constant(0))
    let points = Document.ScalarFunction.Points(
      arguments: [-2, 0, 1],
      values: [-0.4, -0.39, -0.395]
    )
    #expect(transform.translations[1].function == .scaled(.simmSpline(points), by: 1.1))

    let hip = model.coordinates[0]
    #expect(hip.name == "hip_flexion")
    #expect(hip.defaultValue == 0.3)
    #expect(hip.lowerLimit == -0.5)
    #expect(hip.upperLimit == 1.5)
    #expect(hip.isClamped && !hip.isLocked && !hip.isPrescribed)
    #expect(model.coordinates[1].joint == 1)

    let coupler = model.constraints[0]
    #expect(!coupler.isEnforced)
    #expect(
      coupler.kind
        == .coordinateCoupler(
          dependent: 1,
          independents: [0],
          function: .linear(slopes: [0.5], intercept: 0.1),
          scale: 1
        )
    )

    let surface = model.wrapObjects[0]
    #expect(surface.shape == .cylinder(radius: 0.02, length: 0.1))
    #expect(surface.frame == 1)
    #expect(surface.quadrant == .positiveX)
    #expect(surface.translation == SIMD3(0, -0.4, 0))
  }

  @Test(
    "The path and the numbers of a muscle",
    arguments: [SmallModels.nested, SmallModels.sockets]
  )
  func muscle(text: String) throws {
    let model = try Document(parsing: text)
    let muscle = model.forces[0]
    #expect(muscle.kind == "Thelen2003Muscle")
    #expect(muscle.isMuscle && muscle.isApplied)
    let path = try #require(muscle.path)
    #expect(path.points.map(\.name) == ["P1", "P2", "P3"])
    #expect(path.points.map(\.frame) == [1, 1, 2])
    #expect(path.points[0].kind == .fixed)
    #expect(path.points[1].kind == .conditional(coordinate: 1, lower: -2, upper: -1))
    let spline = Document.ScalarFunction.Points(arguments: [-2, 0], values: [0.03, 0.05])
    #expect(
      path.points[2].kind
        == .moving(
          x: Document.PathPoint.Component(coordinate: 1, function: .simmSpline(spline)),
          y: Document.PathPoint.Component(coordinate: nil, function: .constant(-0.05)),
          z: Document.PathPoint.Component(coordinate: nil, function: .constant(0))
        )
    )
    #expect(path.wraps.map(\.wrapObject) == [0])
    #expect(path.wraps[0].method == .midpoint)
    #expect(path.wraps[0].firstPoint == 1)
    #expect(path.wraps[0].lastPoint == nil)

    // The file wins over <defaults>, and that over the class.
    #expect(try muscle.number("Flen") == 1.8)
    #expect(muscle.property("Flen")?.origin == .file)
    #expect(try muscle.number("FmaxTendonStrain") == 0.05)
    #expect(muscle.property("FmaxTendonStrain")?.origin == .defaults)
    #expect(try muscle.number("Af") == 0.25)
    #expect(muscle.property("Af")?.origin == .classDefault)
    #expect(try muscle.number("max_isometric_force") == 1500)
    let error = try #require(throws: DocumentError.self) { try muscle.number("nothing") }
    #expect(error.code == .missing)
  }

  @Test("Muscles of 2.0 have their points directly, and a least control of zero is the class's")
  func oldMuscles() throws {
    let text = """
      <OpenSimDocument Version="20101"><Model name="m">
      <BodySet><objects><Body name="ground"><mass>0</mass></Body>
      <Body name="b"><mass>1</mass><Joint><WeldJoint name="w"><parent_body>ground</parent_body>
      </WeldJoint></Joint></Body></objects></BodySet>
      <ForceSet><objects><Thelen2003Muscle name="t">
      <MusclePointSet><objects>
      <MusclePoint name="one"><location>0 0 0</location><body>ground</body></MusclePoint>
      <MusclePoint name="two"><location>1 2 3</location><body>b</body></MusclePoint>
      </objects></MusclePointSet>
      <pennation_angle>0.2</pennation_angle><min_control>0</min_control>
      </Thelen2003Muscle></objects></ForceSet>
      </Model></OpenSimDocument>
      """
    let model = try Document(parsing: text)
    let muscle = model.forces[0]
    #expect(muscle.path?.points.map(\.location) == [.zero, SIMD3(1, 2, 3)])
    #expect(try muscle.number("pennation_angle_at_optimal") == 0.2)
    #expect(try muscle.number("min_control") == 0.01)
    #expect(muscle.properties.count { $0.name == "pennation_angle_at_optimal" } == 1)
    #expect(model.unread.isEmpty)
  }

  @Test("Forces without a name, or of one name, are called as OpenSim 4.6 calls them, and listed")
  func namesOfForces() throws {
    func actuator(_ name: String) -> String {
      "<TorqueActuator\(name)><bodyA>b</bodyA><bodyB>ground</bodyB></TorqueActuator>\n"
    }
    let names = ["", " name=\"\"", " name=\"x_0\"", " name=\"x\"", " name=\"x\"", ""]
    let text = """
      <OpenSimDocument Version="40000"><Model name="m">
      <BodySet><objects><Body name="b"><mass>1</mass></Body></objects></BodySet>
      <ForceSet><objects>
      \(names.map(actuator).joined())</objects></ForceSet>
      </Model></OpenSimDocument>
      """
    let model = try Document(parsing: text)
    #expect(
      model.forces.map(\.name) == [
        "torqueactuator", "torqueactuator_0", "x_0", "x", "x_1", "torqueactuator_1",
      ]
    )
    #expect(model.renamed.map(\.nameInFile) == ["", "", "x", ""])
    #expect(model.renamed[2].path == "/forceset/x_1")
    #expect(model.renamed[2].position.line == 8)
  }

  @Test("A function that has the name of no property is listed as not read")
  func functionsOfNoProperty() throws {
    for name in ["display_preference", "GeometryPath", "socket_body", "2", "a b"] {
      let text = SmallModels.forces.replacing("\"force_length_curve\"", with: "\"\(name)\"")
      let model = try Document(parsing: text)
      #expect(model.unread.map(\.element.tag) == ["SimmSpline"], "\(name)")
      #expect(model.unread.map(\.owner) == ["/forceset/ligament"])
      #expect(try Document(parsing: model.fileText()).fileText() == model.fileText())
    }
  }
}
