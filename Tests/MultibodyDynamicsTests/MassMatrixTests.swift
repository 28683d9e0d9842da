// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// Sums over sixteen bodies of up to 3 kg at up to 3 m from the origin.
private let matrixRounding = 1e-10

@Suite struct MassMatrixTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func columnsAreInverseDynamicsOfUnitAccelerations(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    let n = model.coordinateCount
    let matrix = model.massMatrix(at: random.state)
    let bias = model.biasForces(at: random.state)
    for column in 0..<n {
      var unit = [Double](repeating: 0, count: n)
      unit[column] = 1
      let tau = model.inverseDynamics(of: random.state, accelerations: unit)
      for row in 0..<n {
        #expect(
          isClose(tau[row] - bias[row], matrix[row, column], absolute: matrixRounding),
          "seed \(seed)"
        )
        #expect(matrix[row, column] == matrix[column, row])
      }
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func matrixIsTheSumOverBodiesThroughJacobians(seed: UInt64) {
    // M = sum of m Jc' Jc + Jw' (R I R') Jw
    let random = RandomModel(seed: seed)
    let model = random.model
    let n = model.coordinateCount
    let matrix = model.massMatrix(at: random.state)
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(random.state, in: &workspace)
    var sum = [Double](repeating: 0, count: n * n)
    var angular = [Double](repeating: 0, count: 3 * n)
    var linear = angular
    for body in (1..<model.bodyCount).map(BodyID.init(index:)) {
      let center = model.massCenter(of: body)
      model.computePointJacobian(of: center, in: body, into: &linear, using: workspace)
      model.computeAngularJacobian(of: body, into: &angular, using: workspace)
      let r = workspace.transform(of: body).rotation.matrix
      let inertia = r * model.inertia(of: body) * r.transposed
      func column(_ matrix: [Double], _ c: Int) -> Vector3 {
        Vector3(matrix[3 * c], matrix[3 * c + 1], matrix[3 * c + 2])
      }
      for i in 0..<n {
        for j in 0..<n {
          sum[i + n * j] +=
            model.mass(of: body) * column(linear, i).dot(column(linear, j))
            + column(angular, i).dot(inertia * column(angular, j))
        }
      }
    }
    for i in 0..<n {
      for j in 0..<n {
        #expect(isClose(sum[i + n * j], matrix[i, j], absolute: matrixRounding), "seed \(seed)")
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func kineticEnergyIsHalfSpeedsTimesMomenta(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let u = random.state.speeds
    let matrix = random.model.massMatrix(at: random.state)
    var energy = 0.0
    for i in u.indices {
      for j in u.indices { energy += 0.5 * u[i] * matrix[i, j] * u[j] }
    }
    #expect(
      isClose(energy, random.model.kineticEnergy(of: random.state), absolute: 0, relative: 1e-12)
    )
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func velocityForcesDoNoWorkBeyondTheChangeOfMass(seed: UInt64) {
    // Passivity, u'(Mdot - 2 C) u = 0: with h = C u + g,  u' Mdot u = 2 u'(h - g).
    let random = RandomModel(seed: seed)
    let model = random.model
    let u = random.state.speeds
    let n = u.count
    let h = model.biasForces(at: random.state)
    let g = model.staticForces(at: random.state)
    let work = (0..<n).reduce(0) { $0 + 2 * u[$1] * (h[$1] - g[$1]) }
    func quadraticForm(_ time: Double) -> Double {
      var moved = random.state
      for i in 0..<n { moved.coordinates[i] += time * u[i] }
      let m = model.massMatrix(at: moved)
      var sum = 0.0
      for i in 0..<n {
        for j in 0..<n { sum += u[i] * m[i, j] * u[j] }
      }
      return sum
    }
    let rate = centralDifference(of: quadraticForm, at: 0, step: 1e-3)
    // Differences of a form of about 1e3 J.
    #expect(isClose(work, rate, absolute: 1e-5, relative: 1e-7), "seed \(seed)")
  }

  @Test(arguments: [1, 2] as [UInt64])
  func pointJacobiansAreDerivativesOfPositions(seed: UInt64) {
    let random = RandomModel(seed: seed)
    let model = random.model
    let body = BodyID(index: model.bodyCount - 1)
    let point = Vector3(0.2, -0.1, 0.3)
    let jacobian = model.pointJacobian(of: point, in: body, at: random.state)
    for c in (0..<model.coordinateCount).map(CoordinateID.init(index:)) {
      for axis in 0..<3 {
        let slope = centralDifference(
          of: {
            var moved = random.state
            moved[c] = $0
            var workspace = DynamicsWorkspace(for: model)
            model.updatePositions(moved, in: &workspace)
            return workspace.position(of: point, in: body)[axis]
          },
          at: random.state[c],
          step: 1e-3
        )
        #expect(isClose(jacobian[axis, c.index], slope, absolute: 1e-9), "seed \(seed) \(c)")
      }
    }
  }

  @Test func forceOnABodyDoesTheWorkOfItsGeneralizedForces() {
    let random = RandomModel(seed: 6)
    let model = random.model
    var workspace = DynamicsWorkspace(for: model)
    model.updateKinematics(random.state, in: &workspace)
    for body in (0..<model.bodyCount).map(BodyID.init(index:)) {
      let force = random.externalForces[body.index]
      var tau = [Double](repeating: 0, count: model.coordinateCount)
      model.addGeneralizedForces(of: force, on: body, to: &tau, using: workspace)
      let power = zip(tau, random.state.speeds).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(isClose(power, workspace.velocity(of: body).dot(force), absolute: 1e-10))
    }
  }
}
