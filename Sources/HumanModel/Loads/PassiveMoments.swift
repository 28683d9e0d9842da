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
///
/// A class, since everything in one analysis sees the same stiffness, which may follow the load.
package final class PassiveMoments {
  /// Flexion, bending and rotation of a level without load.
  private let unloaded: [SegmentStiffness]
  /// The same under the compression of each level: at 3 level + axis.
  private var laws: [SegmentStiffness]
  /// How the levels stiffen with their load; nil where they do not.
  private let stiffening: PreloadStiffening?
  private var factors: [Double]
  private let ligamentShare: Double
  private let ligamentArm: Double
  private let isOff: Bool
  private let capsule: HipCapsule

  /// Makes the passive tissue of a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - tissue: Which tissue resists.
  ///   - stiffensWithLoad: True where levels stiffen with the compression that they carry.
  ///   - holdTime: How long the posture has been held, in seconds.
  package init(
    model: HumanModel,
    tissue: PassiveTissue,
    stiffensWithLoad: Bool = false,
    holdTime: Double = 0
  ) {
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
    let creep = FlexionCreep(
      growth: parameters["flexion_creep.growth"],
      timeConstant: parameters["flexion_creep.time"]
    )
    unloaded = [
      law("flexion", "extension").crept(by: creep.stretch(after: holdTime)),
      law("bending", "bending"), law("rotation", "rotation"),
    ]
    laws = LumbarLevel.allCases.flatMap { [unloaded] _ in unloaded }
    factors = [Double](repeating: 1, count: LumbarLevel.count)
    stiffening =
      stiffensWithLoad
      ? PreloadStiffening(
        growth: parameters["segment_stiffness.preload_growth"],
        halfCompression: parameters["segment_stiffness.preload_half"]
      ) : nil
    ligamentShare = tissue == .segment ? 1 - parameters["segment_stiffness.disc_share"] : 0
    ligamentArm = parameters["ligament.posterior_arm"] * model.skeleton.scale
    isOff = tissue == .none
    capsule = model.hipCapsule
  }

  /// Moment along a coordinate of the joints (3 level + 0 flexion, 1 bending, 2 rotation), in newton
  /// metres, at its value in radians.
  package func moment(along coordinate: Int, at value: Double) -> Double {
    isOff ? 0 : laws[coordinate].moment(at: value)
  }

  /// Stiffness along a coordinate of the joints, in newton metres per radian.
  package func stiffness(along coordinate: Int, at value: Double) -> Double {
    isOff ? 0 : laws[coordinate].stiffness(at: value)
  }

  /// Takes all load from the levels.
  package func unload() {
    for level in 0..<LumbarLevel.count { stiffen(level, by: 1) }
  }

  /// Stiffens the levels as their loads demand; the largest change of a factor, dimensionless.
  ///
  /// Zero, and no change, where levels do not stiffen with load.
  ///
  /// - Parameter loads: Those of all levels from T12-L1 down.
  /// - Returns: The largest change of a factor.
  package func stiffen(under loads: [LevelLoad]) -> Double {
    guard let stiffening, !isOff else { return 0 }
    var largest = 0.0
    for level in 0..<LumbarLevel.count {
      let load = loads[LumbarLevel.count - 1 - level]
      let factor = stiffening.factor(atCompression: load.compression)
      largest = max(largest, abs(factor - factors[level]))
      stiffen(level, by: factor)
    }
    return largest
  }

  private func stiffen(_ level: Int, by factor: Double) {
    guard factor != factors[level] else { return }
    factors[level] = factor
    for axis in 0..<3 { laws[3 * level + axis] = unloaded[axis].stiffened(by: factor) }
  }

  /// Moment of a hip's capsule along its flexion, in newton metres, at a flexion in radians.
  package func hipMoment(atFlexion value: Double) -> Double { capsule.moment(atFlexion: value) }

  /// Stiffness of a hip's capsule against flexion, in newton metres per radian.
  package func hipStiffness(atFlexion value: Double) -> Double {
    capsule.stiffness(atFlexion: value)
  }

  /// Tension of the posterior ligaments of a level, in newtons, at a flexion in radians.
  package func ligamentTension(of level: Int, atFlexion value: Double) -> Double {
    guard !isOff && value > 0 else { return 0 }
    return -ligamentShare * laws[3 * level].moment(at: value) / ligamentArm
  }
}
