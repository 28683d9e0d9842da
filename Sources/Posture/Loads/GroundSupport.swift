// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics

/// The known forces from outside the body, and the pressure in the abdomen.
///
/// Where feet carry the body, the ground pushes up on each with its share of the weight of body and
/// load, under their mass centre. A load in the hands pulls them down. The pressure pushes the
/// diaphragm up along the thorax and the floor of the pelvis down.
struct GroundSupport {
  private let bodyMass: Double
  private let gravity: Double
  private let feet: [BodyID]
  private var abdomen: AbdominalPressure
  let handLoad: HandLoad
  private(set) var forces: [SpatialForce]
  /// The force of the pressure on the thorax in ground axes, with its moment about the origin.
  var onThorax: SpatialForce { abdomen.onThorax }
  /// The weight in both hands in ground axes, with its moment about the origin.
  private(set) var onHands = SpatialForce.zero
  /// Where the pressure acts on the thorax, in ground in metres.
  var pressurePoint: Vector3 { abdomen.point }
  /// The points under the feet at which the ground pushes, in ground in metres.
  private(set) var footPoints: [Vector3]

  /// Makes the forces for the feet that stand, right or left; none where supports carry the body.
  init(
    model: HumanModel,
    settings: PostureSettings,
    feet sides: [Muscle.Side] = [.right, .left],
    handLoad: Double = 0
  ) {
    let skeleton = model.skeleton
    let parameters = model.parameters
    bodyMass = skeleton.multibody.totalMass
    gravity = parameters["gravity"]
    feet = sides.map { skeleton.feet[$0 == .right ? 0 : 1] }
    abdomen = AbdominalPressure(model: model, pressure: settings.abdominalPressure)
    self.handLoad = HandLoad(model: model, mass: handLoad)
    forces = Array(repeating: .zero, count: skeleton.multibody.bodyCount)
    footPoints = Array(repeating: .zero, count: feet.count)
  }

  /// The force of the ground on each foot that stands, in newtons.
  var footForce: Vector3 {
    Vector3(0, (bodyMass + handLoad.mass) * gravity / Double(feet.count), 0)
  }

  /// The force of the pressure on the thorax, in newtons; zero where there is none.
  var pressure: Vector3 { onThorax.force }

  /// Places the forces for the posture of a workspace with positions up to date.
  mutating func update(model: MultibodyModel, using dynamics: borrowing DynamicsWorkspace) {
    var moment = model.massCenter(using: dynamics) * bodyMass
    onHands = .zero
    handLoad.forEach(using: dynamics) { body, point, mass in
      let force = SpatialForce(force: Vector3(0, -mass * gravity, 0), at: point)
      forces[body] = force
      onHands += force
      moment += point * mass
    }
    let centre = moment / (bodyMass + handLoad.mass)
    for index in 0..<feet.count {
      let foot = feet[index]
      let place = dynamics.transform(of: foot).translation
      footPoints[index] = Vector3(centre.x, place.y, place.z)
      forces[foot.index] = SpatialForce(force: footForce, at: footPoints[index])
    }
    abdomen.update(using: dynamics, into: &forces)
  }

  /// Calls back with body, point in ground (m) and force (N) of the forces of ground and load.
  func forEachOutsideForce(
    using dynamics: borrowing DynamicsWorkspace,
    _ body: (Int, Vector3, Vector3) -> Void
  ) {
    for index in 0..<feet.count { body(feet[index].index, footPoints[index], footForce) }
    handLoad.forEach(using: dynamics) { hand, point, mass in
      body(hand, point, Vector3(0, -mass * gravity, 0))
    }
  }
}
