// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LumbarSpine
import Provenance
import Testing

@Suite("The values that parameters may take")
struct ParameterLimitTests {
  private let definitions = ParameterCatalogue.standard.definitions

  @Test("Every default and every published spread is allowed")
  func defaults() {
    for definition in definitions {
      let standard = definition.standard
      #expect(definition.allowed.contains(standard.value), "\(definition.name)")
      switch standard.spread {
      case .range(let low, let high):
        #expect(definition.allowed.contains(low), "\(definition.name): \(low)")
        #expect(definition.allowed.contains(high), "\(definition.name): \(high)")
      case .standardDeviation(let deviation):
        #expect(definition.allowed.contains(standard.value + deviation), "\(definition.name)")
        #expect(definition.allowed.contains(standard.value - deviation), "\(definition.name)")
      case .none: break
      }
    }
  }

  @Test("The ends of every range are finite, so that no value is")
  func finiteRanges() {
    for definition in definitions {
      #expect(definition.allowed.lowerBound.isFinite && definition.allowed.upperBound.isFinite)
    }
  }

  @Test(
    "A value that makes no law is refused with its name and range",
    arguments: [
      ("disc.L4-L5.area", -1e-3), ("disc.L4-L5.area", 0), ("psoas.L1_VB.optimal_fibre_length", 0),
      ("psoas.L1_VB.pcsa", -1e-4), ("specific_tension.trunk", 0), ("reference.muscle_mass", 0),
      ("segment_range.flexion", 0), ("segment_stiffness.transition", 0), ("disc.area_factor", 0),
      ("muscle.passive.strain", 0), ("psoas.wrap.radius", 0), ("subject.mass", -70),
      ("ligament.posterior_arm", 0), ("psoas.L1_VB.pennation", 1.6), ("gravity", -9.8),
      ("segment.head.mass_fraction.male", -0.1), ("muscle.least_tendon_share", 1),
    ] as [(String, Double)]
  )
  func refusals(name: String, value: Double) throws {
    let id = try #require(ParameterCatalogue.standard[name])
    #expect(
      throws: ParameterError.outOfRange(
        name,
        found: value,
        allowed: definitions[id.index].allowed
      )
    ) {
      try ModelParameters(overriding: [name: value])
    }
  }

  @Test("The defaults make a model")
  func standardModel() throws {
    let parameters = ModelParameters()
    try HumanModel.check(Subject(standardIn: parameters), parameters: parameters)
  }

  @Test(
    "Values that contradict each other are refused in words, not by a stop",
    arguments: [
      ["lordosis.low.incidence": 1.5], ["lordosis.middle.incidence": 0.1],
      Dictionary(
        uniqueKeysWithValues: ["L5-S1", "L4-L5", "L3-L4", "L2-L3", "L1-L2"].map {
          ("rhythm.lfb.\($0)", 0.0)
        }
      ),
      ["muscle.neutral_fibre_length": 0.2, "multifidus.MF_m1s.pennation": 1.2],
      ["segment.xiphion_height.male": 0.01], ["segment.omphalion_height.male": 0.9],
    ] as [[String: Double]]
  )
  func contradictions(_ overrides: [String: Double]) throws {
    let known = overrides.filter { ParameterCatalogue.standard[$0.key] != nil }
    let parameters = try ModelParameters(overriding: known)
    let error = #expect(throws: ParameterError.self) {
      try HumanModel.check(Subject(standardIn: parameters), parameters: parameters)
    }
    guard case .noModel(let reason)? = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(!reason.isEmpty)
  }
}
