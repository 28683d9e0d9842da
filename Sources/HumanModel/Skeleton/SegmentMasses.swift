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
  /// Fraction of body mass of the pelvis, L5, L4, L3, L2 and L1, in this order.
  private let slices: [Double]

  private let thorax: Double
  private let head: Double
  private let upperArm: Double
  private let forearmWithHand: Double
  private let thigh: Double
  private let shank: Double
  private let foot: Double

  /// Mass of the hand over that of forearm and hand, dimensionless.
  let handShare: Double

  init(sex: Subject.Sex, shape: ReferenceShape, parameters: ModelParameters) {
    let places = Places.of(sex)
    let stature = parameters[places.referenceHeight]
    let omphalion = parameters[places.omphalionHeight] * stature
    let xiphion = parameters[places.xiphionHeight] * stature
    let lowerTrunk = parameters[places.lowerTrunk]
    let middleTrunk = parameters[places.middleTrunk]
    let lowerDensity = lowerTrunk / omphalion
    let middleDensity = middleTrunk / (xiphion - omphalion)
    /// Mass of the trunk between the hip axis and a height above it in metres, below the xiphion.
    func massBelow(_ height: Double) -> Double {
      lowerDensity * min(height, omphalion) + middleDensity * max(height - omphalion, 0)
    }
    let heights = shape.centres.map { massBelow($0.y - shape.hip.y) }
    slices = heights.indices.map { $0 == 0 ? heights[0] : heights[$0] - heights[$0 - 1] }
    thorax = parameters[places.upperTrunk] + middleTrunk + lowerTrunk - heights[5]
    head = parameters[places.head]
    upperArm = parameters[places.upperArm]
    let forearm = parameters[places.forearm]
    let hand = parameters[places.hand]
    forearmWithHand = forearm + hand
    handShare = hand / (forearm + hand)
    thigh = parameters[places.thigh]
    shank = parameters[places.shank]
    foot = parameters[places.foot]
  }

  /// Mass of a body as a fraction of body mass, dimensionless; arms and legs per side.
  subscript(segment: BodyPlan.Segment) -> Double {
    switch segment {
    case .pelvis: slices[0]
    case .spine(let level): level == .t12l1 ? thorax : slices[level.rawValue + 1]
    case .abdomen: 0
    case .head: head
    case .upperArm: upperArm
    case .forearmWithHand: forearmWithHand
    case .thigh: thigh
    case .shank: shank
    case .foot: foot
    }
  }
}

extension SegmentMasses {
  /// Where the parameters stand in the catalogue for one sex.
  private struct Places: Sendable {
    private static let male = Places(.male)
    private static let female = Places(.female)

    static func of(_ sex: Subject.Sex) -> Places { sex == .male ? male : female }

    let referenceHeight = ParameterCatalogue.standard.required("reference.height")
    let omphalionHeight: ParameterID
    let xiphionHeight: ParameterID
    let upperTrunk: ParameterID
    let middleTrunk: ParameterID
    let lowerTrunk: ParameterID
    let head: ParameterID
    let upperArm: ParameterID
    let forearm: ParameterID
    let hand: ParameterID
    let thigh: ParameterID
    let shank: ParameterID
    let foot: ParameterID

    private init(_ sex: Subject.Sex) {
      func place(_ field: String) -> ParameterID {
        ParameterCatalogue.standard.required("segment.\(field).\(sex.rawValue)")
      }
      func fraction(_ segment: String) -> ParameterID { place("\(segment).mass_fraction") }
      omphalionHeight = place("omphalion_height")
      xiphionHeight = place("xiphion_height")
      upperTrunk = fraction("upper_trunk")
      middleTrunk = fraction("middle_trunk")
      lowerTrunk = fraction("lower_trunk")
      head = fraction("head")
      upperArm = fraction("upper_arm")
      forearm = fraction("forearm")
      hand = fraction("hand")
      thigh = fraction("thigh")
      shank = fraction("shank")
      foot = fraction("foot")
    }
  }
}
