// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// What the ground does to one foot at one instant, in ground axes.
public struct FootForce: Sendable, Equatable {
  /// Force of the ground on the foot, in newtons.
  public var force: Vector3

  /// The point at which it acts, in metres.
  public var point: Vector3

  /// Moment about the vertical through that point, in newton metres.
  public var freeMoment: Double

  /// Makes a force in newtons at a point in metres with a free moment in newton metres.
  public init(force: Vector3 = .zero, point: Vector3 = .zero, freeMoment: Double = 0) {
    self.force = force
    self.point = point
    self.freeMoment = freeMoment
  }

  /// The force with its moment about the ground origin.
  var spatial: SpatialForce {
    let atPoint = SpatialForce(force: force, at: point)
    return SpatialForce(
      moment: atPoint.moment + Vector3(0, freeMoment, 0),
      force: atPoint.force
    )
  }
}
