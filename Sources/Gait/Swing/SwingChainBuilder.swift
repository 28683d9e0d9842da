// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics

/// Takes thigh, shank and foot of the right leg out of the skeleton, as chains in the sagittal plane.
///
/// Ground axes are those of the skeleton. In the prescribed chain the origin is the hip's centre; in
/// the other one it is where the standing leg touches the ground.
struct SwingChainBuilder {
  let chains: (prescribed: MultibodyModel, stanceLeg: MultibodyModel)
  let feet: (prescribed: BodyID, stanceLeg: BodyID)
  let heel: Vector3
  let ball: Vector3
  let standingLength: Double

  init(model: HumanModel) {
    let skeleton = model.skeleton
    let multibody = skeleton.multibody
    let parameters = model.parameters
    let thigh = skeleton.thighs[0]
    let foot = skeleton.feet[0]
    let shank = multibody.parent(of: foot)
    heel = skeleton.place(of: .heel, side: .right, parameters: parameters).point
    ball = skeleton.place(of: .ball, side: .right, parameters: parameters).point
    // From the sole in neutral standing to the hip.
    var workspace = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &workspace)
    let hip = workspace.position(of: multibody.childFrame(of: thigh).translation, in: thigh)
    let sole = min(
      workspace.position(of: heel, in: foot).y,
      workspace.position(of: ball, in: foot).y
    )
    standingLength = hip.y - sole
    let legMass = multibody.mass(ofSubtreeFrom: thigh)
    let legCenter = multibody.massCenter(ofSubtreeFrom: thigh, using: workspace)
    func description(_ body: BodyID, _ name: String) -> BodyDescription {
      BodyDescription(
        name: name,
        mass: multibody.mass(of: body),
        massCenter: multibody.massCenter(of: body),
        inertia: multibody.inertia(of: body)
      )
    }
    func chain(onStanceLeg: Bool, length: Double) throws -> (MultibodyModel, BodyID) {
      var builder = MultibodyModelBuilder(gravity: multibody.gravity)
      var parent = BodyID.ground
      if onStanceLeg {
        // Head, arms, trunk and pelvis as a point at the hip, the standing leg as its mass centre.
        let trunk = multibody.totalMass - 2 * legMass
        let height = length - (hip.y - legCenter.y)
        let mass = trunk + legMass
        let center = (trunk * length + legMass * height) / mass
        let inertia =
          trunk * (length - center) * (length - center)
          + legMass * (height - center) * (height - center)
        parent = try builder.addBody(
          BodyDescription(
            name: "standing",
            mass: mass,
            massCenter: Vector3(0, center, 0),
            inertia: Matrix3(diagonal: Vector3(inertia, 0, inertia))
          ),
          parent: .ground,
          joint: .revolute(-Vector3.unitZ),
          coordinates: ["lean"]
        )
      }
      let upper = try builder.addBody(
        description(thigh, "thigh"),
        parent: parent,
        joint: .revolute(.unitZ),
        parentFrame: RigidTransform(translation: Vector3(0, onStanceLeg ? length : 0, 0)),
        childFrame: RigidTransform(translation: multibody.childFrame(of: thigh).translation),
        coordinates: ["hip"]
      )
      let lower = try builder.addBody(
        description(shank, "shank"),
        parent: upper,
        joint: .revolute(-Vector3.unitZ),
        parentFrame: multibody.parentFrame(of: shank),
        childFrame: multibody.childFrame(of: shank),
        coordinates: ["knee"]
      )
      let end = try builder.addBody(
        description(foot, "foot"),
        parent: lower,
        joint: .revolute(.unitZ),
        parentFrame: multibody.parentFrame(of: foot),
        childFrame: multibody.childFrame(of: foot),
        coordinates: ["ankle"]
      )
      return (try builder.build(), end)
    }
    do {
      let prescribed = try chain(onStanceLeg: false, length: standingLength)
      let standing = try chain(onStanceLeg: true, length: standingLength)
      chains = (prescribed.0, standing.0)
      feet = (prescribed.1, standing.1)
    } catch {
      preconditionFailure("the legs of a skeleton do not make a chain: \(error)")
    }
  }

  /// Depth of the heel below the hip in a posture of hip, knee and ankle in radians, in metres.
  func heelDepth(in posture: (hip: Double, knee: Double, ankle: Double)) -> Double {
    var workspace = DynamicsWorkspace(for: chains.prescribed)
    let state = MultibodyState(coordinates: [posture.hip, posture.knee, posture.ankle])
    chains.prescribed.updatePositions(state, in: &workspace)
    return -workspace.position(of: heel, in: feet.prescribed).y
  }
}
