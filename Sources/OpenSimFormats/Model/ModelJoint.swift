// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// How one frame can move against another.
  public struct Joint: Sendable, Hashable {
    /// The ways to move that are known.
    public enum Kind: Sendable, Hashable {
      /// No motion.
      case weld
      /// A rotation about Z.
      case pin
      /// A translation along X.
      case slider
      /// A rotation about X, then one about the new Y.
      case universal
      /// Rotations about X, the new Y and the new Z; the file's kind keeps a quaternion.
      case ball
      /// Rotations about X, the new Y and the new Z.
      case gimbal
      /// The rotations of a gimbal and translations along X, Y and Z of the parent frame.
      case free
      /// A rotation about Z and translations along X and Y of the parent frame.
      case planar
      /// The rotations of a gimbal, with the child's origin on an ellipsoid of these radii, in metres.
      case ellipsoid(radii: SIMD3<Double>)
      /// Three rotations and three translations, each a function of the joint's coordinates.
      case custom(SpatialTransform)
      /// A flexible rod of constant curvature, with its neutral angles about X, Z and Y, in radians, and
      /// its length, in metres.
      case constantCurvature(neutralAngles: SIMD3<Double>, length: Double)
      /// A kind that is not known, with its name in the file.
      case unknown(String)
    }

    /// The name, unique among joints.
    public var name: String

    /// How the child moves.
    public var kind: Kind

    /// The frame F of the joint on the parent's side: a place in `frames`.
    public var parentFrame: Int

    /// The frame M of the joint on the child's side: a place in `frames`.
    public var childFrame: Int

    /// The coordinates of the joint, in its order: places in `coordinates`.
    public var coordinates: Range<Int>

    /// Where the joint stands in the file.
    public var position: DocumentPosition

    /// Makes a joint.
    public init(
      name: String,
      kind: Kind,
      parentFrame: Int,
      childFrame: Int,
      coordinates: Range<Int>,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.kind = kind
      self.parentFrame = parentFrame
      self.childFrame = childFrame
      self.coordinates = coordinates
      self.position = position
    }
  }

  /// The motion of a custom joint: three rotations in sequence and three translations.
  public struct SpatialTransform: Sendable, Hashable {
    /// The rotations, each about an axis turned by those before, in sequence.
    public var rotations: [TransformAxis]

    /// The translations along axes of the parent frame.
    public var translations: [TransformAxis]

    /// Makes a motion from three rotations and three translations.
    public init(rotations: [TransformAxis], translations: [TransformAxis]) {
      self.rotations = rotations
      self.translations = translations
    }
  }

  /// A rotation about or a translation along an axis, as a function of coordinates.
  public struct TransformAxis: Sendable, Hashable {
    /// The direction, dimensionless; its length does not matter.
    public var axis: SIMD3<Double>

    /// The arguments of the function: places in `coordinates`.
    public var coordinates: [Int]

    /// The angle, in radians, or the displacement, in metres.
    public var function: ScalarFunction

    /// Where the axis stands in the file.
    public var position: DocumentPosition

    /// Makes an axis.
    public init(
      axis: SIMD3<Double>,
      coordinates: [Int] = [],
      function: ScalarFunction = .constant(0),
      position: DocumentPosition = .none
    ) {
      self.axis = axis
      self.coordinates = coordinates
      self.function = function
      self.position = position
    }
  }

  /// A number that says how far a joint has moved.
  public struct Coordinate: Sendable, Hashable {
    /// The name of the coordinate, unique in the model.
    public var name: String

    /// The joint: a place in `joints`.
    public var joint: Int

    /// The value where nothing else is said, in radians or metres.
    public var defaultValue: Double

    /// The speed where nothing else is said, in rad/s or m/s.
    public var defaultSpeed: Double

    /// The lower end of the range, in radians or metres; may be infinite.
    public var lowerLimit: Double

    /// The upper end of the range, in radians or metres; may be infinite.
    public var upperLimit: Double

    /// True when a value beyond the range is set to its end.
    public var isClamped: Bool

    /// True when the coordinate keeps its value.
    public var isLocked: Bool

    /// True when the coordinate follows ``prescribedFunction``.
    public var isPrescribed: Bool

    /// The value by time in seconds, in radians or metres; nil when the file has none.
    public var prescribedFunction: ScalarFunction?

    /// Where the coordinate stands in the file.
    public var position: DocumentPosition

    /// Makes a coordinate.
    public init(
      name: String,
      joint: Int,
      defaultValue: Double = 0,
      defaultSpeed: Double = 0,
      lowerLimit: Double = -10,
      upperLimit: Double = 10,
      isClamped: Bool = false,
      isLocked: Bool = false,
      isPrescribed: Bool = false,
      prescribedFunction: ScalarFunction? = nil,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.joint = joint
      self.defaultValue = defaultValue
      self.defaultSpeed = defaultSpeed
      self.lowerLimit = lowerLimit
      self.upperLimit = upperLimit
      self.isClamped = isClamped
      self.isLocked = isLocked
      self.isPrescribed = isPrescribed
      self.prescribedFunction = prescribedFunction
      self.position = position
    }
  }
}
