// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// Sums of a few dozen numbers of size one to a hundred.
private let rounding = 1e-9

@Suite struct CouplingTests {
  /// A random tree in which three coordinates follow others and one is locked.
  private func coupledModel(
    seed: UInt64
  ) throws -> (model: MultibodyModel, state: MultibodyState, accelerations: [Double]) {
    var generator = SeededGenerator(seed: seed)
    var builder = MultibodyModelBuilder()
    var parent = BodyID.ground
    for index in 1...8 {
      parent = try builder.addBody(
        RandomModel.body("b\(index)", &generator),
        parent: index == 5 ? BodyID(index: 2) : parent,
        joint: .revolute(generator.direction()),
        parentFrame: RandomModel.frame(&generator),
        childFrame: RandomModel.frame(&generator),
        coordinates: ["q\(index)"]
      )
    }
    func q(_ number: Int) -> CoordinateID { CoordinateID(index: number - 1) }
    try builder.addCoupling(
      dependent: q(3),
      independent: q(1),
      function: .linear(slope: 0.4, intercept: 0.1)
    )
    try builder.addCoupling(
      CoordinateCoupling(
        dependent: q(5),
        constant: 0.2,
        terms: [
          .init(independent: q(2), function: .polynomial([0.1, 0.5, -0.3, 0.2])),
          .init(independent: q(8), function: .custom(Wave(amplitude: 0.6, frequency: 1.4))),
        ]
      )
    )
    try builder.addCoupling(
      dependent: q(6),
      independent: q(2),
      function: .polynomial([0, -0.7, 0.4])
    )
    try builder.lock(q(7), at: 0.35)
    let model = try builder.build()
    var state = MultibodyState(
      coordinates: (0..<8).map { _ in generator.number(in: -1...1) },
      speeds: (0..<8).map { _ in generator.number(in: -2...2) }
    )
    model.applyCouplings(to: &state)
    var accelerations = (0..<8).map { _ in generator.number(in: -5...5) }
    model.applyCouplings(toAccelerations: &accelerations, state: state)
    return (model, state, accelerations)
  }

  @Test func dependentValuesAreDerivativesOfOneAnother() throws {
    let (model, state, accelerations) = try coupledModel(seed: 1)
    #expect(state.coordinates[6] == 0.35)
    #expect(state.speeds[6] == 0)
    #expect(model.independentCoordinates.map(\.index) == [0, 1, 3, 7])
    // Along constant independent accelerations the dependent coordinates follow their functions.
    func later(_ time: Double) -> MultibodyState {
      var moved = state
      for c in model.independentCoordinates.map(\.index) {
        moved.coordinates[c] += time * (state.speeds[c] + 0.5 * time * accelerations[c])
        moved.speeds[c] += time * accelerations[c]
      }
      model.applyCouplings(to: &moved)
      return moved
    }
    for c in 0..<model.coordinateCount {
      let speed = centralDifference(of: { later($0).coordinates[c] }, at: 0, step: 1e-3)
      #expect(isClose(speed, state.speeds[c], absolute: 1e-8))
      let acceleration = centralDifference(of: { later($0).speeds[c] }, at: 0, step: 1e-3)
      #expect(isClose(acceleration, accelerations[c], absolute: 1e-7))
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func reducedForcesDoTheSameWork(seed: UInt64) throws {
    let (model, state, accelerations) = try coupledModel(seed: seed)
    let tau = model.inverseDynamics(of: state, accelerations: accelerations)
    let reduced = model.reducedGeneralizedForces(tau, state: state)
    let whole = zip(tau, state.speeds).reduce(0) { $0 + $1.0 * $1.1 }
    let independent = zip(reduced, model.independentCoordinates).reduce(0) {
      $0 + $1.0 * state.speeds[$1.1.index]
    }
    #expect(isClose(whole, independent, absolute: rounding))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func reducedMassMatrixHoldsTheKineticEnergy(seed: UInt64) throws {
    let (model, state, _) = try coupledModel(seed: seed)
    let matrix = model.reducedMassMatrix(at: state)
    let u = model.independentCoordinates.map { state.speeds[$0.index] }
    var energy = 0.0
    for i in u.indices {
      for j in u.indices {
        energy += 0.5 * u[i] * matrix[i, j] * u[j]
        #expect(isClose(matrix[i, j], matrix[j, i], absolute: rounding))
      }
    }
    #expect(isClose(energy, model.kineticEnergy(of: state), absolute: rounding))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func coupledForwardDynamicsUndoesInverseDynamics(seed: UInt64) throws {
    // Any share of the force may sit on the dependent coordinates: only the reduced force counts.
    let (model, state, accelerations) = try coupledModel(seed: seed)
    let tau = model.inverseDynamics(of: state, accelerations: accelerations)
    let found = try model.accelerations(of: state, generalizedForces: tau)
    let reduced = model.reducedGeneralizedForces(tau, state: state)
    var moved = [Double](repeating: 0, count: model.coordinateCount)
    for (force, coordinate) in zip(reduced, model.independentCoordinates) {
      moved[coordinate.index] = force
    }
    let again = try model.accelerations(of: state, generalizedForces: moved)
    for c in 0..<model.coordinateCount {
      #expect(isClose(found[c], accelerations[c], absolute: 10 * rounding))
      #expect(isClose(again[c], accelerations[c], absolute: 10 * rounding))
    }
  }

  @Test func aLinearCouplingOfHingesIsOneBend() throws {
    // Two hinges in line that share an angle half and half move the outer body like one hinge
    // of the whole angle: the moment about the whole angle is the mean of the two moments.
    var builder = MultibodyModelBuilder()
    let first = try builder.addBody(
      BodyDescription(name: "first", mass: 0),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["lower"]
    )
    try builder.addBody(
      BodyDescription(name: "second", mass: 2, massCenter: Vector3(0.3, 0.1, 0)),
      parent: first,
      joint: .revolute(.unitZ),
      coordinates: ["upper"]
    )
    try builder.addCoupling(
      dependent: CoordinateID(index: 1),
      independent: CoordinateID(index: 0),
      function: .identity
    )
    let model = try builder.build()
    var state = model.neutralState()
    state.coordinates[0] = 0.2
    model.applyCouplings(to: &state)
    let reduced = model.reducedGeneralizedForces(model.staticForces(at: state), state: state)
    let lever = 0.3 * cos(0.4) - 0.1 * sin(0.4)
    #expect(isClose(reduced[0], 2 * (2 * 9.806_65 * lever), absolute: 1e-12))
    let matrix = model.reducedMassMatrix(at: state)
    #expect(isClose(matrix[0, 0], 4 * 2 * 0.1, absolute: 1e-12))
  }
}
