// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine

/// The masses of the model's bodies as fractions of body mass.
///
/// The table gives the trunk in three parts, divided at the lower end of the breastbone and at the
/// navel. Each part is taken as even along the trunk's axis, and the slice between two joints
/// belongs to the vertebra between them: below L5-S1 to the pelvis, above T12-L1 to the thorax.
struct SegmentMasses {
  /// Mass of each body by its name, as a fraction of body mass; arms and legs per side.
  private(set) var fractions: [String: Double] = [:]

  /// Mass of the hand over that of forearm and hand, dimensionless.
  let handShare: Double

  init(sex: Subject.Sex, shape: ReferenceShape, parameters: ModelParameters) {
    func fraction(_ segment: String) -> Double {
      parameters["segment.\(segment).mass_fraction.\(sex.rawValue)"]
    }
    let stature = parameters["reference.height"]
    let omphalion = parameters["segment.omphalion_height.\(sex.rawValue)"] * stature
    let xiphion = parameters["segment.xiphion_height.\(sex.rawValue)"] * stature
    let lowerDensity = fraction("lower_trunk") / omphalion
    let middleDensity = fraction("middle_trunk") / (xiphion - omphalion)
    /// Mass of the trunk between the hip axis and a height above it in metres, below the xiphion.
    func massBelow(_ height: Double) -> Double {
      lowerDensity * min(height, omphalion) + middleDensity * max(height - omphalion, 0)
    }
    let heights = shape.centres.map { massBelow($0.y - shape.hip.y) }
    fractions["pelvis"] = heights[0]
    for (index, vertebra) in ["L5", "L4", "L3", "L2", "L1"].enumerated() {
      fractions[vertebra] = heights[index + 1] - heights[index]
    }
    fractions["thorax"] =
      fraction("upper_trunk") + fraction("middle_trunk") + fraction("lower_trunk") - heights[5]
    fractions["head"] = fraction("head")
    fractions["upper_arm"] = fraction("upper_arm")
    fractions["forearm_hand"] = fraction("forearm") + fraction("hand")
    handShare = fraction("hand") / (fraction("forearm") + fraction("hand"))
    fractions["thigh"] = fraction("thigh")
    fractions["shank"] = fraction("shank")
    fractions["foot"] = fraction("foot")
  }

  /// Mass of a body as a fraction of body mass, dimensionless.
  subscript(body: String) -> Double {
    guard let value = fractions[body] else { preconditionFailure("no mass for '\(body)'") }
    return value
  }
}
