// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Gait
import HumanModel
import LinearAlgebra
import MultibodyDynamics
import NumericalMethods
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Walks of OpenSim models")
struct OpenSimWalkTests {
  /// Pelvis, trunk and two legs whose joints turn about Z, X and Y, as most models have them.
  ///
  /// The left hip counts as the right one does, and the knee counts extension, so that names and signs are no guide.
  private static let model: String = {
    let bodies =
      ["pelvis", "torso"] + ["r", "l"].flatMap { ["femur_\($0)", "tibia_\($0)", "calcn_\($0)"] }
    func joint(_ child: String, _ parent: String, _ place: String, _ axes: [(String, String)])
      -> String
    {
      let coordinates = axes.map { "<Coordinate name=\"\(child)_\($0.0)\"/>" }.joined()
      let transforms = axes.map { name, axis in
        "<TransformAxis name=\"\(name)\"><coordinates>\(child)_\(name)</coordinates><axis>\(axis)</axis>"
          + "<LinearFunction name=\"function\"><coefficients>1 0</coefficients></LinearFunction>"
          + "</TransformAxis>"
      }.joined()
      return """
        <CustomJoint name="j_\(child)">
        <socket_parent_frame>at</socket_parent_frame>
        <socket_child_frame>/bodyset/\(child)</socket_child_frame>
        <coordinates>\(coordinates)</coordinates>
        <frames><PhysicalOffsetFrame name="at"><socket_parent>\(parent)</socket_parent>
        <translation>\(place)</translation></PhysicalOffsetFrame></frames>
        <SpatialTransform>\(transforms)</SpatialTransform></CustomJoint>
        """
    }
    let turns = [("rotation1", "0 0 1"), ("rotation2", "1 0 0"), ("rotation3", "0 1 0")]
    let moves = [
      ("translation1", "1 0 0"), ("translation2", "0 1 0"), ("translation3", "0 0 1"),
    ]
    var joints = [
      joint("pelvis", "/ground", "0 0 0", turns + moves),
      joint("torso", "/bodyset/pelvis", "0 0.1 0", turns),
    ]
    for (side, z) in [("r", "0.08"), ("l", "-0.08")] {
      joints.append(joint("femur_\(side)", "/bodyset/pelvis", "-0.07 -0.06 \(z)", turns))
      joints.append(joint("tibia_\(side)", "/bodyset/femur_\(side)", "0 -0.4 0", [turns[0]]))
      joints.append(joint("calcn_\(side)", "/bodyset/tibia_\(side)", "0 -0.4 0", [turns[0]]))
    }
    return """
      <OpenSimDocument Version="40000"><Model name="walker">
      <BodySet><objects>
      \(bodies.map { "<Body name=\"\($0)\"><mass>1</mass><inertia>1 1 1 0 0 0</inertia></Body>" }.joined())
      </objects></BodySet>
      <JointSet><objects>\(joints.joined())</objects></JointSet>
      </Model></OpenSimDocument>
      """
  }()

  private static let loads = """
    <OpenSimDocument Version="40000"><ExternalLoads name="loads"><objects>
    <ExternalForce name="right"><applied_to_body>calcn_r</applied_to_body>
    <force_expressed_in_body>ground</force_expressed_in_body>
    <point_expressed_in_body>ground</point_expressed_in_body>
    <force_identifier>f</force_identifier><point_identifier>p</point_identifier>
    <torque_identifier>t</torque_identifier></ExternalForce></objects>
    <datafile>forces.sto</datafile></ExternalLoads></OpenSimDocument>
    """

  private static let times = (0..<40).map { Double($0) / 100 }

  private static func table(_ values: [(String, Double)]) throws -> MotionTable {
    try MotionTable(
      isInDegrees: false,
      times: times,
      columns: values.map { value in
        MotionTable.Column(label: value.0, values: times.map { _ in value.1 })
      }
    )
  }

  private static func walk(
    angles: [String: Double] = [:],
    point: Vector3 = Vector3(0.3, 0, 0.1)
  ) throws -> RecordedWalk {
    let model = try OpenSimModel(OpenSimModelDocument(parsing: Self.model))
    let motion = try RecordedMotion(
      table(model.multibody.coordinateNames.map { ($0, angles[$0] ?? 0) }),
      of: model.document,
      model: model.multibody
    )
    let forces = try table([
      ("f1", 10), ("f2", 700), ("f3", -20), ("p1", point.x), ("p2", point.y), ("p3", point.z),
      ("t1", 0), ("t2", 5), ("t3", 0),
    ])
    let document = try ExternalLoadsDocument(
      root: DocumentElement(parsing: loads)
    )
    return try RecordedWalk(
      of: model,
      motion: motion,
      loads: RecordedLoads(document, table: forces, model: model.multibody),
      times: times
    )
  }

  @Test("Channels are attitudes of bodies, each with its sign")
  func channels() throws {
    let walk = try Self.walk(angles: [
      "pelvis_rotation1": -0.1, "pelvis_rotation2": 0.05, "pelvis_rotation3": 0.07,
      "pelvis_translation1": 2, "pelvis_translation2": 0.9, "pelvis_translation3": 0.01,
      "torso_rotation1": -0.2, "torso_rotation2": 0.03, "torso_rotation3": -0.04,
      "femur_r_rotation1": 0.5, "femur_r_rotation2": -0.06, "femur_r_rotation3": 0.08,
      "tibia_r_rotation1": -0.7, "calcn_r_rotation1": 0.15,
      "femur_l_rotation1": -0.2, "femur_l_rotation2": -0.09, "femur_l_rotation3": 0.02,
      "tibia_l_rotation1": -0.3, "calcn_l_rotation1": -0.25,
    ])
    let expected: [MotionChannel: Double] = [
      .pelvisTilt: 0.1, .pelvisList: 0.05, .pelvisTurn: 0.07,
      .lumbarFlexion: 0.2, .lumbarBending: 0.03, .lumbarRotation: -0.04,
      .hipFlexionRight: 0.5, .hipAdductionRight: -0.06, .hipRotationRight: 0.08,
      .kneeFlexionRight: 0.7, .ankleDorsiflexionRight: 0.15,
      .hipFlexionLeft: -0.2, .hipAdductionLeft: 0.09, .hipRotationLeft: -0.02,
      .kneeFlexionLeft: 0.3, .ankleDorsiflexionLeft: -0.25,
    ]
    for (channel, value) in expected {
      #expect(isClose(walk.channels[channel.index][20], value, absolute: 1e-12), "\(channel)")
    }
    // The midpoint of the hips.
    let pelvis =
      Rotation(angle: -0.1, axis: .unitZ) * Rotation(angle: 0.05, axis: .unitX)
      * Rotation(angle: 0.07, axis: .unitY)
    let hips = Vector3(2, 0.9, 0.01) + pelvis * Vector3(-0.07, -0.06, 0)
    for (channel, value) in zip(
      [MotionChannel.pelvisX, .pelvisY, .pelvisZ],
      [hips.x, hips.y, hips.z]
    ) {
      #expect(isClose(walk.channels[channel.index][20], value, absolute: 1e-12), "\(channel)")
    }
  }

  @Test("The force under a foot is the same wrench at the ground's plane")
  func forces() throws {
    // A point above the plane, as a plate with a cover gives it.
    let walk = try Self.walk(point: Vector3(0.3, 0.02, 0.1))
    let foot = walk.feet[0][10]
    #expect(isClose(foot.force.y, 700, absolute: 1e-9))
    #expect(isClose(foot.point.y, 0, absolute: 1e-12))
    let given = SpatialForce(force: Vector3(10, 700, -20), at: Vector3(0.3, 0.02, 0.1))
    let own = SpatialForce(force: foot.force, at: foot.point)
    let difference = given.moment + Vector3(0, 5, 0) - own.moment - Vector3(0, foot.freeMoment, 0)
    #expect(difference.length < 1e-9)
    #expect(walk.feet[1][10] == FootForce())
  }

  /// The plates of a table, each pushing at one point, under the walker of all angles zero.
  private static func plates(
    _ points: [(String, x: Double, z: Double)],
    without label: String = ""
  ) throws -> ForcePlates {
    let model = try OpenSimModel(OpenSimModelDocument(parsing: Self.model))
    let motion = try RecordedMotion(
      table(model.multibody.coordinateNames.map { ($0, 0) }),
      of: model.document,
      model: model.multibody
    )
    let columns = points.flatMap { name, x, z -> [(String, Double)] in
      let torque = name.replacing("force", with: "torque")
      return [
        (name + "vx", 0), (name + "vy", 400), (name + "vz", 0),
        (name + "px", x), (name + "py", 0), (name + "pz", z),
        (torque + "x", 0),
        (torque + "y", 3),
        (torque + "z", 0),
      ]
    }
    return try ForcePlates(
      in: table(columns.filter { $0.0 != label }),
      of: model,
      motion: motion
    )
  }

  @Test("A plate belongs to the foot that is near, whatever its name")
  func platesAndFeet() throws {
    // Feet are 0.08 m to each side of a pelvis that is 0.07 m ahead of them.
    let found = try Self.plates([
      ("ground_force_r_", 0, -0.1), ("2_ground_force_", 0.03, 0.08), ("idle_force_", 0, -0.08),
    ])
    #expect(found.plates.map(\.body) == ["calcn_l", "calcn_r", "calcn_l"])
    #expect(found.plates.map(\.hasTorque) == [true, true, true])
    #expect(isClose(found.plates[1].distance, 0.1, absolute: 1e-12))
    #expect(found.unusedLabels.isEmpty)
    #expect(found.document.loads.map(\.forceIdentifier).first == "ground_force_r_v")
    let partial = try Self.plates([("ground_force_", 0, 0.1)], without: "ground_torque_z")
    #expect(partial.plates[0].hasTorque == false)
    #expect(partial.unusedLabels == ["ground_torque_x", "ground_torque_y"])
  }

  @Test("A plate near no foot, near both, or without a column is named")
  func unclearPlates() throws {
    func fault(
      _ name: String = "ground_force_",
      x: Double = 0,
      z: Double = 0.1,
      without label: String = ""
    ) -> GaitDataError? {
      #expect(throws: GaitDataError.self) {
        try Self.plates([(name, x, z)], without: label)
      }
    }
    #expect(fault(x: 5)?.kind == .unclearPlate)
    #expect(fault(z: 0)?.kind == .unclearPlate)
    #expect(fault(without: "ground_force_pz")?.series == "ground_force_pz")
    #expect(fault(without: "ground_force_vx")?.kind == .noContact)
  }

  @Test("A model without a shank is named")
  func missingBody() throws {
    let text = Self.model.replacing("tibia_l", with: "leg_l")
    let model = try OpenSimModel(OpenSimModelDocument(parsing: text))
    let motion = try RecordedMotion(
      Self.table(model.multibody.coordinateNames.map { ($0, 0) }),
      of: model.document,
      model: model.multibody
    )
    let document = try ExternalLoadsDocument(root: DocumentElement(parsing: Self.loads))
    let forces = try Self.table(
      ["f1", "f2", "f3", "p1", "p2", "p3", "t1", "t2", "t3"].map { ($0, 0) }
    )
    let loads = try RecordedLoads(document, table: forces, model: model.multibody)
    let error = #expect(throws: GaitDataError.self) {
      try RecordedWalk(of: model, motion: motion, loads: loads, times: Self.times)
    }
    #expect(error?.kind == .missingBody)
    #expect(error?.series == "shank_l")
  }
}

/// The walks that the OpenSim project distributes with its gait models, of a person of 1.80 m.
private enum ReferenceWalk {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/reference")

  static func path(_ name: String, of model: String = "gait2392") -> String {
    folder.appendingPathComponent("opensim/models/\(model)/\(name)").path
  }

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }
}

@Suite("The walk of the reference", .enabled(if: ReferenceWalk.isPresent))
struct OpenSimWalkAgreementTests {
  /// Root mean square differences over the cycle, in newton metres, of a body with other masses, joint
  /// centres and axes from the model that was fitted to the person: a tenth of the moments.
  static let tolerance = 5.0

  @Test("Joint moments of the built-in body are those of the person's own model")
  func moments() throws {
    let osim = try OpenSimModel(contentsOfFile: ReferenceWalk.path("subject01_simbody.osim"))
    let table = try MotionTable(contentsOf: ReferenceWalk.path("subject01_walk1_ik.mot"))
    let document = try ExternalLoadsDocument(
      contentsOf: ReferenceWalk.path("subject01_walk1_grf.xml")
    )
    let loads = try RecordedLoads(
      document,
      table: MotionTable(contentsOf: document.dataPath),
      model: osim.multibody
    )
    func motion(_ filter: LowPassFilter?) throws -> RecordedMotion {
      try RecordedMotion(table, of: osim.document, model: osim.multibody, filter: filter)
    }
    let walk = try RecordedWalk(
      of: osim,
      motion: motion(nil),
      loads: loads,
      times: (0..<1200).map { 0.5 + Double($0) / 600 }
    )
    var subject = Subject(standardIn: ModelParameters())
    subject.height = 1.8
    subject.mass = 72.6
    let model = HumanModel(of: subject, musculature: .trunkAndLegs)
    let cycle = try #require(try walk.cycles(of: model).cycles.first)
    var solver = WalkingSolver(model: model)
    let frames = solver.solve(cycle.motion)
    let own = InverseDynamicsOfMotion(
      of: osim,
      motion: try motion(LowPassFilter(cutoffFrequency: 6)),
      loads: loads,
      passive: try OpenSimPassiveForces(osim)
    ).solution(at: frames.map(\.time)).generalizedForces
    let skeleton = model.skeleton
    let joints = [skeleton.hips[0][0], skeleton.knees[0], skeleton.ankles[0]]
    for (joint, (name, sign)) in zip(
      joints,
      [("hip_flexion_r", 1.0), ("knee_angle_r", -1.0), ("ankle_angle_r", 1.0)]
    ) {
      let place = try #require(model.balancedCoordinates.firstIndex(of: joint))
      let column = try #require(osim.multibody.coordinateNames.firstIndex(of: name))
      let squares = zip(frames, own).map { frame, forces in
        let difference = frame.jointMoments[place] - sign * forces[column]
        return difference * difference
      }
      let mean = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
      #expect(mean < Self.tolerance, "\(name)")
    }
    #expect(frames.allSatisfy { $0.status == .ok })
  }

  @Test("A table of ground reactions is read as the external loads that describe it")
  func plates() throws {
    let osim = try OpenSimModel(contentsOfFile: ReferenceWalk.path("subject01_simbody.osim"))
    let motion = try RecordedMotion(
      MotionTable(contentsOf: ReferenceWalk.path("subject01_walk1_ik.mot")),
      of: osim.document,
      model: osim.multibody
    )
    let document = try ExternalLoadsDocument(
      contentsOf: ReferenceWalk.path("subject01_walk1_grf.xml")
    )
    let table = try MotionTable(contentsOf: document.dataPath)
    let plates = try ForcePlates(in: table, of: osim, motion: motion)
    #expect(plates.plates.map(\.body) == ["talus_r", "talus_l"])
    #expect(plates.unusedLabels.isEmpty)
    func walk(_ document: ExternalLoadsDocument) throws -> RecordedWalk {
      try RecordedWalk(
        of: osim,
        motion: motion,
        loads: RecordedLoads(document, table: table, model: osim.multibody),
        times: (0..<1200).map { 0.5 + Double($0) / 600 }
      )
    }
    #expect(try walk(plates.document).feet == walk(document).feet)
  }

  /// Parts of the largest value of a column: both sides are drawn between samples, this one by straight lines,
  /// and the moments are those of another version of OpenSim.
  private static let curveTolerance = 3e-3

  /// The same for powers, whose rates went through a filter of another order.
  private static let powerTolerance = 0.15

  @Test("gait10dof18musc gives the published curves of one cycle: angles, moments, ground, powers")
  func cycleCurves() throws {
    func path(_ name: String) -> String { ReferenceWalk.path(name, of: "gait10dof18musc") }
    let osim = try OpenSimModel(contentsOfFile: path("subject01.osim"))
    let names = osim.multibody.coordinateNames
    let table = try MotionTable(contentsOf: path("subject01_walk_IK.mot"))
    let document = try ExternalLoadsDocument(contentsOf: path("subject01_walk_grf.xml"))
    let ground = try MotionTable(contentsOf: document.dataPath)
    let loads = try RecordedLoads(document, table: ground, model: osim.multibody)
    let motion = try RecordedMotion(
      table,
      of: osim.document,
      model: osim.multibody,
      filter: LowPassFilter(cutoffFrequency: 6)
    )
    let contacts = try ["", "1_"].map { plate in
      try ContactDetector().events(
        force: try #require(ground["\(plate)ground_force_vy"]).values,
        times: ground.times,
        weight: osim.multibody.totalMass * 9.80665,
        series: plate
      )
    }
    let found = try #require(GaitCycles(of: contacts[0], other: contacts[1]).cycles.first)
    // The curves were cut at the first sample above the threshold; the crossing is within the interval before.
    let cycle = GaitCycle(
      start: 371.0 / 600,
      end: 1112.0 / 600,
      toeOff: found.toeOff,
      otherToeOff: found.otherToeOff,
      otherStrike: found.otherStrike
    )
    #expect((cycle.start - 1.0 / 600...cycle.start).contains(found.start))
    #expect((cycle.end - 1.0 / 600...cycle.end).contains(found.end))
    let times = motion.sampleTimes(from: table.times[0], to: table.times[table.times.count - 1])
    let moments = InverseDynamicsOfMotion(
      model: osim.multibody,
      motion: motion,
      loads: loads
    ).solution(at: times).generalizedForces
    var state = osim.multibody.neutralState()
    var rates = [Double](repeating: 0, count: names.count)
    let speeds = times.map { time in
      motion.computeSample(at: time, into: &state, accelerations: &rates)
      return state.speeds
    }
    let file = ReferenceWalk.folder
      .appendingPathComponent("gait/opensim_gait10dof18musc_subject01_right_cycle_101.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",") }
    var compared = 0
    for (column, label) in lines[0].enumerated() {
      let expected = lines.dropFirst().map { Double($0[column]) ?? .nan }
      let curve: [Double]
      if let name = names.first(where: { label == $0 + "_deg" || label == $0 + "_m" }) {
        let values = try #require(table[name]).values
        curve = CycleCurve.points(of: values, times: table.times, in: cycle)
      } else if let index = names.firstIndex(where: {
        label == $0 + "_moment_Nm" || label == $0 + "_force_N"
      }) {
        curve = CycleCurve.points(
          of: times.indices.map { moments[$0][index] },
          times: times,
          in: cycle
        )
      } else if let index = names.firstIndex(where: { label == "power_" + $0 + "_W" }) {
        curve = CycleCurve.points(
          of: times.indices.map { moments[$0][index] * speeds[$0][index] },
          times: times,
          in: cycle
        )
      } else if label.hasPrefix("grf_") {
        let plate = label.hasPrefix("grf_r") ? "" : "1_"
        let axis = label.contains("_x_") ? "x" : "y"
        let values = try #require(ground["\(plate)ground_force_v\(axis)"]).values
        curve = CycleCurve.points(of: values, times: ground.times, in: cycle)
      } else {
        continue
      }
      compared += 1
      let peak = expected.reduce(0) { max($0, abs($1)) }
      let worst = zip(curve, expected).map { abs($0 - $1) }.max() ?? .nan
      let tolerance = label.hasPrefix("power_") ? Self.powerTolerance : Self.curveTolerance
      #expect(worst < tolerance * peak, "\(label): \(worst) of \(peak)")
    }
    #expect(compared == 27)
  }
}
