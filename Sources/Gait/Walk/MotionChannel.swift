// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A quantity that describes the motion of the body in walking.
///
/// Angles are in radians and lengths in metres. The tilt of the pelvis is that from neutral
/// standing, forward positive; list is to the right, turn to the left. Lumbar angles are those of
/// the thorax against the pelvis: flexion, bending to the right and rotation to the left positive.
/// The place of the pelvis is that of the midpoint of the hips: X forward, Y up, Z to the right.
public enum MotionChannel: String, Sendable, CaseIterable {
  /// Tilt of the pelvis, forward positive.
  case pelvisTilt = "pelvis_tilt"
  /// List of the pelvis, to the right positive.
  case pelvisList = "pelvis_list"
  /// Turn of the pelvis, to the left positive.
  case pelvisTurn = "pelvis_turn"
  /// Place of the midpoint of the hips, forward.
  case pelvisX = "pelvis_x"
  /// Place of the midpoint of the hips, upward.
  case pelvisY = "pelvis_y"
  /// Place of the midpoint of the hips, to the right.
  case pelvisZ = "pelvis_z"
  /// Flexion of the thorax against the pelvis.
  case lumbarFlexion = "lumbar_flexion"
  /// Bending of the thorax against the pelvis, to the right positive.
  case lumbarBending = "lumbar_bending"
  /// Rotation of the thorax against the pelvis, to the left positive.
  case lumbarRotation = "lumbar_rotation"
  /// Flexion of the right hip.
  case hipFlexionRight = "hip_flexion_r"
  /// Adduction of the right hip.
  case hipAdductionRight = "hip_adduction_r"
  /// Inward rotation of the right hip.
  case hipRotationRight = "hip_rotation_r"
  /// Flexion of the right knee.
  case kneeFlexionRight = "knee_flexion_r"
  /// Dorsiflexion of the right ankle.
  case ankleDorsiflexionRight = "ankle_dorsiflexion_r"
  /// Flexion of the left hip.
  case hipFlexionLeft = "hip_flexion_l"
  /// Adduction of the left hip.
  case hipAdductionLeft = "hip_adduction_l"
  /// Inward rotation of the left hip.
  case hipRotationLeft = "hip_rotation_l"
  /// Flexion of the left knee.
  case kneeFlexionLeft = "knee_flexion_l"
  /// Dorsiflexion of the left ankle.
  case ankleDorsiflexionLeft = "ankle_dorsiflexion_l"

  /// The number of channels.
  public static let count = allCases.count

  /// The place among all channels.
  public var index: Int { Self.places[self] ?? 0 }

  private static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) }
  )

  /// True for a length, false for an angle.
  public var isLength: Bool {
    switch self {
    case .pelvisX, .pelvisY, .pelvisZ: true
    default: false
    }
  }
}
