// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

extension NamedPosture {
  static let sittingPostures = [
    NamedPosture(
      "sitting-upright",
      "Sitting without a back rest, thorax upright, hands on the thighs."
    ) { fields in
      var posture = sitting(&fields)
      posture.settles = true
      posture.held = [.thoraxPitch]
      return posture
    },
    NamedPosture(
      "sitting-relaxed",
      "Sitting without a back rest, back let go, hands on the thighs."
    ) { fields in
      var posture = sitting(&fields)
      posture.settles = true
      return posture
    },
    NamedPosture(
      "sitting-slouched",
      "Sitting slouched: pelvis slid forward and rolled back, shoulders against the back rest."
    ) { fields in
      var posture = sitting(&fields, rest: [.upperBack, .sacrum])
      posture.settles = true
      // The rest holds the shoulders.
      posture.held = [.thoraxPitch]
      return posture
    },
    NamedPosture(
      "sitting-flexed",
      "Sitting bent forward as far as the back goes, arms hanging beside the knees."
    ) { fields in
      var posture = sitting(&fields)
      posture.settleLevels()
      return posture
    },
    NamedPosture(
      "sitting-back-rest",
      "Leaning back in an easy chair: back against a reclined rest, forearms on arm rests."
    ) { fields in
      var posture = sitting(
        &fields,
        rest: [.upperBack, .lowerRibs, .sacrum],
        hasArmRests: true
      )
      posture.settles = true
      // The rest holds the rib cage.
      posture.held = [.thoraxPitch]
      return posture
    },
  ]

  /// Sitting on a level seat, feet on the floor, with the back against the landmarks of a rest.
  private static func sitting(
    _ fields: inout PostureFields,
    rest: [Landmark] = [],
    hasArmRests: Bool = false
  ) -> BodyPosture {
    var posture = fields.trunk()
    let leg = fields.leg()
    // The soles lie level on the floor.
    posture.rightLeg = leg.withLevelSole
    posture.leftLeg = leg.withLevelSole
    posture.arms = fields.arms()
    posture.isFree = rest.isEmpty
    let seat = fields.friction(of: "seat")
    let floor = fields.friction(of: "floor")
    var supports = [
      BodySupport(.ischium, friction: seat), BodySupport(.buttock, friction: seat),
      BodySupport(.thighBack, friction: seat),
    ]
    supports += BodySupport.sole(sides: [.right, .left], friction: floor)
    if !rest.isEmpty {
      // A rest that reclines by an angle pushes forward and, by the same angle, up.
      let recline = fields["back_rest_recline"]
      let friction = fields.friction(of: "back_rest")
      supports += rest.map { BodySupport($0, direction: recline, friction: friction) }
    }
    if hasArmRests {
      supports.append(BodySupport(.elbow, friction: fields.friction(of: "arm_rest")))
    }
    posture.carrier = .supports(supports)
    return posture
  }
}
