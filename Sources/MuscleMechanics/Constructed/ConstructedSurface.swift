// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

package import LinearAlgebra
package import MultibodyDynamics

/// The half of a surface that OpenSim lets a path touch.
package enum WrapQuadrant: Sendable, Hashable {
  /// Both halves.
  case all

  /// The half on one side of the plane across an axis of the surface.
  ///
  /// The axis is 0, 1 or 2 for X, Y or Z; the sign is 1 or -1.
  case half(axis: Int, sign: Double)
}

/// How OpenSim chooses the plane in which a path passes an ellipsoid.
package enum EllipsoidMethod: Sendable, Hashable {
  /// Between `axial` and the mean of the normals along the chord, by the direction of the path.
  case hybrid

  /// The point of the surface nearest to the middle of the chord inside the ellipsoid.
  case midpoint

  /// The point nearest, in the plane across the axis most parallel to the path, to where the path
  /// meets that plane.
  case axial
}

/// A surface that paths wrap as OpenSim constructs it, which is not always a shortest path.
///
/// - SeeAlso: opensim-core, `WrapCylinder`, `WrapSphere`, `WrapEllipsoid` and `GeometryPath`.
package struct ConstructedSurface: Sendable {
  /// The body that carries the surface.
  package var body: BodyID

  /// The place of the surface's frame in the body's frame; translation in metres.
  package var placement: RigidTransform

  /// The shape, in the surface's frame.
  package var shape: WrapShape

  /// The half that paths may touch.
  package var quadrant: WrapQuadrant

  /// Makes a surface from its body, place (metres), shape (metres) and half.
  package init(
    body: BodyID,
    placement: RigidTransform,
    shape: WrapShape,
    quadrant: WrapQuadrant
  ) {
    self.body = body
    self.placement = placement
    self.shape = shape
    self.quadrant = quadrant
  }
}

/// A surface on the list of those that a path may wrap.
package struct ConstructedWrap: Sendable {
  /// The place of the surface in the list that the geometry was made with, from 0.
  package var surface: Int

  /// The places in the path, from 0, of the points between which the path may wrap.
  package var points: ClosedRange<Int>

  /// How the plane is chosen on an ellipsoid; other shapes have no choice.
  package var method: EllipsoidMethod

  /// Makes an entry of the list.
  package init(surface: Int, points: ClosedRange<Int>, method: EllipsoidMethod = .hybrid) {
    self.surface = surface
    self.points = points
    self.method = method
  }
}
