// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A rotation of space: it turns the coordinates of a vector in one frame into another's.
///
/// The rotation "of frame B in frame A" multiplies components along B's axes and gives components
/// along A's; its columns are B's axes expressed in A.
@frozen
public struct Rotation: Sendable, Hashable, Codable {
  /// The orthogonal matrix of determinant one, dimensionless.
  public var matrix: Matrix3

  /// Makes a rotation from a matrix that the caller knows to be orthogonal with determinant one.
  ///
  /// Checked in debug builds only, to 1e-6, since the check costs more than most uses.
  @inlinable
  public init(orthogonal matrix: Matrix3) {
    assert(
      abs(matrix.determinant - 1) < 1e-6 && abs(matrix.row0.squaredLength - 1) < 1e-6
        && abs(matrix.row1.squaredLength - 1) < 1e-6,
      "not a rotation: rows of length other than one, or a determinant other than one"
    )
    self.matrix = matrix
  }

  /// The rotation that changes nothing.
  @inlinable public static var identity: Rotation { Rotation(orthogonal: .identity) }

  /// A rotation by an angle in radians about an axis of length one, right-handed.
  ///
  /// Rodrigues' formula: R = I + sin(angle) [axis] + (1 - cos(angle)) [axis]^2, where [axis] is
  /// the matrix of the cross product.
  public init(angle: Double, axis: Vector3) {
    let s = sin(angle)
    let c = cos(angle)
    let t = axis * (1 - c)
    self.init(
      orthogonal: Matrix3(
        rows: Vector3(t.x * axis.x + c, t.x * axis.y - s * axis.z, t.x * axis.z + s * axis.y),
        Vector3(t.y * axis.x + s * axis.z, t.y * axis.y + c, t.y * axis.z - s * axis.x),
        Vector3(t.z * axis.x - s * axis.y, t.z * axis.y + s * axis.x, t.z * axis.z + c)
      )
    )
  }

  /// Rotations in radians about the body's own X, then its new Y, then its new Z.
  ///
  /// This is the order of the orientation triples in OpenSim's files (body-fixed X-Y-Z).
  public init(bodyFixedXYZ angles: Vector3) {
    self =
      Rotation(angle: angles.x, axis: .unitX) * Rotation(angle: angles.y, axis: .unitY)
      * Rotation(angle: angles.z, axis: .unitZ)
  }

  /// The rotation that undoes this one.
  @inlinable public var inverse: Rotation { Rotation(orthogonal: matrix.transposed) }

  /// The components of a vector after the rotation, in the unit of the vector.
  @inlinable
  public static func * (rotation: Rotation, vector: Vector3) -> Vector3 {
    rotation.matrix * vector
  }

  /// The rotation that applies `right` first and `left` second.
  @inlinable
  public static func * (left: Rotation, right: Rotation) -> Rotation {
    Rotation(orthogonal: left.matrix * right.matrix)
  }

  /// The components of a vector under the inverse rotation, in the unit of the vector.
  @inlinable
  public func inverseRotate(_ vector: Vector3) -> Vector3 {
    matrix.row0 * vector.x + matrix.row1 * vector.y + matrix.row2 * vector.z
  }

  /// The angle of the rotation, in radians, in 0...pi.
  public var angle: Double {
    // sin from the antisymmetric part and cos from the trace: accurate at both ends.
    let sine =
      0.5
      * Vector3(
        matrix.row2.y - matrix.row1.z,
        matrix.row0.z - matrix.row2.x,
        matrix.row1.x - matrix.row0.y
      ).length
    return atan2(sine, 0.5 * (matrix.trace - 1))
  }
}
