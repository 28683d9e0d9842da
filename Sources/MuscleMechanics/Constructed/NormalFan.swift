// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The sum of the directions from points of a chord to the nearest points of an ellipsoid.
///
/// OpenSim takes 298 of 300 equal steps of the chord; their sum jumps where a step crosses the set of
/// points that have two nearest points. So does this one: the same points are taken, two at a time.
struct NormalFan {
  let radii: Vector3
  let first: Vector3
  let chord: Vector3

  /// The sum, dimensionless.
  private(set) var sum = Vector3.zero

  /// The mean direction; zero where the directions cancel, on a line through the centre.
  var direction: Vector3 {
    let length = sum.length
    return length > 1e-9 ? sum * (1 / length) : .zero
  }

  /// True when the chord lies in a plane of symmetry: the projections are then within that plane.
  private let isFlat: Bool

  private static var steps: Double { 300 }

  /// Adds up the directions along a chord from a point, in metres.
  init(radii: Vector3, first: Vector3, chord: Vector3) {
    self.radii = radii
    self.first = first
    self.chord = chord
    let tolerance = EllipsoidProjection.planeTolerance * (radii.x + radii.y + radii.z) / 3
    let last = first + chord
    isFlat =
      (abs(first.x) <= tolerance && abs(last.x) <= tolerance)
      || (abs(first.y) <= tolerance && abs(last.y) <= tolerance)
      || (abs(first.z) <= tolerance && abs(last.z) <= tolerance)
    if isFlat { addFlat() } else { addPairs() }
  }

  private mutating func addFlat() {
    for step in 1..<299 {
      let s = first + chord * (Double(step) / Self.steps)
      let blade = EllipsoidProjection(s, onto: radii).point - s
      let length = blade.length
      if length > 0 { sum += blade * (1 / length) }
    }
  }

  private mutating func addPairs() {
    let squares = radii.multiplied(by: radii)
    var walk = MultiplierWalk()
    var total = Triple.zero
    for pair in 0..<149 {
      let s = points(pair)
      total.add(directions(s, multipliers(s, squares, &walk), squares), times: SIMD2(1, 1))
    }
    sum = total.sum
  }

  /// The multipliers of two pairs of points before.
  private struct MultiplierWalk {
    var last = SIMD2<Double>(repeating: -.infinity)
    var beforeLast = SIMD2<Double>(repeating: -.infinity)
  }

  /// The multipliers of two points, see `EllipsoidProjection`, from those of the points before.
  @inline(__always)
  private func multipliers(
    _ s: Triple,
    _ squares: Vector3,
    _ walk: inout MultiplierWalk
  ) -> SIMD2<Double> {
    let q = Triple(s.x * radii.x, s.y * radii.y, s.z * radii.z)
    // |q| >= 1 here. On the other side of the root, where the straight line through the two pairs
    // before may lie, the first step comes back to this one.
    let lowest = greater(
      greater(magnitude(q.x) - squares.x, magnitude(q.y) - squares.y),
      magnitude(q.z) - squares.z
    )
    // Not a number before there are two pairs, which leaves the lowest.
    var t = greater(lowest, walk.last + (walk.last - walk.beforeLast))
    for _ in 0..<60 {
      let rx = 1 / (t + squares.x)
      let ry = 1 / (t + squares.y)
      let rz = 1 / (t + squares.z)
      let x = q.x * rx
      let y = q.y * ry
      let z = q.z * rz
      let xx: SIMD2<Double> = x * x
      let yy: SIMD2<Double> = y * y
      let zz: SIMD2<Double> = z * z
      let norm: SIMD2<Double> = xx + yy + zz
      let slope: SIMD2<Double> = xx * rx + yy * ry + zz * rz
      let excess: SIMD2<Double> = norm.squareRoot() - 1
      t = greater(lowest, t + norm / slope * excess)
      if abs(excess.x) < Self.linearRange && abs(excess.y) < Self.linearRange { break }
    }
    walk.beforeLast = walk.last
    walk.last = t
    return t
  }

  /// The greater of two numbers; the first where the second is no number.
  @inline(__always)
  private func greater(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> {
    a.replacing(with: b, where: a .< b)
  }

  @inline(__always)
  private func magnitude(_ a: SIMD2<Double>) -> SIMD2<Double> {
    a.replacing(with: -a, where: a .< 0)
  }

  /// Where |q| is so near to one, the step after is exact to rounding: the error is quadratic.
  private static var linearRange: Double { 1e-8 }

  private struct Triple {
    var x: SIMD2<Double>
    var y: SIMD2<Double>
    var z: SIMD2<Double>
    init(_ x: SIMD2<Double>, _ y: SIMD2<Double>, _ z: SIMD2<Double>) {
      self.x = x
      self.y = y
      self.z = z
    }

    static var zero: Triple { Triple(.zero, .zero, .zero) }

    /// The sum over the two points.
    var sum: Vector3 { Vector3(x.sum(), y.sum(), z.sum()) }

    @inline(__always)
    mutating func add(_ other: Triple, times factor: SIMD2<Double>) {
      x += factor * other.x
      y += factor * other.y
      z += factor * other.z
    }

    /// Zero in place of what is no number: the centre has no nearest point of its own.
    var withoutCentre: Triple {
      let total = x + y + z
      let isNone = total .!= total
      return Triple(
        x.replacing(with: 0, where: isNone),
        y.replacing(with: 0, where: isNone),
        z.replacing(with: 0, where: isNone)
      )
    }
  }

  private func shares(_ pair: Int) -> SIMD2<Double> {
    SIMD2(Double(2 * pair + 1), Double(2 * pair + 2)) / Self.steps
  }

  private func points(_ pair: Int) -> Triple {
    let share = shares(pair)
    return Triple(
      first.x + share * chord.x,
      first.y + share * chord.y,
      first.z + share * chord.z
    )
  }

  /// The directions from the points to their nearest points, -t s / (t + a^2) of length one.
  private func directions(_ s: Triple, _ t: SIMD2<Double>, _ squares: Vector3) -> Triple {
    let x = s.x / (t + squares.x)
    let y = s.y / (t + squares.y)
    let z = s.z / (t + squares.z)
    let inverse = 1 / (x * x + y * y + z * z).squareRoot()
    return Triple(x * inverse, y * inverse, z * inverse).withoutCentre
  }

  /// The derivatives of `sum . direction` by the chord's first point and by its last point.
  func gradient(along direction: Vector3) -> (first: Vector3, last: Vector3) {
    if isFlat { return flatGradient(along: direction) }
    let squares = radii.multiplied(by: radii)
    var walk = MultiplierWalk()
    var byFirst = Triple.zero
    var byLast = Triple.zero
    for pair in 0..<149 {
      let s = points(pair)
      let t = multipliers(s, squares, &walk)
      let share = shares(pair)
      let rx = 1 / (t + squares.x)
      let ry = 1 / (t + squares.y)
      let rz = 1 / (t + squares.z)
      // The direction is along g = s / (t + a^2) = c / a^2.
      let gx = s.x * rx
      let gy = s.y * ry
      let gz = s.z * rz
      let inverse = 1 / (gx * gx + gy * gy + gz * gz).squareRoot()
      let ux = gx * inverse
      let uy = gy * inverse
      let uz = gz * inverse
      // The seed across the direction, over the length of g.
      let along = ux * direction.x + uy * direction.y + uz * direction.z
      let wx = (direction.x - ux * along) * inverse * rx
      let wy = (direction.y - uy * along) * inverse * ry
      let wz = (direction.z - uz * along) * inverse * rz
      // dg = (ds - g dt) / (t + a^2);  dt = k.ds / M with k = a^2 g / (t + a^2).
      let kx = gx * rx * squares.x
      let ky = gy * ry * squares.y
      let kz = gz * rz * squares.z
      let mass = kx * gx + ky * gy + kz * gz
      let turn = (wx * gx + wy * gy + wz * gz) / mass
      let h = Triple(wx - turn * kx, wy - turn * ky, wz - turn * kz).withoutCentre
      byLast.add(h, times: share)
      byFirst.add(h, times: 1 - share)
    }
    return (byFirst.sum, byLast.sum)
  }

  private func flatGradient(along direction: Vector3) -> (first: Vector3, last: Vector3) {
    var byFirst = Vector3.zero
    var byLast = Vector3.zero
    for step in 1..<299 {
      let share = Double(step) / Self.steps
      let s = first + chord * share
      let projection = EllipsoidProjection(s, onto: radii)
      let blade = projection.point - s
      let length = blade.length
      guard length > 0 else { continue }
      let unit = blade * (1 / length)
      let across = (direction - unit * unit.dot(direction)) * (1 / length)
      let own = projection.jacobian * across - across
      byFirst += own * (1 - share)
      byLast += own * share
    }
    return (byFirst, byLast)
  }
}
