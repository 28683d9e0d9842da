// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// Computes the velocity of a point per unit speed of every coordinate.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - point: A point that is fixed in the body, in metres in the body frame.
  ///   - body: The body that carries the point.
  ///   - jacobian: Receives three rows by columns (`count == 3 coordinateCount`): entries
  ///     3 c to 3 c + 2 are the velocity in ground axes, in m or dimensionless, for coordinate c.
  ///   - workspace: A workspace whose positions are up to date.
  public func computePointJacobian(
    of point: Vector3,
    in body: BodyID,
    into jacobian: inout [Double],
    using workspace: borrowing DynamicsWorkspace
  ) {
    let place = workspace.position(of: point, in: body)
    fillJacobian(&jacobian, body, workspace) { $0.velocity(at: place) }
  }

  /// The velocity of a point per unit speed of every coordinate, in ground axes, three rows.
  ///
  /// - Parameters:
  ///   - point: A point that is fixed in the body, in metres in the body frame.
  ///   - body: The body that carries the point.
  ///   - state: The coordinates; the speeds are not read.
  /// - Returns: The matrix of three rows, by columns.
  public func pointJacobian(
    of point: Vector3,
    in body: BodyID,
    at state: MultibodyState
  ) -> Matrix {
    var workspace = DynamicsWorkspace(for: self)
    var jacobian = [Double](repeating: 0, count: 3 * coordinateCount)
    updatePositions(state, in: &workspace)
    computePointJacobian(of: point, in: body, into: &jacobian, using: workspace)
    return Matrix(rows: 3, columns: coordinateCount, columnMajor: jacobian)
  }

  /// Computes the angular velocity of a body per unit speed of every coordinate.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - body: The body.
  ///   - jacobian: Receives three rows by columns (`count == 3 coordinateCount`), in ground axes.
  ///   - workspace: A workspace whose positions are up to date.
  public func computeAngularJacobian(
    of body: BodyID,
    into jacobian: inout [Double],
    using workspace: borrowing DynamicsWorkspace
  ) {
    fillJacobian(&jacobian, body, workspace) { $0.angular }
  }

  /// Adds what a force on a body does to the generalized forces: the transposed Jacobian times it.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - force: The force, in ground axes about the ground origin.
  ///   - body: The body on which it acts.
  ///   - generalizedForces: By coordinate, in N m or N (`count == coordinateCount`).
  ///   - workspace: A workspace whose positions are up to date.
  public func addGeneralizedForces(
    of force: SpatialForce,
    on body: BodyID,
    to generalizedForces: inout [Double],
    using workspace: borrowing DynamicsWorkspace
  ) {
    workspace.require(.positions, of: self)
    checkBody(body)
    checkCount(generalizedForces.count, "generalized forces")
    var inboard = body.index
    while inboard > 0 {
      let joint = storage.joints[inboard]
      for c in joint.coordinateStart..<joint.coordinateStart + joint.coordinateCount {
        generalizedForces[c] += workspace.motionAxes[c].dot(force)
      }
      inboard = joint.parent
    }
  }

  @inline(__always)
  private func fillJacobian(
    _ jacobian: inout [Double],
    _ body: BodyID,
    _ workspace: borrowing DynamicsWorkspace,
    _ part: (SpatialMotion) -> Vector3
  ) {
    workspace.require(.positions, of: self)
    checkBody(body)
    precondition(
      jacobian.count == 3 * coordinateCount,
      "space for \(jacobian.count) entries given, the Jacobian has \(3 * coordinateCount)"
    )
    jacobian.withUnsafeMutableBufferPointer { entries in
      for index in entries.indices { entries[index] = 0 }
      var inboard = body.index
      while inboard > 0 {
        let joint = storage.joints[inboard]
        for c in joint.coordinateStart..<joint.coordinateStart + joint.coordinateCount {
          let column = part(workspace.motionAxes[c])
          entries[3 * c] = column.x
          entries[3 * c + 1] = column.y
          entries[3 * c + 2] = column.z
        }
        inboard = joint.parent
      }
    }
  }
}
