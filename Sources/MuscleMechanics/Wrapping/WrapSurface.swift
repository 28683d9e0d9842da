// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics

/// The shape of a smooth convex surface that a muscle may wrap.
public enum WrapShape: Sendable, Hashable, Codable {
  /// A circular cylinder about Z, centred at the origin; radius and length in metres.
  ///
  /// A path wraps it as if it had no end, since a path that slips off an edge jumps. The length
  /// serves pictures and readers.
  case cylinder(radius: Double, length: Double)

  /// A sphere about the origin; radius in metres.
  case sphere(radius: Double)

  /// An ellipsoid about the origin with axes X, Y and Z; half axes in metres.
  case ellipsoid(radii: Vector3)

  /// True when every dimension is finite and positive.
  public var isValid: Bool {
    switch self {
    case .cylinder(let radius, let length):
      radius.isFinite && radius > 0 && length.isFinite && length > 0
    case .sphere(let radius): radius.isFinite && radius > 0
    case .ellipsoid(let radii):
      radii.isFinite && radii.x > 0 && radii.y > 0 && radii.z > 0
    }
  }
}

/// On which side of a surface a path must pass.
///
/// Take the plane in which the path turns: for a cylinder the plane across its axis, for a sphere
/// or an ellipsoid the plane through both ends and the centre. Cut it along the ray from the centre
/// that points away from `direction`. The path never crosses the cut: it goes round the other way,
/// be that way longer than half a turn. So a sided path does not jump over its surface when the
/// straight line would have passed on the wrong side. Its length jumps where an end itself crosses
/// the cut, so point `direction` at the middle of the contact. On a sphere or an ellipsoid a plane
/// at a right angle to `direction` has no such side, and the path jumps there; a path that goes more
/// than half round is no shortest path, and on an ellipsoid it may not be found.
public enum WrapSide: Sendable, Hashable, Codable {
  /// The shorter way round. It has a kink where both ways are equally long.
  case any

  /// The side towards a direction, given along the axes of the surface; any length but zero.
  case toward(Vector3)

  /// The side of positive X.
  public static var positiveX: WrapSide { .toward(.unitX) }

  /// The side of negative X.
  public static var negativeX: WrapSide { .toward(-.unitX) }

  /// The side of positive Y.
  public static var positiveY: WrapSide { .toward(.unitY) }

  /// The side of negative Y.
  public static var negativeY: WrapSide { .toward(-.unitY) }

  /// The side of positive Z; a cylinder has no such side.
  public static var positiveZ: WrapSide { .toward(.unitZ) }

  /// The side of negative Z; a cylinder has no such side.
  public static var negativeZ: WrapSide { .toward(-.unitZ) }
}

/// A surface that is fixed in a body and that muscles may wrap without friction.
public struct WrapSurface: Sendable, Hashable, Codable {
  /// The body that carries the surface.
  public var body: BodyID

  /// The place of the surface's frame in the body's frame; translation in metres.
  public var placement: RigidTransform

  /// The shape, in the surface's frame.
  public var shape: WrapShape

  /// The side on which paths must pass, in the surface's frame.
  public var side: WrapSide

  /// Makes a surface from its body, place (metres), shape (metres) and side.
  public init(
    body: BodyID,
    placement: RigidTransform = .identity,
    shape: WrapShape,
    side: WrapSide = .any
  ) {
    self.body = body
    self.placement = placement
    self.shape = shape
    self.side = side
  }

  /// The shortest path round the surface between two points given in its frame, in metres.
  ///
  /// See ``WrappedPath`` for what happens when an end lies inside. Performs no heap allocation.
  public func path(from start: Vector3, to end: Vector3) -> WrappedPath {
    WrapKernel(shape: shape, side: side).path(from: start, to: end)
  }
}
