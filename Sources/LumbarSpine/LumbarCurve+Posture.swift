// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension LumbarCurve {
  /// The curve after its bodies have turned forward, each with both of its endplates.
  ///
  /// - Parameter turns: Forward turn of the sacrum, L5, L4, L3, L2, L1 and T12, in radians.
  /// - Returns: The slopes after the turns.
  public func turned(forward turns: [Double]) -> LumbarCurve {
    precondition(
      turns.count == LumbarLevel.count + 1,
      "\(LumbarLevel.count + 1) turns expected, not \(turns.count)"
    )
    return LumbarCurve(
      upper: zip(upperEndplateSlopes, turns).map { $0 + $1 },
      lower: zip(lowerEndplateSlopes, turns.dropFirst()).map { $0 + $1 }
    )
  }

  private init(upper: [Double], lower: [Double]) {
    upperEndplateSlopes = upper
    lowerEndplateSlopes = lower
  }

  /// The segmental angle of a level, in radians, lordotic positive: from the upper endplate of the
  /// lower vertebra to that of the upper one.
  ///
  /// At T12-L1, whose upper vertebra is part of the thorax, the wedge of the disc.
  public func segmentalAngle(at level: LumbarLevel) -> Double {
    let above =
      level == .t12l1
      ? lowerEndplateSlopes[level.rawValue] : upperEndplateSlopes[level.rawValue + 1]
    return upperEndplateSlopes[level.rawValue] - above
  }

  /// The vertebra, such as `L4`, or the disc, such as `L3-L4`, at the apex of the lordosis: the
  /// first from below between whose endplates the slope changes sign; nil when none does.
  public var apex: String? {
    for level in LumbarLevel.allCases {
      let lower = lowerEndplateSlopes[level.rawValue]
      if upperEndplateSlopes[level.rawValue] >= 0 && lower < 0 { return level.name }
      guard level != .t12l1 else { break }
      if lower >= 0 && upperEndplateSlopes[level.rawValue + 1] < 0 { return level.upperVertebra }
    }
    return nil
  }
}
