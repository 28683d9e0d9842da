// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The place of a joint's child on an ellipsoid, as functions of the joint's first two angles.
///
/// The child's Z axis is n = (sin b, -sin a cos b, cos a cos b) after rotations by a about X and b about the
/// new Y. The child's origin lies where the components of n times the radii are: Simbody's ellipsoid
/// mobilizer (Seth et al. 2010, Multibody System Dynamics 24:363-383). n is not the normal of the surface
/// unless the radii are equal.
enum EllipsoidSurface {
  /// The translations along X, Y and Z, for radii in metres.
  static func translations(radii: Vector3) -> [TransformAxis] {
    [
      TransformAxis(
        axis: .unitX,
        coordinates: [0, 1],
        function: Component(radius: radii.x, axis: 0)
      ),
      TransformAxis(
        axis: .unitY,
        coordinates: [0, 1],
        function: Component(radius: radii.y, axis: 1)
      ),
      TransformAxis(
        axis: .unitZ,
        coordinates: [0, 1],
        function: Component(radius: radii.z, axis: 2)
      ),
    ]
  }

  /// One component of n times its radius.
  private struct Component: MultivariateFunction {
    var radius: Double
    var axis: Int

    func sample(at q: Vector3) -> MultivariateSample {
      let (sa, ca, sb, cb) = (sin(q.x), cos(q.x), sin(q.y), cos(q.y))
      // Value, its derivatives by a and b, then by aa, ab and bb.
      let (f, a, b, aa, ab, bb): (Double, Double, Double, Double, Double, Double) =
        switch axis {
        case 0: (sb, 0, cb, 0, 0, -sb)
        case 1: (-sa * cb, -ca * cb, sa * sb, sa * cb, ca * sb, sa * cb)
        default: (ca * cb, -sa * cb, -ca * sb, -ca * cb, sa * sb, -ca * cb)
        }
      return MultivariateSample(
        value: radius * f,
        gradient: Vector3(a, b, 0) * radius,
        hessian: Matrix3(rows: Vector3(aa, ab, 0), Vector3(ab, bb, 0), .zero) * radius
      )
    }
  }
}
