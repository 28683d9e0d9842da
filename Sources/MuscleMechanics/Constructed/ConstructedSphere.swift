// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A piece and a sphere about the origin, in the plane through both ends and the centre.
struct ConstructedSphere {
  let radius: Double
  let start: Vector3
  let end: Vector3

  /// Nearer to the centre than this, as the sine of an angle at the end, OpenSim gives up.
  private static var leastSine: Double { 1e-5 }

  /// The path as OpenSim builds it: two tangents and an arc of a great circle.
  ///
  /// A path wraps only where the straight line meets the sphere. With a wanted half, the tangents on
  /// the far side of the middle of both ends are taken, or the other two where these point away from
  /// that half. A line through the centre has no plane, and stays straight here; OpenSim goes on with
  /// the plane of the posture before.
  func contact(quadrant: WrapQuadrant) -> WrapContact {
    let d0 = start.length
    let d1 = end.length
    guard d0 >= radius, d1 >= radius else { return .none(.inside) }
    let span = start - end
    // The line end + l span meets the sphere at the roots of a l^2 + 2 b l + c.
    let a = span.dot(span)
    let b = end.dot(span)
    let c = end.dot(end) - radius * radius
    let discriminant = b * b - a * c
    guard discriminant >= 0, a > 0 else { return .none(.clear) }
    let far = (-b + discriminant.squareRoot()) / a
    let near = (-b - discriminant.squareRoot()) / a
    guard far > 0, far < 1, near > 0, near < 1 else { return .none(.clear) }
    let normal = span.cross(end)
    let sine = normal.length / (span.length * d1)
    guard sine >= Self.leastSine else { return .none(.clear) }
    let n = normal * (1 / normal.length)

    let e0 = start * (1 / d0)
    let e1 = end * (1 / d1)
    let f0 = n.cross(e0)
    let f1 = n.cross(e1)
    let gamma = atan2(e1.dot(f0), e1.dot(e0))
    let t0 = max(0, d0 * d0 - radius * radius).squareRoot()
    let t1 = max(0, d1 * d1 - radius * radius).squareRoot()
    let alpha0 = atan2(t0, radius)
    let alpha1 = atan2(t1, radius)

    var (sigma0, sigma1) = nearestTangents(gamma: gamma, alpha0: alpha0, alpha1: alpha1)
    var outcome = WrapContact.Outcome.possible
    var isLong = false
    if case .half(let axis, let sign) = quadrant {
      // A line that meets the sphere between the ends must wrap when an end is on the wanted half.
      if start.side(axis) == sign || end.side(axis) == sign { outcome = .mandatory }
      if start.side(axis) != sign || end.side(axis) != sign {
        let away = -(start + end)
        sigma0 = f0.dot(away) > 0 ? 1 : -1
        sigma1 = f1.dot(away) > 0 ? 1 : -1
        var outward = turned(e0, f0, sigma0 * alpha0) + turned(e1, f1, sigma1 * alpha1)
        if (outward * radius - start - end)[axis] * sign < 0 {
          sigma0 = -sigma0
          sigma1 = -sigma1
          outward = turned(e0, f0, sigma0 * alpha0) + turned(e1, f1, sigma1 * alpha1)
        }
        isLong = outward.dot(outward * radius - start - end) < 0
      }
    }

    let a0 = sigma0 * alpha0
    let a1 = sigma1 * alpha1
    let across = atan2(sin(gamma + a1 - a0), cos(gamma + a1 - a0))
    let sense: Double = (across < 0) != isLong ? -1 : 1
    let angle = isLong ? 2 * .pi - abs(across) : abs(across)

    // d gamma, d alpha by the ends; dn = -x0 (n.dp0) - x1 (n.dp1) with x the dual basis.
    let gammaGradient = EndGradient(byStart: f0 * (-1 / d0), byEnd: f1 * (1 / d1))
    let alphaGradient0 = EndGradient(
      byStart: e0 * (sigma0 * radius / (d0 * max(t0, shortestPiece))),
      byEnd: .zero
    )
    let alphaGradient1 = EndGradient(
      byStart: .zero,
      byEnd: e1 * (sigma1 * radius / (d1 * max(t1, shortestPiece)))
    )
    let area = d0 * d1 * sin(gamma)
    let x0 = end.cross(n) * (1 / area)
    let x1 = n.cross(start) * (1 / area)

    let first = turned(e0, f0, a0)
    let last = turned(e1, f1, a1)
    let turn0 = EndGradient(byStart: f0 * (1 / d0), byEnd: .zero)
    let turn1 = EndGradient(byStart: .zero, byEnd: f1 * (1 / d1))
    return WrapContact(
      outcome: outcome,
      first: first * radius,
      last: last * radius,
      arcLength: radius * angle,
      firstJacobian: jacobian(first, n, x0, x1, alphaGradient0 + turn0),
      lastJacobian: jacobian(last, n, x0, x1, alphaGradient1 + turn1),
      arcGradient: sense * radius * (gammaGradient + alphaGradient1 - alphaGradient0)
    )
  }

  /// The direction at an angle from e towards f.
  private func turned(_ e: Vector3, _ f: Vector3, _ angle: Double) -> Vector3 {
    e * cos(angle) + f * sin(angle)
  }

  /// The derivative of a contact: in the plane by its angle, and out of it n.dr = -r.dn.
  private func jacobian(
    _ outward: Vector3,
    _ n: Vector3,
    _ x0: Vector3,
    _ x1: Vector3,
    _ angle: EndGradient
  ) -> EndJacobian {
    let out = EndGradient(
      byStart: n * (radius * outward.dot(x0)),
      byEnd: n * (radius * outward.dot(x1))
    )
    return EndJacobian(n.cross(outward), radius * angle) + EndJacobian(n, out)
  }
}
