// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

extension WrapKernel {
  /// A locally shortest path round an ellipsoid between two points that are not inside it.
  ///
  /// Divided by the half axes the ellipsoid is a unit sphere, lines stay lines, and tangents stay
  /// tangents: whether the path wraps, and the first guess, come from there. The unknowns are the
  /// angle psi at which the path touches down on the contact ellipse of the start, and the length s
  /// of the geodesic. Newton's method makes the tangent at its far end pass through the end point;
  /// Jacobi fields give the derivatives. If it fails, the half axes are led from equal ones, where
  /// the answer is a great circle, to the true ones.
  func ellipsoidPath(from start: Vector3, to end: Vector3) -> WrappedPath {
    let scaledSide = side == .zero ? side : side.divided(by: radii).normalized
    guard
      let problem = EllipsoidProblem(
        start: start.divided(by: radii),
        end: end.divided(by: radii),
        side: scaledSide
      )
    else { return .straight(from: start, to: end) }
    let guess = problem.planeSection(radii: radii)

    // Between ends that nearly face each other through the ellipsoid there are two shortest paths
    // with a saddle between them, so look on both sides of the plane as well.
    var best: WrappedPath?
    let isLongWay = problem.arc > .pi
    let starts = problem.turn > facingTurn && !isLongWay ? 3 : 1
    for start in 0..<starts {
      var unknowns = guess
      unknowns.angle = start == 0 ? 0 : (start == 1 ? 1 : -1)
      guard let path = problem.solve(radii: radii, unknowns: &unknowns) else { continue }
      if isLongWay || path.isMinimum { best = preferred(best, path) }
    }
    if let best { return best }
    return problem.continuation(radii: radii) ?? problem.sectionPath(radii: radii)
  }

  /// From this turn on, in radians, more than one shortest path is looked for: pi for a sphere,
  /// and less the more the half axes differ.
  ///
  /// Chosen: the points reached by two shortest paths lie about the opposite point, over a distance
  /// that grows with the difference of the half axes.
  private var facingTurn: Double {
    let least = min(radii.x, radii.y, radii.z)
    return .pi - 2 * (1 - least / max(radii.x, radii.y, radii.z))
  }

  /// The path on the wanted side, and of two there, or for any side, the shorter.
  private func preferred(_ old: WrappedPath?, _ new: WrappedPath) -> WrappedPath {
    guard let old else { return new }
    func isOnSide(_ path: WrappedPath) -> Bool {
      side == .zero || (path.firstContact + path.lastContact).dot(side) > 0
    }
    if isOnSide(old) != isOnSide(new) { return isOnSide(new) ? new : old }
    return new.length < old.length ? new : old
  }
}

/// The problem of the shortest path in the coordinates in which the ellipsoid is a unit sphere.
private struct EllipsoidProblem {
  struct Unknowns {
    /// Where the path touches down on the contact circle of the start, in radians; 0 in the plane.
    var angle: Double
    /// Length of the geodesic, in metres.
    var length: Double
  }

  /// Direction and distance of both ends, the lengths of their tangents, in scaled coordinates.
  var e0: Vector3
  var rho0: Double
  var tangent0: Double
  var e1: Vector3
  var tangent1: Double
  /// The direction of travel at the start, across `e0` in the plane, and the axis of the plane.
  var forward: Vector3
  var axis: Vector3
  /// The angle of the arc on the unit sphere, in radians.
  var arc: Double
  /// The angle between the ends in the plane, in radians.
  var turn: Double

  /// Nil when the straight line clears the ellipsoid.
  init?(start: Vector3, end: Vector3, side: Vector3) {
    rho0 = max(1, start.length)
    let rho1 = max(1, end.length)
    tangent0 = (rho0 * rho0 - 1).squareRoot()
    tangent1 = (rho1 * rho1 - 1).squareRoot()
    let plane = TurningPlane(from: start, to: end, side: side)
    turn = plane.turn
    arc = plane.turn - atan2(tangent0, 1) - atan2(tangent1, 1)
    guard arc > 0 else { return nil }
    e0 = start.normalized
    e1 = end.normalized
    axis = plane.axis
    forward = axis.cross(e0)
  }

  /// The contact normals of the plane section on the unit sphere.
  private var sectionEnds: (first: Vector3, last: Vector3) {
    let rho1 = (1 + tangent1 * tangent1).squareRoot()
    return (
      (e0 + forward * tangent0) * (1 / rho0),
      (e1 - axis.cross(e1) * tangent1) * (1 / rho1)
    )
  }

  /// The plane section as a first guess; its arc length by Simpson's rule.
  func planeSection(radii: Vector3) -> Unknowns {
    let first = sectionEnds.first
    let ahead = axis.cross(first)
    let intervals = 16
    var sum = 0.0
    for i in 0...intervals {
      let angle = arc * Double(i) / Double(intervals)
      let speed = (ahead * cos(angle) - first * sin(angle)).multiplied(by: radii).length
      sum += speed * (i == 0 || i == intervals ? 1 : (i % 2 == 1 ? 4 : 2))
    }
    return Unknowns(angle: 0, length: sum * arc / Double(3 * intervals))
  }

  /// Newton's method; nil when it does not converge.
  func solve(radii: Vector3, unknowns: inout Unknowns) -> WrappedPath? {
    let a = Vector3(1, 1, 1).divided(by: radii.multiplied(by: radii))
    let size = max(radii.x, radii.y, radii.z)
    let kappa = tangent0 / rho0
    let end = e1.multiplied(by: radii) * (1 + tangent1 * tangent1).squareRoot()
    var lastStep = Double.infinity
    // Coarse geodesics will do until the steps are short; full precision after that.
    var isFine = false
    for _ in 0..<20 {
      // Touch-down point and direction. The chord from the start is kappa (along - kappa rho0 e0).
      let c = cos(unknowns.angle)
      let s = sin(unknowns.angle)
      let along = forward * c + axis * s
      let across = (axis * c - forward * s).multiplied(by: radii)
      let chord = (along - e0 * (kappa * rho0)).multiplied(by: radii)
      let chordLength = chord.length
      let t0 = chord * (1 / chordLength)
      let q0 = (e0 * (1 / rho0) + along * kappa).multiplied(by: radii)
      let n0 = q0.multiplied(by: a).normalized
      let b0 = n0.cross(t0)

      var geodesic = EllipsoidGeodesic(a: a, point: q0, direction: t0)
      if !isFine { geodesic.tolerance = 1e-7 }
      guard geodesic.advance(by: unknowns.length) else { return nil }
      let q1 = geodesic.point
      let t1 = geodesic.direction
      let gradient = q1.multiplied(by: a)
      let steepness = gradient.length
      let n1 = gradient * (1 / steepness)
      let b1 = n1.cross(t1)

      // Residuals: the rest of the way, seen along t, n and b; and its length if it is tangent.
      let rest = end - q1
      let stretch = t1.dot(a.multiplied(by: t1))
      let target = tangent1 / stretch.squareRoot()
      let ahead = rest.dot(t1)
      let above = rest.dot(n1)
      let aside = rest.dot(b1)
      let curvature = stretch / steepness
      let radius = 1 / curvature
      // Above and ahead in one number that is monotone in s for near and far ends alike.
      let residual = radius * (ahead - target) - target * above

      // Derivatives by the angle: the Jacobi field that starts at the touch-down point.
      let mu = kappa * across.dot(t0)
      let rate0 = across.dot(b0) / chordLength
      let y0 = kappa * chordLength * rate0
      let y = geodesic.transfer.even * y0 + geodesic.transfer.odd * rate0
      let rate = geodesic.transfer.evenRate * y0 + geodesic.transfer.oddRate * rate0
      let twist = t1.dot(a.multiplied(by: b1)) / steepness
      let bend = curvature * mu + twist * y
      let asideByAngle = -(y + target * rate)
      let stretchByNormal = t1.dot(a.multiplied(by: n1))
      let targetByAngle =
        -target / stretch
        * (rate * t1.dot(a.multiplied(by: b1)) - bend * stretchByNormal)
      let targetByLength = target / stretch * curvature * stretchByNormal
      let residualByAngle = radius * (-mu - targetByAngle) - target * target * bend
      let residualByLength = radius * (-1 - targetByLength) - target * target * curvature

      guard abs(asideByAngle) > 1e-12 * size, abs(residualByLength) > 1e-12 * size else {
        return nil
      }
      let angleStep = min(0.5, max(-0.5, -aside / asideByAngle))
      let longest = 0.5 * size
      let lengthStep = min(
        longest,
        max(-longest, -(residual + residualByAngle * angleStep) / residualByLength)
      )
      let change = abs(angleStep) * size + abs(lengthStep)

      // Accept when the step is at rounding level, or when steps have stopped shrinking there.
      // The error of the length is of second order in the step that is left out.
      let isAtRounding =
        change <= 1e-13 * size || (change <= 1e-11 * size && change >= 0.5 * lastStep)
      if isFine && isAtRounding {
        guard above.magnitude <= 1e-7 * size + 1e-7 * target, unknowns.length >= 0 else {
          return nil
        }
        let startPiece = kappa * chordLength
        let endPiece = target
        return WrappedPath(
          length: startPiece + unknowns.length + endPiece,
          arcLength: unknowns.length,
          contact: .wrapped,
          endsInside: false,
          firstContact: q0,
          lastContact: q1,
          pullAtStart: t0,
          pullAtEnd: -t1,
          normalAtStart: n0,
          normalAtEnd: n1,
          normalCorrection: .zero,
          lateralCorrection: geodesic.transfer.lateralCorrection(
            startPiece: startPiece,
            endPiece: endPiece
          )
        )
      }
      lastStep = change
      if change < 1e-4 * size { isFine = true }
      unknowns.angle += angleStep
      unknowns.length = max(0, unknowns.length + lengthStep)
      guard unknowns.angle.isFinite, unknowns.length.isFinite else { return nil }
    }
    return nil
  }

  /// Newton's method led from a sphere of the same volume, with steps that adapt.
  func continuation(radii: Vector3) -> WrappedPath? {
    let mean = cbrt(radii.x * radii.y * radii.z)
    let sphere = Vector3(mean, mean, mean)
    var unknowns = Unknowns(angle: 0, length: mean * arc)
    var reached = 0.0
    var step = 0.25
    while step > 0.005 {
      let next = min(1, reached + step)
      var trial = unknowns
      let path = solve(radii: sphere + (radii - sphere) * next, unknowns: &trial)
      if let path {
        if next == 1 { return path }
        reached = next
        unknowns = trial
        step = min(0.25, 1.5 * step)
      } else {
        step /= 2
      }
    }
    return nil
  }

  /// The plane section, for want of the geodesic.
  func sectionPath(radii: Vector3) -> WrappedPath {
    let ends = sectionEnds
    let t0 = axis.cross(ends.first).multiplied(by: radii)
    let t1 = axis.cross(ends.last).multiplied(by: radii)
    let start = e0.multiplied(by: radii) * rho0
    let end = e1.multiplied(by: radii) * (1 + tangent1 * tangent1).squareRoot()
    let first = ends.first.multiplied(by: radii)
    let last = ends.last.multiplied(by: radii)
    let arcLength = planeSection(radii: radii).length
    return WrappedPath(
      length: (first - start).length + arcLength + (end - last).length,
      arcLength: arcLength,
      contact: .unsolved,
      endsInside: false,
      firstContact: first,
      lastContact: last,
      pullAtStart: t0.normalized,
      pullAtEnd: -t1.normalized,
      normalAtStart: ends.first.divided(by: radii).normalized,
      normalAtEnd: ends.last.divided(by: radii).normalized,
      normalCorrection: .zero,
      lateralCorrection: .zero
    )
  }
}
