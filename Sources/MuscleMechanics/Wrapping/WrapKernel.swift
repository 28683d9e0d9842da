// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// A shape and a side, checked and made ready for repeated use.
struct WrapKernel: Sendable {
  enum Kind: UInt8, Sendable { case cylinder, sphere, ellipsoid }

  var kind: Kind

  /// The half axes in metres; a cylinder has infinite Z.
  var radii: Vector3

  /// The side as a vector of length one; zero for any side.
  var side: Vector3

  init(shape: WrapShape, side: WrapSide) {
    precondition(
      shape.isValid,
      "a wrap surface needs finite dimensions above zero, not \(shape)"
    )
    switch shape {
    case .cylinder(let radius, _):
      kind = .cylinder
      radii = Vector3(radius, radius, .infinity)
    case .sphere(let radius):
      kind = .sphere
      radii = Vector3(radius, radius, radius)
    case .ellipsoid(let radii):
      kind = .ellipsoid
      self.radii = radii
    }
    switch side {
    case .any: self.side = .zero
    case .toward(let direction):
      let across = kind == .cylinder ? Vector3(direction.x, direction.y, 0) : direction
      precondition(
        across.isFinite && across.length > 1e-6 * direction.length,
        "the side of a surface needs a finite direction across its axis, not \(direction)"
      )
      self.side = across.normalized
    }
  }

  /// The shortest path between two points in the surface's frame.
  func path(from start: Vector3, to end: Vector3) -> WrappedPath {
    let depthAtStart = relativeRadius(start)
    let depthAtEnd = relativeRadius(end)
    if depthAtStart >= 1 && depthAtEnd >= 1 { return outsidePath(from: start, to: end) }
    let outerStart = depthAtStart < 1 ? projected(start, depthAtStart) : start
    let outerEnd = depthAtEnd < 1 ? projected(end, depthAtEnd) : end
    var path = outsidePath(from: outerStart, to: outerEnd)
    path.endsInside = true
    if depthAtStart < 1 {
      path.pullAtStart = pulledBack(path.pullAtStart, to: start, depthAtStart)
    }
    if depthAtEnd < 1 { path.pullAtEnd = pulledBack(path.pullAtEnd, to: end, depthAtEnd) }
    return path
  }

  @inline(__always)
  private func outsidePath(from start: Vector3, to end: Vector3) -> WrappedPath {
    switch kind {
    case .cylinder: cylinderPath(from: start, to: end)
    case .sphere: spherePath(from: start, to: end)
    case .ellipsoid: ellipsoidPath(from: start, to: end)
    }
  }

  /// The distance from the centre or axis as a share of that of the surface in the same direction.
  @inline(__always)
  private func relativeRadius(_ point: Vector3) -> Double {
    switch kind {
    case .cylinder: (point.x * point.x + point.y * point.y).squareRoot() / radii.x
    case .sphere: point.length / radii.x
    case .ellipsoid: point.divided(by: radii).length
    }
  }

  /// Nearer to the centre than this share of the radius, a point has no direction of its own.
  private static var centreShare: Double { 1e-9 }

  /// The point of the surface on the ray from the centre (or axis) through an inner point.
  private func projected(_ point: Vector3, _ depth: Double) -> Vector3 {
    let axial = kind == .cylinder ? point.z : 0
    guard depth > Self.centreShare else {
      let direction = side == .zero ? Vector3.unitX : side
      let share = kind == .ellipsoid ? direction.divided(by: radii).length : 1 / radii.x
      return direction * (1 / share) + Vector3(0, 0, axial)
    }
    let factor = 1 / depth
    return kind == .cylinder
      ? Vector3(point.x * factor, point.y * factor, axial) : point * factor
  }

  /// The pull on an inner point that does the work of `pull` on its projection.
  ///
  /// The transpose of the derivative of x / rho(x), with rho^2 = x'Ax: (I - (Ax) x'/rho^2) / rho.
  private func pulledBack(_ pull: Vector3, to point: Vector3, _ depth: Double) -> Vector3 {
    let axial = kind == .cylinder ? Vector3(0, 0, pull.z) : .zero
    guard depth > Self.centreShare else { return axial }
    let across = kind == .cylinder ? Vector3(pull.x, pull.y, 0) : pull
    let gradient = point.divided(by: radii).divided(by: radii)
    return (across - gradient * (point.dot(across) / (depth * depth))) * (1 / depth) + axial
  }
}

extension Vector3 {
  /// The vector divided component by component.
  @inline(__always)
  func divided(by other: Vector3) -> Vector3 { Vector3(x / other.x, y / other.y, z / other.z) }

  /// The vector multiplied component by component.
  @inline(__always)
  func multiplied(by other: Vector3) -> Vector3 { Vector3(x * other.x, y * other.y, z * other.z) }
}
