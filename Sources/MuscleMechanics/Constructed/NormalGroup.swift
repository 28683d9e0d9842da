// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Three coordinates of eight points.
struct EightVectors {
  var x: SIMD8<Double>
  var y: SIMD8<Double>
  var z: SIMD8<Double>

  /// The sum of the points, each times its weight.
  func sum(times weights: SIMD8<Double>) -> Vector3 {
    Vector3((x * weights).sum(), (y * weights).sum(), (z * weights).sum())
  }
}

/// The outward directions from eight points within an ellipsoid to its nearest points.
///
/// Eight at a time, since each waits for divisions and roots. The nearest point of s is a^2 s / (t + a^2) (see
/// `EllipsoidProjection`), and the direction u lies along g = s / (t + a^2). It is the gradient of the distance
/// to the ellipsoid, whose second derivative is, with R = diag(1 / (t + a^2)) and e = R u,
///
///     du/ds = (R - u e' - e u' + (u.e) u u' + t / (1 - t u.e) f f') / |g|,   f = e - (u.e) u
///
/// The centre has no nearest point of its own: it counts as zero.
struct NormalGroup {
  /// The directions, of length one.
  let directions: EightVectors

  /// The roots t, in m^2.
  let roots: SIMD8<Double>
  private let inverses: EightVectors
  private let inverseLength: SIMD8<Double>

  /// Where |q| is so near to one, the step after is exact to rounding: the error is cubic.
  private static var cubicRange: Double { 1e-5 }

  /// Finds the directions at eight points (metres).
  ///
  /// A guess of the roots saves steps; without one the search starts below them.
  init(_ s: EightVectors, radii: Vector3, near guess: SIMD8<Double>? = nil) {
    let squares = radii.multiplied(by: radii)
    let q = EightVectors(x: s.x * radii.x, y: s.y * radii.y, z: s.z * radii.z)
    // |q| >= 1 here. From there Chebyshev's method finds the root of 1 / |q| - 1, which rises with t and is
    // bent downwards; a step beyond the root is followed by one back.
    let largest = max(squares.x, squares.y, squares.z)
    let size: SIMD8<Double> = q.x * q.x + q.y * q.y + q.z * q.z
    let box = Self.greater(
      Self.greater(Self.magnitude(q.x) - squares.x, Self.magnitude(q.y) - squares.y),
      Self.magnitude(q.z) - squares.z
    )
    let lowest = Self.greater(box, size.squareRoot() - largest)
    var t = guess.map { Self.greater(lowest, $0) } ?? lowest
    for _ in 0..<60 {
      let r = Self.inverses(t, squares)
      let x = q.x * r.x
      let y = q.y * r.y
      let z = q.z * r.z
      let xx: SIMD8<Double> = x * x
      let yy: SIMD8<Double> = y * y
      let zz: SIMD8<Double> = z * z
      let norm: SIMD8<Double> = xx + yy + zz
      let slopeX: SIMD8<Double> = xx * r.x
      let slopeY: SIMD8<Double> = yy * r.y
      let slopeZ: SIMD8<Double> = zz * r.z
      let slope: SIMD8<Double> = slopeX + slopeY + slopeZ
      let bend: SIMD8<Double> = slopeX * r.x + slopeY * r.y + slopeZ * r.z
      let excess: SIMD8<Double> = norm.squareRoot() - 1
      let inverse = 1 / slope
      let scale: SIMD8<Double> = norm * inverse
      let curvature: SIMD8<Double> = 1.5 * excess * (bend * inverse * scale - 1)
      let stretch = 1 + curvature.replacing(with: 1, where: curvature .> 1)
      t = Self.greater(lowest, t + scale * excess * stretch)
      if all(Self.magnitude(excess) .< Self.cubicRange) { break }
    }
    let r = Self.inverses(t, squares)
    let gx = s.x * r.x
    let gy = s.y * r.y
    let gz = s.z * r.z
    let square: SIMD8<Double> = gx * gx + gy * gy + gz * gz
    let inverse = 1 / square.squareRoot()
    roots = t
    inverses = r
    inverseLength = inverse
    let isNone = inverse .!= inverse
    directions = EightVectors(
      x: (gx * inverse).replacing(with: 0, where: isNone),
      y: (gy * inverse).replacing(with: 0, where: isNone),
      z: (gz * inverse).replacing(with: 0, where: isNone)
    )
  }

  /// The derivatives of the weighted sum of the directions by the ends of the straight piece on which the
  /// points lie, at these shares of it from the first end.
  func derivatives(
    times weights: SIMD8<Double>,
    shares: SIMD8<Double>
  ) -> (byFirst: Matrix3, byLast: Matrix3) {
    let u = directions
    let ex = inverses.x * u.x
    let ey = inverses.y * u.y
    let ez = inverses.z * u.z
    let ue: SIMD8<Double> = u.x * ex + u.y * ey + u.z * ez
    let fx = ex - ue * u.x
    let fy = ey - ue * u.y
    let fz = ez - ue * u.z
    let stretch = roots / (1 - roots * ue)
    let isNone = inverseLength .!= inverseLength
    let last = weights * inverseLength * shares
    let first = weights * inverseLength - last
    func sums(_ entry: SIMD8<Double>) -> (first: Double, last: Double) {
      (
        (entry * first).replacing(with: 0, where: isNone).sum(),
        (entry * last).replacing(with: 0, where: isNone).sum()
      )
    }
    // u e' + e u' - (u.e) u u' = u f' + e u'
    let xx = sums(inverses.x - u.x * fx - ex * u.x + stretch * fx * fx)
    let yy = sums(inverses.y - u.y * fy - ey * u.y + stretch * fy * fy)
    let zz = sums(inverses.z - u.z * fz - ez * u.z + stretch * fz * fz)
    let xy = sums(stretch * fx * fy - u.x * fy - ex * u.y)
    let yz = sums(stretch * fy * fz - u.y * fz - ey * u.z)
    let zx = sums(stretch * fz * fx - u.z * fx - ez * u.x)
    return (
      Matrix3(
        rows: Vector3(xx.first, xy.first, zx.first),
        Vector3(xy.first, yy.first, yz.first),
        Vector3(zx.first, yz.first, zz.first)
      ),
      Matrix3(
        rows: Vector3(xx.last, xy.last, zx.last),
        Vector3(xy.last, yy.last, yz.last),
        Vector3(zx.last, yz.last, zz.last)
      )
    )
  }

  /// 1 / (t + a^2) for the three axes, from one division.
  @inline(__always)
  private static func inverses(_ t: SIMD8<Double>, _ squares: Vector3) -> EightVectors {
    let a = t + squares.x
    let b = t + squares.y
    let c = t + squares.z
    let ab = a * b
    let one = 1 / (ab * c)
    let byC = c * one
    return EightVectors(x: b * byC, y: a * byC, z: ab * one)
  }

  @inline(__always)
  private static func greater(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: b, where: a .< b)
  }

  @inline(__always)
  private static func magnitude(_ a: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: -a, where: a .< 0)
  }
}
