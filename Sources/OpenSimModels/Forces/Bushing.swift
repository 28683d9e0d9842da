// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Springs and dampers between two frames, as in OpenSim's BushingForce.
///
/// The place p of the second frame is seen along the axes of the first one, and its angles a are those of
/// rotations about X, the new Y and the new Z. The forces are -k p - c dp/dt and -k a - c da/dt; the moment
/// M on the second body does their work: M.w = f.da/dt with w = H da/dt, so M = H^-T f.
struct Bushing: Sendable {
  var first: OpenSimModel.BodyFrame
  var second: OpenSimModel.BodyFrame
  var rotationalStiffness: Vector3
  var translationalStiffness: Vector3
  var rotationalDamping: Vector3
  var translationalDamping: Vector3

  /// The force on the second body, in ground axes about the ground origin; the first feels its opposite.
  func forceOnSecond(_ dynamics: borrowing DynamicsWorkspace) -> SpatialForce {
    let f1 = dynamics.transform(of: first.body) * first.transform
    let f2 = dynamics.transform(of: second.body) * second.transform
    let origin = f2.translation
    let place = f1.inverseTransform(origin)
    // Relative motion along the axes of the first frame.
    let motion = dynamics.velocity(of: second.body) - dynamics.velocity(of: first.body)
    let velocity = f1.rotation.inverseRotate(motion.velocity(at: origin))
    let spin = f1.rotation.inverseRotate(motion.angular)

    let r = (f1.rotation.inverse * f2.rotation).matrix
    // r = Rx(a) Ry(b) Rz(c)
    let a = atan2(-r.row1.z, r.row2.z)
    let b = atan2(r.row0.z, (r.row0.x * r.row0.x + r.row0.y * r.row0.y).squareRoot())
    let c = atan2(-r.row0.y, r.row0.x)
    // The axes of the three rotations along the first frame.
    let y = Vector3(0, cos(a), sin(a))
    let z = Vector3(sin(b), -sin(a) * cos(b), cos(a) * cos(b))
    // Rows of H^-1: the dual basis of the axes.
    let volume = Vector3.unitX.dot(y.cross(z))
    let dual = (
      y.cross(z) * (1 / volume), z.cross(.unitX) * (1 / volume),
      Vector3.unitX.cross(y) * (1 / volume)
    )
    let rates = Vector3(dual.0.dot(spin), dual.1.dot(spin), dual.2.dot(spin))
    let angles = Vector3(a, b, c)
    let turning = -(product(rotationalStiffness, angles) + product(rotationalDamping, rates))
    let pushing =
      -(product(translationalStiffness, place) + product(translationalDamping, velocity))
    let moment = dual.0 * turning.x + dual.1 * turning.y + dual.2 * turning.z
    let force = f1.rotation * pushing
    return SpatialForce(
      moment: f1.rotation * moment + origin.cross(force),
      force: force
    )
  }

  private func product(_ left: Vector3, _ right: Vector3) -> Vector3 {
    Vector3(left.x * right.x, left.y * right.y, left.z * right.z)
  }
}
