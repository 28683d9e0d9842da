// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Iliopsoas
internal import LumbarSpine

/// The passive moments of the levels and of the hips' capsules, and the tension of the posterior
/// ligaments of the levels.
///
/// In flexion the share of the segment's moment that the disc does not carry is that of the
/// posterior ligaments; their tension, the moment over their lever arm, presses the disc. In
/// extension the rest is carried by contact behind the disc and adds no compression.
package struct PassiveMoments {
  private let flexion: SegmentStiffness
  private let bending: SegmentStiffness
  private let rotation: SegmentStiffness
  private let ligamentShare: Double
  private let ligamentArm: Double
  private let isOff: Bool
  private let capsule: HipCapsule

  package init(model: HumanModel, tissue: PassiveTissue) {
    let parameters = model.parameters
    let share = tissue == .disc ? parameters["segment_stiffness.disc_share"] : 1
    func law(_ positive: String, _ negative: String) -> SegmentStiffness {
      SegmentStiffness(
        positiveStiffness: share * parameters["segment_stiffness.\(positive)"],
        negativeStiffness: share * parameters["segment_stiffness.\(negative)"],
        positiveLimit: parameters["segment_range.\(positive)"],
        negativeLimit: -parameters["segment_range.\(negative)"],
        endStiffness: parameters["segment_stiffness.end"],
        transition: parameters["segment_stiffness.transition"]
      )
    }
    flexion = law("flexion", "extension")
    bending = law("bending", "bending")
    rotation = law("rotation", "rotation")
    ligamentShare = tissue == .segment ? 1 - parameters["segment_stiffness.disc_share"] : 0
    ligamentArm = parameters["ligament.posterior_arm"] * model.skeleton.scale
    isOff = tissue == .none
    capsule = model.hipCapsule
  }

  /// Moment along one of the joint's coordinates (0 flexion, 1 bending, 2 rotation), in newton
  /// metres, at its value in radians.
  package func moment(axis: Int, at value: Double) -> Double {
    isOff ? 0 : law(axis).moment(at: value)
  }

  /// Stiffness along one of the joint's coordinates, in newton metres per radian.
  package func stiffness(axis: Int, at value: Double) -> Double {
    isOff ? 0 : law(axis).stiffness(at: value)
  }

  /// Moment of a hip's capsule along its flexion, in newton metres, at a flexion in radians.
  package func hipMoment(atFlexion value: Double) -> Double { capsule.moment(atFlexion: value) }

  /// Stiffness of a hip's capsule against flexion, in newton metres per radian.
  package func hipStiffness(atFlexion value: Double) -> Double {
    capsule.stiffness(atFlexion: value)
  }

  /// Tension of the posterior ligaments, in newtons, at a flexion in radians.
  package func ligamentTension(atFlexion value: Double) -> Double {
    guard !isOff && value > 0 else { return 0 }
    return -ligamentShare * flexion.moment(at: value) / ligamentArm
  }

  private func law(_ axis: Int) -> SegmentStiffness {
    axis == 0 ? flexion : (axis == 1 ? bending : rotation)
  }
}
