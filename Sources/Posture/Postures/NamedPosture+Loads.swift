// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension NamedPosture {
  static let loadPostures = [
    NamedPosture(
      "holding-close",
      "Standing with a load held against the chest, elbows bent."
    ) { fields in holding(&fields) },
    NamedPosture(
      "holding-far",
      "Standing with a load held before the shoulders at nearly stretched arms."
    ) { fields in holding(&fields) },
    NamedPosture(
      "lifting-round-back",
      "Beginning to lift a load from low with a round back and nearly straight knees."
    ) { fields in lifting(&fields) },
    NamedPosture(
      "lifting-bent-knees",
      "Beginning to lift a load from low with bent knees and a straighter back."
    ) { fields in lifting(&fields) },
  ]

  private static func holding(_ fields: inout PostureFields) -> BodyPosture {
    var posture = fields.trunk()
    posture.handLoad = fields["hand_load"]
    posture.arms = fields.armsReaching(
      forward: fields["load_distance"],
      below: fields["load_drop"]
    )
    return posture
  }

  private static func lifting(_ fields: inout PostureFields) -> BodyPosture {
    var posture = fields.trunk()
    posture.handLoad = fields["hand_load"]
    let leg = fields.leg()
    posture.rightLeg = leg
    posture.leftLeg = leg
    posture.arms = fields.arms()
    return posture
  }
}
