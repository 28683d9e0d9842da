// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The slopes of the endplates of the lumbar spine in neutral standing.
///
/// A slope is the angle, in radians, by which an endplate is turned forward from the horizontal
/// (its front edge lower): positive at the sacrum, negative at the top of the lordosis. The
/// segmental angle of L4-L5 is the slope of S1's side less that of L4's upper side: the slope of
/// the upper endplate of L5 less that of the upper endplate of L4. The five segmental angles sum
/// to the lordosis L1-S1.
public struct LumbarCurve: Sendable, Equatable {
  /// Slope of the upper endplate of S1, L5, L4, L3, L2 and L1, in radians, in this order.
  public let upperEndplateSlopes: [Double]

  /// Slope of the lower endplate of L5, L4, L3, L2, L1 and T12, in radians, in this order.
  public let lowerEndplateSlopes: [Double]

  /// Builds the slopes upward from the sacrum.
  ///
  /// - Parameters:
  ///   - sacralSlope: Slope of the upper endplate of S1, in radians.
  ///   - segmentalLordosis: Angle of each level L5-S1 ... L1-L2, vertebral body and disc together,
  ///     in radians, lordotic positive.
  ///   - bodyWedges: Wedge of the bodies L5 ... L1, in radians, kyphotic (lower in front) positive.
  ///   - upperDiscWedge: Wedge of the disc T12-L1, in radians, lordotic positive.
  public init(
    sacralSlope: Double,
    segmentalLordosis: [Double],
    bodyWedges: [Double],
    upperDiscWedge: Double
  ) {
    precondition(
      segmentalLordosis.count == 5 && bodyWedges.count == 5,
      "five segments and five bodies expected, not \(segmentalLordosis.count) and \(bodyWedges.count)"
    )
    var upper = [sacralSlope]
    var lower: [Double] = []
    for (segment, wedge) in zip(segmentalLordosis, bodyWedges) {
      let slope = (upper.last ?? sacralSlope) - segment
      upper.append(slope)
      lower.append(slope - wedge)
    }
    lower.append((upper.last ?? sacralSlope) - upperDiscWedge)
    upperEndplateSlopes = upper
    lowerEndplateSlopes = lower
  }

  /// Slope of the mid-plane of the disc at a level, in radians: the mean of the endplates beside it.
  public func discSlope(at level: LumbarLevel) -> Double {
    0.5 * (upperEndplateSlopes[level.rawValue] + lowerEndplateSlopes[level.rawValue])
  }

  /// Slope of the mid-plane of the vertebral body above a level, L5 to L1, in radians.
  public func bodySlope(above level: LumbarLevel) -> Double {
    precondition(level != .t12l1, "T12 is part of the thorax")
    return 0.5
      * (upperEndplateSlopes[level.rawValue + 1] + lowerEndplateSlopes[level.rawValue])
  }

  /// The lordosis L1-S1, a Cobb angle between upper endplates, in radians.
  public var lordosis: Double { upperEndplateSlopes[0] - upperEndplateSlopes[5] }
}

/// Segmental lordosis by pelvic incidence: the means of published groups, joined by straight lines.
public struct SegmentalLordosisNorm: Sendable, Equatable {
  /// Mean incidence of each group, in radians, rising.
  public let groupIncidence: [Double]

  /// Mean angle of L5-S1, L4-L5, L3-L4, L2-L3 and L1-L2 in each group, in radians.
  public let groupAngles: [[Double]]

  /// Makes the norm from group means, in radians.
  public init(groupIncidence: [Double], groupAngles: [[Double]]) {
    precondition(groupIncidence.count == groupAngles.count && groupIncidence.count >= 2)
    self.groupIncidence = groupIncidence
    self.groupAngles = groupAngles
  }

  /// The five angles from L5-S1 up to L1-L2, in radians, at an incidence in radians.
  ///
  /// Linear between the groups' means, constant beyond the outer ones. With `lordosis` (radians,
  /// L1-S1) all five are stretched in proportion so that they sum to it.
  public func angles(atIncidence incidence: Double, lordosis: Double? = nil) -> [Double] {
    let last = groupIncidence.count - 1
    var upper = 1
    while upper < last && groupIncidence[upper] < incidence { upper += 1 }
    let low = groupIncidence[upper - 1]
    let fraction = min(max((incidence - low) / (groupIncidence[upper] - low), 0), 1)
    let angles = zip(groupAngles[upper - 1], groupAngles[upper]).map {
      $0 + fraction * ($1 - $0)
    }
    guard let lordosis else { return angles }
    let total = angles.reduce(0, +)
    return angles.map { $0 * (lordosis / total) }
  }
}
