// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics
public import MuscleMechanics
public import NumericalMethods

/// Which loads the joints of a model carry along a recorded motion under given muscle forces.
///
/// The load contains all that passes through the joint: constraint, couplers, and reserves and springs on its own
/// coordinates.
public struct JointReactionsOfMotion: Sendable {
  /// Which accelerations go with the forces.
  public enum Accelerations: String, Sendable, Hashable, Codable, CaseIterable {
    /// Those of the motion: what the forces lack appears in the joints and moves nothing.
    case ofMotion = "motion"

    /// Those that the forces produce, as in OpenSim: what they lack moves the model.
    case ofForces = "forces"
  }

  /// A load that is asked for.
  public struct Request: Sendable {
    /// What the components are along.
    public enum Axes: Sendable, Hashable {
      /// A frame that is fixed to a body or to ground.
      case frame(of: BodyID, rotation: Rotation)

      /// Half-way between the joint's frames on parent and child: the mid-plane of a disc whose endplates
      /// lie along those frames.
      case middle
    }

    /// The body outboard of the joint.
    public var body: BodyID

    /// True for the load on the outboard body, false for its opposite on the inboard one.
    public var isOnChild: Bool

    /// What the components are along.
    public var axes: Axes

    /// A request for the joint inboard of a body.
    public init(joint: JointID, isOnChild: Bool = true, axes: Axes) {
      body = joint.outboardBody
      self.isOnChild = isOnChild
      self.axes = axes
    }
  }

  /// The load on one body at one joint.
  public struct Reaction: Sendable, Hashable {
    /// The force, in newtons.
    public var force: Vector3

    /// The moment about the joint's centre on that body, in newton metres.
    public var moment: Vector3

    /// The joint's centre, in metres, in the frame of the components; in the axes of the ground where they
    /// are half-way.
    public var point: Vector3
  }

  /// The model that moves, with its couplers.
  public let model: MultibodyModel

  /// The same tree with what is held while forces accelerate it.
  private let tree: MultibodyModel

  /// How it moves.
  public let motion: RecordedMotion

  /// What pushes it; nil for nothing.
  public let loads: RecordedLoads?

  /// The paths of the muscles.
  public let geometry: MuscleGeometry

  /// Along which lines muscles pull where they wrap.
  public let pulls: MusclePulls

  /// Reserves and residuals.
  public let reserves: [IdealActuator]

  /// Ligaments, springs, bushings and limits; nil for none.
  public let passive: OpenSimPassiveForces?

  /// Which accelerations go with the forces.
  public let accelerations: Accelerations

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - model: The model with its couplers.
  ///   - held: The same tree with locked coordinates held, for accelerations of forces; nil for the model.
  ///   - motion: How it moves.
  ///   - loads: What pushes it; nil for nothing.
  ///   - geometry: The paths of the muscles.
  ///   - pulls: Along which lines muscles pull where they wrap.
  ///   - reserves: Reserves and residuals.
  ///   - passive: Ligaments, springs, bushings and limits; nil for none.
  ///   - accelerations: Which accelerations go with the forces.
  public init(
    model: MultibodyModel,
    held: MultibodyModel? = nil,
    motion: RecordedMotion,
    loads: RecordedLoads? = nil,
    geometry: MuscleGeometry,
    pulls: MusclePulls = .alongPieces,
    reserves: [IdealActuator] = [],
    passive: OpenSimPassiveForces? = nil,
    accelerations: Accelerations = .ofMotion
  ) {
    self.model = model
    tree = held ?? model
    self.motion = motion
    self.loads = loads
    self.geometry = geometry
    self.pulls = pulls
    self.reserves = reserves
    self.passive = passive
    self.accelerations = accelerations
  }

  struct Workspace: ~Copyable {
    var mechanics: MotionWorkspace
    /// Without moment arms.
    var geometry: MuscleGeometryWorkspace
    var generalized: [Double]
  }

  func makeWorkspace() -> Workspace {
    Workspace(
      mechanics: MotionWorkspace(for: tree, passive: passive),
      geometry: MuscleGeometryWorkspace(for: geometry),
      generalized: [Double](repeating: 0, count: model.coordinateCount)
    )
  }

  /// The loads at given times.
  ///
  /// - Parameters:
  ///   - requests: Which loads.
  ///   - times: In seconds.
  ///   - forces: For each time the force of each muscle, then of each reserve, in N or N m.
  ///   - map: On how many threads; the result is the same bytes on any number.
  /// - Returns: For each time the loads in the order of the requests; none for a time at which the forces give no
  ///   accelerations, since the mass of a coordinate is zero.
  public func reactions(
    _ requests: [Request],
    at times: [Double],
    forces: [[Double]],
    using map: ParallelMap = ParallelMap()
  ) -> [[Reaction]] {
    precondition(
      forces.count == times.count,
      "\(forces.count) lists of forces for \(times.count) times"
    )
    return map.results(
      times.count,
      makeWorkspace: { makeWorkspace() }
    ) { (index, workspace: inout Workspace) in
      guard load(times[index], forces[index], &workspace) else { return [] }
      return reactions(requests, workspace.mechanics.dynamics)
    }
  }

  /// The activations at given times and the loads that they bring about, with the paths of the muscles found
  /// once for both.
  ///
  /// - Parameters:
  ///   - requests: Which loads.
  ///   - sharing: What finds the forces, of the same motion, muscles, pulls and reserves.
  ///   - times: In seconds.
  ///   - map: On how many threads; the result is the same bytes on any number.
  /// - Returns: For each time the frame of the activations and the loads as `reactions(_:at:forces:using:)`.
  public func reactions(
    _ requests: [Request],
    of sharing: StaticOptimizationOfMotion,
    at times: [Double],
    using map: ParallelMap = ParallelMap()
  ) -> [(frame: StaticOptimizationFrame, loads: [Reaction])] {
    precondition(
      sharing.settings.pulls == pulls
        && sharing.muscles.geometry.transitionBodies.count == geometry.transitionBodies.count,
      "the activations are of other muscles or other pulls than the joint reactions"
    )
    return map.results(
      times.count,
      makeWorkspace: { SharedWorkspace(sharing: sharing.makeWorkspace(), own: makeWorkspace()) }
    ) { (index, workspace: inout SharedWorkspace) in
      let frame = sharing.solve(at: times[index], using: &workspace.sharing)
      move(to: times[index], &workspace.own)
      let isMoved = load(
        frame.forces,
        along: workspace.sharing.geometry,
        &workspace.own.mechanics,
        &workspace.own.generalized
      )
      return (frame, isMoved ? reactions(requests, workspace.own.mechanics.dynamics) : [])
    }
  }

  private func reactions(
    _ requests: [Request],
    _ dynamics: borrowing DynamicsWorkspace
  ) -> [Reaction] {
    var reactions: [Reaction] = []
    reactions.reserveCapacity(requests.count)
    for request in requests { reactions.append(reaction(request, dynamics)) }
    return reactions
  }

  private struct SharedWorkspace: ~Copyable {
    var sharing: StaticOptimizationOfMotion.Workspace
    var own: Workspace
  }

  private func move(to time: Double, _ workspace: inout Workspace) {
    workspace.mechanics.move(to: time, along: motion, loads: loads, of: tree, coupled: model)
  }

  /// Inverse dynamics with all forces on the bodies; false when the forces give no accelerations.
  func load(_ time: Double, _ forces: [Double], _ workspace: inout Workspace) -> Bool {
    move(to: time, &workspace)
    geometry.computeLengths(
      at: workspace.mechanics.state,
      using: workspace.mechanics.dynamics,
      in: &workspace.geometry,
      pulls: pulls.ofConstruction
    )
    return load(forces, along: workspace.geometry, &workspace.mechanics, &workspace.generalized)
  }

  /// The same where the model has been moved, along paths that are known.
  private func load(
    _ forces: [Double],
    along paths: borrowing MuscleGeometryWorkspace,
    _ mechanics: inout MotionWorkspace,
    _ generalized: inout [Double]
  ) -> Bool {
    precondition(
      forces.count == geometry.muscleCount + reserves.count,
      "\(forces.count) forces for \(geometry.muscleCount) muscles and \(reserves.count) reserves"
    )
    for muscle in 0..<geometry.muscleCount {
      for transition in geometry.transitions(of: muscle) {
        let pull = paths.lineForce(of: transition) * forces[muscle]
        let bodies = geometry.transitionBodies[transition]
        mechanics.external[bodies.first.index] += pull
        mechanics.external[bodies.second.index] -= pull
      }
    }
    for index in generalized.indices { generalized[index] = 0 }
    for (place, reserve) in reserves.enumerated() {
      reserve.add(
        forces[geometry.muscleCount + place],
        toBodies: &mechanics.external,
        coordinates: &generalized,
        using: mechanics.dynamics
      )
    }
    mechanics.add(passive, of: tree, to: &generalized)
    if accelerations == .ofForces {
      do {
        try tree.computeAccelerations(
          mechanics.state,
          generalizedForces: generalized,
          externalForces: mechanics.external,
          into: &mechanics.accelerations,
          using: &mechanics.dynamics
        )
      } catch {
        return false
      }
    }
    tree.computeInverseDynamics(
      mechanics.state,
      accelerations: mechanics.accelerations,
      externalForces: mechanics.external,
      into: &generalized,
      using: &mechanics.dynamics
    )
    return true
  }

  func reaction(
    _ request: Request,
    _ dynamics: borrowing DynamicsWorkspace
  ) -> Reaction {
    let body = request.body
    let parent = model.parent(of: body)
    let onChild = dynamics.jointForce(of: body)
    let load = request.isOnChild ? onChild : -onChild
    let outer = dynamics.transform(of: parent) * model.parentFrame(of: body)
    let inner = dynamics.transform(of: body) * model.childFrame(of: body)
    let center = request.isOnChild ? inner.translation : outer.translation
    let rotation = axes(request, dynamics)
    let point: Vector3
    switch request.axes {
    case .frame(let frame, _): point = dynamics.transform(of: frame).inverseTransform(center)
    case .middle: point = center
    }
    return Reaction(
      force: rotation.inverseRotate(load.force),
      moment: rotation.inverseRotate(load.moment(about: center)),
      point: point
    )
  }
}

extension JointReactionsOfMotion {
  /// The axes of the components of a request, in ground.
  func axes(_ request: Request, _ dynamics: borrowing DynamicsWorkspace) -> Rotation {
    switch request.axes {
    case .frame(let frame, let turn): return dynamics.transform(of: frame).rotation * turn
    case .middle:
      let body = request.body
      let outer = dynamics.transform(of: model.parent(of: body)) * model.parentFrame(of: body)
      let inner = dynamics.transform(of: body) * model.childFrame(of: body)
      return outer.rotation.halfway(to: inner.rotation)
    }
  }
}

extension Rotation {
  /// The rotation half-way to another one, about their common axis.
  fileprivate func halfway(to other: Rotation) -> Rotation {
    let turn = inverse * other
    let m = turn.matrix
    let axis = Vector3(m.row2.y - m.row1.z, m.row0.z - m.row2.x, m.row1.x - m.row0.y)
    let angle = turn.angle
    // Joints turn by less than half a turn; without a turn there is no axis and nothing to do.
    guard angle > 0, axis.length > 0 else { return self }
    return self * Rotation(angle: angle / 2, axis: axis / axis.length)
  }
}
