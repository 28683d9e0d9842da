// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Baseline
internal import Benchmark
internal import LinearAlgebra
internal import MultibodyDynamics

/// A chain of bodies on revolute joints whose axes alternate.
private func chain(joints: Int) throws -> MultibodyModel {
  var builder = MultibodyModelBuilder(gravity: MultibodyModel.standardGravity)
  var parent = BodyID.ground
  let axes = [Vector3.unitZ, .unitX, .unitY]
  for joint in 0..<joints {
    parent = try builder.addBody(
      BodyDescription(
        name: "body\(joint)",
        mass: 1,
        massCenter: Vector3(0.01, 0.1, -0.02),
        inertia: Matrix3(diagonal: Vector3(0.02, 0.01, 0.02))
      ),
      parent: parent,
      joint: .revolute(axes[joint % 3]),
      parentFrame: RigidTransform(translation: Vector3(0, 0.2, 0)),
      coordinates: ["q\(joint)"]
    )
  }
  return try builder.build()
}

let benchmarks: @Sendable () -> Void = {
  BLASThreading.setCount(1)
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .ratio],
    units: [.ratio: .count],
    warmupIterations: 3,
    scalingFactor: .kilo,
    maxDuration: .seconds(3)
  )

  Benchmark("Inverse dynamics, 30 revolute joints") { benchmark in
    let model = try chain(joints: 30)
    var workspace = DynamicsWorkspace(for: model)
    var state = model.neutralState()
    for index in state.coordinates.indices {
      state.coordinates[index] = 0.1 * Double(index % 7)
      state.speeds[index] = 0.2 * Double(index % 5)
    }
    let accelerations = [Double](repeating: 0.3, count: model.coordinateCount)
    var forces = [Double](repeating: 0, count: model.coordinateCount)
    benchmark.measureAgainstBase {
      model.computeInverseDynamics(
        state,
        accelerations: accelerations,
        externalForces: nil,
        into: &forces,
        using: &workspace
      )
      blackHole(forces[0])
    }
  }
}
