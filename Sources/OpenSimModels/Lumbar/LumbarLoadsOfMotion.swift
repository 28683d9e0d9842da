// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
public import NumericalMethods

/// The load of each lumbar level of an imported model along a motion, with its split by source.
///
/// The load is what everything above exerts on the lower vertebra through the joint, at the joint's centre, along
/// axes half-way between the joint's frames below and above: compression and forward shear positive, and the
/// flexion moment positive when it flexes the level. A source's part is its force on everything above.
public struct LumbarLoadsOfMotion: Sendable {
  /// What a load comes from.
  public enum Part: Int, Sendable, Hashable, CaseIterable {
    /// Weight.
    case gravity
    /// Psoas major.
    case psoas
    /// Erector spinae and multifidus.
    case extensor
    /// Rectus abdominis and the obliques.
    case abdominal
    /// All other muscles.
    case otherMuscle
    /// Ligaments, springs and bushings between bodies.
    case passive
    /// External loads and actuators on bodies.
    case external
    /// Minus mass times acceleration.
    case inertia
  }

  /// The load at one level.
  public struct LevelLoad: Sendable, Hashable {
    /// The level.
    public var level: LumbarLevel

    /// Force along the normal, in newtons; compression positive.
    public var compression: Double

    /// Force forward on the lower vertebra, in newtons.
    public var anteriorShear: Double

    /// Moment about the joint's centre that flexes the level, in newton metres.
    public var flexionMoment: Double

    /// The part of that moment that a coupler carries about the level's flexion axis, in newton metres.
    ///
    /// Muscles do not balance it: it is hidden in models whose levels follow each other.
    public var couplerMoment: Double

    /// The parts of the compression, in newtons, in the order of ``Part``; they sum to it.
    public var compressionParts: [Double]
  }

  /// The levels and their joints.
  public let map: LumbarMap

  private let reactions: JointReactionsOfMotion
  private let regions: [MuscleRegion]

  /// Makes a problem from joint reactions of the same motion and the levels of its model.
  public init(_ reactions: JointReactionsOfMotion, map: LumbarMap) {
    self.reactions = reactions
    self.map = map
    regions = reactions.geometry.muscleNames.map(MuscleRegion.init(muscle:))
  }

  /// The loads at given times, from T12-L1 down.
  ///
  /// - Parameters:
  ///   - times: In seconds.
  ///   - forces: For each time the force of each muscle, then of each reserve, in N or N m.
  ///   - parallel: On how many threads; the result is the same bytes on any number.
  /// - Returns: For each time the loads of the levels that the model has; none for a time at which the forces give
  ///   no accelerations.
  public func loads(
    at times: [Double],
    forces: [[Double]],
    using parallel: ParallelMap = ParallelMap()
  ) -> [[LevelLoad]] {
    parallel.results(times.count, makeWorkspace: { reactions.makeWorkspace() }) {
      (index, workspace: inout JointReactionsOfMotion.Workspace) in
      guard reactions.load(times[index], forces[index], &workspace) else { return [] }
      var loads: [LevelLoad] = []
      for level in map.levels {
        guard let joint = map.joints[level], let isUpward = map.isUpward[level] else { continue }
        loads.append(load(level, joint, isUpward, forces[index], workspace))
      }
      return loads
    }
  }

  private func load(
    _ level: LumbarLevel,
    _ joint: JointID,
    _ isUpward: Bool,
    _ forces: [Double],
    _ workspace: borrowing JointReactionsOfMotion.Workspace
  ) -> LevelLoad {
    let model = reactions.model
    let request = JointReactionsOfMotion.Request(joint: joint, isOnChild: true, axes: .middle)
    let axes = reactions.axes(request, workspace.mechanics.dynamics)
    let onChild = reactions.reaction(request, workspace.mechanics.dynamics)
    // On the upper vertebra from below: what the lower one feels is the opposite.
    let sign: Double = isUpward ? 1 : -1
    let child = joint.outboardBody
    var sources = [Vector3](repeating: .zero, count: Part.allCases.count)
    for index in 1..<model.bodyCount {
      let body = BodyID(index: index)
      guard model.isInSubtree(body, of: child) else { continue }
      sources[Part.gravity.rawValue] += model.gravity * model.mass(of: body)
      let center = model.massCenter(of: body)
      sources[Part.inertia.rawValue] -=
        workspace.mechanics.dynamics.acceleration(of: center, in: body) * model.mass(of: body)
      sources[Part.passive.rawValue] += workspace.mechanics.passiveOnBodies[index].force
      sources[Part.external.rawValue] += workspace.mechanics.external[index].force
    }
    addMuscles(forces, above: child, to: &sources, workspace)
    // `external` held the pulls of muscles and passive forces as well.
    for part in [Part.psoas, .extensor, .abdominal, .otherMuscle, .passive] {
      sources[Part.external.rawValue] -= sources[part.rawValue]
    }
    let normal = axes * Vector3.unitY
    let parts = sources.map { -sign * $0.dot(normal) }
    return LevelLoad(
      level: level,
      compression: sign * onChild.force.y,
      anteriorShear: -sign * onChild.force.x,
      flexionMoment: sign * onChild.moment.z,
      couplerMoment: sign * coupler(child, axes * Vector3.unitZ, forces, workspace),
      compressionParts: parts
    )
  }

  /// Adds the force of each muscle on everything above a joint, by region.
  private func addMuscles(
    _ forces: [Double],
    above child: BodyID,
    to sources: inout [Vector3],
    _ workspace: borrowing JointReactionsOfMotion.Workspace
  ) {
    let model = reactions.model
    for muscle in regions.indices where forces[muscle] != 0 {
      let part: Part
      switch regions[muscle] {
      case .psoas: part = .psoas
      case .extensor: part = .extensor
      case .abdominal: part = .abdominal
      case .other: part = .otherMuscle
      }
      for transition in reactions.geometry.transitions(of: muscle) {
        let bodies = reactions.geometry.transitionBodies[transition]
        let pull = workspace.geometry.lineForce(of: transition).force * forces[muscle]
        if model.isInSubtree(bodies.first, of: child) { sources[part.rawValue] += pull }
        if model.isInSubtree(bodies.second, of: child) { sources[part.rawValue] -= pull }
      }
    }
  }

  /// What a coupler exerts on the child about the axis to the right, in newton metres; zero for a joint whose
  /// flexion follows no other coordinate and drives none.
  private func coupler(
    _ child: BodyID,
    _ right: Vector3,
    _ forces: [Double],
    _ workspace: borrowing JointReactionsOfMotion.Workspace
  ) -> Double {
    let model = reactions.model
    var best: (coordinate: CoordinateID, slope: Double)?
    for coordinate in model.coordinates(of: child) {
      let slope = workspace.mechanics.dynamics.motionAxis(of: coordinate).angular.dot(right)
      if abs(slope) > abs(best?.slope ?? 0) { best = (coordinate, slope) }
    }
    guard let best, abs(best.slope) > 1e-3 else { return 0 }
    let isCoupled = model.couplings.contains { coupling in
      coupling.dependent == best.coordinate
        || coupling.terms.contains { $0.independent == best.coordinate }
    }
    guard isCoupled else { return 0 }
    let column = best.coordinate.index
    var moment = workspace.generalized[column] - workspace.mechanics.passive[column]
    for (place, reserve) in reactions.reserves.enumerated() {
      guard case .coordinate(best.coordinate) = reserve.action else { continue }
      moment -= forces[reactions.geometry.muscleCount + place]
    }
    return moment / best.slope
  }
}
