// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import NumericalMethods
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

/// The splines' own error in accelerations of 80 rad/s2, times the inertia of 0.4 kg m2.
private let momentTolerance = 1e-3

@Suite("Inverse dynamics of motions")
struct InverseDynamicsOfMotionTests {
  /// A push of 30 N along X and a torque of 2 N m about Z on the bob, in its own axes or in ground.
  private static func loads(frame: String) throws -> (ExternalLoadsDocument, MotionTable) {
    let text =
      "<OpenSimDocument Version=\"40000\"><ExternalLoads><objects><ExternalForce name=\"push\">"
      + "<applied_to_body>bob</applied_to_body>"
      + "<force_expressed_in_body>\(frame)</force_expressed_in_body>"
      + "<point_expressed_in_body>bob</point_expressed_in_body>"
      + "<force_identifier>push_v</force_identifier><point_identifier>push_p</point_identifier>"
      + "<torque_identifier>turn_</torque_identifier></ExternalForce></objects>"
      + "<datafile>push.mot</datafile></ExternalLoads></OpenSimDocument>"
    let values: [(String, Double)] = [
      ("push_vx", 30), ("push_vy", 0), ("push_vz", 0), ("push_px", 0), ("push_py", -0.4),
      ("push_pz", 0), ("turn_x", 0), ("turn_y", 0), ("turn_z", 2),
    ]
    let times = [0, 0.5, 1, 1.5, 2]
    return (
      try ExternalLoadsDocument(root: DocumentElement(parsing: text)),
      try MotionTable(
        isInDegrees: nil,
        times: times,
        columns: values.map { label, value in
          MotionTable.Column(label: label, values: times.map { _ in value })
        }
      )
    )
  }

  @Test(arguments: ["ground", "bob"])
  func pendulumNeedsItsClosedForm(frame: String) throws {
    let model = try Pendulum.model()
    let motion = try RecordedMotion(Pendulum.table(), of: Pendulum.document, model: model)
    let (document, table) = try Self.loads(frame: frame)
    let loads = try RecordedLoads(document, table: table, model: model)
    try loads.checkCoverage(from: 0, to: 2)
    let problem = InverseDynamicsOfMotion(model: model, motion: motion, loads: loads)
    let times = motion.sampleTimes(from: 0.3, to: 1.7)
    let solution = problem.solution(at: times, using: ParallelMap(threads: 1))
    let (m, l, g) = (Pendulum.mass, Pendulum.length, 9.806_65)
    for (time, forces) in zip(times, solution.generalizedForces) {
      let phase = 4 * Double.pi * time
      let angle = 0.5 * sin(phase)
      let acceleration = -8 * Double.pi * .pi * sin(phase)
      // The push acts at the bob, below the pivot: its lever is l cos(angle) in ground, l in the bob.
      let push = 30 * l * (frame == "ground" ? cos(angle) : 1)
      let moment = m * l * l * acceleration + m * g * l * sin(angle) - push - 2
      #expect(isClose(forces[0], moment, absolute: momentTolerance))
      // The ring sits on the pivot: along the bob it needs its weight's part.
      #expect(isClose(forces[1], 0.5 * g * cos(angle), absolute: momentTolerance))
    }
  }

  @Test func theSameBytesOnAnyNumberOfThreads() throws {
    let model = try Pendulum.model()
    let motion = try RecordedMotion(
      Pendulum.table(),
      of: Pendulum.document,
      model: model,
      filter: LowPassFilter(cutoffFrequency: 6)
    )
    let problem = InverseDynamicsOfMotion(model: model, motion: motion)
    let times = motion.sampleTimes()
    let one = problem.solution(at: times, using: ParallelMap(threads: 1))
    for threads in [2, 3, 8] {
      let other = problem.solution(at: times, using: ParallelMap(threads: threads))
      #expect(one.generalizedForces == other.generalizedForces)
    }
    let table = try problem.table(of: one)
    #expect(table.labels == ["angle_moment", "height_force"])
    #expect(try MotionTable(parsing: table.text).columns == table.columns)
  }

  @Test func springsOfTheModelCarryTheirPart() throws {
    let text =
      "<OpenSimDocument Version=\"40000\"><Model name=\"sprung\"><gravity>0 -10 0</gravity>"
      + "<BodySet><objects><Body name=\"link\"><mass>2</mass><mass_center>0 -0.5 0</mass_center>"
      + "<inertia>0 0 0 0 0 0</inertia></Body></objects></BodySet><JointSet><objects>"
      + "<PinJoint name=\"pin\"><socket_parent_frame>/ground</socket_parent_frame>"
      + "<socket_child_frame>link</socket_child_frame>"
      + "<coordinates><Coordinate name=\"angle\"/></coordinates></PinJoint></objects></JointSet>"
      + "<ForceSet><objects><SpringGeneralizedForce name=\"spring\"><coordinate>angle</coordinate>"
      + "<stiffness>5</stiffness><rest_length>0.1</rest_length><viscosity>0</viscosity>"
      + "</SpringGeneralizedForce></objects></ForceSet></Model></OpenSimDocument>"
    let model = try OpenSimModel(OpenSimModelDocument(parsing: text))
    let times = (0..<8).map { Double($0) / 100 }
    let table = try MotionTable(
      isInDegrees: false,
      times: times,
      columns: [MotionTable.Column(label: "angle", values: times.map { _ in 0.3 })]
    )
    let problem = InverseDynamicsOfMotion(
      model: model.multibody,
      motion: try RecordedMotion(table, of: model.document, model: model.multibody),
      passive: try OpenSimPassiveForces(model)
    )
    // Weight 20 N at 0.5 m, and the spring pulls back by 5 (0.3 - 0.1) N m.
    for forces in problem.solution(at: times).generalizedForces {
      #expect(isClose(forces[0], 10 * sin(0.3) + 1, absolute: 1e-9))
    }
  }

  @Test func loadsWithoutTheirColumnsBodiesOrTimesStop() throws {
    let model = try Pendulum.model()
    var (document, table) = try Self.loads(frame: "ground")
    let loads = try RecordedLoads(document, table: table, model: model)
    #expect(throws: DocumentError.self) { try loads.checkCoverage(from: 0, to: 2.6) }
    document.loads[0].forceIdentifier = "pusch_v"
    let missing = #expect(throws: DocumentError.self) {
      try RecordedLoads(document, table: table, model: model)
    }
    #expect(missing?.code == .missing)
    document.loads[0].forceIdentifier = "push_"
    let many = #expect(throws: DocumentError.self) {
      try RecordedLoads(document, table: table, model: model)
    }
    #expect(many?.code == .inconsistent)
    document.loads[0].forceIdentifier = "push_v"
    document.loads[0].body = "toe"
    let body = #expect(throws: DocumentError.self) {
      try RecordedLoads(document, table: table, model: model)
    }
    #expect(body?.code == .unknownReference)
    document.loads[0].isApplied = false
    table = try MotionTable(isInDegrees: nil, times: [0], columns: [])
    _ = try RecordedLoads(document, table: table, model: model)
  }
}
