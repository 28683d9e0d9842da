// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension DynamicsWorkspace {
  /// The transforms of all bodies in ground, ground first.
  package var transformsPointer: UnsafePointer<RigidTransform> { UnsafePointer(transforms) }

  /// The motion axes of all coordinates, in ground axes about the ground origin.
  package var motionAxesPointer: UnsafePointer<SpatialMotion> { UnsafePointer(motionAxes) }

  /// The velocities of all bodies, in ground axes about the ground origin, ground first.
  package var velocitiesPointer: UnsafePointer<SpatialMotion> { UnsafePointer(velocities) }

  /// The mass centres of all bodies in ground, in metres, ground first.
  package var massCentersPointer: UnsafePointer<Vector3> { UnsafePointer(massCenters) }

  /// What the parents exert on the bodies, in ground axes about the ground origin, ground first.
  ///
  /// Current after inverse dynamics or static forces only.
  package var jointForcesPointer: UnsafePointer<SpatialForce> { UnsafePointer(forces) }

  /// The transform of a body in ground; positions must be up to date.
  public func transform(of body: BodyID) -> RigidTransform {
    checkBody(body)
    require(.positions)
    return transforms[body.index]
  }

  /// The transform of a body in another body; positions must be up to date.
  public func transform(of body: BodyID, in frame: BodyID) -> RigidTransform {
    transform(of: frame).inverse * transform(of: body)
  }

  /// The motion per unit speed of a coordinate of everything outboard of its joint, in ground
  /// axes about the ground origin; positions must be up to date.
  public func motionAxis(of coordinate: CoordinateID) -> SpatialMotion {
    precondition(
      coordinate.index >= 0 && coordinate.index < coordinateCount,
      "coordinate index \(coordinate.index) given, model has \(coordinateCount) coordinates"
    )
    require(.positions)
    return motionAxes[coordinate.index]
  }

  /// The velocity of a body, in ground axes about the ground origin; velocities must be up to
  /// date.
  public func velocity(of body: BodyID) -> SpatialMotion {
    checkBody(body)
    require(.velocities)
    return velocities[body.index]
  }

  /// The velocity of a body relative to another, in ground axes about the ground origin.
  public func velocity(of body: BodyID, relativeTo frame: BodyID) -> SpatialMotion {
    velocity(of: body) - velocity(of: frame)
  }

  /// The position in ground of a point that is fixed in a body, in metres.
  public func position(of point: Vector3, in body: BodyID) -> Vector3 {
    transform(of: body) * point
  }

  /// The velocity in ground axes of a point that is fixed in a body, in m/s.
  public func velocity(of point: Vector3, in body: BodyID) -> Vector3 {
    velocity(of: body).velocity(at: position(of: point, in: body))
  }

  /// The acceleration of a body: the rate of change of `velocity(of:)`, in rad/s2 and m/s2.
  ///
  /// It needs inverse dynamics or accelerations computed last on this workspace.
  public func acceleration(of body: BodyID) -> SpatialMotion {
    checkBody(body)
    require(.dynamics)
    let a = accelerations[body.index]
    return SpatialMotion(angular: a.angular, linear: a.linear + gravity)
  }

  /// The acceleration in ground axes of a point that is fixed in a body, in m/s2.
  public func acceleration(of point: Vector3, in body: BodyID) -> Vector3 {
    let p = position(of: point, in: body)
    let w = velocity(of: body).angular
    return acceleration(of: body).velocity(at: p) + w.cross(velocity(of: point, in: body))
  }
}
