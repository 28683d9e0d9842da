// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// How a body is held: the angles of its parts, what it carries, and what carries it.
///
/// All angles are in radians in the body's sagittal plane and zero in neutral standing, so that a
/// posture does not depend on the subject. The levels share the lumbar flexion, which is the pitch
/// of the thorax less the tilt of the pelvis, by the rhythm of the settings. The flexion of a hip is
/// the elevation of the thigh plus the tilt of the pelvis.
public struct BodyPosture: Sendable, Equatable {
  /// The attitude of one leg.
  public struct Leg: Sendable, Equatable {
    /// Elevation of the thigh from hanging, forward positive, in radians.
    public var thighElevation: Double

    /// Flexion of the knee, in radians.
    public var kneeFlexion: Double

    /// Dorsiflexion of the ankle, in radians; on a foot that carries the body it follows.
    public var ankleDorsiflexion: Double

    /// Makes a leg from its angles in radians.
    public init(
      thighElevation: Double = 0,
      kneeFlexion: Double = 0,
      ankleDorsiflexion: Double = 0
    ) {
      self.thighElevation = thighElevation
      self.kneeFlexion = kneeFlexion
      self.ankleDorsiflexion = ankleDorsiflexion
    }
  }

  /// The attitude of both arms.
  public struct Arms: Sendable, Equatable {
    /// Elevation of the upper arms from hanging, forward positive, in radians.
    public var elevation: Double

    /// Flexion of the elbows, in radians.
    public var elbowFlexion: Double

    /// Makes the arms from their angles in radians.
    public init(elevation: Double = 0, elbowFlexion: Double = 0) {
      self.elevation = elevation
      self.elbowFlexion = elbowFlexion
    }
  }

  /// What carries the body.
  public enum Carrier: Sendable, Equatable {
    /// The feet on level ground: its force is vertical, equal on the feet that stand, under the mass
    /// centre of body and load, and the legs lean until that lies over the feet as in neutral
    /// standing.
    case feet([Muscle.Side])
    /// Contacts whose forces load sharing finds, with those of the muscles.
    case supports([BodySupport])
  }

  /// The name in tables.
  public var name: String

  /// Tilt of the pelvis, forward positive, in radians; -pi/2 on the back, pi/2 on the front.
  public var pelvicTilt = 0.0

  /// Lean of the body to its right side, in radians; pi/2 lying on the right side.
  public var sideLean = 0.0

  /// Pitch of the thorax, forward positive, in radians.
  public var thoraxPitch = 0.0

  /// The right leg.
  public var rightLeg = Leg()

  /// The left leg.
  public var leftLeg = Leg()

  /// The arms.
  public var arms = Arms()

  /// Mass that both hands together hold, in kilograms.
  public var handLoad = 0.0

  /// What carries the body.
  public var carrier = Carrier.feet([.right, .left])

  /// True where the trunk is free, so that its muscles must also make it stable.
  public var isFree = true

  /// True where pelvis and levels settle where the effort is least; the angles are then the start.
  public var settles = false

  /// The angles that stay as they are while the rest settles.
  public var held: Set<HeldAngle> = []

  /// A posture with a name, in all else neutral standing.
  public init(name: String) { self.name = name }
}

/// A place where something outside pushes on the body, with friction.
///
/// The force lies in a pyramid about the direction of the push: up to `friction` times the push
/// along each of two directions at right angles to it.
public struct BodySupport: Sendable, Equatable {
  /// The place on the body.
  public var landmark: Landmark

  /// The sides at which it pushes.
  public var sides: [Muscle.Side]

  /// Direction of the push on the body in ground axes: the angle from anterior (0) to up (pi/2), in
  /// radians.
  public var direction: Double

  /// Coefficient of friction, dimensionless, not negative.
  public var friction: Double

  /// Makes a support; the direction in radians from anterior to up.
  public init(
    _ landmark: Landmark,
    sides: [Muscle.Side] = [.right, .left],
    direction: Double = .pi / 2,
    friction: Double
  ) {
    precondition(friction >= 0, "a coefficient of friction of \(friction)")
    self.landmark = landmark
    self.sides = sides
    self.direction = direction
    self.friction = friction
  }
}
