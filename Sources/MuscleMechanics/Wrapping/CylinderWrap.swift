// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

extension WrapKernel {
  /// The shortest path round an endless cylinder between two points that are not inside it.
  ///
  /// Unrolled, the path is a straight line: across the axis it has the length l of the plane problem
  /// (two tangents of a circle and an arc), along it the distance h, so its length is
  /// sqrt(l^2 + h^2) and its slope is the same everywhere.
  ///
  ///     l = sqrt(d0^2 - r^2) + r (turn - alpha0 - alpha1) + sqrt(d1^2 - r^2),  cos alpha = r / d
  func cylinderPath(from start: Vector3, to end: Vector3) -> WrappedPath {
    let r = radii.x
    let d0 = (start.x * start.x + start.y * start.y).squareRoot()
    let d1 = (end.x * end.x + end.y * end.y).squareRoot()
    let tangent0 = max(0, d0 * d0 - r * r).squareRoot()
    let tangent1 = max(0, d1 * d1 - r * r).squareRoot()

    // The turn about Z from start to end, in the sense in which the path goes.
    let turn: Double
    if side == .zero {
      turn = atan2(start.x * end.y - start.y * end.x, start.x * end.x + start.y * end.y)
    } else {
      turn =
        atan2(side.x * end.y - side.y * end.x, side.x * end.x + side.y * end.y)
        - atan2(side.x * start.y - side.y * start.x, side.x * start.x + side.y * start.y)
    }
    let arc = abs(turn) - atan2(tangent0, r) - atan2(tangent1, r)
    guard arc > 0 else { return .straight(from: start, to: end) }

    let sense: Double = turn < 0 ? -1 : 1
    let plane = tangent0 + r * arc + tangent1
    let rise = end.z - start.z
    let length = (plane * plane + rise * rise).squareRoot()
    let along = plane / length
    let up = rise / length

    // Outward normals where the path touches: the ends' directions turned by -+alpha.
    let c0 = r / (d0 * d0)
    let s0 = sense * tangent0 / (d0 * d0)
    let n0x = c0 * start.x - s0 * start.y
    let n0y = c0 * start.y + s0 * start.x
    let c1 = r / (d1 * d1)
    let s1 = -sense * tangent1 / (d1 * d1)
    let n1x = c1 * end.x - s1 * end.y
    let n1y = c1 * end.y + s1 * end.x

    let transfer = JacobiTransfer(even: 1, odd: r * arc / along, evenRate: 0, oddRate: 1)
    return WrappedPath(
      length: length,
      arcLength: r * arc / along,
      contact: .wrapped,
      endsInside: false,
      firstContact: Vector3(r * n0x, r * n0y, start.z + rise * tangent0 / plane),
      lastContact: Vector3(r * n1x, r * n1y, end.z - rise * tangent1 / plane),
      pullAtStart: Vector3(-sense * along * n0y, sense * along * n0x, up),
      pullAtEnd: Vector3(sense * along * n1y, -sense * along * n1x, -up),
      normalAtStart: Vector3(n0x, n0y, 0),
      normalAtEnd: Vector3(n1x, n1y, 0),
      normalCorrection: .zero,
      lateralCorrection: transfer.lateralCorrection(
        startPiece: tangent0 / along,
        endPiece: tangent1 / along
      )
    )
  }
}
