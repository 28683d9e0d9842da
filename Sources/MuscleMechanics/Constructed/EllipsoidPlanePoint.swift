// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The point of an ellipsoid that fixes, with both ends, the plane in which OpenSim's path runs.
///
/// The straight line meets the ellipsoid at two points. `axial` projects, within the plane of symmetry
/// across the axis most parallel to the line, the point where the line crosses that plane; `fan`
/// goes from the middle of the chord along the mean of the normals by a mean half axis and projects
/// that. `hybrid` blends them by the greatest direction cosine of the line.
struct EllipsoidPlanePoint {
  /// The point, in metres.
  private(set) var point: Vector3

  /// True for `axial` where the line crosses the plane of symmetry outside of the ellipsoid and the
  /// point is on the wanted half.
  private(set) var crossesOutside: Bool

  private let radii: Vector3
  private let span: Vector3
  private let chord: Vector3
  private let roots: (first: Double, last: Double)
  private let meets: (first: Vector3, last: Vector3)
  /// The axis most parallel to the line, its direction cosine (faded near the ends of the chord),
  /// and where on the chord its plane of symmetry is crossed.
  private let axis: Int
  private let cosine: Double
  private let crossing: Double
  private let fading: Double
  /// The weight of `axial` in the blend: 1, or 0, or between them.
  private let axialShare: Double
  private let isBlend: Bool
  private var axial: EllipsoidProjection?
  private var fan: NormalFan?
  private var fanPoint: EllipsoidProjection?
  private var final: EllipsoidProjection?
  private var isMidpoint = false
  /// What remains of the component across the wanted half when the point is brought there, and the
  /// projection after it.
  private var flip: (axis: Int, weight: Double, component: Double)?
  private var flipped: EllipsoidProjection?

  // As in OpenSim 4.6: direction cosines up to the first are all `fan`, from the second on all
  // `axial`; a crossing within this share of the ends of the chord fades `axial` out.
  private static var leastCosine: Double { 0.7073 }
  private static var fullCosine: Double { 0.9 }
  private static var boundary: Double { 0.3 }

  /// Nil where the line does not meet the ellipsoid between the ends.
  init?(
    radii: Vector3,
    start: Vector3,
    end: Vector3,
    method: EllipsoidMethod,
    quadrant: WrapQuadrant
  ) {
    // The line end + l (start - end) meets the ellipsoid at the roots of a l^2 + 2 b l + c.
    let span = start - end
    let scaled = span.divided(by: radii)
    let scaledEnd = end.divided(by: radii)
    let a = scaled.dot(scaled)
    let b = scaled.dot(scaledEnd)
    let c = scaledEnd.dot(scaledEnd) - 1
    let discriminant = b * b - a * c
    guard a > 0, discriminant >= 0 else { return nil }
    let l0 = (-b + discriminant.squareRoot()) / a
    let l1 = (-b - discriminant.squareRoot()) / a
    // A line that only touches has no chord.
    guard l0 > 0, l0 < 1, l1 > 0, l1 < l0 else { return nil }
    self.radii = radii
    self.span = span
    roots = (l0, l1)
    let first = end + span * l0
    let last = end + span * l1
    meets = (first, last)
    chord = last - first

    let direction = span * (1 / span.length)
    var axis = 0
    for i in 1..<3 where abs(direction[i]) > abs(direction[axis]) { axis = i }
    self.axis = axis
    crossing = -first[axis] / chord[axis]
    var fading = 1.0
    var cosine = abs(direction[axis])
    if method == .hybrid && cosine > Self.leastCosine {
      if crossing < 0 || crossing > 1 {
        fading = 0
      } else if crossing < Self.boundary {
        fading = crossing / Self.boundary
      } else if crossing > 1 - Self.boundary {
        fading = (1 - crossing) / Self.boundary
      }
      cosine = Self.leastCosine + fading * (cosine - Self.leastCosine)
    }
    self.fading = fading
    self.cosine = cosine
    let share = (cosine - Self.leastCosine) / (Self.fullCosine - Self.leastCosine)
    let usesAxial =
      method == .axial || (method == .hybrid && cosine > Self.leastCosine)
    let usesFan = method == .hybrid && cosine < Self.fullCosine
    isBlend = usesAxial && usesFan
    axialShare = isBlend ? share : usesAxial ? 1 : 0
    if usesAxial {
      axial = EllipsoidProjection(first + chord * crossing, onto: radii, plane: axis)
    }
    if usesFan {
      let fan = NormalFan(radii: radii, first: first, chord: chord)
      let mean = (radii.x + radii.y + radii.z) / 3
      self.fan = fan
      fanPoint = EllipsoidProjection(
        first + chord * 0.5 + fan.direction * mean,
        onto: radii
      )
    }
    if let axial, let fanPoint {
      let blend = axial.point * axialShare + fanPoint.point * (1 - axialShare)
      let final = EllipsoidProjection(blend, onto: radii)
      self.final = final
      point = final.point
    } else if let axial {
      point = axial.point
    } else if let fanPoint {
      point = fanPoint.point
    } else {
      let final = EllipsoidProjection(first + chord * 0.5, onto: radii)
      self.final = final
      isMidpoint = true
      point = final.point
    }
    crossesOutside = method == .axial && !(crossing > 0 && crossing < 1)

    // On the wrong half the point goes to its mirror image, or towards the plane between them by the
    // weight of the fan.
    guard case .half(let across, let sign) = quadrant, (point[across] < 0 ? -1 : 1) != sign else {
      return
    }
    let weight = usesFan ? 1 - axialShare : 0
    flip = (across, weight, point[across])
    point[across] = -point[across]
    crossesOutside = false
    guard weight > 0 else { return }
    point[across] *= 1 - weight
    let flipped = EllipsoidProjection(point, onto: radii)
    self.flipped = flipped
    point = flipped.point
  }

  /// The derivative of `point . direction` by the ends of the straight piece.
  func gradient(along direction: Vector3) -> EndGradient {
    var seed = direction
    var byShare = 0.0
    if let flip {
      if let flipped {
        seed = flipped.jacobian * seed
        // The weight of the fan falls as the share of `axial` rises.
        if isBlend { byShare = -flip.component * seed[flip.axis] }
        seed[flip.axis] *= -(1 - flip.weight)
      } else {
        seed[flip.axis] = -seed[flip.axis]
      }
    }
    if let final { seed = final.jacobian * seed }
    var byFirst = Vector3.zero
    var byLast = Vector3.zero
    var byCrossing = 0.0
    if isMidpoint {
      byFirst = seed * 0.5
      byLast = seed * 0.5
    }
    if isBlend, let axial, let fanPoint { byShare += seed.dot(axial.point - fanPoint.point) }
    if let axial {
      let own = axial.jacobian * (seed * axialShare)
      byFirst += own * (1 - crossing)
      byLast += own * crossing
      byCrossing += own.dot(chord)
    }
    if let fan, let fanPoint {
      let own = fanPoint.jacobian * (seed * (1 - axialShare))
      let mean = (radii.x + radii.y + radii.z) / 3
      byFirst += own * 0.5
      byLast += own * 0.5
      let unit = fan.direction
      if unit != .zero {
        let seed = (own - unit * unit.dot(own)) * (mean / fan.sum.length)
        byFirst += fan.byFirst.transposed * seed
        byLast += fan.byLast.transposed * seed
      }
    }
    // The share of `axial` by the cosine, and this by direction and crossing.
    let byCosine = byShare / (Self.fullCosine - Self.leastCosine)
    let length = span.length
    let unit = span * (1 / length)
    var bySpan = Vector3.zero
    if byCosine != 0 {
      var component = Vector3.zero
      component[axis] = (unit[axis] < 0 ? -1 : 1) * byCosine * fading
      bySpan = (component - unit * unit.dot(component)) * (1 / length)
      if fading > 0, fading < 1 {
        let slope = crossing < Self.boundary ? 1 / Self.boundary : -1 / Self.boundary
        byCrossing += byCosine * (abs(unit[axis]) - Self.leastCosine) * slope
      }
    }
    let square = chord[axis] * chord[axis]
    byFirst[axis] -= byCrossing * meets.last[axis] / square
    byLast[axis] += byCrossing * meets.first[axis] / square

    let first = moved(byFirst, meets.first, roots.first)
    let last = moved(byLast, meets.last, roots.last)
    return first + last + EndGradient(byStart: bySpan, byEnd: -bySpan)
  }

  /// The derivative by the ends from that by a point where the line meets the ellipsoid.
  private func moved(_ seed: Vector3, _ meet: Vector3, _ root: Double) -> EndGradient {
    let normal = meet.divided(by: radii).divided(by: radii)
    let onLine = seed - normal * (seed.dot(span) / normal.dot(span))
    return EndGradient(byStart: onLine * root, byEnd: onLine * (1 - root))
  }
}
