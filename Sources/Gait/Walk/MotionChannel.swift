// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A quantity that describes the motion of the body in walking.
///
/// Angles are in radians and lengths in metres. The tilt of the pelvis is that from neutral
/// standing, forward positive; list is to the right, turn to the left. Lumbar angles are those of
/// the thorax against the pelvis: flexion, bending to the right and rotation to the left positive.
/// The place of the pelvis is that of the midpoint of the hips: X forward, Y up, Z to the right.
public enum MotionChannel: Int, Sendable, CaseIterable {
  /// Tilt of the pelvis, forward positive.
  case pelvisTilt
  /// List of the pelvis, to the right positive.
  case pelvisList
  /// Turn of the pelvis, to the left positive.
  case pelvisTurn
  /// Place of the midpoint of the hips, forward.
  case pelvisX
  /// Place of the midpoint of the hips, upward.
  case pelvisY
  /// Place of the midpoint of the hips, to the right.
  case pelvisZ
  /// Flexion of the thorax against the pelvis.
  case lumbarFlexion
  /// Bending of the thorax against the pelvis, to the right positive.
  case lumbarBending
  /// Rotation of the thorax against the pelvis, to the left positive.
  case lumbarRotation
  /// Flexion of the right hip.
  case hipFlexionRight
  /// Adduction of the right hip.
  case hipAdductionRight
  /// Inward rotation of the right hip.
  case hipRotationRight
  /// Flexion of the right knee.
  case kneeFlexionRight
  /// Dorsiflexion of the right ankle.
  case ankleDorsiflexionRight
  /// Flexion of the left hip.
  case hipFlexionLeft
  /// Adduction of the left hip.
  case hipAdductionLeft
  /// Inward rotation of the left hip.
  case hipRotationLeft
  /// Flexion of the left knee.
  case kneeFlexionLeft
  /// Dorsiflexion of the left ankle.
  case ankleDorsiflexionLeft

  /// The number of channels.
  public static let count = allCases.count

  /// The place among all channels, from 0 (dimensionless).
  public var index: Int { rawValue }

  /// The name in tables, such as `hip_flexion_r`.
  public var name: String { Self.names[rawValue] }

  /// The channel with a name, if there is one.
  public init?(named name: String) {
    guard let place = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: place)
  }

  private static let names = [
    "pelvis_tilt",
    "pelvis_list",
    "pelvis_turn",
    "pelvis_x",
    "pelvis_y",
    "pelvis_z",
    "lumbar_flexion",
    "lumbar_bending",
    "lumbar_rotation",
    "hip_flexion_r",
    "hip_adduction_r",
    "hip_rotation_r",
    "knee_flexion_r",
    "ankle_dorsiflexion_r",
    "hip_flexion_l",
    "hip_adduction_l",
    "hip_rotation_l",
    "knee_flexion_l",
    "ankle_dorsiflexion_l",
  ]

  /// True for a length, false for an angle.
  public var isLength: Bool {
    switch self {
    case .pelvisX, .pelvisY, .pelvisZ: true
    default: false
    }
  }
}
