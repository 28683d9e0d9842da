// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

package import LinearAlgebra
package import MultibodyDynamics

/// The pressure in the abdomen, which pushes the diaphragm up along the thorax and the floor of the
/// pelvis down.
package struct AbdominalPressure {
  private let thorax: BodyID
  private let pelvis: BodyID
  private let diaphragm: Vector3
  private let magnitude: Double

  /// The force on the thorax in ground axes, with its moment about the origin.
  package private(set) var onThorax = SpatialForce.zero

  /// Where it acts on the thorax, in ground in metres.
  package private(set) var point = Vector3.zero

  /// Makes the force of a pressure in pascals; nil for that of the parameters.
  package init(model: HumanModel, pressure: Double?) {
    let skeleton = model.skeleton
    let parameters = model.parameters
    thorax = skeleton.thorax
    pelvis = skeleton.pelvis
    let joint = skeleton.multibody.childFrame(of: skeleton.thorax).translation
    diaphragm =
      joint + Vector3(parameters["abdomen.pressure_arm"] * skeleton.scale, 0, 0)
    magnitude =
      (pressure ?? parameters["abdomen.pressure"]) * parameters["abdomen.diaphragm_area"]
  }

  /// Writes the forces on thorax and pelvis for a workspace with positions up to date.
  package mutating func update(
    using dynamics: borrowing DynamicsWorkspace,
    into forces: inout [SpatialForce]
  ) {
    guard magnitude != 0 else { return }
    let frame = dynamics.transform(of: thorax)
    point = frame * diaphragm
    onThorax = SpatialForce(force: frame.rotation * Vector3.unitY * magnitude, at: point)
    forces[thorax.index] = onThorax
    forces[pelvis.index] = -onThorax
  }
}
