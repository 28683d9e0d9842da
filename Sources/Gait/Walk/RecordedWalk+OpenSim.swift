// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
public import OpenSimModels

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
