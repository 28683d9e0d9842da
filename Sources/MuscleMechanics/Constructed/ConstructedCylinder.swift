// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A piece and a cylinder about Z in the plane across the axis.
///
/// Symbols: d, g distance and angle of an end about the axis; t = sqrt(d^2 - r^2) the length of its
/// tangent; alpha = atan(t / r), so that the tangent touches at g + sigma alpha, with sigma +-1.
struct ConstructedCylinder {
  let radius: Double
  let start: Vector3
  let end: Vector3
  let d0: Double
  let d1: Double
  let t0: Double
  let t1: Double
  let alpha0: Double
  let alpha1: Double
  /// The angle from start to end, in (-pi, pi].
  let gamma: Double

  /// Nil when an end lies inside.
  init?(radius: Double, start: Vector3, end: Vector3) {
    self.radius = radius
    self.start = start
    self.end = end
    d0 = (start.x * start.x + start.y * start.y).squareRoot()
    d1 = (end.x * end.x + end.y * end.y).squareRoot()
    guard d0 >= radius, d1 >= radius else { return nil }
    t0 = max(0, d0 * d0 - radius * radius).squareRoot()
    t1 = max(0, d1 * d1 - radius * radius).squareRoot()
    alpha0 = atan2(t0, radius)
    alpha1 = atan2(t1, radius)
    gamma = atan2(start.x * end.y - start.y * end.x, start.x * end.x + start.y * end.y)
  }

  /// Where the endless straight line comes nearest to the axis, and whether it does so between the
  /// ends and inside the cylinder.
  private var nearest: (point: Vector3, isHit: Bool) {
    let across = end - start
    let square = across.x * across.x + across.y * across.y
    let share = -(start.x * across.x + start.y * across.y) / square
    let point = start + across * share
    let isInside = point.x * point.x + point.y * point.y < radius * radius
    return (point, isInside && share > 0 && share < 1)
  }

  /// The signs sigma of the tangents, the long way round or not, and whether the line must wrap.
  private func choice(
    _ quadrant: WrapQuadrant
  ) -> (sigma0: Double, sigma1: Double, isLong: Bool, outcome: WrapContact.Outcome) {
    let nearest = nearest
    guard case .half(let axis, let sign) = quadrant else {
      guard nearest.isHit else { return (0, 0, false, .clear) }
      let best = nearestTangents(gamma: gamma, alpha0: alpha0, alpha1: alpha1)
      return (best.sigma0, best.sigma1, false, .mandatory)
    }
    var outcome = WrapContact.Outcome.possible
    if start.side(axis) == sign || end.side(axis) == sign {
      if nearest.isHit {
        outcome = .mandatory
      } else if start.side(axis) == end.side(axis) || nearest.point.side(axis) == sign {
        return (0, 0, false, .clear)
      }
    }
    // Way a leaves the start's tangent point turned by +alpha, way b by -alpha.
    let firstA = tangentPoint(of: start, d0, t0, 1)
    let firstB = tangentPoint(of: start, d0, t0, -1)
    let lastA = tangentPoint(of: end, d1, t1, 1)
    let lastB = tangentPoint(of: end, d1, t1, -1)
    let first = (firstA.side(axis) == sign, firstB.side(axis) == sign)
    let last = (lastA.side(axis) == sign, lastB.side(axis) == sign)
    let takesA: Bool
    switch first {
    case (true, true): takesA = !last.0
    case (true, false): takesA = true
    case (false, true): takesA = false
    case (false, false):
      // With no tangent point on the wanted half, the longer arc.
      takesA =
        last.0
        ? false : last.1 ? true : cos(gamma - alpha1 - alpha0) < cos(gamma + alpha1 + alpha0)
    }
    let sigma0: Double = takesA ? 1 : -1
    let sigma1 = -sigma0
    let p0 = takesA ? firstA : firstB
    let p1 = takesA ? lastB : lastA
    let isLong =
      (p0.x + p1.x) * (p0.x - start.x + p1.x - end.x)
      + (p0.y + p1.y) * (p0.y - start.y + p1.y - end.y) < 0
    return (sigma0, sigma1, isLong, outcome)
  }

  /// Where the tangent from an end touches, turned about the axis by sigma alpha, at the height of the end.
  private func tangentPoint(of p: Vector3, _ d: Double, _ t: Double, _ sigma: Double) -> Vector3 {
    let own = radius / d
    let cosine = own * own
    let sine = sigma * own * t / d
    return Vector3(cosine * p.x - sine * p.y, cosine * p.y + sine * p.x, p.z)
  }

  /// The path as OpenSim builds it.
  ///
  /// Across the axis it is the shortest one, or the one round the wanted half. Along the axis the
  /// tangent points lie in the plane through both ends that holds the line across the axis at the
  /// point that divides the ends by their distances: at height m + k e.r, with e across the bisector
  /// of the ends. Between them runs a helix. Alone on its path, that is all; otherwise the tangent
  /// points slide along the axis until helix and straight pieces agree within 0.1 degree.
  ///
  /// The long way round in the sense of negative angles is a turn too long by twice the angle, as in
  /// OpenSim 4.6.
  func contact(
    length: Double,
    quadrant: WrapQuadrant,
    isAlone: Bool
  ) -> WrapContact {
    let (sigma0, sigma1, isLong, outcome) = choice(quadrant)
    guard outcome != .clear else { return .none(.clear) }
    let frame = EndFrame(self)
    let half = gamma / 2
    let sine = sin(half)
    let cosine = cos(half)
    let sum = d0 + d1
    let rise = end.z - start.z
    let slope = rise / (sum * sine)
    let middle = (d1 * start.z + d0 * end.z) / sum

    // Derivatives; a tangent of no length has no direction of its own.
    let alphaGradient0 = radius / (d0 * max(t0, shortestPiece)) * frame.d0
    let alphaGradient1 = radius / (d1 * max(t1, shortestPiece)) * frame.d1
    let middleGradient =
      (end.z - middle) / sum * frame.d0 + (start.z - middle) / sum * frame.d1
      + d1 / sum * frame.z0 + d0 / sum * frame.z1
    let slopeGradient =
      1 / (sum * sine) * (frame.z1 - frame.z0) - slope / sum * (frame.d0 + frame.d1)
      - slope * cosine / (2 * sine) * frame.gamma

    var z0 = start.z
    var z1 = end.z
    var zGradient0 = frame.z0
    var zGradient1 = frame.z1
    // The plane must cut the line along the cylinder; farther than the other end it does not count.
    if abs(slope) < Self.steepest {
      // Sine and cosine of the angles sigma0 alpha0 - half and sigma1 alpha1 + half.
      let sine0 = (sigma0 * t0 * cosine - radius * sine) / d0
      let sine1 = (sigma1 * t1 * cosine + radius * sine) / d1
      let cosine0 = (radius * cosine + sigma0 * t0 * sine) / d0
      let cosine1 = (radius * cosine - sigma1 * t1 * sine) / d1
      let height0 = middle + slope * radius * sine0
      let height1 = middle + slope * radius * sine1
      if abs(height0 - start.z) <= Self.reach, abs(height0 - end.z) < abs(rise) {
        z0 = height0
        zGradient0 =
          middleGradient + radius * sine0 * slopeGradient
          + slope * radius * cosine0 * (sigma0 * alphaGradient0 - 0.5 * frame.gamma)
      }
      if abs(height1 - end.z) <= Self.reach, abs(height1 - start.z) < abs(rise) {
        z1 = height1
        zGradient1 =
          middleGradient + radius * sine1 * slopeGradient
          + slope * radius * cosine1 * (sigma1 * alphaGradient1 + 0.5 * frame.gamma)
      }
    }
    if abs(z0) > length / 2 && abs(z1) > length / 2 { return .none(.clear) }

    // The angle of the helix, of which OpenSim takes 2 pi less the signed angle the long way round.
    let turn = gamma + sigma1 * alpha1 - sigma0 * alpha0
    var theta = turn.remainder(dividingBy: 2 * .pi)
    var thetaGradient = frame.gamma + sigma1 * alphaGradient1 - sigma0 * alphaGradient0
    if isLong {
      theta = 2 * .pi - theta
      thetaGradient = -1 * thetaGradient
    }
    if !isAlone {
      var slide = HelixSlide(
        radius: radius,
        theta: theta,
        thetaGradient: thetaGradient,
        sense: isLong ? -1 : 1
      )
      slide.settle(
        start: HelixSlide.Tangent(z: start.z, gradient: frame.z0, length: t0, sign: sigma0),
        startLengthGradient: d0 / max(t0, shortestPiece) * frame.d0,
        end: HelixSlide.Tangent(z: end.z, gradient: frame.z1, length: t1, sign: -sigma1),
        endLengthGradient: d1 / max(t1, shortestPiece) * frame.d1,
        z0: &z0,
        z1: &z1,
        zGradient0: &zGradient0,
        zGradient1: &zGradient1
      )
    }
    let along = z1 - z0
    let arc = (radius * theta * radius * theta + along * along).squareRoot()
    let inverse = arc > 0 ? 1 / arc : 0
    var first = tangentPoint(of: start, d0, t0, sigma0)
    var last = tangentPoint(of: end, d1, t1, sigma1)
    first.z = z0
    last.z = z1
    return WrapContact(
      outcome: outcome,
      first: first,
      last: last,
      arcLength: arc,
      firstJacobian: EndJacobian(
        Vector3(-first.y, first.x, 0),
        frame.g0 + sigma0 * alphaGradient0
      ) + EndJacobian(.unitZ, zGradient0),
      lastJacobian: EndJacobian(
        Vector3(-last.y, last.x, 0),
        frame.g0 + frame.gamma + sigma1 * alphaGradient1
      ) + EndJacobian(.unitZ, zGradient1),
      arcGradient: radius * radius * theta * inverse * thetaGradient
        + along * inverse * (zGradient1 - zGradient0)
    )
  }

  /// OpenSim looks for the tangent points within 10 m along the axis, in planes whose normal has at
  /// least this share along the axis: 1e-5 over a line of 20 m.
  private static var reach: Double { 10 }
  private static var steepest: Double { 20 / 1e-5 }
}

extension Vector3 {
  /// The sign of a component: 1 for zero too.
  func side(_ axis: Int) -> Double { self[axis] < 0 ? -1 : 1 }
}

/// The signs of the two tangents, of a circle in the plane, whose tangent points are nearest to each
/// other: at sigma0 alpha0 and gamma + sigma1 alpha1, in radians.
func nearestTangents(
  gamma: Double,
  alpha0: Double,
  alpha1: Double
) -> (sigma0: Double, sigma1: Double) {
  let same = cos(gamma + alpha1 - alpha0)
  let inner = cos(gamma - alpha1 - alpha0)
  let outer = cos(gamma + alpha1 + alpha0)
  let opposite = cos(gamma - alpha1 + alpha0)
  if same > inner && same > outer && same > opposite { return (1, 1) }
  if inner > outer && inner > opposite { return (1, -1) }
  return outer > opposite ? (-1, 1) : (-1, -1)
}

/// Gradients of the cylindrical coordinates of both ends.
private struct EndFrame {
  var d0: EndGradient
  var d1: EndGradient
  var g0: EndGradient
  var gamma: EndGradient
  var z0: EndGradient
  var z1: EndGradient

  init(_ cylinder: ConstructedCylinder) {
    let start = cylinder.start
    let end = cylinder.end
    let square0 = cylinder.d0 * cylinder.d0
    let square1 = cylinder.d1 * cylinder.d1
    d0 = EndGradient(
      byStart: Vector3(start.x / cylinder.d0, start.y / cylinder.d0, 0),
      byEnd: .zero
    )
    d1 = EndGradient(
      byStart: .zero,
      byEnd: Vector3(end.x / cylinder.d1, end.y / cylinder.d1, 0)
    )
    g0 = EndGradient(byStart: Vector3(-start.y / square0, start.x / square0, 0), byEnd: .zero)
    gamma = EndGradient(
      byStart: -g0.byStart,
      byEnd: Vector3(-end.y / square1, end.x / square1, 0)
    )
    z0 = EndGradient(byStart: .unitZ, byEnd: .zero)
    z1 = EndGradient(byStart: .zero, byEnd: .unitZ)
  }
}
