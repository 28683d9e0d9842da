// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LumbarSpine
import Provenance
import TestSupport
import Testing

/// The factor of the pressure law and the area that it stands with were derived together.
@Suite("The factor of the disc's area")
struct DiscAreaFactorTests {
  /// Compression in newtons of a commercial model (AMMR, Wilke validation results) and pressure in
  /// MPa of the one measured man, both at L4-L5 and for 70 kg.
  private static let pairs = [
    (111.3, 0.1), (286.9, 0.27), (488.1, 0.45), (620.9, 0.5), (1271.6, 1.1), (1333.0, 1.0),
    (2573.7, 2.3), (2368.4, 1.8),
  ]

  /// The factor is stated with five digits.
  private static let rounding = 1e-5

  private static func areas(of pairs: [(Double, Double)]) -> [Double] {
    pairs.map { $0.0 / $0.1 * 1e-6 }
  }

  /// Factor times area of L4-L5 of a man of 70 kg, in square metres.
  private static func pressureArea(_ parameters: ModelParameters, factor: Double) -> Double {
    var subject = Subject(standardIn: parameters)
    subject.mass = 70
    return factor * HumanModel(of: subject, parameters: parameters).discs[.l4l5].area
  }

  @Test("Factor and area of a man of 70 kg give the force over the pressure, band and all")
  func pairing() throws {
    let parameters = ModelParameters()
    let areas = Self.areas(of: Self.pairs)
    let mean = areas.reduce(0, +) / Double(areas.count)
    let factor = parameters["disc.area_factor"]
    #expect(
      isClose(
        Self.pressureArea(parameters, factor: factor),
        mean,
        absolute: 0,
        relative: Self.rounding
      )
    )
    let catalogue = ParameterCatalogue.standard
    let definition = try #require(
      catalogue.definitions.first { $0.name == "disc.area_factor" }
    )
    guard case .range(let low, let high) = definition.standard.spread else {
      Issue.record("the factor has no range")
      return
    }
    for (end, area) in [(low, areas.min()), (high, areas.max())] {
      #expect(
        isClose(
          Self.pressureArea(parameters, factor: end),
          try #require(area),
          absolute: 0,
          relative: Self.rounding
        )
      )
    }
  }

  @Test("An ensemble does not part them: what the area rests on is not drawn")
  func notDrawn() {
    let names = ParameterEnsemble.varyingNames(["disc.L4-L5", "reference.disc", "scaling"])
    #expect(names.isEmpty)
  }

  @Test("The pairs are those of the reference table", .enabled(if: Self.tableText != nil))
  func reference() throws {
    let text = try #require(Self.tableText)
    for (force, pressure) in Self.pairs {
      #expect(text.contains(",\(force),\(pressure),"), "\(force) N")
    }
    // The header and one line for each pair.
    #expect(text.split(whereSeparator: \.isNewline).count == 1 + Self.pairs.count)
  }

  /// The text of the reference table, or nil where it is not there.
  private static let tableText = try? String(
    contentsOf: URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("shared/reference/lumbar/ammr_wilke_validation.csv"),
    encoding: .utf8
  )
}
