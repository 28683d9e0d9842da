// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import LumbarSpine
import NumericalMethods
import Provenance
import TestSupport
import Testing

@testable import Posture

@Suite("Comparison with people")
struct ValidationTests {
  @Test("Every target has a name of its own, a citation, a population and a known unit")
  func table() {
    let targets = ValidationTarget.all
    #expect(targets.count > 40)
    #expect(Set(targets.map(\.name)).count == targets.count)
    for target in targets {
      #expect(target.source.reference != nil, "\(target.name)")
      #expect(!target.source.isChosen, "\(target.name)")
      #expect(!target.population.isEmpty, "\(target.name)")
      #expect(["MPa", "N", "N m", "deg", "%", "1"].contains(target.unit), "\(target.name)")
      #expect(target.measured.isFinite, "\(target.name)")
      if target.rule == .input { #expect(target.knownMiss == nil, "\(target.name)") }
      if let cause = target.knownMiss { #expect(cause.count > 30, "\(target.name)") }
    }
  }

  @Test("The pressures of the abstract and the tolerances of the task stand as they were given")
  func pressures() throws {
    // Wilke 1999, abstract; tolerances in per cent or the accepted values.
    for (quantity, measured, rule) in [
      (TargetQuantity.pressure("standing"), 0.50, AgreementRule.within(percent: 20)),
      (.pressure("standing-flexed"), 1.1, .within(percent: 25)),
      (.pressure("sitting-relaxed"), 0.46, .within(percent: 25)),
      (.pressure("sitting-upright"), 0.45, .within(percent: 25)),
      (.pressure("sitting-slouched"), 0.30, .within(percent: 25)),
      (.pressure("sitting-flexed"), 0.83, .within(percent: 25)),
      (.pressure("lying-prone"), 0.10, .between(0, 0.15)),
      (.pressure("lying-side"), 0.12, .between(0, 0.15)),
      (.pressure("holding-close"), 1.1, .insideTaskBand),
      (.pressure("holding-far"), 1.8, .insideTaskBand),
      (.pressure("lifting-round-back"), 2.3, .insideTaskBand),
      (.pressure("lifting-bent-knees"), 1.7, .insideTaskBand),
    ] {
      let target = try #require(
        ValidationTarget.all.first { $0.quantity == quantity && $0.measured == measured }
      )
      #expect(target.rule == rule, "\(target.name)")
      #expect(target.level == .l4l5 && target.unit == "MPa", "\(target.name)")
    }
  }

  @Test("A verdict follows from the numbers by the rule")
  func verdicts() {
    let result = ResultBand(1.2, low: 1.0, high: 1.3, count: 10)
    for (rule, measured, verdict) in [
      (AgreementRule.within(percent: 20), 1.0, ValidationVerdict.within),
      (.within(percent: 19), 1.0, .outside), (.within(percent: 20), 1.5, .within),
      (.within(percent: 20), 1.51, .outside), (.within(percent: 20), -1.2, .outside),
      (.between(0, 1.2), 9, .within), (.between(0, 1.19), 1.2, .outside),
      (.between(1.21, .infinity), 1.2, .outside), (.insideBand, 1.0, .within),
      (.insideBand, 1.31, .outside), (.insideTaskBand, 0.99, .outside),
      (.insideTaskBand, 1.29, .within), (.input, 99, .input),
    ] {
      #expect(rule.verdict(model: result, measured: measured) == verdict, "\(rule) \(measured)")
    }
    #expect(AgreementRule.within(percent: 20).verdict(model: nil, measured: 1) == .outside)
    #expect(AgreementRule.insideBand.verdict(model: nil, measured: 1) == .outside)
  }

  @Test("A target moved out of tolerance is a miss that nobody listed; in place it is none")
  func positiveControl() throws {
    BLASThreading.setCount(1)
    let standing = try #require(ValidationTarget.all.first { $0.isStanding })
    func report(_ target: ValidationTarget) throws -> ValidationReport {
      try ValidationStudy(targets: [target], members: 0).report()
    }
    #expect(try report(standing).hasNoUnknownMiss)
    let moved = try report(standing.measuring(0.9))
    #expect(!moved.hasNoUnknownMiss)
    #expect(moved.rows[0].verdict == .outside)
    #expect(moved.rows[0].result == (try report(standing).rows[0].result))
  }

  @Test("Targets about walking take the walk that the study is given, over the weight of the body")
  func walking() throws {
    let targets = ValidationTarget.all.filter { $0.name.contains("compression in walking") }
    #expect(targets.count == 2)
    let parameters = ModelParameters()
    let weight =
      Subject(standardIn: parameters).mass * parameters["gravity"]
    let given = try ValidationStudy(targets: targets, members: 0) { _ in
      PerLevel { $0 == .l3l4 ? (0.5 * weight)...(2 * weight) : 0...0 }
    }.report().rows
    #expect(isClose(given[0].result?.value ?? .nan, 2, absolute: 1e-9))
    #expect(isClose(given[1].result?.value ?? .nan, 0.5, absolute: 1e-9))
    let none = try ValidationStudy(targets: targets, members: 0) { _ in nil }.report().rows
    #expect(none.allSatisfy { $0.result == nil && $0.verdict == .outside })
    let without = try ValidationStudy(targets: targets, members: 0).report().rows
    #expect(without.first?.failure == "the study was given no walk")
  }

  @Test("A report has the same bytes on one thread and on two, and counts what has no result")
  func determinism() throws {
    BLASThreading.setCount(1)
    let targets = ValidationTarget.all.filter { target in
      switch target.quantity {
      case .pressure("standing"), .pressure("holding-close"), .hipExtension, .session: true
      case .correlation, .tilt: true
      default: false
      }
    }
    let study = ValidationStudy(targets: targets, members: 5, seed: 3)
    func text(_ threads: Int) throws -> [String] {
      try study.report(using: ParallelMap(threads: threads)).rows.map { row in
        "\(row.target.name) \(String(describing: row.result)) \(row.failedMembers)"
      }
    }
    let single = try text(1)
    #expect(try text(2) == single)
    #expect(single.count == targets.count)
    let other = try ValidationStudy(targets: targets, members: 5, seed: 4).report()
    #expect(other.rows[0].result != (try study.report()).rows[0].result)
  }

  @Test("The band of a task moves with the task alone")
  func taskBand() throws {
    let target = try #require(
      ValidationTarget.all.first { $0.quantity == .pressure("holding-close") }
    )
    let report = try ValidationStudy(targets: [target], members: 6).report()
    let band = try #require(report.rows[0].result)
    #expect(band.low < band.value && band.value < band.high)
    // A distance, load and lean that are known leave no doubt but that of the abdomen.
    let names = ParameterCatalogue.standard.definitions.map(\.name).filter {
      $0.hasPrefix("posture.holding_close.") || $0 == "abdomen.lifting_pressure"
    }
    var known = ModelParameters()
    for name in names { known[name] += 1e-6 }
    let fixed = try #require(
      try ValidationStudy(parameters: known, targets: [target], members: 6).report().rows[0].result
    )
    #expect(fixed.high - fixed.low < 1e-6)
  }

  @Test("Pearson's coefficient and Fisher's interval against closed forms")
  func correlation() throws {
    let line = (0..<10).map { (Double($0), 3 - 2 * Double($0)) }
    #expect(try #require(Correlation(of: line)).coefficient == -1)
    // (1, 1), (2, 3), (3, 2), (4, 4): r = 0.8.
    let four = try #require(Correlation(of: [(1, 1), (2, 3), (3, 2), (4, 4)]))
    #expect(isClose(four.coefficient, 0.8, absolute: 1e-14))
    let band = four.band
    let centre = 0.5 * log(1.8 / 0.2)
    #expect(isClose(band.low, tanh(centre - 1.644_853_626_951_472_2), absolute: 1e-12))
    #expect(isClose(band.high, tanh(centre + 1.644_853_626_951_472_2), absolute: 1e-12))
    #expect(Correlation(of: [(1, 1), (2, 2), (3, 3)]) == nil)
    #expect(Correlation(of: (0..<5).map { (Double($0), 7.0) }) == nil)
  }

  @Test("Errors over postures, absolute and normalised, against closed forms")
  func agreement() throws {
    func row(_ posture: String, _ model: Double, _ measured: Double) -> ValidationRow {
      let target = ValidationTarget(
        name: posture,
        quantity: .pressure(posture),
        level: .l4l5,
        measured: measured,
        unit: "MPa",
        rule: .within(percent: 20),
        population: "one man",
        source: .abstract(
          Reference(key: "a", authors: "A", year: 2000, title: "T", venue: "V", doi: "10.1/1")
        ),
        knownMiss: nil
      )
      let result = model.isNaN ? nil : ResultBand(model, members: [])
      return ValidationRow(target: target, result: result, failure: nil, failedMembers: 0)
    }
    let agreement = try #require(
      PressureAgreement([row("standing", 0.6, 0.5), row("a", 1.5, 1.0), row("b", .nan, 1.0)])
    )
    #expect(agreement.count == 2 && agreement.missing == 1)
    #expect(isClose(agreement.absoluteError, 1e6 * (0.26 / 2).squareRoot(), absolute: 1e-3))
    // Over standing: 2.5 against 2.
    #expect(isClose(agreement.normalisedError, 0.5 / 2.0.squareRoot(), absolute: 1e-12))
    #expect(isClose(agreement.worstShare, 0.25, absolute: 1e-12))
    #expect(PressureAgreement([row("a", 1.5, 1.0)]) == nil)
  }

  @Test("The quantities of the model without an ensemble are those of its own analyses")
  func probe() throws {
    let probe = ModelProbe(parameters: ModelParameters(), settings: PostureSettings())
    let forward = try probe.value(of: .lordosisGain(11.4), at: nil)
    #expect(isClose(forward, 0.95, absolute: 1e-12))
    #expect(isClose(try probe.value(of: .sittingLoss(8), at: nil), 6.1, absolute: 1e-12))
    #expect(isClose(try probe.value(of: .relaxation(30), at: nil), 25, absolute: 0.1))
    var solver = PostureSolver(model: probe.model, posture: BodyPosture(name: "standing"))
    var solution = PostureSolution(for: probe.model)
    solver.solve(into: &solution)
    let pressure = try probe.value(of: .pressure("neutral"), at: .l4l5)
    #expect(pressure == 1e-6 * solution[.l4l5].pressure)
    // The tissue of a gain of nothing changes nothing.
    let effect = try probe.value(of: .effect(.gain(0), of: .tilt("standing")), at: nil)
    #expect(isClose(effect, 0, absolute: 1e-3))
    #expect(throws: ProbeFailure.self) { try probe.value(of: .pressure("standing"), at: nil) }
  }
}
