// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
public import OpenSimModels

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

extension RecordedWalk {
  /// A walk that was recorded as the motion of an OpenSim model with loads on its feet.
  ///
  /// The channels come from the attitudes of the model's bodies, whatever its coordinates are called and
  /// whichever way they count: pelvis, thighs, shanks, feet and trunk, whose axes are taken as parallel in the
  /// posture that is neutral here, X forward, Y up, Z to the right. The pelvis is where the midpoint of the
  /// thighs' origins is, which are the hips. All that pushes on the bodies below a shank is the force of the
  /// ground on that foot, at a point of the ground's plane Y = 0.
  ///
  /// - Parameters:
  ///   - model: The model that was fitted to the person.
  ///   - motion: Its motion, best without a filter of its own.
  ///   - loads: What pushes on its feet.
  ///   - times: Rising, in seconds, within motion and loads: those of the loads keep their contacts sharp.
  /// - Throws: Where the model lacks a body, and as `init(times:channels:feet:)`.
  public init(
    of model: OpenSimModel,
    motion: RecordedMotion,
    loads: RecordedLoads,
    times: [Double]
  ) throws(GaitDataError) {
    let tree = model.multibody
    let bodies = try WalkBodies(of: tree)
    var state = tree.neutralState()
    var rates = [Double](repeating: 0, count: tree.coordinateCount)
    var workspace = DynamicsWorkspace(for: tree)
    var forces = [SpatialForce](repeating: .zero, count: tree.bodyCount)
    var channels = [[Double]](repeating: [], count: MotionChannel.count)
    var feet: [[FootForce]] = [[], []]
    for time in times {
      motion.computeSample(at: time, into: &state, accelerations: &rates)
      tree.updatePositions(state, in: &workspace)
      for (channel, value) in zip(MotionChannel.allCases, bodies.channels(in: workspace)) {
        channels[channel.index].append(value)
      }
      for index in forces.indices { forces[index] = .zero }
      loads.add(at: time, to: &forces, using: workspace)
      for (side, foot) in bodies.feet.enumerated() {
        let sum = foot.reduce(SpatialForce.zero) { $0 + forces[$1.index] }
        feet[side].append(FootForce(onGroundPlane: sum))
      }
    }
    try self.init(times: times, channels: channels, feet: feet)
  }
}

extension FootForce {
  /// The same force as one about the ground origin, at the point of the plane Y = 0 where its moment is
  /// vertical; none where it hardly pushes upward.
  init(onGroundPlane wrench: SpatialForce) {
    let (force, moment) = (wrench.force, wrench.moment)
    guard force.y > Self.leastForce else {
      self.init()
      return
    }
    let point = Vector3(moment.z / force.y, 0, -moment.x / force.y)
    self.init(
      force: force,
      point: point,
      freeMoment: moment.y - (point.z * force.x - point.x * force.z)
    )
  }

  /// A smaller upward force is that of an empty plate, in newtons; chosen: far below a contact of 20 N.
  private static var leastForce: Double { 1 }
}

/// The bodies of an OpenSim model that tell how somebody walks.
private struct WalkBodies {
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
