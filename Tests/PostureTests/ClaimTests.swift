// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import Provenance
import TestSupport
import Testing

@testable import Posture

@Suite("Claims about the psoas")
struct ClaimTests {
  /// Settled postures are the same bytes with one thread of BLAS.
  init() { BLASThreading.setCount(1) }

  private func claim(
    _ condition: Claim.Condition,
    measured: ClosedRange<Double>?,
    isInput: Bool = false
  ) -> Claim {
    Claim(
      number: "C0",
      statement: "a statement",
      level: nil,
      unit: "deg",
      condition: condition,
      evidence: "",
      measured: measured,
      command: "",
      source: nil,
      isInput: isInput,
      quantity: nil
    )
  }

  @Test("A verdict follows from the ends of both intervals")
  func verdicts() {
    func band(_ low: Double, _ high: Double) -> ResultBand {
      ResultBand(0.5 * (low + high), low: low, high: high, count: 10)
    }
    for (condition, model, measured, verdict) in [
      (Claim.Condition.above(0), band(0.1, 2), 1.0...3.0, ClaimVerdict.supported),
      (.above(0), band(-0.1, 2), 1...3, .open), (.above(0), band(0.1, 2), -1...3, .open),
      (.above(0), band(-2, -0.1), -3 ... -1, .contradicted),
      (.above(0), band(-2, 0), 0...0, .contradicted), (.above(0), band(0.1, 2), -3 ... -1, .open),
      (.above(0), band(-2, -0.1), 1...3, .open), (.above(1), band(0.1, 0.9), 0...0, .contradicted),
      (.below(0), band(-2, -0.1), -3 ... -1, .supported),
      (.below(0), band(0.1, 2), 1...3, .contradicted), (.below(-0.2), band(-1, 0), -1...0, .open),
    ] {
      let claim = claim(condition, measured: measured)
      #expect(claim.verdict(on: model) == verdict, "\(condition) \(model) \(measured)")
    }
    // The value of the given parameters counts where it lies outside the band.
    let outside = ResultBand(-1, low: 0.5, high: 2, count: 10)
    #expect(claim(.above(0), measured: 1...3).verdict(on: outside) == .open)
    // Nothing is decided without a model, without a measurement, or by what was put in.
    #expect(claim(.above(0), measured: 1...3).verdict(on: nil) == .open)
    #expect(claim(.above(0), measured: nil).verdict(on: band(1, 2)) == .open)
    #expect(claim(.above(0), measured: 1...3, isInput: true).verdict(on: band(1, 2)) == .open)
  }

  @Test("Every claim from C1 to C6 has statements; what has a number has a unit and a command")
  func table() {
    let claims = Claim.all
    #expect(Set(claims.map(\.number)) == ["C1", "C2", "C3", "C4", "C5", "C6"])
    #expect(Set(claims.map(\.statement)).count == claims.count)
    for claim in claims {
      #expect(claim.unit.isEmpty == (claim.quantity == nil), "\(claim.statement)")
      #expect(claim.command.isEmpty == (claim.quantity == nil), "\(claim.statement)")
      if claim.measured != nil { #expect(claim.source != nil, "\(claim.statement)") }
      #expect(!(claim.isInput && claim.measured != nil), "\(claim.statement)")
    }
  }

  @Test("The rows stand in the order of the claims, those without a number with none")
  func rows() throws {
    let claims = Claim.all.filter { ["C2", "C4"].contains($0.number) }
    let rows = try ValidationStudy(members: 0).answers(to: claims)
    #expect(rows.map(\.claim.statement) == claims.map(\.statement))
    for row in rows {
      #expect((row.result == nil) == (row.claim.quantity == nil), "\(row.claim.statement)")
    }
  }

  @Test("What a newton of psoas does is what its imposed tension adds")
  func psoasPull() throws {
    let probe = ModelProbe(parameters: ModelParameters(), settings: PostureSettings())
    func psoas(_ tension: Double) throws -> LoadSplit {
      var settings = PostureSettings()
      settings.psoasTension = tension
      var solver = PostureSolver(model: probe.model, settings: settings)
      var solution = PostureSolution(for: probe.model)
      solver.solve(tilt: 0, into: &solution)
      return solution[.l4l5].compressionParts
    }
    let pull = try probe.value(of: .psoasPull(.compression), at: .l4l5)
    #expect(isClose(pull, try psoas(150)[.psoas] / 300, absolute: 1e-12))
    #expect(try psoas(0)[.psoas] == 0)
    #expect(probe.levelsCrossed(by: ["Ps_"]) == 5)
    #expect(probe.levelsCrossed(by: ["glmax", "piri"]) == 0)
    #expect(probe.hipArm(of: ["Ps_"]) > 0)
    #expect(probe.hipArm(of: ["glmax"]) < 0)
  }

  @Test("An effect is the difference of the same quantity with and without a change")
  func effects() throws {
    let probe = ModelProbe(parameters: ModelParameters(), settings: PostureSettings())
    let model = probe.model.with(try HipFlexorTissue(shortening: 0.05))
    let changed = ModelProbe(model, settings: PostureSettings())
    let effect = try probe.value(of: .effect(.shortening(5), of: .tilt("standing")), at: nil)
    let difference =
      try changed.value(of: .tilt("standing"), at: nil)
      - probe.value(of: .tilt("standing"), at: nil)
    #expect(effect == difference)
    #expect(effect > 0)
    #expect(throws: ProbeFailure.self) {
      try probe.value(of: .effect(.shortening(50), of: .tilt("standing")), at: nil)
    }
  }
}
