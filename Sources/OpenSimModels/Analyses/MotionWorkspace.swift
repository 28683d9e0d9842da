// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

/// Where a model is at one time of a motion and what pushes it; one for each thread.
struct MotionWorkspace: ~Copyable {
  var state: MultibodyState
  var accelerations: [Double]

  /// By body, in ground axes about the ground origin.
  var external: [SpatialForce]
  var dynamics: DynamicsWorkspace

  init(for model: MultibodyModel) {
    state = model.neutralState()
    accelerations = [Double](repeating: 0, count: model.coordinateCount)
    external = [SpatialForce](repeating: .zero, count: model.bodyCount)
    dynamics = DynamicsWorkspace(for: model)
  }

  /// Moves to a time: coordinates, speeds, accelerations, the places of the bodies and the external loads.
  ///
  /// - Parameters:
  ///   - time: In seconds.
  ///   - motion: How the model moves.
  ///   - loads: What pushes it, or nil.
  ///   - model: The model that the workspace was made for.
  ///   - coupled: The model whose couplings give dependent coordinates their values; nil to leave them as
  ///     they were recorded.
  mutating func move(
    to time: Double,
    along motion: RecordedMotion,
    loads: RecordedLoads?,
    of model: MultibodyModel,
    coupled: MultibodyModel?
  ) {
    motion.computeSample(at: time, into: &state, accelerations: &accelerations)
    if let coupled {
      coupled.applyCouplings(to: &state)
      coupled.applyCouplings(toAccelerations: &accelerations, state: state)
    }
    model.updatePositions(state, in: &dynamics)
    for body in external.indices { external[body] = .zero }
    loads?.add(at: time, to: &external, using: dynamics)
  }
}
