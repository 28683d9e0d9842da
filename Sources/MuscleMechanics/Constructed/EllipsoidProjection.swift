// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The point of an ellipsoid that is nearest to another point, with its derivative.
///
/// With half axes a, the nearest point of s is c_i = a_i^2 s_i / (t + a_i^2), where t is the greatest
/// root of sum_i (a_i s_i / (t + a_i^2))^2 = 1. The derivative is symmetric:
///
///     J = diag(a_i^2 / (t + a_i^2)) - k k' / M,   k_i = c_i / (t + a_i^2),   M = sum k_i^2 (t + a_i^2) / a_i^2
///
/// Eberly, in Graphics Gems IV (1994). A point within `planeTolerance` of a plane of symmetry is
/// projected within that plane, as in OpenSim, though it may lie nearer to points outside of it.
struct EllipsoidProjection {
  /// The nearest point.
  var point: Vector3

  /// Its derivative by the other point.
  var jacobian: Matrix3

  /// How near to a plane of symmetry counts as in it, as a share of the mean half axis.
  ///
  /// OpenSim's rounding error, in its units of the mean half axis.
  static var planeTolerance: Double { 2e-13 }

  /// Projects a point; `plane` is the index of a coordinate that is zero, if one is to be.
  init(_ source: Vector3, onto radii: Vector3, plane: Int? = nil) {
    let tolerance = Self.planeTolerance * (radii.x + radii.y + radii.z) / 3
    var flat = plane
    if flat == nil {
      var least = Double.infinity
      for axis in 0..<3 where abs(source[axis]) <= tolerance {
        // Of several planes the one with the smaller ellipse.
        let sum = radii.x + radii.y + radii.z - radii[axis]
        if sum < least {
          least = sum
          flat = axis
        }
      }
    }
    guard let flat else {
      let t = Self.multiplier(source, radii)
      (point, jacobian) = Self.general(source, radii, t, skipping: nil)
      return
    }
    self = Self.inPlane(source, radii, flat, tolerance)
  }

  /// The greatest root t for a point off the planes of symmetry.
  ///
  /// Newton's method for 1 - 1 / |q|, which is nearly linear, from a start with |q| >= 1: it stays on
  /// that side of the root.
  private static func multiplier(_ s: Vector3, _ a: Vector3, skipping axis: Int? = nil) -> Double {
    let q0 = s.multiplied(by: a)
    let squares = a.multiplied(by: a)
    var t = -Double.infinity
    for i in 0..<3 where i != axis { t = max(t, abs(q0[i]) - squares[i]) }
    for _ in 0..<60 {
      var norm = 0.0
      var slope = 0.0
      for i in 0..<3 where i != axis {
        let below = t + squares[i]
        guard below > 0 else { continue }
        let q = q0[i] / below
        norm += q * q
        slope += q * q / below
      }
      guard slope > 0 else { break }
      let length = norm.squareRoot()
      let step = norm / slope * (length - 1)
      t += max(0, step)
      if abs(length - 1) < 1e-14 || step <= 1e-15 * (abs(t) + squares.x) { break }
    }
    return t
  }

  private static func general(
    _ s: Vector3,
    _ a: Vector3,
    _ t: Double,
    skipping axis: Int?
  ) -> (Vector3, Matrix3) {
    var point = s
    var diagonal = Vector3(1, 1, 1)
    var k = Vector3.zero
    var mass = 0.0
    for i in 0..<3 where i != axis {
      let square = a[i] * a[i]
      let below = t + square
      point[i] = square * s[i] / below
      diagonal[i] = square / below
      k[i] = point[i] / below
      mass += k[i] * k[i] * below / square
    }
    let share = mass > 0 ? 1 / mass : 0
    return (point, Matrix3(diagonal: diagonal) - Matrix3(outerProductOf: k, k) * share)
  }

  /// Projection within the plane of symmetry where coordinate `axis` is zero.
  private static func inPlane(
    _ s: Vector3,
    _ a: Vector3,
    _ axis: Int,
    _ tolerance: Double
  ) -> EllipsoidProjection {
    // OpenSim's order of the other two coordinates.
    let (u, v) = axis == 0 ? (1, 2) : axis == 1 ? (2, 0) : (0, 1)
    let isOnV = abs(s[u]) <= tolerance
    let isOnU = abs(s[v]) <= tolerance
    // On an axis of the ellipse and beyond its evolute the nearest point is off the axis, on one of
    // two sides: the positive one is taken.
    if isOnV && (!isOnU || a[u] < a[v]) {
      if let point = beyondEvolute(s, a, short: u, long: v) { return point }
    }
    if isOnU && (!isOnV || a[u] >= a[v]) {
      if let point = beyondEvolute(s, a, short: v, long: u) { return point }
    }
    let t = multiplier(s, a, skipping: axis)
    let (point, jacobian) = general(s, a, t, skipping: axis)
    return EllipsoidProjection(point: point, jacobian: jacobian)
  }

  private init(point: Vector3, jacobian: Matrix3) {
    self.point = point
    self.jacobian = jacobian
  }

  /// The nearest point of s on the longer axis and near the centre; nil elsewhere.
  private static func beyondEvolute(
    _ s: Vector3,
    _ a: Vector3,
    short: Int,
    long: Int
  ) -> EllipsoidProjection? {
    let shortSquare = a[short] * a[short]
    let longSquare = a[long] * a[long]
    guard shortSquare < longSquare, abs(s[long]) < a[long] - shortSquare / a[long] else {
      return nil
    }
    var point = s
    let stretch = longSquare / (longSquare - shortSquare)
    point[long] = stretch * s[long]
    let share = point[long] / a[long]
    point[short] = a[short] * max(0, 1 - share * share).squareRoot()
    // The slope of the ellipse there: d short / d long.
    let slope = -shortSquare * point[long] / (longSquare * point[short])
    var jacobian = Matrix3.identity
    let cross = slope * stretch
    var shortRow = Vector3.zero
    shortRow[long] = cross
    shortRow[short] = slope * cross
    var longRow = Vector3.zero
    longRow[long] = stretch
    longRow[short] = cross
    jacobian.setRow(short, shortRow)
    jacobian.setRow(long, longRow)
    return EllipsoidProjection(point: point, jacobian: jacobian)
  }
}

extension Matrix3 {
  mutating func setRow(_ row: Int, _ value: Vector3) {
    switch row {
    case 0: row0 = value
    case 1: row1 = value
    default: row2 = value
    }
  }
}
