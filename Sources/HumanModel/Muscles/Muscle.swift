// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MuscleMechanics

/// A fascicle of the model on one side of the body.
public struct Muscle: Sendable {
  /// The side of the body.
  public enum Side: String, Sendable, CaseIterable, Codable {
    /// Right.
    case right = "r"
    /// Left.
    case left = "l"
  }

  /// The fascicle's name in the field without the side, such as `LTpT_T7`.
  public let fascicle: String

  /// The side of the body.
  public let side: Side

  /// The group that it belongs to.
  public let group: MuscleGroup

  /// Physiological cross-section of this subject, in square metres.
  public let crossSection: Double

  /// The contraction law with this subject's lengths and forces.
  public let law: RigidTendonMuscle

  /// Length of the path in neutral standing, in metres.
  public let neutralLength: Double

  /// Name and side, such as `LTpT_T7_r`.
  public var name: String { "\(fascicle)_\(side.rawValue)" }

  /// Volume of the fibres, cross-section times optimal fibre length, in cubic metres.
  public var volume: Double { crossSection * law.optimalFibreLength }
}
