// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// Accelerations of size five through mass matrices of condition up to about 1e4.
private let solveRounding = 1e-8

@Suite struct ForwardDynamicsTests {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func forwardDynamicsUndoesInverseDynamics(seed: UInt64) throws {
    let random = RandomModel(seed: seed)
    let model = random.model
    let tau = model.inverseDynamics(
      of: random.state,
      accelerations: random.accelerations,
      externalForces: random.externalForces
    )
    let found = try model.accelerations(
      of: random.state,
      generalizedForces: tau,
      externalForces: random.externalForces
    )
    for (left, right) in zip(found, random.accelerations) {
      #expect(isClose(left, right, absolute: solveRounding), "seed \(seed)")
    }
  }

  @Test func bodyAccelerationsAreThoseOfInverseDynamics() throws {
    let random = RandomModel(seed: 3)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    var tau = random.accelerations
    model.computeInverseDynamics(
      random.state,
      accelerations: random.accelerations,
      externalForces: nil,
      into: &tau,
      using: &workspace
    )
    let body = BodyID(index: model.bodyCount - 1)
    let expected = workspace.acceleration(of: body)
    var found = tau
    try model.computeAccelerations(
      random.state,
      generalizedForces: tau,
      into: &found,
      using: &workspace
    )
    #expect(
      isClose(
        workspace.acceleration(of: body).linear,
        expected.linear,
        absolute: solveRounding
      )
    )
    #expect(
      isClose(
        workspace.acceleration(of: body).angular,
        expected.angular,
        absolute: solveRounding
      )
    )
  }

  @Test func aCoordinateWithoutInertiaIsNamed() throws {
    var builder = MultibodyModelBuilder()
    let arm = try builder.addBody(
      BodyDescription(name: "arm", mass: 1, massCenter: .unitX),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["first"]
    )
    try builder.addBody(
      BodyDescription(name: "empty", mass: 0),
      parent: arm,
      joint: .revolute(.unitZ),
      coordinates: ["second"]
    )
    let model = try builder.build()
    #expect(throws: ForwardDynamicsError.singular(CoordinateID(index: 1))) {
      _ = try model.accelerations(of: model.neutralState(), generalizedForces: [0, 0])
    }
  }

  @Test func jointAtASingularPositionIsNamed() throws {
    // Rotations Z, X, Y with the second at pi/2: the first and the third axis line up.
    var builder = MultibodyModelBuilder()
    try builder.addBody(
      BodyDescription(name: "top", mass: 1, inertia: .identity),
      parent: .ground,
      joint: .threeAxes(.unitZ, .unitX, .unitY),
      coordinates: ["z", "x", "y"]
    )
    let model = try builder.build()
    let state = MultibodyState(coordinates: [0.2, .pi / 2, 0.1])
    #expect(throws: ForwardDynamicsError.singular(CoordinateID(index: 0))) {
      _ = try model.accelerations(of: state, generalizedForces: [0, 0, 0])
    }
  }

  @Test(arguments: [7, 8] as [UInt64])
  func momentumOfAFloatingTreeChangesByExternalForcesOnly(seed: UInt64) throws {
    // Everything hangs on one free body; forces in the inner joints cancel.
    var random = RandomModel(seed: seed, families: JointFamily.allCases.filter { $0 != .free })
    var builder = MultibodyModelBuilder(gravity: Vector3(1, -9, 2))
    var generator = random.generator
    let base = try builder.addBody(
      RandomModel.body("base", &generator),
      parent: .ground,
      joint: .free,
      coordinates: ["a", "b", "c", "d", "e", "f"]
    )
    var last = base
    for (index, family) in JointFamily.allCases.enumerated() where family != .free {
      let (kind, count) = RandomModel.joint(family, &generator)
      last = try builder.addBody(
        RandomModel.body("b\(index)", &generator),
        parent: index % 2 == 0 ? base : last,
        joint: kind,
        parentFrame: RandomModel.frame(&generator),
        childFrame: RandomModel.frame(&generator),
        coordinates: (0..<count).map { "\(index)_\($0)" }
      )
    }
    let model = try builder.build()
    let n = model.coordinateCount
    random.state = MultibodyState(
      coordinates: (0..<n).map { _ in generator.number(in: -1...1) },
      speeds: (0..<n).map { _ in generator.number(in: -2...2) }
    )
    var tau = (0..<n).map { _ in generator.number(in: -5...5) }
    for c in 0..<6 { tau[c] = 0 }
    let forces = (0..<model.bodyCount).map { _ in
      SpatialForce(moment: generator.vector(in: -5...5), force: generator.vector(in: -5...5))
    }
    random.accelerations = try model.accelerations(
      of: random.state,
      generalizedForces: tau,
      externalForces: forces
    )
    var expected = SpatialForce.zero
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(random.state, in: &workspace)
    for b in (1..<model.bodyCount).map(BodyID.init(index:)) {
      expected += forces[b.index]
      expected += SpatialForce(
        force: model.gravity * model.mass(of: b),
        at: workspace.position(of: model.massCenter(of: b), in: b)
      )
    }
    for axis in 0..<3 {
      let angular = centralDifference(
        of: { model.momentum(of: random.state(after: $0)).angular[axis] },
        at: 0,
        step: 1e-4
      )
      let linear = centralDifference(
        of: { model.momentum(of: random.state(after: $0)).linear[axis] },
        at: 0,
        step: 1e-4
      )
      // Differences of momenta of about 1e2 kg m2/s over 1e-4 s; accelerations reach 1e3.
      #expect(isClose(angular, expected.moment[axis], absolute: 1e-5), "seed \(seed)")
      #expect(isClose(linear, expected.force[axis], absolute: 1e-5), "seed \(seed)")
    }
  }
}
