// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The place of one frame in another: where its origin lies and how it is turned.
///
/// The transform "of B in A" maps the coordinates of a point in B to those of the same point in A.
@frozen
public struct RigidTransform: Sendable, Hashable, Codable {
  /// The rotation of the frame.
  public var rotation: Rotation

  /// The origin of the frame, in metres.
  public var translation: Vector3

  /// Makes a transform from a rotation and the origin, in metres.
  @inlinable
  public init(rotation: Rotation = .identity, translation: Vector3 = .zero) {
    self.rotation = rotation
    self.translation = translation
  }

  /// The transform of a frame in itself.
  @inlinable public static var identity: RigidTransform { RigidTransform() }

  /// The coordinates of a point in the outer frame, in metres.
  @inlinable
  public static func * (transform: RigidTransform, point: Vector3) -> Vector3 {
    transform.rotation * point + transform.translation
  }

  /// The transform of C in A, from that of B in A (left) and that of C in B (right).
  @inlinable
  public static func * (left: RigidTransform, right: RigidTransform) -> RigidTransform {
    RigidTransform(
      rotation: left.rotation * right.rotation,
      translation: left.rotation * right.translation + left.translation
    )
  }

  /// The transform of A in B, from that of B in A.
  @inlinable
  public var inverse: RigidTransform {
    RigidTransform(rotation: rotation.inverse, translation: -rotation.inverseRotate(translation))
  }

  /// The coordinates in the inner frame of a point given in the outer frame, in metres.
  @inlinable
  public func inverseTransform(_ point: Vector3) -> Vector3 {
    rotation.inverseRotate(point - translation)
  }
}
