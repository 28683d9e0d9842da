// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension NamedPosture {
  static let standingPostures = [
    NamedPosture("standing", "Relaxed standing on both feet, arms hanging.") { _ in
      var posture = BodyPosture(name: "standing")
      posture.settles = true
      return posture
    },
    NamedPosture(
      "standing-flexed",
      "Standing bent forward with straight knees, arms hanging; the pelvis shares the bend."
    ) { fields in
      var posture = BodyPosture(name: "standing-flexed")
      posture.thoraxPitch = fields["thorax_pitch"]
      posture.pelvicTilt = posture.thoraxPitch * (1 - fields["lumbar_share"])
      posture.settleLevels()
      return posture
    },
    NamedPosture("standing-extended", "Standing bent backward with straight knees.") { fields in
      var posture = fields.trunk()
      posture.settleLevels()
      return posture
    },
  ]
}
