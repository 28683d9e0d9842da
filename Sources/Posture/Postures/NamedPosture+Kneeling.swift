// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

extension NamedPosture {
  static let kneelingPostures = [
    NamedPosture(
      "half-kneeling",
      "Right knee on the floor, left leg before at a right angle, trunk upright, "
        + "right hip driven forward, pelvis left to itself."
    ) { fields in halfKneeling(&fields) },
    NamedPosture(
      "half-kneeling-posterior-tilt",
      "Right knee on the floor, left leg before at a right angle, trunk upright, "
        + "right hip driven forward, pelvis held tilted back."
    ) { fields in halfKneeling(&fields) },
  ]

  /// The shin of the rear leg level on the floor, the shin of the front leg upright on the same
  /// floor.
  private static func halfKneeling(_ fields: inout PostureFields) -> BodyPosture {
    var posture = fields.trunk()
    posture.settleLevels()
    let thigh = fields["rear_thigh_elevation"]
    posture.rightLeg = BodyPosture.Leg(
      thighElevation: thigh,
      kneeFlexion: .pi / 2 + thigh,
      ankleDorsiflexion: fields["rear_ankle_dorsiflexion"]
    )
    posture.leftLeg = fields.frontLeg(besideKneelingThigh: thigh)
    let friction = fields.friction(of: "floor")
    posture.carrier = .supports(
      [
        BodySupport(.knee, sides: [.right], friction: friction),
        BodySupport(.ball, sides: [.right], friction: friction),
      ] + BodySupport.sole(sides: [.left], friction: friction)
    )
    return posture
  }
}
