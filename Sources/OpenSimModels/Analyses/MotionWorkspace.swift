// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics

/// Where a model is at one time of a motion and what pushes it; one for each thread.
struct MotionWorkspace: ~Copyable {
  var state: MultibodyState
  var accelerations: [Double]

  /// By body, in ground axes about the ground origin.
  var external: [SpatialForce]
  var dynamics: DynamicsWorkspace

  /// By coordinate: the forces of springs, ligaments and limits; only those that act on no bodies while
  /// `passiveOnBodies` holds the others.
  var passive: [Double]
  /// By body: those of ligaments, springs and bushings between bodies, as `external`.
  var passiveOnBodies: [SpatialForce]
  private var passiveGeometry: MuscleGeometryWorkspace?

  init(for model: MultibodyModel, passive forces: OpenSimPassiveForces? = nil) {
    state = model.neutralState()
    accelerations = [Double](repeating: 0, count: model.coordinateCount)
    external = [SpatialForce](repeating: .zero, count: model.bodyCount)
    dynamics = DynamicsWorkspace(for: model)
    passive = [Double](repeating: 0, count: model.coordinateCount)
    passiveOnBodies = [SpatialForce](repeating: .zero, count: model.bodyCount)
    if let forces, forces.count > 0 {
      passiveGeometry = MuscleGeometryWorkspace(for: forces.geometry)
    } else {
      passiveGeometry = nil
    }
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

  /// Subtracts the forces of springs, ligaments and limits from those that the coordinates need.
  ///
  /// The workspace must have velocities, so inverse dynamics comes first.
  mutating func subtract(
    _ forces: OpenSimPassiveForces?,
    of model: MultibodyModel,
    from demands: inout [Double]
  ) {
    guard let forces, forces.count > 0, var geometry = passiveGeometry.take() else { return }
    for index in passive.indices { passive[index] = 0 }
    forces.addGeneralizedForces(
      at: state,
      of: model,
      using: dynamics,
      in: &geometry,
      to: &passive
    )
    passiveGeometry = consume geometry
    for index in demands.indices { demands[index] -= passive[index] }
  }

  /// Adds the forces of ligaments, springs, bushings and limits to those on bodies and coordinates.
  mutating func add(
    _ forces: OpenSimPassiveForces?,
    of model: MultibodyModel,
    to generalized: inout [Double]
  ) {
    guard let forces, forces.count > 0, var geometry = passiveGeometry.take() else { return }
    model.updateKinematics(state, in: &dynamics)
    for index in passive.indices { passive[index] = 0 }
    for index in passiveOnBodies.indices { passiveOnBodies[index] = .zero }
    forces.add(
      at: state,
      using: dynamics,
      in: &geometry,
      toBodies: &passiveOnBodies,
      coordinates: &passive
    )
    passiveGeometry = consume geometry
    for index in external.indices { external[index] += passiveOnBodies[index] }
    for index in generalized.indices { generalized[index] += passive[index] }
  }
}
