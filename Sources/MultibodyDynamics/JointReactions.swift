// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension DynamicsWorkspace {
  /// The force that the parent exerts on a body across its inboard joint.
  ///
  /// It contains constraint forces and actuation alike, in ground axes with the moment about the
  /// ground origin. It needs inverse dynamics or static forces computed last on this workspace.
  public func jointForce(of body: BodyID) -> SpatialForce {
    checkBody(body)
    precondition(
      jointForcesAreCurrent,
      "no joint forces: compute inverse dynamics or static forces first"
    )
    return forces[body.index]
  }

  /// The force that the parent exerts on a body, with the moment about a point, along the axes of
  /// a frame.
  ///
  /// - Parameters:
  ///   - body: The body on which the force acts.
  ///   - point: The point about which the moment is taken, in metres in the frame.
  ///   - frame: The body whose axes carry the components and in which the point is given.
  /// - Returns: Force in N and moment in N m on the body.
  public func jointForce(
    of body: BodyID,
    at point: Vector3,
    in frame: BodyID
  ) -> SpatialForce {
    let f = jointForce(of: body)
    let x = transform(of: frame)
    return SpatialForce(
      moment: x.rotation.inverseRotate(f.moment(about: x * point)),
      force: x.rotation.inverseRotate(f.force)
    )
  }
}

extension MultibodyModel {
  /// The force that the parent exerts on a body, with the moment about the joint's centre on the
  /// body (the origin of its frame M), along the axes of a frame.
  ///
  /// - Parameters:
  ///   - body: The body on which the force acts.
  ///   - frame: The body whose axes carry the components.
  ///   - workspace: A workspace with inverse dynamics or static forces computed last.
  /// - Returns: Force in N and moment in N m on the body.
  public func jointReaction(
    on body: BodyID,
    axesOf frame: BodyID,
    using workspace: borrowing DynamicsWorkspace
  ) -> SpatialForce {
    let center = workspace.position(of: childFrame(of: body).translation, in: body)
    return workspace.jointForce(
      of: body,
      at: workspace.transform(of: frame).inverseTransform(center),
      in: frame
    )
  }
}
