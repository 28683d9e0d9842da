// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import TestSupport
import Testing

@testable import Posture

@Suite("Disc loads during a stretch")
struct StretchLoadsTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  /// Standing, the right hip taken to 10 degrees of extension and held for 20 s.
  private static func session() throws -> StretchSession {
    let neutral = [Double](repeating: 0, count: model.skeleton.multibody.coordinateCount)
    var end = neutral
    end[model.skeleton.hips[0][0].index] = Angle.degrees(-10)
    return StretchSession(
      model: model,
      from: neutral,
      to: end,
      program: try StretchProtocol(holdTime: 20, interval: 10)
    )
  }

  private static func samples() throws -> [StretchSample] {
    var samples: [StretchSample] = []
    try session().run { samples.append($0) }
    return samples
  }

  @Test("In the start posture the loads are those of the posture itself")
  func start() throws {
    let standing = BodyPosture(name: "standing")
    var loads = StretchLoads(of: try Self.session(), in: standing)
    var solution = PostureSolution(for: Self.model)
    loads.solve(try #require(Self.samples().first), into: &solution)
    var expected = PostureSolution(for: Self.model)
    var solver = PostureSolver(model: Self.model, posture: standing)
    solver.solve(into: &expected)
    #expect(solution.status == .ok)
    for level in LumbarLevel.allCases {
      // The stance is closed to 1e-13 in one of the two and given in the other.
      #expect(
        isClose(solution[level].compression, expected[level].compression, absolute: 1e-6)
      )
    }
  }

  @Test("Relaxed forces stand in the balance, and the parts still sum to the whole")
  func relaxed() throws {
    var loads = StretchLoads(of: try Self.session(), in: BodyPosture(name: "standing"))
    let samples = try Self.samples()
    let end = try #require(samples.last { $0.phase == .hold })
    var solution = PostureSolution(for: Self.model)
    loads.solve(end, into: &solution)
    for fascicle in end.fascicles {
      let muscle = fascicle.muscle
      #expect(
        solution.muscleForces[muscle] >= fascicle.force - 1e-9,
        "\(Self.model.muscles[muscle].name)"
      )
      if solution.activations[muscle] == 0 {
        #expect(solution.muscleForces[muscle] == fascicle.force)
      }
    }
    for load in solution.levels {
      #expect(load.compression == load.compressionParts.total)
    }
    // Later in the hold the forces are others, and so are the loads; back at an earlier time they
    // are the same again.
    let top = try #require(samples.last { $0.phase == .ramp })
    let late = solution[.l4l5].compression
    loads.solve(top, into: &solution)
    #expect(abs(solution[.l4l5].compression - late) > 0.1)
    loads.solve(end, into: &solution)
    #expect(solution[.l4l5].compression == late)
  }
}
