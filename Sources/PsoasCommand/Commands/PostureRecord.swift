// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// A posture in the form of a posture file, so that what stands beside a table can be run again.
enum PostureRecord {
  static func value(of posture: BodyPosture) -> SidecarValue {
    var object: [String: SidecarValue] = [
      "name": .text(posture.name),
      "pelvic_tilt_deg": degrees(posture.pelvicTilt),
      "side_lean_deg": degrees(posture.sideLean),
      "thorax_pitch_deg": degrees(posture.thoraxPitch),
      "arms": .object([
        "elevation_deg": degrees(posture.arms.elevation),
        "elbow_flexion_deg": degrees(posture.arms.elbowFlexion),
      ]),
      "hand_load_kg": .number(posture.handLoad),
      "trunk_free": .flag(posture.isFree),
      "settles": .flag(posture.settles),
    ]
    if posture.settles {
      object["hold"] = .list(posture.held.map(\.rawValue).sorted().map { .text($0) })
    }
    var standing: [Muscle.Side] = []
    switch posture.carrier {
    case .feet(let feet):
      standing = feet
      object["carried_by"] = .text(
        feet.count == 2 ? "feet" : feet.first == .right ? "right foot" : "left foot"
      )
    case .supports(let supports): object["supports"] = .list(supports.map(value(of:)))
    }
    object["right_leg"] = value(of: posture.rightLeg, stands: standing.contains(.right))
    object["left_leg"] = value(of: posture.leftLeg, stands: standing.contains(.left))
    return .object(object)
  }

  private static func value(of leg: BodyPosture.Leg, stands: Bool) -> SidecarValue {
    var object: [String: SidecarValue] = [
      "thigh_elevation_deg": degrees(leg.thighElevation),
      "knee_flexion_deg": degrees(leg.kneeFlexion),
    ]
    if !stands { object["ankle_dorsiflexion_deg"] = degrees(leg.ankleDorsiflexion) }
    return .object(object)
  }

  private static func value(of support: BodySupport) -> SidecarValue {
    .object([
      "landmark": .text(support.landmark.rawValue),
      "sides": .text(
        support.sides.count == 2 ? "both" : support.sides.first == .right ? "right" : "left"
      ),
      "direction_deg": degrees(support.direction),
      "friction": .number(support.friction),
    ])
  }

  /// An angle in degrees, rounded to 1e-9 so that whole degrees print as such.
  private static func degrees(_ angle: Double) -> SidecarValue {
    let value = (Angle.inDegrees(angle) * 1e9).rounded() / 1e9
    return .number(value == 0 ? 0 : value)
  }
}
