// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// An angle that stays as the posture gives it while the rest settles.
public enum HeldAngle: String, Sendable, CaseIterable, Codable {
  /// The tilt of the pelvis.
  case pelvicTilt = "pelvic-tilt"
  /// The pitch of the thorax, and in three dimensions its lean and turn over what two feet do to the
  /// pelvis.
  case thoraxPitch = "thorax-pitch"
  /// The lordosis L1-S1, however the levels share it.
  case lordosis
  /// The flexion of every level.
  case levels
}

/// What may move when a posture settles.
public struct EquilibriumOptions: Sendable, Equatable {
  /// The angles that stay as the posture gives them, beside those that it holds itself.
  public var held: Set<HeldAngle> = []

  /// True when the levels may also bend and turn, and the pelvis turn; nil where muscles or legs
  /// differ from side to side.
  public var inThreeDimensions: Bool?

  /// True when the second derivatives of the effort are examined at the end.
  public var examinesCurvature = false

  /// The number of starts: the posture as given, then others around it, up to 0.1 rad away.
  public var starts = 1

  /// The greatest number of load sharings from one start.
  public var evaluationLimit = 300

  /// Nothing held; three dimensions where the sides differ.
  public init() {}
}

/// How the settling of a posture ended.
public struct EquilibriumReport: Sendable, Equatable {
  /// How it ended.
  public struct Status: Sendable, Hashable, CustomStringConvertible {
    /// The text in tables.
    public let description: String

    /// The effort is least: its gradient is zero to rounding.
    public static let settled = Status(description: "settled")

    /// No start gives a stance or an effort.
    static let noStart = Status(
      description: "no equilibrium found: from these angles the feet find no stance, or load "
        + "sharing does not end; start from other angles"
    )

    /// Every free angle is held.
    static let nothingFree = Status(
      description: "no equilibrium sought: all angles that could settle are held; hold fewer"
    )

    /// The muscles cannot hold any posture nearby.
    static let cannotBeHeld = Status(
      description: "no equilibrium found: muscles cannot balance any posture nearby"
    )

    static func stopped(_ why: String, residual: Double, scale: Double) -> Status {
      let share = (residual / scale * 1e9).rounded() / 1e9
      return Status(
        description: "no equilibrium found (\(why)): the slope of the effort is still \(share) of "
          + "its scale"
      )
    }
  }

  /// How it ended.
  public var status: Status

  /// The effort at the end, with that of the thorax's pitch, dimensionless; infinite without an end.
  public var effort: Double

  /// The largest component of the effort's gradient by the free angles, per radian; infinite without
  /// an end.
  public var residual: Double

  /// What counts as large for the gradient, per radian: the change of effort when every balanced
  /// moment changes by one newton metre, and the weight of the thorax's pitch.
  public var scale: Double

  /// The number of load sharings.
  public var evaluations: Int

  /// The number of different equilibria that the starts led to; that of least effort is taken.
  public var equilibria: Int

  /// The smallest second derivative of the effort in any free direction, per squared radian; nil
  /// where it was not examined.
  public var smallestCurvature: Double?

  /// The smallest eigenvalue of the loaded column's stiffness under least effort alone, in newton
  /// metres per radian; below zero the column needs co-contraction to stand, nil where it is not
  /// finite.
  public var columnStiffness: Double?
}
