// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// A symmetric map from motion to force, about the ground origin in ground axes.
///
///     moment = angularAngular w + angularLinear v
///     force  = angularLinear' w + linearLinear v
struct SpatialInertia {
  var angularAngular: Matrix3
  var angularLinear: Matrix3
  var linearLinear: Matrix3

  static let zero = SpatialInertia(
    angularAngular: .zero,
    angularLinear: .zero,
    linearLinear: .zero
  )

  init(angularAngular: Matrix3, angularLinear: Matrix3, linearLinear: Matrix3) {
    self.angularAngular = angularAngular
    self.angularLinear = angularLinear
    self.linearLinear = linearLinear
  }

  /// The inertia of a rigid body.
  ///
  /// Featherstone (2008), equation 2.63.
  ///
  /// - Parameters:
  ///   - properties: Mass and inertia of the body in its own frame.
  ///   - rotation: The body's rotation in ground.
  ///   - center: The mass centre in ground, in metres.
  init(_ properties: MassProperties, rotation: Rotation, center: Vector3) {
    let r = rotation.matrix
    let m = properties.mass
    let h = center * m
    angularLinear = Matrix3(crossProductOf: h)
    linearLinear = Matrix3(diagonal: Vector3(m, m, m))
    // R I R' + m (c.c 1 - c c')
    angularAngular =
      r * properties.inertia * r.transposed
      + Matrix3(diagonal: Vector3(1, 1, 1) * center.dot(h))
      - Matrix3(outerProductOf: center, h)
  }

  @inline(__always)
  static func * (inertia: SpatialInertia, motion: SpatialMotion) -> SpatialForce {
    let b = inertia.angularLinear
    return SpatialForce(
      moment: inertia.angularAngular * motion.angular + b * motion.linear,
      force: b.row0 * motion.angular.x + b.row1 * motion.angular.y + b.row2 * motion.angular.z
        + inertia.linearLinear * motion.linear
    )
  }

  @inline(__always)
  static func += (left: inout SpatialInertia, right: SpatialInertia) {
    left.angularAngular = left.angularAngular + right.angularAngular
    left.angularLinear = left.angularLinear + right.angularLinear
    left.linearLinear = left.linearLinear + right.linearLinear
  }

  /// Subtracts the product of a force with itself times a factor.
  @inline(__always)
  mutating func subtractOuterProduct(of force: SpatialForce, times factor: Double) {
    let moment = force.moment * factor
    let scaled = force.force * factor
    angularAngular = angularAngular - Matrix3(outerProductOf: moment, force.moment)
    angularLinear = angularLinear - Matrix3(outerProductOf: moment, force.force)
    linearLinear = linearLinear - Matrix3(outerProductOf: scaled, force.force)
  }
}
