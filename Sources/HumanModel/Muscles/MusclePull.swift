// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics
public import MuscleMechanics

extension HumanModel {
  /// The force of one muscle on everything beyond a joint, per newton of its tension.
  ///
  /// In ground axes about the ground origin: force dimensionless, moment in metres. Zero where no
  /// line of the muscle crosses the joint.
  ///
  /// - Parameters:
  ///   - muscle: Place of the muscle in ``muscles``.
  ///   - body: The body on the far side of the joint: the vertebra above a level, or a thigh.
  ///   - workspace: Holds the lines of action in the posture.
  /// - Returns: The sum over the muscle's lines that lead from beyond the joint to this side.
  public func pull(
    of muscle: Int,
    beyondJointOf body: BodyID,
    in workspace: borrowing MuscleGeometryWorkspace
  ) -> SpatialForce {
    var sum = SpatialForce.zero
    for transition in geometry.transitions(of: muscle) {
      let bodies = geometry.transitionBodies[transition]
      let firstIsBeyond = skeleton.multibody.isInSubtree(bodies.first, of: body)
      let secondIsBeyond = skeleton.multibody.isInSubtree(bodies.second, of: body)
      guard firstIsBeyond != secondIsBeyond else { continue }
      let line = workspace.lineForce(of: transition)
      sum += firstIsBeyond ? line : -line
    }
    return sum
  }
}
