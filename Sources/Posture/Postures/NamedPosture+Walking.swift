// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

extension NamedPosture {
  static let walkingPostures = [
    NamedPosture(
      "one-leg-stance",
      "Standing on the right leg, the left foot held clear of the floor."
    ) { fields in
      var posture = BodyPosture(name: "one-leg-stance")
      posture.sideLean = fields["side_lean"]
      posture.leftLeg = fields.leg("raised_")
      posture.carrier = .feet([.right])
      posture.settles = true
      // People keep the trunk upright; least effort would lean it far over the standing leg.
      posture.held = [.thoraxPitch]
      return posture
    },
    NamedPosture(
      "late-stance",
      "The end of single support in walking, held still: right hip extended, weight going over "
        + "from the ball of the right foot to the left heel."
    ) { fields in
      var posture = fields.trunk()
      posture.rightLeg = fields.leg("rear_")
      posture.rightLeg.ankleDorsiflexion = fields["rear_ankle_dorsiflexion"]
      posture.leftLeg = fields.leg("front_")
      posture.leftLeg.ankleDorsiflexion = fields["front_ankle_dorsiflexion"]
      let friction = fields.friction(of: "floor")
      posture.carrier = .supports([
        BodySupport(.ball, sides: [.right], friction: friction),
        BodySupport(.outerBall, sides: [.right], friction: friction),
        BodySupport(.heel, sides: [.left], friction: friction),
      ])
      return posture
    },
  ]
}
