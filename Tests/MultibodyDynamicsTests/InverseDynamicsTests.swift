// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// Forces of up to 1e3 N summed over sixteen bodies at up to 3 m from the origin.
private let forceRounding = 1e-8

@Suite struct InverseDynamicsTests {
  @Test(arguments: [0.0, 0.4, -1.3, 3.0])
  func simplePendulumHasItsClosedForm(angle: Double) throws {
    // A point mass m at the end of a rod of length l, angle from the vertical:
    // tau = m l^2 a + m g l sin(angle); the rod pulls with m (g cos(angle) + l u^2).
    let (m, l, g) = (2.5, 0.7, 9.806_65)
    let (speed, acceleration) = (1.7, -3.1)
    var builder = MultibodyModelBuilder()
    let rod = try builder.addBody(
      BodyDescription(name: "rod", mass: m, massCenter: Vector3(0, -l, 0)),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["angle"]
    )
    let model = try builder.build()
    var workspace = DynamicsWorkspace(for: model)
    var tau = [0.0]
    model.computeInverseDynamics(
      MultibodyState(coordinates: [angle], speeds: [speed]),
      accelerations: [acceleration],
      externalForces: nil,
      into: &tau,
      using: &workspace
    )
    let expected = m * l * l * acceleration + m * g * l * sin(angle)
    #expect(isClose(tau[0], expected, absolute: 1e-12, relative: 1e-14))
    let reaction = model.jointReaction(on: rod, axesOf: rod, using: workspace)
    let pull = m * (g * cos(angle) + l * speed * speed)
    #expect(isClose(reaction.force.y, pull, absolute: 1e-12, relative: 1e-14))
    let across = m * (g * sin(angle) + l * acceleration)
    #expect(isClose(reaction.force.x, across, absolute: 1e-12, relative: 1e-14))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func powerEqualsRateOfEnergy(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    let tau = model.inverseDynamics(of: random.state, accelerations: random.accelerations)
    let power = zip(tau, random.state.speeds).reduce(0) { $0 + $1.0 * $1.1 }
    let rate = centralDifference(
      of: {
        let state = random.state(after: $0)
        return model.kineticEnergy(of: state) + model.potentialEnergy(of: state)
      },
      at: 0,
      step: 1e-3
    )
    // Differences of energies of about 1e3 J over 1e-3 s.
    #expect(isClose(power, rate, absolute: 1e-5, relative: 1e-7), "seed \(seed)")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func externalForcesEnterThroughTheirPower(seed: UInt64) {
    // tau with forces = tau without - sum over bodies of (motion axis . force).
    let random = RandomModel(seed: seed)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(random.state, in: &workspace)
    let without = model.inverseDynamics(of: random.state, accelerations: random.accelerations)
    let with = model.inverseDynamics(
      of: random.state,
      accelerations: random.accelerations,
      externalForces: random.externalForces
    )
    for c in (0..<model.coordinateCount).map(CoordinateID.init(index:)) {
      var work = 0.0
      for b in 1..<model.bodyCount
      where model.isInSubtree(BodyID(index: b), of: model.body(of: c)) {
        work += workspace.motionAxis(of: c).dot(random.externalForces[b])
      }
      #expect(
        isClose(with[c.index], without[c.index] - work, absolute: forceRounding),
        "seed \(seed)"
      )
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func jointForcesAreFreeBodySumsOfEverythingOutboard(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    var tau = random.accelerations
    model.computeInverseDynamics(
      random.state,
      accelerations: random.accelerations,
      externalForces: random.externalForces,
      into: &tau,
      using: &workspace
    )
    for root in (1..<model.bodyCount).map(BodyID.init(index:)) {
      var sum = SpatialForce.zero
      for b in (1..<model.bodyCount).map(BodyID.init(index:))
      where model.isInSubtree(b, of: root) {
        // Newton and Euler in ground for one body: m a_c, and d(R I R' w)/dt.
        let r = workspace.transform(of: b).rotation.matrix
        let inertia = r * model.inertia(of: b) * r.transposed
        let c = workspace.position(of: model.massCenter(of: b), in: b)
        let a = workspace.acceleration(of: model.massCenter(of: b), in: b)
        let w = workspace.velocity(of: b).angular
        let spin =
          inertia * workspace.acceleration(of: b).angular + w.cross(inertia * w)
        sum += SpatialForce(force: (a - model.gravity) * model.mass(of: b), at: c)
        sum += SpatialForce(moment: spin, force: .zero)
        sum -= random.externalForces[b.index]
      }
      let found = workspace.jointForce(of: root)
      #expect(isClose(found.force, sum.force, absolute: forceRounding), "seed \(seed)")
      #expect(isClose(found.moment, sum.moment, absolute: forceRounding), "seed \(seed)")
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func staticForcesAreInverseDynamicsAtRest(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    let rest = MultibodyState(coordinates: random.state.coordinates)
    let zeros = [Double](repeating: 0, count: model.coordinateCount)
    let expected = model.inverseDynamics(
      of: rest,
      accelerations: zeros,
      externalForces: random.externalForces
    )
    let found = model.staticForces(at: rest, externalForces: random.externalForces)
    for (left, right) in zip(found, expected) {
      #expect(isClose(left, right, absolute: forceRounding))
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func gravityTermIsGradientOfPotentialEnergy(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    let found = model.staticForces(at: random.state)
    for c in (0..<model.coordinateCount).map(CoordinateID.init(index:)) {
      let slope = centralDifference(
        of: {
          var moved = random.state
          moved[c] = $0
          return model.potentialEnergy(of: moved)
        },
        at: random.state[c],
        step: 1e-3
      )
      #expect(isClose(found[c.index], slope, absolute: 1e-7), "seed \(seed) \(c)")
    }
  }

  @Test func reactionInAnotherFrameIsTheSameForce() {
    let random = RandomModel(seed: 9)
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
    let body = BodyID(index: 4)
    let frame = BodyID(index: 7)
    let point = Vector3(0.1, 0.2, 0.3)
    let ground = workspace.jointForce(of: body)
    let found = workspace.jointForce(of: body, at: point, in: frame)
    let x = workspace.transform(of: frame)
    let back = SpatialForce(force: x.rotation * found.force, at: x * point)
    #expect(isClose(back.force, ground.force, absolute: forceRounding))
    #expect(
      isClose(
        back.moment + x.rotation * found.moment,
        ground.moment,
        absolute: forceRounding
      )
    )
  }
}
