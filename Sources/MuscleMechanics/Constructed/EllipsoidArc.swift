// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The length of a plane arc of an ellipsoid, and what it loses when the plane moves.
///
/// By Gauss's rule of eight points on panels that are short beside the distance of the nearest
/// singularity of the speed |dx/dtau|: atanh(B / A) off the real axis, with A and B the half axes of the
/// ellipse. The error is about 1e-10 of the length.
struct EllipsoidArc {
  private(set) var length = 0.0
  /// What the length loses for a unit displacement of the plane at each of its three points.
  private(set) var byStart = 0.0
  private(set) var byEnd = 0.0
  private(set) var byPoint = 0.0
  /// The directions of the path at both ends of the arc.
  private(set) var firstDirection: Vector3
  private(set) var lastDirection: Vector3

  /// Measures an arc from direction m about a normal, by an angle (radians) in a sense of +1 or -1.
  init(
    radii: Vector3,
    normal n: Vector3,
    delta: Double,
    rho: Double,
    from m: Vector3,
    angle: Double,
    sense: Double,
    weights: (Vector3) -> (start: Double, end: Double, point: Double)
  ) {
    let ahead = n.cross(m) * sense
    // Half axes of the ellipse from the two conjugate ones.
    let u = m.multiplied(by: radii)
    let v = ahead.multiplied(by: radii)
    let trace = u.dot(u) + v.dot(v)
    let product = u.cross(v).length
    let root = max(0, trace * trace - 4 * product * product).squareRoot()
    let long = ((trace + root) / 2).squareRoot()
    let ratio = min(0.999_999, product / (long * long))
    let safe = 0.5 * atanh(ratio)
    let panels = max(1, min(64, Int((angle / (2 * min(0.8, safe))).rounded(.up))))
    let half = angle / Double(2 * panels)

    func direction(_ tau: Double) -> Vector3 {
      (ahead * cos(tau) - m * sin(tau)).multiplied(by: radii).normalized
    }
    firstDirection = direction(0)
    lastDirection = direction(angle)
    let share = delta / rho
    for panel in 0..<panels {
      let middle = half * Double(2 * panel + 1)
      for node in 0..<8 {
        let weight = half * EightPointSum.weights[node]
        let tau = middle + half * EightPointSum.nodes[node]
        let c = cos(tau)
        let s = sin(tau)
        let outward = m * c + ahead * s
        // x = a o (delta N + rho outward): its first and second derivative, and the displacement.
        let speed = (ahead * c - m * s).multiplied(by: radii) * rho
        let bend = outward.multiplied(by: radii) * -rho
        let moved = (n - outward * share).multiplied(by: radii)
        let magnitude = speed.length
        let tangent = speed * (1 / magnitude)
        length += weight * magnitude
        let loss =
          weight / magnitude * (bend.dot(moved) - tangent.dot(bend) * tangent.dot(moved))
        let place = weights(n * delta + outward * rho)
        byStart += loss * place.start
        byEnd += loss * place.end
        byPoint += loss * place.point
      }
    }
  }
}
