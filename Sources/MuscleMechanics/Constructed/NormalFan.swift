// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The sum of the directions from points of a chord to the nearest points of an ellipsoid.
///
/// OpenSim takes 298 of 300 equal steps of the chord; their sum jumps where a step crosses the set of
/// points that have two nearest points. So does this one: the same points are taken, eight at a time, since
/// each waits for divisions and roots.
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
    if isFlat { addFlat() } else { addGroups() }
  }

  private mutating func addFlat() {
    for step in 1..<299 {
      let s = first + chord * (Double(step) / Self.steps)
      let blade = EllipsoidProjection(s, onto: radii).point - s
      let length = blade.length
      if length > 0 { sum += blade * (1 / length) }
    }
  }

  private mutating func addGroups() {
    let squares = radii.multiplied(by: radii)
    var walk = MultiplierWalk()
    var total = Triple.zero
    for group in 0..<Self.groupCount {
      let s = points(group)
      total.add(directions(s, multipliers(s, squares, &walk), squares), times: weights(group))
    }
    sum = total.sum
  }

  /// The multipliers of the two groups before.
  private struct MultiplierWalk {
    var last = SIMD8<Double>(repeating: .nan)
    var beforeLast = SIMD8<Double>(repeating: .nan)
  }

  /// The multipliers of eight points, see `EllipsoidProjection`, from those of the points before.
  @inline(__always)
  private func multipliers(
    _ s: Triple,
    _ squares: Vector3,
    _ walk: inout MultiplierWalk
  ) -> SIMD8<Double> {
    let q = Triple(s.x * radii.x, s.y * radii.y, s.z * radii.z)
    // |q| >= 1 here. On the other side of the root, where the straight line through the two groups
    // before may lie, the first step comes back to this one.
    let lowest = greater(
      greater(magnitude(q.x) - squares.x, magnitude(q.y) - squares.y),
      magnitude(q.z) - squares.z
    )
    // Not a number before there are two groups, which leaves the lowest.
    var t = greater(lowest, walk.last + (walk.last - walk.beforeLast))
    for _ in 0..<60 {
      let rx = 1 / (t + squares.x)
      let ry = 1 / (t + squares.y)
      let rz = 1 / (t + squares.z)
      let x = q.x * rx
      let y = q.y * ry
      let z = q.z * rz
      let xx: SIMD8<Double> = x * x
      let yy: SIMD8<Double> = y * y
      let zz: SIMD8<Double> = z * z
      let norm: SIMD8<Double> = xx + yy + zz
      let slope: SIMD8<Double> = xx * rx + yy * ry + zz * rz
      let excess: SIMD8<Double> = norm.squareRoot() - 1
      t = greater(lowest, t + norm / slope * excess)
      if all(magnitude(excess) .< Self.linearRange) { break }
    }
    walk.beforeLast = walk.last
    walk.last = t
    return t
  }

  /// The greater of two numbers; the first where the second is no number.
  @inline(__always)
  private func greater(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: b, where: a .< b)
  }

  @inline(__always)
  private func magnitude(_ a: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: -a, where: a .< 0)
  }

  /// Where |q| is so near to one, the step after is exact to rounding: the error is quadratic.
  private static var linearRange: Double { 1e-8 }

  private struct Triple {
    var x: SIMD8<Double>
    var y: SIMD8<Double>
    var z: SIMD8<Double>
    init(_ x: SIMD8<Double>, _ y: SIMD8<Double>, _ z: SIMD8<Double>) {
      self.x = x
      self.y = y
      self.z = z
    }

    static var zero: Triple { Triple(.zero, .zero, .zero) }

    /// The sum over the points.
    var sum: Vector3 { Vector3(x.sum(), y.sum(), z.sum()) }

    @inline(__always)
    mutating func add(_ other: Triple, times factor: SIMD8<Double>) {
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

  /// Groups of eight points; the last one has two of them and repeats them.
  private static var groupCount: Int { 38 }

  private func weights(_ group: Int) -> SIMD8<Double> {
    group < Self.groupCount - 1 ? SIMD8(1, 1, 1, 1, 1, 1, 1, 1) : SIMD8(1, 1, 0, 0, 0, 0, 0, 0)
  }

  private func shares(_ group: Int) -> SIMD8<Double> {
    let first = Double(8 * group + 1)
    let steps: SIMD8<Double> =
      group < Self.groupCount - 1 ? SIMD8(0, 1, 2, 3, 4, 5, 6, 7) : SIMD8(0, 1, 0, 1, 0, 1, 0, 1)
    return (steps + first) / Self.steps
  }

  private func points(_ group: Int) -> Triple {
    let share = shares(group)
    return Triple(
      first.x + share * chord.x,
      first.y + share * chord.y,
      first.z + share * chord.z
    )
  }

  /// The directions from the points to their nearest points, -t s / (t + a^2) of length one.
  private func directions(_ s: Triple, _ t: SIMD8<Double>, _ squares: Vector3) -> Triple {
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
    for group in 0..<Self.groupCount {
      let s = points(group)
      let t = multipliers(s, squares, &walk)
      let share = shares(group)
      let weight = weights(group)
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
      byLast.add(h, times: weight * share)
      byFirst.add(h, times: weight * (1 - share))
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
