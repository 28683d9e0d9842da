// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@Suite struct ModelBuildingTests {
  private typealias Change = @Sendable (inout MultibodyModelBuilder) throws -> Void

  private static let stone = BodyDescription(name: "stone", mass: 1)

  private static let mistakes: [(MultibodyModelError.Code, Change)] = [
    (
      .invalidMass,
      { try $0.addBody(BodyDescription(name: "a", mass: -1), parent: .ground, joint: .weld) }
    ),
    (
      .invalidMass,
      { try $0.addBody(BodyDescription(name: "a", mass: .nan), parent: .ground, joint: .weld) }
    ),
    (
      .invalidMassCenter,
      {
        try $0.addBody(
          BodyDescription(name: "a", mass: 1, massCenter: Vector3(.infinity, 0, 0)),
          parent: .ground,
          joint: .weld
        )
      }
    ),
    (
      .invalidInertia,
      {
        try $0.addBody(
          BodyDescription(
            name: "a",
            mass: 1,
            inertia: Matrix3(diagonal: Vector3(1, -0.1, 1))
          ),
          parent: .ground,
          joint: .weld
        )
      }
    ),
    (
      .invalidInertia,
      {
        try $0.addBody(
          BodyDescription(
            name: "a",
            mass: 1,
            inertia: Matrix3(rows: Vector3(1, 0.1, 0), Vector3(0, 1, 0), Vector3(0, 0, 1))
          ),
          parent: .ground,
          joint: .weld
        )
      }
    ),
    (.invalidName, { try $0.addBody(stone, parent: .ground, joint: .weld, jointName: "") }),
    (
      .invalidName,
      {
        try $0.addBody(stone, parent: .ground, joint: .weld)
        try $0.addBody(stone, parent: .ground, joint: .weld)
      }
    ),
    (.unknownParent, { try $0.addBody(stone, parent: BodyID(index: 1), joint: .weld) }),
    (
      .invalidAxis,
      { try $0.addBody(stone, parent: .ground, joint: .revolute(.zero), coordinates: ["q"]) }
    ),
    (
      .invalidFrame,
      {
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .weld,
          parentFrame: RigidTransform(translation: Vector3(.nan, 0, 0))
        )
      }
    ),
    (
      .wrongCoordinateCount,
      { try $0.addBody(stone, parent: .ground, joint: .free, coordinates: ["q"]) }
    ),
    (
      .unknownCoordinate,
      {
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .transformAxes(
            rotations: [TransformAxis(axis: .unitX, coordinate: 1)],
            translations: []
          ),
          coordinates: ["q"]
        )
      }
    ),
    (
      .idleCoordinate,
      {
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .transformAxes(rotations: [], translations: []),
          coordinates: ["q"]
        )
      }
    ),
    (
      .tooManyAxes,
      {
        let axis = TransformAxis(axis: .unitX, constant: 0.1)
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .transformAxes(rotations: [axis, axis, axis, axis], translations: [])
        )
      }
    ),
    (
      .invalidFunction,
      {
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .transformAxes(
            rotations: [TransformAxis(axis: .unitX, constant: .nan)],
            translations: []
          )
        )
      }
    ),
    (
      .invalidCoupling,
      {
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .universal(.unitX, .unitY),
          coordinates: ["a", "b"]
        )
        let a = CoordinateID(index: 0)
        try $0.addCoupling(dependent: a, independent: a, function: .identity)
      }
    ),
    (
      .invalidCoupling,
      {
        try $0.addBody(
          stone,
          parent: .ground,
          joint: .threeAxes(.unitX, .unitY, .unitZ),
          coordinates: ["a", "b", "c"]
        )
        let ids = (0..<3).map(CoordinateID.init(index:))
        try $0.addCoupling(dependent: ids[0], independent: ids[1], function: .identity)
        try $0.addCoupling(dependent: ids[1], independent: ids[2], function: .identity)
      }
    ),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesAreNamed(index: Int) {
    let (code, change) = Self.mistakes[index]
    let error = #expect(throws: MultibodyModelError.self) {
      var builder = MultibodyModelBuilder()
      try change(&builder)
      _ = try builder.build()
    }
    #expect(error?.code == code)
    #expect(error?.description.contains("allowed") == true)
  }

  @Test func aRefusedBodyLeavesTheBuilderAsItWas() throws {
    var builder = MultibodyModelBuilder()
    #expect(throws: MultibodyModelError.self) {
      try builder.addBody(Self.stone, parent: .ground, joint: .revolute(.zero), coordinates: ["q"])
    }
    try builder.addBody(Self.stone, parent: .ground, joint: .revolute(.unitX), coordinates: ["q"])
    #expect(try builder.build().coordinateCount == 1)
  }

  @Test func theTreeAnswersQuestions() throws {
    var builder = MultibodyModelBuilder()
    func body(_ name: String) -> BodyDescription { BodyDescription(name: name, mass: 1) }
    let pelvis = try builder.addBody(
      body("pelvis"),
      parent: .ground,
      joint: .free,
      coordinates: ["tilt", "list", "turn", "tx", "ty", "tz"]
    )
    let thigh = try builder.addBody(
      body("thigh"),
      parent: pelvis,
      joint: .threeAxes(.unitZ, .unitX, .unitY),
      jointName: "hip",
      coordinates: ["flexion", "adduction", "rotation"]
    )
    let trunk = try builder.addBody(
      body("trunk"),
      parent: pelvis,
      joint: .transformAxes(
        rotations: [TransformAxis(axis: .unitZ, coordinate: 0, function: .polynomial([0, 2]))],
        translations: []
      ),
      coordinates: ["bend"]
    )
    let model = try builder.build()
    #expect(model.bodyCount == 4)
    #expect(model.body(named: "thigh") == thigh)
    #expect(model.body(named: "ground") == .ground)
    #expect(model.joint(named: "hip") == thigh.inboardJoint)
    #expect(model.coordinate(named: "flexion") == CoordinateID(index: 6))
    #expect(model.coordinate(named: "none") == nil)
    #expect(model.coordinates(of: thigh).map(\.index) == [6, 7, 8])
    #expect(model.body(of: CoordinateID(index: 9)) == trunk)
    #expect(model.parent(of: trunk) == pelvis)
    #expect(model.isInSubtree(thigh, of: pelvis))
    #expect(!model.isInSubtree(thigh, of: trunk))
    #expect(model.commonAncestor(of: thigh, and: trunk) == pelvis)
    let path = model.coordinatePath(from: thigh, to: trunk)
    #expect(path.map(\.coordinate.index) == [8, 7, 6, 9])
    #expect(path.map(\.sign) == [-1, -1, -1, 1])
    #expect(model.coordinatePath(from: trunk, to: trunk).isEmpty)
    #expect(model.coordinateMotions[0] == .rotational)
    #expect(model.coordinateMotions[4] == .translational)
    #expect(model.coordinateMotions[9] == .coupled)
    #expect(model.totalMass == 3)
  }

  @Test func massCentresOfSubtreesAddUp() {
    let random = RandomModel(seed: 17)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    model.updateKinematics(random.state, in: &workspace)
    var moment = Vector3.zero
    for body in (1..<model.bodyCount).map(BodyID.init(index:)) {
      moment +=
        model.mass(of: body) * workspace.position(of: model.massCenter(of: body), in: body)
    }
    let center = model.massCenter(using: workspace)
    #expect(isClose(center * model.totalMass, moment, absolute: 1e-12))
    let last = BodyID(index: model.bodyCount - 1)
    #expect(
      isClose(
        model.massCenter(ofSubtreeFrom: last, using: workspace),
        workspace.position(of: model.massCenter(of: last), in: last),
        absolute: 1e-12
      )
    )
    // The velocity is the rate of the position along the speeds.
    for axis in 0..<3 {
      let rate = centralDifference(
        of: {
          var moved = random.state
          for c in moved.coordinates.indices { moved.coordinates[c] += $0 * moved.speeds[c] }
          return model.massCenter(at: moved)[axis]
        },
        at: 0,
        step: 1e-3
      )
      #expect(
        isClose(model.massCenterVelocity(using: workspace)[axis], rate, absolute: 1e-8)
      )
    }
  }

  @Test func massCentreJacobianIsTheDerivative() {
    let random = RandomModel(seed: 18)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(random.state, in: &workspace)
    var jacobian = [Double](repeating: .nan, count: 3 * model.coordinateCount)
    model.computeMassCenterJacobian(into: &jacobian, using: &workspace)
    for c in (0..<model.coordinateCount).map(CoordinateID.init(index:)) {
      for axis in 0..<3 {
        let slope = centralDifference(
          of: {
            var moved = random.state
            moved[c] = $0
            return model.massCenter(at: moved)[axis]
          },
          at: random.state[c],
          step: 1e-3
        )
        #expect(isClose(jacobian[3 * c.index + axis], slope, absolute: 1e-9))
      }
    }
  }

  @Test func statesSurviveEncoding() throws {
    let state = RandomModel(seed: 2).state
    let data = try JSONEncoder().encode(state)
    #expect(try JSONDecoder().decode(MultibodyState.self, from: data) == state)
  }

  @Test func unphysicalInertiaIsRecognized() {
    var body = BodyDescription(
      name: "rod",
      mass: 1,
      inertia: Matrix3(diagonal: Vector3(1, 0, 1))
    )
    #expect(body.satisfiesTriangleInequality)
    body.inertia = Matrix3(diagonal: Vector3(1, 0.1, 2))
    #expect(!body.satisfiesTriangleInequality)
  }

  @Test func numbersThatAreNotFiniteStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let random = RandomModel(seed: 1, families: [.revolute])
      var state = random.state
      state.coordinates[0] = .nan
      _ = random.model.staticForces(at: state)
    }
    await #expect(processExitsWith: .failure) {
      let random = RandomModel(seed: 1, families: [.revolute])
      var forces = random.externalForces
      forces[1].force.x = .infinity
      _ = random.model.staticForces(at: random.state, externalForces: forces)
    }
  }

  @Test func aWorkspaceOfAnotherTreeStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let model = RandomModel(seed: 1, families: [.revolute, .weld]).model
      let other = RandomModel(seed: 1, families: [.weld, .slider]).model
      var workspace = DynamicsWorkspace(for: other)
      model.updatePositions(model.neutralState(), in: &workspace)
    }
  }
}
