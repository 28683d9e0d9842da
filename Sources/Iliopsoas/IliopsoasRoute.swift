// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MuscleMechanics

/// The way of the psoas over the brim of the pelvis to the femur on one side of the body.
///
/// All fascicles share it: round a cylinder that is the brim and the front of the hip joint, to a
/// point on the femur and the lesser trochanter. So one force acts on every level that the fascicle
/// passes and on the hip. When the thigh comes up, the path leaves the brim.
public struct IliopsoasRoute: Sendable {
  /// The point on the brim of the pelvis where paths of spine models end.
  public var brim: PathPoint

  /// The points on the femur, from the brim on; the last is the lesser trochanter.
  public var femur: [PathPoint]

  /// The place of the cylinder in the list of surfaces with which the geometry is made.
  public var surface: Int

  /// Makes the route from its points, and the cylinder's place in the list of surfaces.
  public init(brim: PathPoint, femur: [PathPoint], surface: Int) {
    self.brim = brim
    self.femur = femur
    self.surface = surface
  }

  /// The path of a fascicle from its origin on a vertebra to the lesser trochanter.
  public func path(named name: String, from origin: PathPoint) -> MusclePath {
    MusclePath(
      name: name,
      points: [origin] + femur,
      wraps: [PathWrap(after: 0, surface: surface)]
    )
  }

  /// The path of a fascicle that ends at the brim, as spine models without legs have it.
  ///
  /// It cannot act on the hip. For comparison with such models only.
  public func pathToBrim(named name: String, from origin: PathPoint) -> MusclePath {
    MusclePath(name: name, points: [origin, brim])
  }
}
