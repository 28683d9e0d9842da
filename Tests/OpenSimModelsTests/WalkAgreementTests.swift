// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MultibodyDynamics
import NumericalMethods
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

/// A walk of the reference with its files.
struct ReferenceWalk: Sendable, CustomTestStringConvertible {
  var folder: String
  var model: String
  var motion: String
  var loads: String
  var window: ClosedRange<Double>
  var testDescription: String { folder }

  static let all = [
    ReferenceWalk(
      folder: "gait10dof18musc",
      model: "subject01.osim",
      motion: "subject01_walk_IK.mot",
      loads: "subject01_walk_grf.xml",
      window: 0.7...1.7
    ),
    ReferenceWalk(
      folder: "gait2392",
      model: "subject01_simbody.osim",
      motion: "subject01_walk1_ik.mot",
      loads: "subject01_walk1_grf.xml",
      window: 0.5...1.5
    ),
  ]

  func path(_ name: String) -> String { OpenSimReference.path("\(folder)/\(name)") }

  /// The table of results of OpenSim 4.6.
  func expected(_ name: String) throws -> MotionTable {
    try MotionTable(
      contentsOf: OpenSimReference.folder.appendingPathComponent("expected/\(folder)/\(name)").path
    )
  }

  func motion(
    of model: OpenSimModel,
    _ accelerations: RecordedMotion.Accelerations
  ) throws -> RecordedMotion {
    try RecordedMotion(
      MotionTable(contentsOf: path(motion)),
      of: model.document,
      model: model.multibody,
      filter: LowPassFilter(cutoffFrequency: 6),
      accelerations: accelerations
    )
  }

  func loads(on model: OpenSimModel) throws -> RecordedLoads {
    let document = try ExternalLoadsDocument(contentsOf: path(loads))
    return try RecordedLoads(
      document,
      table: MotionTable(contentsOf: document.dataPath),
      model: model.multibody
    )
  }
}

@Suite("Walks of the reference", .enabled(if: OpenSimReference.isPresent))
struct WalkAgreementTests {
  /// A millionth of the largest force of a coordinate; the files have eight decimals.
  static let relative = 1e-6

  @Test(arguments: ReferenceWalk.all)
  func inverseDynamicsIsThatOfOpenSim(walk: ReferenceWalk) throws {
    let model = try OpenSimModel(contentsOfFile: walk.path(walk.model))
    let motion = try walk.motion(of: model, .ofCoordinates)
    let problem = InverseDynamicsOfMotion(
      model: model.multibody,
      motion: motion,
      loads: try walk.loads(on: model)
    )
    let times = motion.sampleTimes(from: walk.window.lowerBound, to: walk.window.upperBound)
    let table = try problem.table(of: problem.solution(at: times))
    let expected = try walk.expected("inverse_dynamics.sto")
    #expect(table.times.count == expected.times.count)
    for (time, other) in zip(table.times, expected.times) {
      #expect(isClose(time, other, absolute: 1e-8))
    }
    for column in expected.columns {
      let own = try #require(table[column.label])
      let peak = column.values.reduce(0) { max($0, abs($1)) }
      for (value, other) in zip(own.values, column.values) {
        #expect(
          isClose(value, other, absolute: max(2e-8, Self.relative * peak)),
          "\(column.label): \(value) against \(other), peak \(peak)"
        )
      }
    }
  }
}
