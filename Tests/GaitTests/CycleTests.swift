// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Gait
import Testing

@Suite("Contacts and cycles")
struct CycleTests {
  private static let weight = 700.0

  /// Walks with stance 0.6 of cycles of one second; the right foot strikes at 0, 1, 2, ...
  private static func force(_ time: Double, strike: Double) -> Double {
    let phase = (time - strike - (time - strike).rounded(.down)) / 0.6
    return phase < 1 ? 800 * sin(.pi * phase) : 0
  }

  private static let times = (0...450).map { 0.2 + 0.01 * Double($0) }

  private static func events(strike: Double) throws -> FootEvents {
    try ContactDetector().events(
      force: times.map { force($0, strike: strike) },
      times: times,
      weight: weight,
      series: "force_y_r"
    )
  }

  /// Straight lines between samples 0.01 s apart follow the sine to 0.3 N at the threshold, where it
  /// rises by 4190 N/s.
  private static let crossingError = 2e-4

  @Test("Contacts begin and end where the force crosses the threshold")
  func crossings() throws {
    let events = try Self.events(strike: 0)
    let delay = 0.6 / .pi * asin(20 / 800)
    // The contact under way at the first sample has no strike, but a toe-off.
    #expect(events.strikes.count == 4)
    #expect(events.toeOffs.count == 5)
    for (index, strike) in events.strikes.enumerated() {
      #expect(abs(strike - (Double(index + 1) + delay)) < Self.crossingError)
    }
    for (index, toeOff) in events.toeOffs.enumerated() {
      #expect(abs(toeOff - (Double(index) + 0.6 - delay)) < Self.crossingError)
    }
  }

  @Test("A cycle knows its events and parameters")
  func events() throws {
    let cycles = GaitCycles(
      of: try Self.events(strike: 0),
      other: try Self.events(strike: 0.5)
    )
    #expect(cycles.cycles.count == 3)
    #expect(cycles.leftOut.isEmpty)
    let parameters = SpatiotemporalParameters(of: cycles.cycles[0], speed: 1.2)
    let delay = 0.6 / .pi * asin(20 / 800)
    #expect(abs(parameters.strideTime - 1) < 1e-9)
    #expect(abs(parameters.cadence - 120) < 1e-6)
    #expect(abs(parameters.stance - (60 - 200 * delay)) < 0.05)
    #expect(abs(parameters.doubleSupport - (20 - 400 * delay)) < 0.1)
    #expect(abs(parameters.step - 50) < 1e-6)
    #expect(parameters.strideLength == 1.2 * parameters.strideTime)
  }

  @Test("A cycle without the other foot is left out by name")
  func leftOut() throws {
    let right = try Self.events(strike: 0)
    let whole = try Self.events(strike: 0.5)
    let left = FootEvents(
      strikes: Array(whole.strikes.prefix(3)),
      toeOffs: Array(whole.toeOffs.prefix(3))
    )
    let cycles = GaitCycles(of: right, other: left)
    #expect(cycles.cycles.count == 2)
    #expect(cycles.leftOut.count == 1)
    #expect(cycles.leftOut[0].description.contains("the other foot has no toe-off"))
  }

  @Test("A force without contact, in kilonewtons, with a gap or out of order stops by its name")
  func faults() throws {
    let good = Self.times.map { Self.force($0, strike: 0) }
    func kind(_ force: [Double], _ times: [Double] = Self.times) -> GaitDataError.Kind? {
      do throws(GaitDataError) {
        _ = try ContactDetector().events(
          force: force,
          times: times,
          weight: Self.weight,
          series: "force_y_l"
        )
        return nil
      } catch {
        #expect(error.series == "force_y_l" || error.series == "time")
        return error.kind
      }
    }
    #expect(kind(good) == nil)
    #expect(kind(good.map { _ in 0 }) == .noContact)
    #expect(kind(good.map { _ in 600 }) == .noContact)
    #expect(kind(good.map { 1000 * $0 }) == .wrongUnit)
    #expect(kind(good.map { 0.1 * $0 }) == .wrongUnit)
    #expect(kind(good.map { $0 / 1000 }) == .noContact)
    var gap = good
    gap[200] = .nan
    #expect(kind(gap) == .gap)
    var times = Self.times
    times.swapAt(10, 11)
    #expect(kind(good, times) == .unsortedTime)
    #expect(kind(Array(good.dropLast())) == .wrongCount)
  }

  @Test("A curve over a cycle is the series at its points; mean and spread are those of the cycles")
  func curves() {
    let cycle = GaitCycle(
      start: 1,
      end: 2,
      toeOff: 1.6,
      otherToeOff: 1.1,
      otherStrike: 1.5
    )
    let points = CycleCurve.points(of: Self.times.map { 3 * $0 }, times: Self.times, in: cycle)
    #expect(points.count == 101)
    for (index, value) in points.enumerated() {
      #expect(abs(value - 3 * (1 + 0.01 * Double(index))) < 1e-12)
    }
    let curve = CycleCurve(of: [points, points.map { $0 + 2 }])
    #expect(abs(curve.means[50] - 5.5) < 1e-12)
    #expect(abs(curve.deviations[50] - 2.0.squareRoot()) < 1e-12)
  }

  @Test("A burst is the extreme of its sign in its window, or none")
  func bursts() throws {
    var power = [Double](repeating: -0.1, count: 101)
    power[65] = 1.16
    power[46] = -0.31
    let pullOff = try #require(BurstPeak(.h3, in: power))
    #expect(pullOff.percent == 65 && pullOff.power == 1.16)
    let absorption = try #require(BurstPeak(.h2, in: power))
    #expect(absorption.percent == 46 && absorption.power == -0.31)
    #expect(BurstPeak(.h1, in: power) == nil)
  }

  @Test("Events from motion lie where a foot turns against the pelvis; a foot at rest has none")
  func eventsFromMotion() throws {
    // The heel is foremost at 0.3, 1.3, ...; the toe, 0.15 m before it, rearmost at 0.9, 1.9, ...
    let heel = Self.times.map { 0.3 * cos(2 * .pi * ($0 - 0.3)) }
    let toe = Self.times.map { 0.15 + 0.3 * cos(2 * .pi * ($0 - 0.4)) }
    let events = try FootEvents(heel: heel, toe: toe, times: Self.times)
    #expect(events.strikes.count == 5 && events.toeOffs.count == 4)
    for (index, strike) in events.strikes.enumerated() {
      #expect(abs(strike - (0.3 + Double(index))) < 1e-9)
    }
    for (index, toeOff) in events.toeOffs.enumerated() {
      #expect(abs(toeOff - (0.9 + Double(index))) < 1e-9)
    }
    #expect(throws: GaitDataError.self) {
      try FootEvents(heel: heel.map { _ in 0.1 }, toe: toe, times: Self.times)
    }
    var gap = heel
    gap[3] = .nan
    do {
      _ = try FootEvents(heel: gap, toe: toe, times: Self.times)
    } catch {
      #expect(error.kind == .gap && error.sample == 3)
    }
  }
}
