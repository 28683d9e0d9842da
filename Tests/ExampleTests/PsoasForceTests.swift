// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// The forces of the psoas on the reference geometry against numbers derived elsewhere.
@Suite struct PsoasForceTests {
  /// A level and the load of both sides at 46 N/cm2 there.
  struct Published: Sendable {
    let level: String
    let compression: Double
    let anteriorShear: Double
    /// Positive when it extends.
    let extensionMoment: Double
  }

  /// What an independent script derived from the same table.
  ///
  /// Straight lines to the brim, disc normal along the chord of the joint centres, 646 N a side.
  /// Forces in N, moments in N m. The pattern
  /// is that of Bogduk, Pearcy and Hadfield (1992), doi:10.1016/0268-0033(92)90024-X.
  static let derived = [
    Published(level: "L1-L2", compression: 349, anteriorShear: -6, extensionMoment: 1.5),
    Published(level: "L2-L3", compression: 637, anteriorShear: 37, extensionMoment: 3.1),
    Published(level: "L3-L4", compression: 745, anteriorShear: 149, extensionMoment: 2.3),
    Published(level: "L4-L5", compression: 854, anteriorShear: 437, extensionMoment: -5.0),
    Published(level: "L5-S1", compression: 964, anteriorShear: 784, extensionMoment: -26.6),
  ]

  /// The sums are printed to whole newtons and tenths of a newton metre; cross-sections rounded to
  /// 0.01 cm2 make 1294 N of 1292.
  static let forceTolerance = 2.0
  static let momentTolerance = 0.06

  @Test(arguments: derived)
  func reproducesTheDerivedTable(_ published: Published) throws {
    let table = try ExampleTable.printed(by: "psoas-force-vectors", [])
      .rows(where: ["fascicle": "both_sides", "level": published.level])
    let compression = try table.numbers("compression_N")
    let shear = try table.numbers("anterior_shear_N")
    let moment = try table.numbers("flexion_moment_Nm")
    try #require(compression.count == 1)
    #expect(isClose(compression[0], published.compression, absolute: Self.forceTolerance))
    #expect(isClose(shear[0], published.anteriorShear, absolute: Self.forceTolerance))
    #expect(isClose(moment[0], -published.extensionMoment, absolute: Self.momentTolerance))
  }

  @Test func jointCentreMovesTheMomentByItsLever() throws {
    let variants = try ExampleTable.printed(by: "psoas-force-vectors", ["--variants"])
    for level in Self.derived.map(\.level) {
      let rows = try variants.rows(where: ["path": "brim", "disc_plane": "chord", "level": level])
      let moments = try rows.numbers("flexion_moment_Nm")
      try #require(moments.count == 3)
      // A centre 5 mm further forward shortens the lever of the vertical force by 5 mm.
      let slope = Angle.degrees(try rows.numbers("disc_slope_deg")[1])
      let vertical =
        try rows.numbers("compression_N")[1] * cos(slope)
        + rows.numbers("anterior_shear_N")[1] * sin(slope)
      #expect(isClose(moments[2] - moments[1], -0.005 * vertical, absolute: 1e-5))
      #expect(isClose(moments[1] - moments[0], -0.005 * vertical, absolute: 1e-5))
    }
  }

  /// The cylinder that stands for the brim is fitted to the lines to the point on the brim.
  @Test func thePathBeyondTheBrimChangesLittleAtTheLevels() throws {
    let variants = try ExampleTable.printed(by: "psoas-force-vectors", ["--variants"])
    // Of 965 N, 785 N and 27 N m.
    for (column, tolerance) in [
      ("compression_N", 3.0), ("anterior_shear_N", 5), ("flexion_moment_Nm", 0.5),
    ] {
      let brim = try variants.rows(where: ["path": "brim"]).numbers(column)
      let femur = try variants.rows(where: ["path": "femur"]).numbers(column)
      try #require(!brim.isEmpty && brim.count == femur.count)
      for (expected, found) in zip(brim, femur) {
        #expect(isClose(found, expected, absolute: tolerance), "\(column)")
      }
    }
    let arms = try ExampleTable.printed(
      by: "psoas-moment-arms",
      ["--tilt-step", "40", "--hip-step", "110"]
    )
    let hip = try arms.rows(where: ["joint": "hip"])
    #expect(try hip.numbers("to_brim_mm").allSatisfy { $0 == 0 })
    #expect(try hip.numbers("flexion_moment_arm_mm").allSatisfy { $0 > 30 })
  }

  /// The load per newton of psoas with the antagonists that it calls up.
  ///
  /// A prototype of the same load sharing gave these numbers, on an unstated plane of the disc; they
  /// are expected within 15 %.
  @Test(arguments: [("L4-L5", 0.79), ("L5-S1", 1.25)], ["chord", "endplates"])
  func loadWithAntagonistsIsNearThePrototypes(_ level: (String, Double), _ plane: String) throws {
    let rows = try ExampleTable.printed(by: "psoas-force-vectors", ["--variants"]).rows(where: [
      "path": "brim", "disc_plane": plane, "centre_forward_mm": "0", "level": level.0,
    ])
    let value = try #require(try rows.numbers("with_antagonists_per_N").first)
    #expect(isClose(value, level.1, absolute: 0, relative: 0.15))
  }
}
