// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Scratch storage for dynamics on one model; make one per task.
///
/// It holds nothing that cannot be computed again from the model and a state. A workspace fits
/// every model with the same tree, joints and couplings, so also one whose masses or frames were
/// updated.
public struct DynamicsWorkspace: ~Copyable, @unchecked Sendable {
  // Unchecked: the storage has this value as its only owner.

  /// How far the contents have been computed for the present state.
  enum Stage: Int {
    case empty
    case positions
    case velocities
    case dynamics
  }

  let bodyCount: Int
  let coordinateCount: Int
  let layout: UInt64
  var stage = Stage.empty {
    didSet { jointForcesAreCurrent = stage == .dynamics }
  }
  /// True when `forces` holds what the joints transmit in the present state.
  var jointForcesAreCurrent = false
  /// The gravity with which `accelerations` was computed, in m/s2.
  var gravity = Vector3.zero

  // By body.
  let transforms: UnsafeMutablePointer<RigidTransform>
  /// Mass centres in ground, in metres.
  let massCenters: UnsafeMutablePointer<Vector3>
  let velocities: UnsafeMutablePointer<SpatialMotion>
  /// The part of a body's acceleration relative to its parent that does not depend on the
  /// accelerations of the coordinates.
  let velocityProducts: UnsafeMutablePointer<SpatialMotion>
  /// Accelerations less gravity.
  let accelerations: UnsafeMutablePointer<SpatialMotion>
  let forces: UnsafeMutablePointer<SpatialForce>
  let inertias: UnsafeMutablePointer<SpatialInertia>
  /// Mass, in kilograms, of a body and everything outboard; its first moment, in kg m.
  let subtreeMasses: UnsafeMutablePointer<Double>
  let firstMoments: UnsafeMutablePointer<Vector3>

  // By coordinate.
  let motionAxes: UnsafeMutablePointer<SpatialMotion>
  let axisForces: UnsafeMutablePointer<SpatialForce>
  let pivots: UnsafeMutablePointer<Double>
  let residuals: UnsafeMutablePointer<Double>
  /// The place of an independent coordinate among the independent ones; -1 for the others.
  let independentPlaces: UnsafeMutablePointer<Int>

  // By step.
  let stepAxes: UnsafeMutablePointer<SpatialMotion>
  let stepFirst: UnsafeMutablePointer<Double>
  let stepSecond: UnsafeMutablePointer<Double>
  let stepValues: UnsafeMutablePointer<Double>
  let cosines: UnsafeMutablePointer<Double>
  let sines: UnsafeMutablePointer<Double>

  // By step that is a function of several coordinates.
  let stepGradients: UnsafeMutablePointer<Vector3>
  let stepHessians: UnsafeMutablePointer<Matrix3>

  // By coupling term.
  let couplingFirst: UnsafeMutablePointer<Double>
  let couplingSecond: UnsafeMutablePointer<Double>

  // Matrices of order coordinateCount, by columns.
  let matrix: UnsafeMutablePointer<Double>
  let reducedMatrix: UnsafeMutablePointer<Double>

  /// Makes a workspace of the size that a model needs.
  public init(for model: MultibodyModel) {
    let storage = model.storage
    let bodies = storage.bodyCount
    let coordinates = storage.coordinateCount
    func space<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
      let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(count, 1))
      pointer.initialize(repeating: value, count: max(count, 1))
      return pointer
    }
    bodyCount = bodies
    coordinateCount = coordinates
    layout = storage.layout
    transforms = space(bodies, .identity)
    massCenters = space(bodies, .zero)
    velocities = space(bodies, .zero)
    velocityProducts = space(bodies, .zero)
    accelerations = space(bodies, .zero)
    forces = space(bodies, .zero)
    inertias = space(bodies, .zero)
    subtreeMasses = space(bodies, 0)
    firstMoments = space(bodies, .zero)
    motionAxes = space(coordinates, .zero)
    axisForces = space(coordinates, .zero)
    pivots = space(coordinates, 0)
    residuals = space(coordinates, 0)
    independentPlaces = space(coordinates, -1)
    stepAxes = space(storage.stepCount, .zero)
    stepFirst = space(storage.stepCount, 1)
    stepSecond = space(storage.stepCount, 0)
    // Sines and cosines are computed by fours.
    let fours = (storage.stepCount + 3) / 4 * 4
    stepValues = space(fours, 0)
    cosines = space(fours, 1)
    sines = space(fours, 0)
    stepGradients = space(storage.multivariateSteps.count, .zero)
    stepHessians = space(storage.multivariateSteps.count, .zero)
    couplingFirst = space(storage.couplingTermCount, 0)
    couplingSecond = space(storage.couplingTermCount, 0)
    matrix = space(coordinates * coordinates, 0)
    // Room for columns padded as `SmallCholesky` asks; its alignment is that of `malloc`.
    let padded = SmallCholesky.leadingDimension(forOrder: coordinates)
    reducedMatrix = space(padded * coordinates, 0)
    for (place, coordinate) in model.independentCoordinates.enumerated() {
      independentPlaces[coordinate.index] = place
    }
  }

  deinit {
    // Everything stored is plain data: nothing to deinitialize.
    transforms.deallocate()
    massCenters.deallocate()
    velocities.deallocate()
    velocityProducts.deallocate()
    accelerations.deallocate()
    forces.deallocate()
    inertias.deallocate()
    subtreeMasses.deallocate()
    firstMoments.deallocate()
    motionAxes.deallocate()
    axisForces.deallocate()
    pivots.deallocate()
    residuals.deallocate()
    independentPlaces.deallocate()
    stepAxes.deallocate()
    stepFirst.deallocate()
    stepSecond.deallocate()
    stepValues.deallocate()
    cosines.deallocate()
    sines.deallocate()
    stepGradients.deallocate()
    stepHessians.deallocate()
    couplingFirst.deallocate()
    couplingSecond.deallocate()
    matrix.deallocate()
    reducedMatrix.deallocate()
  }

  /// Stops unless the workspace fits the model and has been computed as far as a stage.
  func require(_ needed: Stage, of model: borrowing MultibodyModel) {
    requireLayout(of: model)
    require(needed)
  }

  func require(_ needed: Stage) {
    precondition(
      stage.rawValue >= needed.rawValue,
      "the workspace holds the stage '\(stage)', but '\(needed)' is needed: update it first"
    )
  }

  func requireLayout(of model: borrowing MultibodyModel) {
    precondition(
      layout == model.storage.layout,
      "the workspace was made for a model with another tree (\(bodyCount) bodies, "
        + "\(coordinateCount) coordinates) than this one (\(model.storage.bodyCount) bodies, "
        + "\(model.storage.coordinateCount) coordinates)"
    )
  }

  func checkBody(_ body: BodyID) {
    precondition(
      body.index >= 0 && body.index < bodyCount,
      "body index \(body.index) given, model has \(bodyCount) bodies"
    )
  }
}
