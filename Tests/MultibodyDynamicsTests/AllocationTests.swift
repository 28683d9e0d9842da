// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@Suite struct AllocationTests {
  @Test func theCounterCounts() {
    var total = 0.0
    let count = allocationCount {
      for size in 1...100 { total += [Double](repeating: 1, count: size).reduce(0, +) }
    }
    #expect(count >= 100)
    #expect(total == 5050)
  }

  @Test func computingFormsDoNotAllocate() throws {
    let random = RandomModel(seed: 1)
    let model = random.model
    let n = model.coordinateCount
    let state = random.state
    let forces: [SpatialForce]? = random.externalForces
    var workspace = DynamicsWorkspace(for: model)
    var tau = [Double](repeating: 0, count: n)
    var a = tau
    var matrix = [Double](repeating: 0, count: n * n)
    var jacobian = [Double](repeating: 0, count: 3 * n)
    let last = BodyID(index: model.bodyCount - 1)
    var sum = 0.0
    // Twice: what Swift sets up on first use is not counted.
    for round in 0..<2 {
      let count = try allocationCount {
        model.updatePositions(state, in: &workspace)
        model.computeStaticForces(externalForces: forces, into: &tau, using: &workspace)
        model.computeMassMatrix(into: &matrix, using: &workspace)
        model.computePointJacobian(of: .unitX, in: last, into: &jacobian, using: workspace)
        model.computeMassCenterJacobian(into: &jacobian, using: &workspace)
        model.computeAngularJacobian(of: last, into: &jacobian, using: workspace)
        model.addGeneralizedForces(
          of: SpatialForce(force: .unitX, at: .unitY),
          on: last,
          to: &tau,
          using: workspace
        )
        sum += model.massCenter(using: workspace).x + model.potentialEnergy(using: workspace)
        model.updateKinematics(state, in: &workspace)
        model.updateKinematics(
          coordinates: state.coordinates.span,
          speeds: state.speeds.span,
          in: &workspace
        )
        sum += model.kineticEnergy(using: workspace)
        sum += model.momentum(using: workspace).linear.x
        sum += model.massCenterVelocity(using: workspace).x
        model.computeBiasForces(state, into: &tau, using: &workspace)
        model.computeInverseDynamics(
          state,
          accelerations: random.accelerations,
          externalForces: forces,
          into: &tau,
          using: &workspace
        )
        sum += workspace.jointForce(of: last, at: .unitX, in: last).force.x
        sum += model.jointReaction(on: last, axesOf: last, using: workspace).force.x
        sum += workspace.acceleration(of: .unitX, in: last).x
        try model.computeAccelerations(
          state,
          generalizedForces: tau,
          externalForces: forces,
          into: &a,
          using: &workspace
        )
      }
      if round == 1 { #expect(count == 0) }
    }
    #expect(sum.isFinite)
  }

  @Test func coupledFormsDoNotAllocate() throws {
    var generator = SeededGenerator(seed: 4)
    var builder = MultibodyModelBuilder()
    var parent = BodyID.ground
    for index in 0..<6 {
      parent = try builder.addBody(
        RandomModel.body("b\(index)", &generator),
        parent: parent,
        joint: .revolute(generator.direction()),
        parentFrame: RandomModel.frame(&generator),
        coordinates: ["q\(index)"]
      )
    }
    try builder.addCoupling(
      dependent: CoordinateID(index: 2),
      independent: CoordinateID(index: 1),
      function: .linear(slope: 0.5, intercept: 0)
    )
    try builder.addCoupling(
      dependent: CoordinateID(index: 4),
      independent: CoordinateID(index: 0),
      function: .polynomial([0, 1, 0.2])
    )
    var model = try builder.build()
    var state = MultibodyState(coordinates: [0.1, 0.2, 0, 0.3, 0, 0.4])
    var a = [1.0, 2, 3, 4, 5, 6]
    let tau = a
    var reduced = [0.0, 0, 0, 0]
    var matrix = [Double](repeating: 0, count: 16)
    var workspace = DynamicsWorkspace(for: model)
    for round in 0..<2 {
      let count = try allocationCount {
        model.applyCouplings(to: &state)
        model.applyCouplings(toAccelerations: &a, state: state)
        model.updateKinematics(state, in: &workspace)
        model.computeReducedGeneralizedForces(tau, into: &reduced, using: workspace)
        model.computeReducedMassMatrix(into: &matrix, using: &workspace)
        try model.computeAccelerations(
          state,
          generalizedForces: tau,
          into: &a,
          using: &workspace
        )
        try model.updateBody(BodyID(index: 3), mass: 2, massCenter: .unitX)
        try model.updateFrames(of: BodyID(index: 3), parentFrame: .identity)
      }
      if round == 1 { #expect(count == 0) }
    }
  }
}
