// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import OpenSimFormats

extension OpenSimModel {
  /// The first three coordinates of each ball, free and ellipsoid joint, in the order of the document.
  ///
  /// In OpenSim the speeds of these joints are not the rates of their angles but the components of the
  /// child's angular velocity in the joint's parent frame, so its moments belong to those components.
  private var angularVelocityJoints: [(first: Int, second: Int, third: Int)] {
    document.joints.compactMap { joint in
      switch joint.kind {
      case .ball, .free, .ellipsoid:
        let start = joint.coordinates.lowerBound
        return (
          coordinates[start].index, coordinates[start + 1].index, coordinates[start + 2].index
        )
      default: return nil
      }
    }
  }

  /// Turns generalized forces of this model into those that OpenSim prints.
  ///
  /// They differ only for the three rotations of ball, free and ellipsoid joints: OpenSim gives the moment
  /// on the child about the axes X, Y and Z of the joint's parent frame; the engine gives the moments about
  /// the three axes that the angles turn about. With W the matrix of those axes, power is
  /// tau' q' = m' W q', so m is the solution of W' m = tau. W is singular where the second angle is a right
  /// one; there the forces stay as they are.
  ///
  /// - Parameters:
  ///   - forces: By coordinate of the tree, in N m or N; replaced.
  ///   - coordinates: The values of the coordinates, in radians or metres.
  public func convertToOpenSimForces(_ forces: inout [Double], coordinates: [Double]) {
    for joint in angularVelocityJoints {
      let (a, b) = (coordinates[joint.first], coordinates[joint.second])
      let turned = Rotation(angle: a, axis: .unitX)
      // The axes of the three rotations in the parent's frame: the rows of W'.
      let axes = (
        Vector3.unitX, turned * .unitY, turned * (Rotation(angle: b, axis: .unitY) * .unitZ)
      )
      let (s, t) = (axes.1.cross(axes.2), axes.2.cross(axes.0))
      let determinant = axes.0.dot(s)
      guard abs(determinant) > 1e-9 else { continue }
      let moment =
        (s * forces[joint.first] + t * forces[joint.second]
          + axes.0.cross(axes.1) * forces[joint.third]) / determinant
      forces[joint.first] = moment.x
      forces[joint.second] = moment.y
      forces[joint.third] = moment.z
    }
  }
}
