// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The plane through two points and the centre of a sphere, and the way round in it.
struct TurningPlane {
  /// The axis about which the path turns, of length one.
  var axis: Vector3

  /// The angle from start to end about the axis, in radians, in 0..<2 pi.
  var turn: Double

  /// Finds the plane; `side` has length one, or is zero for the shorter way.
  init(from start: Vector3, to end: Vector3, side: Vector3) {
    let product = start.cross(end)
    let sine = product.length
    let cosine = start.dot(end)
    turn = atan2(sine, cosine)
    // With both ends on one line through the centre any plane will do: the one that holds the side.
    guard sine > 1e-14 * start.length * end.length else {
      let preferred = start.cross(side)
      axis =
        preferred.length > 1e-9 * start.length ? preferred.normalized : start.anyPerpendicular
      return
    }
    axis = product * (1 / sine)
    guard side != .zero else { return }
    // Angles from the side's direction in the plane; the path must not cross the opposite ray.
    let cut = axis.cross(side)
    let angle0 = atan2(cut.dot(start), side.dot(start) - axis.dot(side) * axis.dot(start))
    let angle1 = atan2(cut.dot(end), side.dot(end) - axis.dot(side) * axis.dot(end))
    if angle1 < angle0 {
      axis = -axis
      turn = 2 * .pi - turn
    }
  }
}

extension WrapKernel {
  /// The shortest path round a sphere between two points that are not inside it: tangents and an
  /// arc of a great circle, in the plane of the ends and the centre.
  func spherePath(from start: Vector3, to end: Vector3) -> WrappedPath {
    let r = radii.x
    let d0 = start.length
    let d1 = end.length
    let tangent0 = max(0, d0 * d0 - r * r).squareRoot()
    let tangent1 = max(0, d1 * d1 - r * r).squareRoot()
    let plane = TurningPlane(from: start, to: end, side: side)
    let arc = plane.turn - atan2(tangent0, r) - atan2(tangent1, r)
    guard arc > 0 else { return .straight(from: start, to: end) }

    let n0 = (start * r + plane.axis.cross(start) * tangent0) * (1 / (d0 * d0))
    let n1 = (end * r - plane.axis.cross(end) * tangent1) * (1 / (d1 * d1))
    let transfer = JacobiTransfer(
      even: cos(arc),
      odd: r * sin(arc),
      evenRate: -sin(arc) / r,
      oddRate: cos(arc)
    )
    return WrappedPath(
      length: tangent0 + r * arc + tangent1,
      arcLength: r * arc,
      contact: .wrapped,
      endsInside: false,
      firstContact: n0 * r,
      lastContact: n1 * r,
      pullAtStart: plane.axis.cross(n0),
      pullAtEnd: -plane.axis.cross(n1),
      normalAtStart: n0,
      normalAtEnd: n1,
      normalCorrection: .zero,
      lateralCorrection: transfer.lateralCorrection(startPiece: tangent0, endPiece: tangent1)
    )
  }
}
