// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import NumericalMethods
import Provenance
import TestSupport
import Testing

@Suite("Ensembles of parameters")
struct ParameterEnsembleTests {
  /// An ensemble without the check for models, which these distributions do not need.
  private func drawn(
    _ prefixes: [String] = [""],
    seed: UInt64 = 1,
    count: Int = 2000,
    around base: ModelParameters = ModelParameters()
  ) throws -> [ModelParameters] {
    try ParameterEnsemble(varying: prefixes, seed: seed, count: count, around: base) { _ in }
      .members
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func deviation(_ values: [Double]) -> Double {
    let centre = mean(values)
    return mean(values.map { ($0 - centre) * ($0 - centre) }).squareRoot()
  }

  @Test("Ensembles of two seeds have no member in common")
  func seeds() throws {
    let one = try drawn(["stretch."], seed: 1, count: 64)
    let two = try drawn(["stretch."], seed: 2, count: 64)
    #expect(one.allSatisfy { !two.contains($0) })
  }

  @Test("A standard deviation gives a normal parameter, a range an even one, neither leaves it")
  func distributions() throws {
    let members = try drawn()
    for definition in ParameterCatalogue.standard.definitions {
      let values = members.map { $0[definition.name] }
      #expect(values.allSatisfy(definition.allowed.contains), "\(definition.name)")
      guard values[0] != values[1] else { continue }
      let sample = SortedSample(values)
      let low = try #require(sample.quantile(0.05))
      let high = try #require(sample.quantile(0.95))
      switch definition.standard.spread {
      case .none: Issue.record("\(definition.name) varies without a spread")
      case .range(let least, let most):
        let width = most - least
        #expect(values.allSatisfy { (least...most).contains($0) }, "\(definition.name)")
        // The standard error of these quantiles is 0.005 of the width.
        #expect(isClose(low, least + 0.05 * width, absolute: 0.025 * width), "\(definition.name)")
        #expect(isClose(high, most - 0.05 * width, absolute: 0.025 * width), "\(definition.name)")
      case .standardDeviation(let deviation):
        let centre = definition.standard.value
        // The standard error of these quantiles is 0.047 deviations.
        for (found, score) in [(low, -1.645), (high, 1.645)] {
          #expect(
            isClose(found, centre + score * deviation, absolute: 0.2 * deviation),
            "\(definition.name)"
          )
        }
      }
    }
  }

  @Test("Every parameter with a spread varies, but for the groups' widths and model forms")
  func coverage() throws {
    let members = try drawn(count: 2)
    let kept = ParameterCatalogue.standard.definitions.filter { definition in
      definition.standard.spread != .none
        && members.allSatisfy { $0[definition.name] == definition.standard.value }
    }
    #expect(
      Set(kept.map(\.name)) == [
        "lordosis.low.incidence", "lordosis.middle.incidence", "lordosis.high.incidence",
        "muscle.passive.slack_length",
      ]
    )
    #expect(ParameterEnsemble.varyingNames().count > 60)
  }

  @Test("Incidence and tilt are drawn so that the sacral slope has its published deviation")
  func correlation() throws {
    let members = try drawn(["spinopelvic."])
    let incidence = members.map { $0["spinopelvic.pelvic_incidence"] }
    let tilt = members.map { $0["spinopelvic.radiographic_pelvic_tilt"] }
    let slope = zip(incidence, tilt).map { $0 - $1 }
    #expect(isClose(Angle.inDegrees(deviation(incidence)), 10.5, absolute: 0.5))
    #expect(isClose(Angle.inDegrees(deviation(tilt)), 6.75, absolute: 0.35))
    // Independent draws would give 12.5 degrees.
    #expect(isClose(Angle.inDegrees(deviation(slope)), 7.75, absolute: 0.4))
    #expect(isClose(Angle.inDegrees(mean(slope)), 39.5, absolute: 0.6))
  }

  @Test("A person deviates alike from all groups of incidence")
  func lordosis() throws {
    for member in try drawn(count: 50) {
      let scores = ["low", "middle", "high"].map { group in
        let name = "lordosis.\(group).L4-L5"
        let standard = ParameterCatalogue.standard.definitions.first { $0.name == name }?.standard
        guard let standard, case .standardDeviation(let deviation) = standard.spread else {
          return Double.nan
        }
        return (member[name] - standard.value) / deviation
      }
      #expect(isClose(scores[0], scores[1], absolute: 1e-12))
      #expect(isClose(scores[0], scores[2], absolute: 1e-12))
    }
  }

  @Test("The seed makes the draws; more members or fewer varying parameters change none of them")
  func reproducible() throws {
    let members = try drawn(count: 20)
    #expect(try drawn(count: 20) == members)
    #expect(try drawn(count: 7) == Array(members.prefix(7)))
    #expect(try drawn(seed: 2, count: 20) != members)
    let discs = try drawn(["disc."], count: 20)
    for (some, all) in zip(discs, members) {
      #expect(some["disc.area_factor"] == all["disc.area_factor"])
      #expect(some["subject.mass"] == all["subject.mass"])
      #expect(some["muscle.stiffness_coefficient"] == 23.4)
    }
  }

  @Test("A value that was given is known and stays")
  func known() throws {
    let base = try ModelParameters(overriding: ["disc.area_factor": 0.7])
    let members = try drawn(count: 5, around: base)
    #expect(members.allSatisfy { $0["disc.area_factor"] == 0.7 })
    #expect(!ParameterEnsemble.varyingNames(around: base).contains("disc.area_factor"))
    #expect(ParameterEnsemble.varyingNames().contains("disc.area_factor"))
  }

  @Test("Draws without a model are drawn again, counted, and given up after a hundred")
  func redraws() throws {
    func ensemble(_ limit: Double) throws -> ParameterEnsemble {
      try ParameterEnsemble(varying: ["disc."], seed: 5, count: 40) {
        (parameters) throws(ParameterError) in
        guard parameters["disc.area_factor"] > limit else { throw .noModel("small factor") }
      }
    }
    let half = try ensemble(0.831)
    #expect(half.members.count == 40)
    #expect(half.members.allSatisfy { $0["disc.area_factor"] > 0.831 })
    // One redraw is expected for each member.
    #expect((15...80).contains(half.redraws))
    #expect(try ensemble(0.831).members == half.members)
    #expect(throws: ParameterError.noModel("small factor")) { try ensemble(1) }
  }

  @Test("The members make models")
  func models() throws {
    let ensemble = try ParameterEnsemble(seed: 1, count: 20)
    for parameters in ensemble.members {
      #expect(throws: Never.self) {
        try HumanModel.check(Subject(standardIn: parameters), parameters: parameters)
      }
    }
  }
}
