// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Gait
import HumanModel
import LinearAlgebra
import LumbarSpine
import Testing

@Suite("Recorded walks")
struct RecordedWalkTests {
  private static let model = HumanModel(
    of: Subject(standardIn: ModelParameters()),
    musculature: .trunkAndLegs
  )

  private static let unfiltered = {
    var options = RecordedWalk.Options()
    options.cutoffFrequency = nil
    return options
  }()

  /// A record of the built-in walk with one change.
  private static func record(
    cycles: Int = 2,
    _ change: (inout [Double], inout [[Double]], inout [[FootForce]]) -> Void = { _, _, _ in }
  ) throws(GaitDataError) -> RecordedWalk {
    let walk = try BuiltInWalk.standard.record(of: model, cycles: cycles)
    var (times, channels, feet) = (walk.times, walk.channels, walk.feet)
    change(&times, &channels, &feet)
    return try RecordedWalk(times: times, channels: channels, feet: feet)
  }

  private static func fault(
    _ change: (inout [Double], inout [[Double]], inout [[FootForce]]) -> Void
  ) -> GaitDataError? {
    do throws(GaitDataError) {
      _ = try record(change).cycles(of: model, options: unfiltered)
      return nil
    } catch {
      return error
    }
  }

  /// What cutting at the crossings of 20 N, 0.3 % of the cycle after the strike, and straight lines
  /// between samples of the force change of a load, in newtons.
  private static let cutError = 25.0

  @Test("A record of the built-in walk gives its cycles and its loads back")
  func roundTrip() throws {
    let record = try Self.record()
    let found = try record.cycles(of: Self.model, options: Self.unfiltered)
    #expect(found.cycles.count == 2)
    #expect(found.leftOut.isEmpty)
    let walk = BuiltInWalk.standard
    var solver = WalkingSolver(model: Self.model)
    let expected = solver.solve(walk.motion(of: Self.model))
    let solutions = solver.solve(found.cycles[0].motion)
    #expect(abs(found.cycles[0].events.duration - walk.duration(of: Self.model)) < 1e-9)
    for index in stride(from: 5, to: 96, by: 10) {
      let difference = solutions[index][.l4l5].compression - expected[index][.l4l5].compression
      #expect(abs(difference) < Self.cutError, "\(index) %")
    }
  }

  @Test("A pelvis that lies higher lifts the standing sole off the force by as much")
  func soleHeight() throws {
    let height = try Self.record().soleHeight(of: Self.model)
    let lifted = try Self.record { _, channels, _ in
      for index in channels[MotionChannel.pelvisY.index].indices {
        channels[MotionChannel.pelvisY.index][index] += 0.1
      }
    }.soleHeight(of: Self.model)
    #expect(abs(lifted - height - 0.1) < 1e-12)
    // What the command does not note.
    #expect((0..<0.07).contains(height))
  }

  @Test("Cycles with a gap in an angle are left out by the angle's name; the others stay")
  func gap() throws {
    let record = try Self.record(cycles: 3) { _, channels, _ in
      channels[MotionChannel.kneeFlexionLeft.index][150] = .nan
    }
    let found = try record.cycles(of: Self.model)
    #expect(found.cycles.count == 2)
    #expect(found.leftOut.count == 1)
    #expect(found.leftOut.first?.reason.hasPrefix("knee_flexion_l is missing at") == true)
  }

  @Test("Faults of a record stop it by kind")
  func faults() {
    #expect(Self.fault { _, _, _ in } == nil)
    #expect(Self.fault { times, _, _ in times.swapAt(40, 41) }?.kind == .unsortedTime)
    #expect(Self.fault { _, _, feet in feet.swapAt(0, 1) }?.kind == .swappedSides)
    #expect(
      Self.fault { _, _, feet in feet[0] = feet[0].map { _ in FootForce() } }?.kind == .noContact
    )
    #expect(
      Self.fault { _, _, feet in
        feet[1] = feet[1].map { FootForce(force: $0.force * 100, point: $0.point) }
      }?.kind == .wrongUnit
    )
    #expect(
      Self.fault { _, _, feet in feet[0][70].force.y = .nan }?.kind == .gap
    )
    #expect(
      Self.fault { _, channels, _ in
        let knee = MotionChannel.kneeFlexionRight.index
        channels[knee] = channels[knee].map { Angle.inDegrees($0) }
      }?.kind == .wrongUnit
    )
    // One strike of the right foot makes no cycle.
    #expect(
      Self.fault { times, channels, feet in
        times = Array(times.prefix(80))
        channels = channels.map { Array($0.prefix(80)) }
        feet = feet.map { Array($0.prefix(80)) }
      }?.kind == .noCycle
    )
  }

  @Test("The filter needs even samples and says so")
  func uneven() throws {
    let record = try Self.record { times, _, _ in times[60] += 0.003 }
    #expect(throws: GaitDataError.self) { try record.cycles(of: Self.model) }
    #expect(try record.cycles(of: Self.model, options: Self.unfiltered).cycles.count == 2)
  }
}
