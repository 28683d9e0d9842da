// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A piece and an ellipsoid about the origin with axes X, Y and Z, as OpenSim passes it.
///
/// The path runs in the plane through both ends and the point of `EllipsoidPlanePoint`: two tangents
/// of the ellipse that the plane cuts out, and an arc of it. This is shortest within the plane and
/// not on the surface, so the length changes to first order when the plane turns.
///
/// Divided by the half axes the ellipsoid is a unit sphere and the ellipse a circle with centre delta N
/// and radius rho, N the plane's normal there. The plane moves with three points; the displacement of
/// its point x along N is sum_i w_i(x) N.dx_i with barycentric weights w. Tangent points follow from
/// r.p = 1, N.r = N.p and r.r = 1. The arc x(tau) = a o (delta N + rho m(tau)) changes by its ends and
/// by minus the integral of dT/dtau . v over the arc, with T its direction and v = w a o (N - delta/rho m)
/// the displacement of the ellipse with the plane.
///
/// OpenSim measures the arc by chords of 1 mm and finds the tangent points to 1e-4 of the mean half
/// axis: its length differs by up to some micrometres.
struct ConstructedEllipsoid {
  let radii: Vector3
  let start: Vector3
  let end: Vector3

  /// An end whose sum of squares (x_i / a_i)^2 is less below 1 than this lies inside, and one that is
  /// less beside 1 is its own tangent point; rays from the centre whose cosine is nearer to 1 than this
  /// are one ray.
  private static var tolerance: Double { 1e-4 }

  func contact(method: EllipsoidMethod, quadrant: WrapQuadrant) -> WrapContact {
    let p0 = start.divided(by: radii)
    let p1 = end.divided(by: radii)
    let excess0 = p0.dot(p0) - 1
    let excess1 = p1.dot(p1) - 1
    guard excess0 >= -Self.tolerance, excess1 >= -Self.tolerance else { return .none(.inside) }
    guard abs(start.normalized.dot(end.normalized) - 1) >= Self.tolerance,
      let target = EllipsoidPlanePoint(
        radii: radii,
        start: start,
        end: end,
        method: method,
        quadrant: quadrant
      )
    else { return .none(.clear) }
    let c = target.point.divided(by: radii)
    let cross = (p1 - p0).cross(c - p0)
    let area = cross.length
    guard area > 0 else { return .none(.clear) }
    let n = cross * (1 / area)
    let delta = n.dot(p0)
    let rho = max(0, 1 - delta * delta).squareRoot()
    guard rho > 0 else { return .none(.clear) }
    let centre = n * delta

    // The path goes over the side of the plane point: about N in the negative sense. Where OpenSim
    // starts on the line itself, it goes the shorter way, past the centre on the near side.
    let isTangent0 = abs(excess0) >= Self.tolerance
    let isTangent1 = abs(excess1) >= Self.tolerance
    let side: Double =
      target.crossesOutside && n.dot((p1 - p0).cross(centre - p0)) > 0 ? -1 : 1
    let m0 = touch(p0 - centre, rho, n, isTangent0 ? -side : 0)
    let m1 = touch(p1 - centre, rho, n, isTangent1 ? side : 0)
    let r0 = centre + m0 * rho
    let r1 = centre + m1 * rho
    var sense = shorterSense(r0, r1, n, delta)
    if case .half = quadrant, sense == side, isTangent0 || isTangent1 {
      // OpenSim turns back where the arc would set out towards an end.
      if ((r1 - r0).multiplied(by: radii)).length > Self.shortChord { sense = -side }
    }
    var angle = sense * atan2(n.dot(m0.cross(m1)), m0.dot(m1))
    if angle < 0 { angle += 2 * .pi }

    // Displacements of the plane along N by the ends, at the start, the end and the plane point.
    let seed = n.divided(by: radii)
    let plane = (
      start: EndGradient(byStart: seed, byEnd: .zero),
      end: EndGradient(byStart: .zero, byEnd: seed),
      point: target.gradient(along: seed)
    )
    func weights(_ x: Vector3) -> (start: Double, end: Double, point: Double) {
      let point = n.dot((p1 - p0).cross(x - p0)) / area
      let end = n.dot((x - p0).cross(c - p0)) / area
      return (1 - point - end, end, point)
    }
    func displacement(_ x: Vector3) -> EndGradient {
      let w = weights(x)
      return w.start * plane.start + w.end * plane.end + w.point * plane.point
    }
    let j0 = jacobian(r0, p0, n, isTangent0, displacement(r0), isStart: true)
    let j1 = jacobian(r1, p1, n, isTangent1, displacement(r1), isStart: false)

    let arc = EllipsoidArc(
      radii: radii,
      normal: n,
      delta: delta,
      rho: rho,
      from: m0,
      angle: angle,
      sense: sense,
      weights: weights
    )
    let first = r0.multiplied(by: radii)
    let last = r1.multiplied(by: radii)
    let byDisplacement =
      arc.byStart * plane.start + arc.byEnd * plane.end + arc.byPoint * plane.point
    return WrapContact(
      outcome: .mandatory,
      first: first,
      last: last,
      arcLength: arc.length,
      firstJacobian: j0,
      lastJacobian: j1,
      arcGradient: j1.transposed(times: arc.lastDirection)
        - j0.transposed(times: arc.firstDirection) - byDisplacement
    )
  }

  /// Shorter chords are taken for the arc by OpenSim, in metres.
  private static var shortChord: Double { 2e-3 }

  /// The direction from the centre of the circle to where a tangent from p touches, `turn` times the
  /// angle acos(rho / |p|) from p about N.
  private func touch(_ p: Vector3, _ rho: Double, _ n: Vector3, _ turn: Double) -> Vector3 {
    let distance = p.length
    let e = p * (1 / distance)
    guard turn != 0, distance > rho else { return e }
    let cosine = rho / distance
    return e * cosine + n.cross(e) * (turn * (1 - cosine * cosine).squareRoot())
  }

  /// The sense about N of the shorter way between the tangent points, seen from where the plane cuts
  /// the axis that is most across it.
  private func shorterSense(_ r0: Vector3, _ r1: Vector3, _ n: Vector3, _ delta: Double) -> Double {
    let normal = n.divided(by: radii)
    var axis = 0
    for i in 1..<3 where abs(normal[i]) > abs(normal[axis]) { axis = i }
    var centre = Vector3.zero
    centre[axis] = delta / n[axis]
    return n.dot((r0 - centre).cross(r1 - centre)) > 0 ? 1 : -1
  }

  /// The derivative of a tangent point by the ends, in metres.
  private func jacobian(
    _ r: Vector3,
    _ p: Vector3,
    _ n: Vector3,
    _ isTangent: Bool,
    _ displacement: EndGradient,
    isStart: Bool
  ) -> EndJacobian {
    // p.dr = -r.dp,  n.dr = displacement,  r.dr = 0
    let nr = n.cross(r)
    let determinant = p.dot(nr)
    guard isTangent, abs(determinant) > 1e-12 else {
      return isStart
        ? EndJacobian(byStart: .identity, byEnd: .zero)
        : EndJacobian(byStart: .zero, byEnd: .identity)
    }
    let ahead = nr.multiplied(by: radii) * (-1 / determinant)
    let own = r.divided(by: radii)
    let along = EndGradient(byStart: isStart ? own : .zero, byEnd: isStart ? .zero : own)
    let out = r.cross(p).multiplied(by: radii) * (1 / determinant)
    return EndJacobian(ahead, along) + EndJacobian(out, displacement)
  }
}
