// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Gait
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import Posture
import TestSupport
import Testing

/// The built-in man, who walks.
private let model = HumanModel(
  of: Subject(standardIn: ModelParameters()),
  musculature: .trunkAndLegs
)

/// One cycle of the built-in walk of the built-in man.
private let cycle: [WalkingFrameSolution] = {
  var solver = WalkingSolver(model: model)
  return solver.solve(BuiltInWalk.standard.motion(of: model))
}()

@Suite("Loads in walking")
struct WalkLoadTests {
  /// Rounding of sums of forces of a thousand newtons.
  private static let rounding = 1e-9

  private static let weight = model.skeleton.multibody.totalMass * model.parameters["gravity"]

  private static func column(_ name: String) throws -> Int {
    try #require(
      model.balancedCoordinates.firstIndex {
        model.skeleton.multibody.name(of: $0) == name
      }
    )
  }

  @Test("Every frame is balanced and stable")
  func balanced() {
    for solution in cycle {
      #expect(solution.status == .ok)
      #expect(solution.activations.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("At rest in neutral standing weight and passive tissue load the discs as in posture")
  func atRest() {
    var frame = GaitMotion.Frame(time: 0)
    frame.feet = [FootForce(), FootForce()]
    var solver = WalkingSolver(model: model)
    var solution = WalkingFrameSolution(for: model)
    solver.solve(frame, into: &solution)
    var posture = PostureSolver(model: HumanModel(of: Subject(standardIn: ModelParameters())))
    var standing = PostureSolution(for: posture.model)
    posture.solve(tilt: 0, into: &standing)
    for level in LumbarLevel.allCases {
      let parts = solution[level].compressionParts
      let expected = standing[level].compressionParts
      #expect(abs(parts[.gravity] - expected[.gravity]) < Self.rounding)
      #expect(abs(parts[.passive] - expected[.passive]) < Self.rounding)
      #expect(abs(parts[.inertia]) < Self.rounding)
    }
    // Without ground the residual carries the body.
    #expect(abs(solution.residualForce.y - Self.weight) < Self.rounding)
  }

  @Test("A body that accelerates upward is heavier by as much, and inertia is that part")
  func lift() {
    var frame = GaitMotion.Frame(time: 0)
    var solver = WalkingSolver(model: model)
    var still = WalkingFrameSolution(for: model)
    solver.solve(frame, into: &still)
    let share = 0.25
    frame.accelerations[MotionChannel.pelvisY.index] = share * model.parameters["gravity"]
    var lifted = WalkingFrameSolution(for: model)
    solver.solve(frame, into: &lifted)
    for level in LumbarLevel.allCases {
      let weight = still[level].compressionParts[.gravity]
      #expect(abs(lifted[level].compressionParts[.gravity] - weight) < Self.rounding)
      #expect(abs(lifted[level].compressionParts[.inertia] - share * weight) < Self.rounding)
    }
  }

  @Test("Muscles and passive tissue do what inverse dynamics asks, at every coordinate")
  func equilibrium() {
    for solution in cycle {
      for unmet in solution.unmetMoments { #expect(abs(unmet) < 1e-6) }
    }
  }

  @Test("Motion and ground reaction belong together to a stated residual")
  func residual() {
    // The record's body has other masses than the built-in man, and its arms swing. 85 N and 55 N m
    // are what this leaves; the field asks for 25 N and 75 N m after motion and masses were adjusted
    // to the ground reaction (Hicks 2015), which is not done here.
    let force = cycle.map(\.residualForce.length).max() ?? .infinity
    let moment = cycle.map(\.residualMoment.length).max() ?? .infinity
    #expect(force < 0.15 * Self.weight)
    #expect(moment < 75)
  }

  @Test("Hip flexor moment peaks when that of the cited walks does")
  func hipMoment() throws {
    let hip = try Self.column("hip_flexion_r")
    let moments = cycle.map { $0.jointMoments[hip] / model.skeleton.multibody.totalMass }
    let peak = try #require(moments.indices.max { moments[$0] < moments[$1] })
    // 58 % in 11 trials of one person (Falisse 2019), 57 % in the record itself (OpenSim); 5 % apart
    // is what is asked of a model of another body.
    #expect(abs(peak - 58) <= 5)
    // 0.47 N m/kg, SD 0.12, in the same 11 trials.
    #expect(abs(moments[peak] - 0.471) < 0.118)
  }

  @Test(
    "Compression at L3-L4 lies in the range of level walking, largest in each step near toe-off"
  )
  func compression() throws {
    let loads = cycle.map { $0[.l3l4].compression / Self.weight }
    let largest = try #require(loads.max())
    let smallest = try #require(loads.min())
    // Cappozzo 1984, five men: maxima from 1.0 to 2.5, minima from 0.8 down to 0.2 body weights.
    #expect((1.0...2.5).contains(largest))
    #expect((0.2...0.8).contains(smallest))
    // One maximum a step: the largest of either half of the cycle. Smaller ones at 53 and 99 %, where
    // the feet strike, stand beside them.
    let peaks = [0..<50, 50..<100].compactMap { step in step.max { loads[$0] < loads[$1] } }
    // Toe-off of the left foot at 13.4 %, of the right at 64.1 % of the built-in walk.
    for (peak, event) in zip(peaks, [13.4, 64.1]) {
      #expect(abs(Double(peak) - event) <= 5)
    }
  }

  @Test("Solving allocates nothing; the counter counts")
  func allocations() {
    let frames = BuiltInWalk.standard.motion(of: model, frames: 11).frames
    var solver = WalkingSolver(model: model)
    var solution = WalkingFrameSolution(for: model)
    for index in frames.indices { solver.solve(frames[index], into: &solution) }
    let count = allocationCount {
      var index = 0
      while index < frames.count {
        solver.solve(frames[index], into: &solution)
        index += 1
      }
    }
    #expect(count == 0)
    #expect(allocationCount { _ = [Double](repeating: 0, count: 100) } > 0)
  }
}

@Suite("Induced accelerations")
struct InducedAccelerationTests {
  /// The largest acceleration of a joint is about 100 rad/s2; rounding of the solve of order 42.
  private static let rounding = 1e-9

  @Test(
    "What all sources do alone sums to the accelerations of the motion",
    arguments: [10, 50, 62]
  )
  func sum(index: Int) throws {
    let frame = BuiltInWalk.standard.motion(of: model).frames[index]
    var solver = WalkingSolver(model: model)
    let parts = solver.inducedAccelerations(of: frame)
    let channels: [(String, MotionChannel)] = [
      ("hip_flexion_r", .hipFlexionRight), ("hip_adduction_l", .hipAdductionLeft),
      ("knee_flexion_r", .kneeFlexionRight), ("ankle_dorsiflexion_l", .ankleDorsiflexionLeft),
    ]
    let names = model.balancedCoordinates.map { model.skeleton.multibody.name(of: $0) }
    for (name, channel) in channels {
      let place = try #require(names.firstIndex(of: name))
      let sum = parts.reduce(0) { $0 + $1.accelerations[place] }
      #expect(abs(sum - frame.accelerations[channel.index]) < Self.rounding)
    }
    // No source is the whole by itself.
    #expect(parts.count == model.muscles.count + 8)
    let hip = try #require(names.firstIndex(of: "hip_flexion_r"))
    #expect(parts.filter { abs($0.accelerations[hip]) > 0.1 }.count > 5)
  }

  @Test("Gravity alone lets the body fall: no joint is accelerated")
  func freeFall() {
    let frame = BuiltInWalk.standard.motion(of: model).frames[30]
    var solver = WalkingSolver(model: model)
    let gravity = solver.inducedAccelerations(of: frame).first { $0.source == .gravity }
    for acceleration in gravity?.accelerations ?? [.infinity] {
      #expect(abs(acceleration) < Self.rounding)
    }
  }
}

@Suite("Joint moments of the built-in walk")
struct WalkMomentTests {
  /// A peak of a net moment per mass that another program computed from the same record on its own
  /// body.
  struct Peak: Sendable {
    let coordinate: String
    let isLargest: Bool
    let value: Double
    let percent: Int
  }

  /// Inverse dynamics of OpenSim 4.6 on gait2392 with the record's motion and ground reaction, in
  /// N m/kg; signs as here (OpenSim's knee angle is negative in flexion).
  private static let peaks = [
    Peak(coordinate: "hip_flexion_r", isLargest: true, value: 0.563, percent: 58),
    Peak(coordinate: "hip_flexion_r", isLargest: false, value: -0.815, percent: 12),
    Peak(coordinate: "knee_flexion_r", isLargest: true, value: 0.762, percent: 47),
    Peak(coordinate: "knee_flexion_r", isLargest: false, value: -0.532, percent: 13),
    Peak(coordinate: "ankle_dorsiflexion_r", isLargest: false, value: -1.767, percent: 50),
    Peak(coordinate: "hip_adduction_r", isLargest: false, value: -0.579, percent: 45),
  ]

  /// Bodies of other proportions, masses and knee axes on one record: what the largest of the six
  /// differs by, rounded up.
  private static let bodies = 0.2

  @Test("Peaks lie beside those of OpenSim on the same record", arguments: peaks)
  func peak(_ peak: Peak) throws {
    let names = model.balancedCoordinates.map { model.skeleton.multibody.name(of: $0) }
    let place = try #require(names.firstIndex(of: peak.coordinate))
    let sign = peak.isLargest ? 1.0 : -1.0
    let moments = cycle.map { sign * $0.jointMoments[place] / model.skeleton.multibody.totalMass }
    let index = try #require(moments.indices.max { moments[$0] < moments[$1] })
    #expect(abs(sign * moments[index] - peak.value) < Self.bodies)
    // Five per cent of the cycle.
    #expect(abs(index - peak.percent) <= 5)
  }
}
