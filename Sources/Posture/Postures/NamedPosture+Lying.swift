// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

extension NamedPosture {
  static let lyingPostures = [
    NamedPosture(
      "lying-prone",
      "Lying on the front, legs straight, arms beside the body."
    ) { fields in
      lying(&fields, on: [.forehead, .chest, .iliacSpine, .thighFront, .knee, .elbow])
    },
    NamedPosture(
      "lying-supine",
      "Lying on the back, legs straight, arms beside the body."
    ) { fields in
      lying(
        &fields,
        on: [.occiput, .upperBack, .lowerRibs, .sacrum, .thighBack, .heel, .elbow]
      )
    },
    NamedPosture(
      "lying-side",
      "Lying on the right side, hips and knees bent, a pillow between the legs."
    ) { fields in
      // How the body points on a level mattress changes nothing: the pelvis is the reference.
      var posture = BodyPosture(name: "lying-side")
      posture.thoraxPitch = fields["lumbar_flexion"]
      posture.sideLean = fields["side_lean"]
      posture.rightLeg = fields.leg()
      posture.leftLeg = posture.rightLeg
      posture.isFree = false
      let friction = fields.friction(of: "mattress")
      // The side of the trunk from front to back lies on the mattress; a pillow between the legs
      // carries the upper one.
      let trunk: [Landmark] = [
        .temple, .ribs, .chest, .upperBack, .lowerRibs, .waist, .trochanter, .iliacSpine,
        .sacrum,
      ]
      posture.carrier = .supports(
        trunk.map { BodySupport($0, sides: [.right], friction: friction) }
          + [Landmark.kneeSide, .heel].map { BodySupport($0, friction: friction) }
      )
      return posture
    },
  ]

  /// Lying level with straight legs on a mattress that pushes up at both sides of some landmarks.
  private static func lying(
    _ fields: inout PostureFields,
    on landmarks: [Landmark]
  ) -> BodyPosture {
    var posture = fields.trunk()
    let leg = BodyPosture.Leg(thighElevation: fields["thigh_elevation"])
    posture.rightLeg = leg
    posture.leftLeg = leg
    posture.arms = BodyPosture.Arms(elevation: fields["arm_elevation"])
    posture.isFree = false
    let friction = fields.friction(of: "mattress")
    posture.carrier = .supports(landmarks.map { BodySupport($0, friction: friction) })
    return posture
  }
}
