// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// The line of a muscle or a ligament: points in order, and surfaces that it may wrap over.
  public struct GeometryPath: Sendable, Hashable {
    /// The points from origin to insertion.
    public var points: [PathPoint]

    /// The surfaces, in the order in which they are tried.
    public var wraps: [PathWrap]

    /// Where the path stands in the file.
    public var position: DocumentPosition

    /// Makes a path.
    public init(
      points: [PathPoint],
      wraps: [PathWrap] = [],
      position: DocumentPosition = .none
    ) {
      self.points = points
      self.wraps = wraps
      self.position = position
    }
  }

  /// A point through which a path runs.
  public struct PathPoint: Sendable, Hashable {
    /// When a point is part of its path, and where it lies.
    public enum Kind: Sendable, Hashable {
      /// Always, at its location.
      case fixed

      /// At its location while a coordinate (a place in `coordinates`) lies from `lower` to `upper`, in
      /// radians or metres.
      case conditional(coordinate: Int, lower: Double, upper: Double)

      /// Always, with X, Y and Z each a function of a coordinate; the location is not used.
      case moving(x: Component, y: Component, z: Component)
    }

    /// One component of the location of a moving point.
    public struct Component: Sendable, Hashable {
      /// The argument of the function: a place in `coordinates`; nil when the component is constant.
      public var coordinate: Int?

      /// The component, in metres.
      public var function: ScalarFunction

      /// Makes a component.
      public init(coordinate: Int?, function: ScalarFunction) {
        self.coordinate = coordinate
        self.function = function
      }
    }

    /// The name of the point.
    public var name: String

    /// The frame: a place in `frames`.
    public var frame: Int

    /// The point in the frame, in metres.
    public var location: SIMD3<Double>

    /// When the point is part of the path.
    public var kind: Kind

    /// Where the point stands in the file.
    public var position: DocumentPosition

    /// Makes a point.
    public init(
      name: String,
      frame: Int,
      location: SIMD3<Double>,
      kind: Kind = .fixed,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.frame = frame
      self.location = location
      self.kind = kind
      self.position = position
    }
  }

  /// A surface over which a path may wrap.
  public struct PathWrap: Sendable, Hashable {
    /// How the side and the segment are found; for ellipsoids only.
    public enum Method: String, Sendable, Hashable {
      /// Either of the two others, by the place of the line.
      case hybrid
      /// From the middle of the part of the line inside of the surface.
      case midpoint
      /// From the axis that lies closest to the line.
      case axial
    }

    /// The name of the wrap.
    public var name: String

    /// The surface: a place in `wrapObjects`.
    public var wrapObject: Int

    /// How the side and the segment are found.
    public var method: Method

    /// The number of the first point, dimensionless, from 1, of the part of the path that may wrap; nil for
    /// the first of all.
    public var firstPoint: Int?

    /// The number of the last point, dimensionless, from 1, of the part of the path that may wrap; nil for
    /// the last of all.
    public var lastPoint: Int?

    /// Where the wrap stands in the file.
    public var position: DocumentPosition

    /// Makes a wrap.
    public init(
      name: String = "",
      wrapObject: Int,
      method: Method = .hybrid,
      firstPoint: Int? = nil,
      lastPoint: Int? = nil,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.wrapObject = wrapObject
      self.method = method
      self.firstPoint = firstPoint
      self.lastPoint = lastPoint
      self.position = position
    }
  }

  /// A surface that is fixed to a frame.
  public struct WrapObject: Sendable, Hashable {
    /// The form of a surface.
    public enum Shape: Sendable, Hashable {
      /// About Z, with a radius and a length in metres.
      case cylinder(radius: Double, length: Double)
      /// With a radius in metres.
      case sphere(radius: Double)
      /// With the radii along X, Y and Z in metres.
      case ellipsoid(radii: SIMD3<Double>)
      /// About Z, with the radii of its hole and of its outer edge in metres.
      case torus(innerRadius: Double, outerRadius: Double)
      /// A form that is not known, with its name in the file.
      case unknown(String)

      /// The class of the surface in the file, such as `WrapCylinder`.
      public var className: String {
        switch self {
        case .cylinder: "WrapCylinder"
        case .sphere: "WrapSphere"
        case .ellipsoid: "WrapEllipsoid"
        case .torus: "WrapTorus"
        case .unknown(let name): name
        }
      }
    }

    /// The half of space in which a path may wrap, in the axes of the surface.
    public enum Quadrant: String, Sendable, Hashable {
      /// Any side.
      case all
      /// The side of positive X.
      case positiveX = "x"
      /// The side of negative X.
      case negativeX = "-x"
      /// The side of positive Y.
      case positiveY = "y"
      /// The side of negative Y.
      case negativeY = "-y"
      /// The side of positive Z.
      case positiveZ = "z"
      /// The side of negative Z.
      case negativeZ = "-z"
    }

    /// The name of the surface.
    public var name: String

    /// The frame: a place in `frames`.
    public var frame: Int

    /// The form.
    public var shape: Shape

    /// The origin of the surface's axes in the frame, in metres.
    public var translation: SIMD3<Double>

    /// The angles of rotations about X, the new Y and the new Z of the surface's axes, in radians.
    public var rotation: SIMD3<Double>

    /// The half of space in which a path may wrap.
    public var quadrant: Quadrant

    /// True when paths wrap over the surface.
    public var isActive: Bool

    /// Where the surface stands in the file.
    public var position: DocumentPosition

    /// Makes a surface.
    public init(
      name: String,
      frame: Int,
      shape: Shape,
      translation: SIMD3<Double> = .zero,
      rotation: SIMD3<Double> = .zero,
      quadrant: Quadrant = .all,
      isActive: Bool = true,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.frame = frame
      self.shape = shape
      self.translation = translation
      self.rotation = rotation
      self.quadrant = quadrant
      self.isActive = isActive
      self.position = position
    }
  }
}
