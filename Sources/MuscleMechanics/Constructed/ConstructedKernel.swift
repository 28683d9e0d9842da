// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// A surface of an imported model, ready for repeated use.
struct ConstructedKernel: Sendable {
  let shape: WrapShape
  let quadrant: WrapQuadrant

  /// Where a piece between two points in the surface's frame, in metres, meets and leaves it.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - start: The first point.
  ///   - end: The second point.
  ///   - method: How the plane is chosen on an ellipsoid.
  ///   - isAlone: True when the path may wrap no other surface.
  /// - Returns: The contact in the surface's frame.
  func contact(
    from start: Vector3,
    to end: Vector3,
    method: EllipsoidMethod,
    isAlone: Bool
  ) -> WrapContact {
    switch shape {
    case .cylinder(let radius, let length):
      ConstructedCylinder(radius: radius, start: start, end: end)?
        .contact(length: length, quadrant: quadrant, isAlone: isAlone) ?? .none(.inside)
    case .sphere(let radius):
      ConstructedSphere(radius: radius, start: start, end: end).contact(quadrant: quadrant)
    case .ellipsoid(let radii):
      ConstructedEllipsoid(radii: radii, start: start, end: end)
        .contact(method: method, quadrant: quadrant)
    }
  }
}
