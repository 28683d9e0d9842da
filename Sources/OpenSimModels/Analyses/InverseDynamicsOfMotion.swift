// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MultibodyDynamics
public import NumericalMethods
public import OpenSimFormats

/// Which forces move a model along a recorded motion.
///
///     tau = M(q) q'' + h(q, q') - sum J' f_external - passive forces
///
/// Forces of coordinates that follow others stand at their own places: couplers are not eliminated, as in
/// OpenSim's inverse dynamics.
public struct InverseDynamicsOfMotion: Sendable {
  /// The model that moves.
  public var model: MultibodyModel

  /// How it moves.
  public var motion: RecordedMotion

  /// What pushes it; nil for nothing.
  public var loads: RecordedLoads?

  /// The model file in whose sense of moments the forces are given; nil for that of the engine.
  ///
  /// See ``OpenSimModel/convertToOpenSimForces(_:coordinates:)``.
  public var convention: OpenSimModel?

  /// Springs, ligaments, bushings and limits that act; nil for none.
  public var passive: OpenSimPassiveForces?

  /// A problem from a model, its motion, the loads on it and the passive forces that act.
  public init(
    model: MultibodyModel,
    motion: RecordedMotion,
    loads: RecordedLoads? = nil,
    passive: OpenSimPassiveForces? = nil
  ) {
    precondition(
      motion.coordinateCount == model.coordinateCount,
      "the motion has \(motion.coordinateCount) coordinates, the model \(model.coordinateCount)"
    )
    self.model = model
    self.motion = motion
    self.loads = loads
    self.passive = passive
  }

  /// A problem from a model file, its motion and what acts on it, with OpenSim's sense of moments.
  public init(
    of file: OpenSimModel,
    motion: RecordedMotion,
    loads: RecordedLoads? = nil,
    passive: OpenSimPassiveForces? = nil
  ) {
    self.init(model: file.multibody, motion: motion, loads: loads, passive: passive)
    convention = file
  }

  /// The forces along the motion, by time and coordinate.
  public struct Solution: Sendable, Hashable {
    /// The times of the frames, in seconds.
    public var times: [Double]

    /// For each frame the forces by coordinate, in N m or N.
    public var generalizedForces: [[Double]]
  }

  /// The forces at given times.
  ///
  /// - Parameters:
  ///   - times: In seconds.
  ///   - map: On how many threads; the result is the same bytes on any number.
  /// - Returns: The forces by time and coordinate.
  public func solution(
    at times: [Double],
    using map: ParallelMap = ParallelMap()
  ) -> Solution {
    let forces = map.results(
      times.count,
      makeWorkspace: { MotionWorkspace(for: model, passive: passive) }
    ) {
      (index, workspace: inout MotionWorkspace) in
      workspace.move(to: times[index], along: motion, loads: loads, of: model, coupled: nil)
      var forces = [Double](repeating: 0, count: model.coordinateCount)
      model.computeInverseDynamics(
        workspace.state,
        accelerations: workspace.accelerations,
        externalForces: workspace.external,
        into: &forces,
        using: &workspace.dynamics
      )
      workspace.subtract(passive, of: model, from: &forces)
      convention?.convertToOpenSimForces(&forces, coordinates: workspace.state.coordinates)
      return forces
    }
    return Solution(times: times, generalizedForces: forces)
  }

  /// A solution as a table with the labels of OpenSim: `_moment` behind the name of an angle, `_force`
  /// behind others.
  ///
  /// - Throws: `DocumentError` when a force is not finite.
  public func table(of solution: Solution) throws(DocumentError) -> MotionTable {
    try MotionTable(
      name: "Inverse Dynamics Generalized Forces",
      isInDegrees: false,
      times: solution.times,
      columns: model.coordinateNames.indices.map { index in
        let suffix = model.coordinateMotions[index] == .rotational ? "_moment" : "_force"
        return MotionTable.Column(
          label: model.coordinateNames[index] + suffix,
          values: solution.generalizedForces.map { $0[index] }
        )
      }
    )
  }
}
