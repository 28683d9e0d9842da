// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

/// How sure the results of one posture with one tissue are, over an ensemble of the constants.
public struct TightnessBand: Sendable {
  /// Tilt of the pelvis from neutral standing, in radians.
  public let pelvicTilt: ResultBand

  /// Lordosis L1-S1, in radians.
  public let lumbarLordosis: ResultBand

  /// Compression of each level from T12-L1 down, in newtons.
  public let compression: [ResultBand]

  /// Pressure in each nucleus from T12-L1 down, in pascals.
  public let pressure: [ResultBand]

  /// The number of members that settled and were balanced.
  public var count: Int { pelvicTilt.count }

  private let value: TightnessSample
  private let members: [TightnessSample?]

  /// The band of a result over members of which some, nil, have none.
  init(_ settled: TightPosture, members: [TightnessSample?]) {
    self.init(TightnessSample(settled.solution), members: members)
  }

  private init(_ value: TightnessSample, members: [TightnessSample?]) {
    self.value = value
    self.members = members
    let found = members.compactMap { $0 }
    func band(_ quantity: (TightnessSample) -> Double) -> ResultBand {
      ResultBand(quantity(value), members: found.map(quantity))
    }
    pelvicTilt = band(\.pelvicTilt)
    lumbarLordosis = band(\.lumbarLordosis)
    compression = value.compression.indices.map { level in band { $0.compression[level] } }
    pressure = value.pressure.indices.map { level in band { $0.pressure[level] } }
  }

  /// The band of the change from another tissue in the same posture.
  ///
  /// Member by member: what makes two models differ in both postures alike is no doubt about the
  /// change. Members without both results count in none.
  ///
  /// - Parameter other: The band of the other tissue, over the same ensemble.
  /// - Returns: The change and its band.
  public func change(from other: TightnessBand) -> TightnessBand {
    TightnessBand(
      value - other.value,
      members: zip(members, other.members).map { pair in
        guard let after = pair.0, let before = pair.1 else { return nil }
        return after - before
      }
    )
  }
}

/// What a band needs of one member.
struct TightnessSample: Sendable {
  let pelvicTilt: Double
  let lumbarLordosis: Double
  let compression: [Double]
  let pressure: [Double]

  init(_ solution: borrowing PostureSolution) {
    pelvicTilt = solution.pelvicTilt
    lumbarLordosis = solution.lumbarLordosis
    compression = solution.levels.map(\.compression)
    pressure = solution.levels.map(\.pressure)
  }

  private init(difference after: TightnessSample, _ before: TightnessSample) {
    pelvicTilt = after.pelvicTilt - before.pelvicTilt
    lumbarLordosis = after.lumbarLordosis - before.lumbarLordosis
    compression = zip(after.compression, before.compression).map { $0 - $1 }
    pressure = zip(after.pressure, before.pressure).map { $0 - $1 }
  }

  static func - (after: TightnessSample, before: TightnessSample) -> TightnessSample {
    TightnessSample(difference: after, before)
  }
}
