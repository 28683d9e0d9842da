// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics

/// The forces from outside the body in standing, and the pressure in the abdomen.
///
/// The ground pushes up on both feet with half the weight each, under the mass centre of the body.
/// The pressure pushes the diaphragm up along the thorax and the floor of the pelvis down.
struct GroundSupport {
  private let halfWeight: Double
  private let feet: [BodyID]
  private let thorax: BodyID
  private let pelvis: BodyID
  private let diaphragm: Vector3
  private let pressureForce: Double
  private(set) var forces: [SpatialForce]
  /// The force of the pressure on the thorax in ground axes, with its moment about the origin.
  private(set) var onThorax = SpatialForce.zero

  init(model: HumanModel, settings: PostureSettings) {
    let skeleton = model.skeleton
    let parameters = model.parameters
    halfWeight = 0.5 * skeleton.multibody.totalMass * parameters["gravity"]
    feet = skeleton.feet
    thorax = skeleton.thorax
    pelvis = skeleton.pelvis
    let joint = skeleton.multibody.childFrame(of: skeleton.thorax).translation
    diaphragm =
      joint + Vector3(parameters["abdomen.pressure_arm"] * skeleton.scale, 0, 0)
    pressureForce =
      (settings.abdominalPressure ?? parameters["abdomen.pressure"])
      * parameters["abdomen.diaphragm_area"]
    forces = Array(repeating: .zero, count: skeleton.multibody.bodyCount)
  }

  /// Places the forces for the posture of a workspace with positions up to date.
  mutating func update(model: MultibodyModel, using dynamics: borrowing DynamicsWorkspace) {
    let centre = model.massCenter(using: dynamics)
    for index in 0..<feet.count {
      let foot = feet[index]
      let place = dynamics.transform(of: foot).translation
      forces[foot.index] = SpatialForce(
        force: Vector3(0, halfWeight, 0),
        at: Vector3(centre.x, place.y, place.z)
      )
    }
    guard pressureForce != 0 else { return }
    let frame = dynamics.transform(of: thorax)
    let up = frame.rotation * Vector3.unitY * pressureForce
    onThorax = SpatialForce(force: up, at: frame * diaphragm)
    forces[thorax.index] = onThorax
    forces[pelvis.index] = -onThorax
  }
}
