// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A vector or point of three-dimensional space, by its components along X, Y and Z.
///
/// The unit is that of the quantity that it holds: metres for a position, newtons for a force.
@frozen
public struct Vector3: Sendable, Hashable, Codable {
  /// Component along X, in the unit of the quantity.
  public var x: Double

  /// Component along Y, in the unit of the quantity.
  public var y: Double

  /// Component along Z, in the unit of the quantity.
  public var z: Double

  /// Makes a vector from its components, in the unit of the quantity.
  @inlinable
  public init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The vector whose components are all zero.
  @inlinable public static var zero: Vector3 { Vector3(0, 0, 0) }

  /// The unit vector along X, which is anterior in the anatomical frames of this package.
  @inlinable public static var unitX: Vector3 { Vector3(1, 0, 0) }

  /// The unit vector along Y, which is superior in the anatomical frames of this package.
  @inlinable public static var unitY: Vector3 { Vector3(0, 1, 0) }

  /// The unit vector along Z, which is to the right in the anatomical frames of this package.
  @inlinable public static var unitZ: Vector3 { Vector3(0, 0, 1) }

  /// Component by its index 0, 1 or 2, in the unit of the quantity.
  @inlinable
  public subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < 3, "a 3-vector has components 0, 1 and 2, not \(index)")
      return index == 0 ? x : (index == 1 ? y : z)
    }
    set {
      precondition(index >= 0 && index < 3, "a 3-vector has components 0, 1 and 2, not \(index)")
      if index == 0 { x = newValue } else if index == 1 { y = newValue } else { z = newValue }
    }
  }

  /// The squared Euclidean length, in the squared unit of the quantity.
  @inlinable public var squaredLength: Double { x * x + y * y + z * z }

  /// The Euclidean length, in the unit of the quantity.
  @inlinable public var length: Double { squaredLength.squareRoot() }

  /// True when no component is infinite or NaN.
  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

  /// The vector of length one with this direction; the vector must not be zero.
  @inlinable
  public var normalized: Vector3 {
    let length = length
    assert(length > 0, "a vector of length zero has no direction")
    return self / length
  }

  /// The scalar product, in the product of the two units.
  @inlinable
  public func dot(_ other: Vector3) -> Double {
    x * other.x + y * other.y + z * other.z
  }

  /// The vector product, right-handed, in the product of the two units.
  @inlinable
  public func cross(_ other: Vector3) -> Vector3 {
    Vector3(
      y * other.z - z * other.y,
      z * other.x - x * other.z,
      x * other.y - y * other.x
    )
  }

  /// The vector mirrored in the sagittal plane: Z changes sign.
  @inlinable public var mirrored: Vector3 { Vector3(x, y, -z) }

  /// The sum, component by component.
  @inlinable
  public static func + (left: Vector3, right: Vector3) -> Vector3 {
    Vector3(left.x + right.x, left.y + right.y, left.z + right.z)
  }

  /// The difference, component by component.
  @inlinable
  public static func - (left: Vector3, right: Vector3) -> Vector3 {
    Vector3(left.x - right.x, left.y - right.y, left.z - right.z)
  }

  /// The vector of opposite direction.
  @inlinable
  public static prefix func - (vector: Vector3) -> Vector3 {
    Vector3(-vector.x, -vector.y, -vector.z)
  }

  /// The vector stretched by a factor.
  @inlinable
  public static func * (vector: Vector3, factor: Double) -> Vector3 {
    Vector3(vector.x * factor, vector.y * factor, vector.z * factor)
  }

  /// The vector stretched by a factor.
  @inlinable
  public static func * (factor: Double, vector: Vector3) -> Vector3 { vector * factor }

  /// The vector divided by a number.
  @inlinable
  public static func / (vector: Vector3, divisor: Double) -> Vector3 { vector * (1 / divisor) }

  /// Adds in place.
  @inlinable
  public static func += (left: inout Vector3, right: Vector3) { left = left + right }

  /// Subtracts in place.
  @inlinable
  public static func -= (left: inout Vector3, right: Vector3) { left = left - right }
}
