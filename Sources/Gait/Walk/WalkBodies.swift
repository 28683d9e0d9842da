// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The bodies of an OpenSim model that tell how somebody walks.
struct WalkBodies {
  let pelvis: BodyID
  let trunk: BodyID
  /// Right, then left.
  let thighs: [BodyID]
  let shanks: [BodyID]
  let ankles: [BodyID]
  /// All bodies below the shanks.
  let feet: [[BodyID]]

  init(of tree: MultibodyModel) throws(GaitDataError) {
    func body(_ what: String, _ names: [String]) throws(GaitDataError) -> BodyID {
      for name in names {
        if let body = tree.body(named: name) { return body }
      }
      throw GaitDataError(
        .missingBody,
        what,
        found: "no body of a known name in the model",
        allowed: names.joined(separator: " or "),
        remedy: "rename the body"
      )
    }
    pelvis = try body("pelvis", ["pelvis"])
    trunk = try body("trunk", ["torso", "thorax", "trunk"])
    var thighs: [BodyID] = []
    var shanks: [BodyID] = []
    var ankles: [BodyID] = []
    for side in ["r", "l"] {
      thighs.append(try body("thigh_\(side)", ["femur_\(side)", "thigh_\(side)"]))
      shanks.append(try body("shank_\(side)", ["tibia_\(side)", "shank_\(side)"]))
      ankles.append(
        try body("foot_\(side)", ["talus_\(side)", "calcn_\(side)", "foot_\(side)"])
      )
    }
    (self.thighs, self.shanks, self.ankles) = (thighs, shanks, ankles)
    feet = shanks.map { shank in
      (0..<tree.bodyCount).map(BodyID.init(index:)).filter { body in
        var body = body
        while body != .ground && body != shank { body = tree.parent(of: body) }
        return body == shank
      }
    }
  }

  /// The values of all channels, in radians or metres.
  func channels(in workspace: borrowing DynamicsWorkspace) -> [Double] {
    func attitude(_ body: BodyID) -> Rotation { workspace.transform(of: body).rotation }
    func attitude(_ body: BodyID, in other: BodyID) -> Rotation {
      attitude(other).inverse * attitude(body)
    }
    let place =
      (workspace.transform(of: thighs[0]).translation
        + workspace.transform(of: thighs[1]).translation) * 0.5
    let tilt = turns(of: attitude(pelvis))
    let bend = turns(of: attitude(trunk, in: pelvis))
    var values = [-tilt.z, tilt.x, tilt.y, place.x, place.y, place.z, -bend.z, bend.x, bend.y]
    for (side, sign) in [1.0, -1.0].enumerated() {
      let hip = turns(of: attitude(thighs[side], in: pelvis))
      values += [
        hip.z, sign * hip.x, sign * hip.y,
        -turns(of: attitude(shanks[side], in: thighs[side])).z,
        turns(of: attitude(ankles[side], in: shanks[side])).z,
      ]
    }
    return values
  }

  /// The angles a, b, c about Z, then X, then Y of a rotation Rz(a) Rx(b) Ry(c), in radians.
  private func turns(of rotation: Rotation) -> (z: Double, x: Double, y: Double) {
    let x = rotation * Vector3.unitX
    let y = rotation * Vector3.unitY
    let z = rotation * Vector3.unitZ
    return (atan2(-y.x, y.y), asin(min(max(y.z, -1), 1)), atan2(-x.z, z.z))
  }
}
