// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import Provenance
import TestSupport
import Testing

@Suite("The parameters of the model")
struct ParameterTests {
  private let catalogue = ParameterCatalogue.standard

  @Test("Every parameter has a source with a place in it, or a reason for the choice")
  func sources() {
    for definition in catalogue.definitions {
      switch definition.standard.source.reading {
      case .chosen(let reason): #expect(reason.count > 20, "\(definition.name)")
      default:
        #expect(definition.standard.source.reference != nil, "\(definition.name)")
        #expect(!definition.standard.source.locator.isEmpty, "\(definition.name)")
      }
    }
    #expect(catalogue.bibliography.entries.count >= 10)
  }

  @Test("The catalogue holds the fascicles of the reference table")
  func counts() {
    #expect(catalogue.muscles.count { $0.group == .psoas } == 11)
    #expect(catalogue.muscles.count { $0.points.contains { $0.body == .thigh } } >= 15)
    #expect(catalogue.muscles.count == 11 + 108 + 24 + 15)
    let total = catalogue.muscles.filter { $0.group == .psoas }.reduce(0.0) { sum, muscle in
      let name = "psoas.\(muscle.name.dropFirst(3)).pcsa"
      return sum + ModelParameters()[name]
    }
    // The published sum is 14.04 cm2; the table's entries carry two decimals.
    #expect(isClose(total, 14.06e-4, absolute: 0.06e-4))
  }

  @Test("Degrees, square millimetres and pressures of the table stand in SI units")
  func units() throws {
    let parameters = ModelParameters()
    #expect(isClose(parameters["spinopelvic.pelvic_incidence"], 53 * .pi / 180, absolute: 1e-15))
    #expect(isClose(parameters["disc.L4-L5.area"], 1.704e-3, absolute: 1e-15))
    #expect(isClose(parameters["specific_tension.trunk"], 1e6, absolute: 1e-6))
    #expect(
      isClose(parameters["segment_stiffness.flexion"], 1.8 * 180 / .pi, absolute: 1e-10)
    )
  }

  @Test("An override replaces one value; an unknown name is refused")
  func overrides() throws {
    let changed = try ModelParameters(overriding: ["disc.L4-L5.area": 2e-3])
    #expect(changed["disc.L4-L5.area"] == 2e-3)
    #expect(changed.overrides.map(\.name) == ["disc.L4-L5.area"])
    #expect(
      throws: ParameterError.unknownName("disc.L4-L5.aera")
    ) {
      try ModelParameters(overriding: ["disc.L4-L5.aera": 2e-3])
    }
    #expect(throws: ParameterError.notFinite("disc.L4-L5.area")) {
      try ModelParameters(overriding: ["disc.L4-L5.area": .nan])
    }
  }

  @Test("Parameters survive a file; unknown names and versions do not pass")
  func codable() throws {
    var parameters = ModelParameters()
    parameters["disc.L4-L5.area"] = 1.8e-3
    let data = try JSONEncoder().encode(parameters)
    #expect(try JSONDecoder().decode(ModelParameters.self, from: data) == parameters)
    for text in [
      #"{"schemaVersion": 2, "overrides": {}}"#,
      #"{"schemaVersion": 1, "overrides": {"disc.area": 1}}"#,
      #"{"schemaVersion": 1, "overrides": {}, "seed": 1}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(ModelParameters.self, from: Data(text.utf8))
      }
    }
  }
}
