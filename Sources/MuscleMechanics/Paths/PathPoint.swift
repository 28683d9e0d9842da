// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics

/// A point that a muscle's path passes.
public enum PathPoint: Sendable {
  /// A point fixed in a body, at a position in the body's frame, in metres.
  case fixed(BodyID, Vector3)

  /// A point fixed in a body that counts only while a coordinate is within a range.
  ///
  /// The position is in the body's frame in metres, the range in radians (or metres). Length and
  /// moment arms jump at the ends of the range unless the point lies on the path without it.
  case conditional(BodyID, Vector3, coordinate: CoordinateID, range: ClosedRange<Double>)

  /// A point whose position in a body's frame, in metres, is a function of one coordinate.
  case moving(
    BodyID,
    coordinate: CoordinateID,
    x: CoordinateFunction,
    y: CoordinateFunction,
    z: CoordinateFunction
  )

  /// A point whose components in a frame, in metres, are each a function of a coordinate of its own.
  ///
  /// The frame is fixed in the body.
  case sliding(
    BodyID,
    frame: RigidTransform,
    x: PathPointComponent,
    y: PathPointComponent,
    z: PathPointComponent
  )

  /// The body in which the point has its position.
  public var body: BodyID {
    switch self {
    case .fixed(let body, _), .conditional(let body, _, _, _), .moving(let body, _, _, _, _),
      .sliding(let body, _, _, _, _):
      body
    }
  }
}

/// One component of a point that slides with coordinates.
public struct PathPointComponent: Sendable {
  /// The coordinate that the component depends on.
  public var coordinate: CoordinateID

  /// The component, in metres, by the coordinate in radians (or metres).
  public var function: CoordinateFunction

  /// Makes a component of a coordinate, by a function in metres.
  public init(coordinate: CoordinateID, function: CoordinateFunction) {
    self.coordinate = coordinate
    self.function = function
  }
}

/// A pair of consecutive points of a path between which it may wrap a surface.
public struct PathWrap: Sendable, Hashable, Codable {
  /// The place in the path, from 0, of the point before the wrap.
  public var firstPoint: Int

  /// The place of the surface in the list that the geometry was made with, from 0.
  public var surface: Int

  /// Lets the path wrap a surface between a point and the next one.
  public init(after firstPoint: Int, surface: Int) {
    self.firstPoint = firstPoint
    self.surface = surface
  }
}

/// The course of a muscle from its origin to its insertion.
///
/// Straight lines from point to point, except where a pair of points may wrap a surface. Between
/// two points there may be one surface; a path round two of them needs a point in between.
public struct MusclePath: Sendable {
  /// The muscle's name.
  public var name: String

  /// At least two points, from origin to insertion.
  public var points: [PathPoint]

  /// Where the path may wrap; at most one surface after each point.
  public var wraps: [PathWrap]

  /// What the path may wrap as OpenSim constructs it, in the order in which OpenSim tries it.
  ///
  /// A path has either these or `wraps`.
  package var constructedWraps: [ConstructedWrap] = []

  /// Makes a path from its points and the surfaces that it may wrap.
  public init(name: String, points: [PathPoint], wraps: [PathWrap] = []) {
    self.name = name
    self.points = points
    self.wraps = wraps
  }
}
