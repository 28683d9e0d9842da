// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The motion of a rigid body or of a joint axis: angular velocity, and the velocity of the body's
/// point that coincides with the frame's origin.
///
/// Featherstone, Rigid Body Dynamics Algorithms (2008), section 2.2. Expressed in one frame, about
/// that frame's origin; in this package that frame is ground unless a name says otherwise.
@frozen
public struct SpatialMotion: Sendable, Hashable, Codable {
  /// Angular velocity, in radians per second (dimensionless for a unit rotation axis).
  public var angular: Vector3

  /// Velocity of the body's point at the origin, in metres per second (metres per radian for a
  /// unit rotation axis).
  public var linear: Vector3

  /// Makes a motion from its angular part, in rad/s, and its linear part at the origin, in m/s.
  @inlinable
  public init(angular: Vector3, linear: Vector3) {
    self.angular = angular
    self.linear = linear
  }

  /// The motion of a body at rest.
  @inlinable public static var zero: SpatialMotion { SpatialMotion(angular: .zero, linear: .zero) }

  /// The velocity of the body's point at `position` (metres), in metres per second.
  @inlinable
  public func velocity(at position: Vector3) -> Vector3 { linear + angular.cross(position) }

  /// The power that a force delivers on this motion, in watts.
  @inlinable
  public func dot(_ force: SpatialForce) -> Double {
    angular.dot(force.moment) + linear.dot(force.force)
  }

  /// The rate of change of `other` when it is carried by this motion.
  @inlinable
  public func cross(_ other: SpatialMotion) -> SpatialMotion {
    SpatialMotion(
      angular: angular.cross(other.angular),
      linear: angular.cross(other.linear) + linear.cross(other.angular)
    )
  }

  /// The rate of change of a force that is carried by this motion.
  @inlinable
  public func cross(_ force: SpatialForce) -> SpatialForce {
    SpatialForce(
      moment: angular.cross(force.moment) + linear.cross(force.force),
      force: angular.cross(force.force)
    )
  }

  /// The sum, component by component.
  @inlinable
  public static func + (left: SpatialMotion, right: SpatialMotion) -> SpatialMotion {
    SpatialMotion(angular: left.angular + right.angular, linear: left.linear + right.linear)
  }

  /// The difference, component by component.
  @inlinable
  public static func - (left: SpatialMotion, right: SpatialMotion) -> SpatialMotion {
    SpatialMotion(angular: left.angular - right.angular, linear: left.linear - right.linear)
  }

  /// The motion stretched by a factor.
  @inlinable
  public static func * (motion: SpatialMotion, factor: Double) -> SpatialMotion {
    SpatialMotion(angular: motion.angular * factor, linear: motion.linear * factor)
  }

  /// Adds in place.
  @inlinable
  public static func += (left: inout SpatialMotion, right: SpatialMotion) { left = left + right }
}

/// A force on a rigid body together with its moment about the frame's origin.
///
/// Expressed in one frame, about that frame's origin; in this package that frame is ground unless
/// a name says otherwise.
@frozen
public struct SpatialForce: Sendable, Hashable, Codable {
  /// Moment about the origin, in newton metres.
  public var moment: Vector3

  /// Resultant force, in newtons.
  public var force: Vector3

  /// Makes a spatial force from the moment about the origin, in N m, and the force, in N.
  @inlinable
  public init(moment: Vector3, force: Vector3) {
    self.moment = moment
    self.force = force
  }

  /// A single force, in newtons, that acts at a point given in metres.
  @inlinable
  public init(force: Vector3, at point: Vector3) {
    self.init(moment: point.cross(force), force: force)
  }

  /// No force and no moment.
  @inlinable public static var zero: SpatialForce { SpatialForce(moment: .zero, force: .zero) }

  /// The moment about a point given in metres, in newton metres.
  @inlinable
  public func moment(about point: Vector3) -> Vector3 { moment - point.cross(force) }

  /// The sum, component by component.
  @inlinable
  public static func + (left: SpatialForce, right: SpatialForce) -> SpatialForce {
    SpatialForce(moment: left.moment + right.moment, force: left.force + right.force)
  }

  /// The difference, component by component.
  @inlinable
  public static func - (left: SpatialForce, right: SpatialForce) -> SpatialForce {
    SpatialForce(moment: left.moment - right.moment, force: left.force - right.force)
  }

  /// The opposite force.
  @inlinable
  public static prefix func - (force: SpatialForce) -> SpatialForce {
    SpatialForce(moment: -force.moment, force: -force.force)
  }

  /// The force stretched by a factor.
  @inlinable
  public static func * (force: SpatialForce, factor: Double) -> SpatialForce {
    SpatialForce(moment: force.moment * factor, force: force.force * factor)
  }

  /// Adds in place.
  @inlinable
  public static func += (left: inout SpatialForce, right: SpatialForce) { left = left + right }

  /// Subtracts in place.
  @inlinable
  public static func -= (left: inout SpatialForce, right: SpatialForce) { left = left - right }
}
