// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

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

  init(_ settled: TightPosture, members: [TightnessSample]) {
    let solution = settled.solution
    pelvicTilt = ResultBand(solution.pelvicTilt, members: members.map(\.pelvicTilt))
    lumbarLordosis = ResultBand(solution.lumbarLordosis, members: members.map(\.lumbarLordosis))
    compression = solution.levels.indices.map { level in
      ResultBand(
        solution.levels[level].compression,
        members: members.map { $0.compression[level] }
      )
    }
    pressure = solution.levels.indices.map { level in
      ResultBand(solution.levels[level].pressure, members: members.map { $0.pressure[level] })
    }
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
}
