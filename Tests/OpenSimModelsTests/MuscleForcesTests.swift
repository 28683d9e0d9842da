// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import NumericalMethods
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

/// A column of two vertebrae on a pelvis, each turning about Z, with one straight muscle behind it.
private enum Column {
  /// The muscle runs 50 mm behind the joints from the pelvis to the upper vertebra.
  static func text(coupled: Bool = false, passive: String = "") -> String {
    let bodies = ["sacrum", "lumbar5", "lumbar4"].map {
      "<Body name=\"\($0)\"><mass>10</mass><mass_center>0.02 0.05 0</mass_center>"
        + "<inertia>0.1 0.1 0.1 0 0 0</inertia></Body>"
    }
    func pin(_ name: String, _ parent: String, _ child: String) -> String {
      "<PinJoint name=\"\(name)\"><socket_parent_frame>\(name)_frame</socket_parent_frame>"
        + "<socket_child_frame>\(child)</socket_child_frame><coordinates><Coordinate name=\"\(name)\"/>"
        + "</coordinates><frames><PhysicalOffsetFrame name=\"\(name)_frame\">"
        + "<socket_parent>\(parent)</socket_parent><translation>0 0.1 0</translation>"
        + "</PhysicalOffsetFrame></frames></PinJoint>"
    }
    let coupler =
      "<CoordinateCouplerConstraint name=\"rhythm\"><coupled_coordinates_function>"
      + "<LinearFunction><coefficients>1 0</coefficients></LinearFunction>"
      + "</coupled_coordinates_function><independent_coordinate_names>low"
      + "</independent_coordinate_names><dependent_coordinate_name>high</dependent_coordinate_name>"
      + "</CoordinateCouplerConstraint>"
    return "<OpenSimDocument Version=\"40000\"><Model name=\"column\"><gravity>0 -10 0</gravity>"
      + "<BodySet><objects>\(bodies.joined())</objects></BodySet><JointSet><objects>"
      + "<WeldJoint name=\"base\"><socket_parent_frame>/ground</socket_parent_frame>"
      + "<socket_child_frame>sacrum</socket_child_frame></WeldJoint>"
      + pin("low", "sacrum", "lumbar5") + pin("high", "lumbar5", "lumbar4")
      + "</objects></JointSet><ConstraintSet><objects>\(coupled ? coupler : "")</objects>"
      + "</ConstraintSet><ForceSet><objects>"
      + "<Thelen2003Muscle name=\"ercspn_r\"><max_isometric_force>1000</max_isometric_force>"
      + "<optimal_fiber_length>0.1</optimal_fiber_length>"
      + "<tendon_slack_length>0.15</tendon_slack_length><min_control>0</min_control>"
      + "<GeometryPath><PathPointSet><objects>"
      + "<PathPoint name=\"a\"><socket_parent_frame>/bodyset/sacrum</socket_parent_frame>"
      + "<location>-0.05 0 0</location></PathPoint>"
      + "<PathPoint name=\"b\"><socket_parent_frame>/bodyset/lumbar4</socket_parent_frame>"
      + "<location>-0.05 0.05 0</location></PathPoint>"
      + "</objects></PathPointSet></GeometryPath></Thelen2003Muscle>"
      + "<CoordinateActuator name=\"reserve_low\"><coordinate>low</coordinate>"
      + "<optimal_force>20</optimal_force></CoordinateActuator>"
      + "<CoordinateActuator name=\"reserve_high\"><coordinate>high</coordinate>"
      + "<optimal_force>20</optimal_force></CoordinateActuator>"
      + "<PointActuator name=\"push\"><body>lumbar4</body><point>0 0.05 0</point>"
      + "<direction>1 0 0</direction><optimal_force>10</optimal_force></PointActuator>" + passive
      + "</objects></ForceSet></Model></OpenSimDocument>"
  }

  struct Parts {
    var model: OpenSimModel
    var muscles: OpenSimMuscles
    var reserves: [IdealActuator]
    var passive: OpenSimPassiveForces
    var motion: RecordedMotion
  }

  /// The column at rest, upright.
  static func parts(
    coupled: Bool = false,
    passive: String = "",
    reserves wanted: Set<String>
  ) throws -> Parts {
    let document = try OpenSimModelDocument(parsing: text(coupled: coupled, passive: passive))
    let model = try OpenSimModel(document)
    let times = (0..<8).map { Double($0) / 100 }
    let table = try MotionTable(
      isInDegrees: false,
      times: times,
      columns: ["low", "high"].map {
        MotionTable.Column(label: $0, values: times.map { _ in 0 })
      }
    )
    var reserves: [IdealActuator] = []
    for force in document.forces where wanted.contains(force.name) {
      if let reserve = try IdealActuator(force, in: document, of: model) {
        reserves.append(reserve)
      }
    }
    return Parts(
      model: model,
      muscles: try OpenSimMuscles(model),
      reserves: reserves,
      passive: try OpenSimPassiveForces(model),
      motion: try RecordedMotion(
        table,
        of: document,
        model: model.multibody,
        accelerations: .ofSampledSpeeds
      )
    )
  }
}

/// Rounding of sums of a few products of size ten.
private let tolerance = 1e-9

@Suite("Muscle forces of motions")
struct MuscleForcesTests {
  private static func problem(
    _ parts: Column.Parts,
    physiology: Bool = false,
    exponent: Double = 2
  ) -> StaticOptimizationOfMotion {
    StaticOptimizationOfMotion(
      model: parts.model.multibody,
      motion: parts.motion,
      muscles: parts.muscles,
      reserves: parts.reserves,
      settings: .init(exponent: exponent, usesMusclePhysiology: physiology)
    )
  }

  @Test(arguments: [2.0, 3, 4.5])
  func reservesAndMuscleShareAsTheClosedFormSays(exponent: Double) throws {
    // Weight flexes: 10 kg at 0.02 m ahead of each joint needs 2 N m above and 4 N m below. The muscle
    // extends both with 0.05 m times 1000 N = 50 N m.
    let parts = try Column.parts(reserves: ["reserve_low", "reserve_high"])
    let frame = Self.problem(parts, exponent: exponent).solution(at: [0.03])[0]
    #expect(frame.status == .solved)
    let (a, low, high) = (frame.activations[0], frame.activations[1], frame.activations[2])
    #expect(isClose(50 * a + 20 * low, 4, absolute: tolerance))
    #expect(isClose(50 * a + 20 * high, 2, absolute: tolerance))
    // The derivative of the effort along the line of what is left free vanishes.
    func slope(_ x: Double) -> Double {
      exponent * pow(abs(x), exponent - 1) * (x < 0 ? -1 : 1)
    }
    let residual = slope(a) - 2.5 * slope(low) - 2.5 * slope(high)
    #expect(isClose(residual, 0, absolute: 1e-7))
    #expect(isClose(frame.forces[0], 1000 * a, absolute: 1e-6))
    #expect(
      isClose(
        frame.objective,
        [a, low, high].reduce(0) { $0 + pow(abs($1), exponent) },
        absolute: 1e-12
      )
    )
  }

  @Test func aCouplerAddsTheMomentsOfBothLevelsAndHidesWhatTheyLack() throws {
    let parts = try Column.parts(coupled: true, reserves: [])
    let problem = Self.problem(parts)
    let frame = problem.solution(at: [0.03])[0]
    // The sum of both demands, 6 N m, against twice the muscle's arm.
    #expect(isClose(frame.activations[0], 6.0 / 100, absolute: tolerance))
    let loads = LumbarLoadsOfMotion(
      JointReactionsOfMotion(
        model: parts.model.multibody,
        motion: parts.motion,
        geometry: parts.muscles.geometry
      ),
      map: LumbarMap(of: parts.model)
    ).loads(at: [0.03], forces: [frame.forces])[0]
    #expect(loads.map(\.level) == [.l4l5, .l5s1])
    // Muscle 60 N down and weights of 100 N and 200 N.
    #expect(isClose(loads[0].compression, 160, absolute: 1e-7))
    #expect(isClose(loads[1].compression, 260, absolute: 1e-7))
    // The muscle gives 3 N m at each level: one lacks 1 N m, the other has 1 N m too much.
    #expect(isClose(loads[1].couplerMoment, 1, absolute: 1e-7))
    #expect(isClose(loads[0].couplerMoment, -1, absolute: 1e-7))
    #expect(isClose(loads[1].flexionMoment, 1, absolute: 1e-7))
    for load in loads {
      #expect(isClose(load.compressionParts.reduce(0, +), load.compression, absolute: 1e-7))
    }
    #expect(isClose(loads[0].compressionParts[2], 60, absolute: 1e-7))
    #expect(isClose(loads[1].compressionParts[0], 200, absolute: 1e-7))
  }

  @Test func releasedCouplersHaveTheirOwnEquations() throws {
    let coupled = try Column.parts(coupled: true, reserves: ["reserve_low", "reserve_high"])
    let free = try Column.parts(reserves: ["reserve_low", "reserve_high"])
    let released = StaticOptimizationOfMotion(
      model: coupled.model.multibody,
      balanced: free.model.multibody,
      motion: coupled.motion,
      muscles: coupled.muscles,
      reserves: coupled.reserves,
      settings: .init(usesMusclePhysiology: false)
    )
    #expect(released.equations.count == 2)
    let expected = Self.problem(free).solution(at: [0.03])[0].activations
    for (value, other) in zip(released.solution(at: [0.03])[0].activations, expected) {
      #expect(isClose(value, other, absolute: tolerance))
    }
  }

  @Test func whatCannotBeCarriedNamesItsCoordinate() throws {
    // The muscle alone extends both joints alike: 3 N m at most suit one of them.
    let parts = try Column.parts(reserves: [])
    let problem = Self.problem(parts)
    let frame = problem.solution(at: [0.03])[0]
    #expect(frame.status == .infeasible)
    #expect(isClose(frame.unmetForces.reduce(0) { $0 + abs($1) }, 2, absolute: 1e-3))
    let complaint = try #require(problem.complaint(about: frame))
    #expect(complaint.contains("low lacks") || complaint.contains("high lacks"))
    #expect(complaint.contains("N m"))
  }

  @Test func framesAreTheSameBytesOnAnyNumberOfThreads() throws {
    let problem = Self.problem(
      try Column.parts(reserves: ["reserve_low", "reserve_high", "push"]),
      physiology: true
    )
    let times = [0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06]
    let one = problem.solution(at: times, using: ParallelMap(threads: 1))
    #expect(problem.solution(at: times, using: ParallelMap(threads: 3)) == one)
    let table = try problem.table(of: one, \.forces)
    #expect(table.labels == ["ercspn_r", "reserve_low", "reserve_high", "push"])
    let recorded = try RecordedForces(table, of: ["push", "ercspn_r"])
    let halfway = recorded.forces(at: 0.015)
    #expect(isClose(halfway[0], (one[1].forces[3] + one[2].forces[3]) / 2, absolute: 1e-12))
    #expect(throws: DocumentError.self) { try RecordedForces(table, of: ["push", "toe"]) }
  }

  @Test func reactionsOnChildAndParentAreOpposite() throws {
    let parts = try Column.parts(reserves: ["reserve_low", "reserve_high"])
    let frame = Self.problem(parts).solution(at: [0.03])[0]
    let joint = try #require(parts.model.multibody.joint(named: "low"))
    for accelerations in JointReactionsOfMotion.Accelerations.allCases {
      let reactions = JointReactionsOfMotion(
        model: parts.model.multibody,
        motion: parts.motion,
        geometry: parts.muscles.geometry,
        reserves: parts.reserves,
        accelerations: accelerations
      ).reactions(
        [
          .init(joint: joint, axes: .frame(of: .ground, rotation: .identity)),
          .init(joint: joint, isOnChild: false, axes: .middle),
        ],
        at: [0.03],
        forces: [frame.forces]
      )[0]
      #expect(isClose(reactions[0].force.y, 200 + frame.forces[0], absolute: 1e-6))
      #expect(isClose(reactions[0].force, -reactions[1].force, absolute: 1e-9))
      // What passes beside the muscle is the reserve.
      #expect(isClose(reactions[0].moment.z, frame.forces[1], absolute: 1e-6))
      #expect(isClose(reactions[0].point, Vector3(0, 0.1, 0), absolute: 1e-12))
    }
  }

  /// A strap 50 mm behind the joints pulls with 1000 N/m times 50 mm, and springs along both coordinates hold what
  /// weight and strap lack.
  static let strap =
    "<PointToPointSpring name=\"strap\"><socket_body1>/bodyset/sacrum</socket_body1>"
    + "<socket_body2>/bodyset/lumbar4</socket_body2><point1>-0.05 0 0</point1>"
    + "<point2>-0.05 0.05 0</point2><stiffness>1000</stiffness><rest_length>0.2</rest_length>"
    + "</PointToPointSpring>"
    + [("low", 0.3), ("high", -0.1)].map { coordinate, rest in
      "<SpringGeneralizedForce name=\"spring_\(coordinate)\"><coordinate>\(coordinate)</coordinate>"
        + "<stiffness>5</stiffness><rest_length>\(rest)</rest_length><viscosity>0</viscosity>"
        + "</SpringGeneralizedForce>"
    }.joined()

  @Test(arguments: JointReactionsOfMotion.Accelerations.allCases)
  func passiveForcesLoadTheJointsThatTheyCross(
    accelerations: JointReactionsOfMotion.Accelerations
  ) throws {
    let parts = try Column.parts(passive: Self.strap, reserves: [])
    let tree = parts.model.multibody
    let low = try #require(tree.joint(named: "low"))
    let high = try #require(tree.joint(named: "high"))
    let loads = JointReactionsOfMotion(
      model: tree,
      motion: parts.motion,
      geometry: parts.muscles.geometry,
      passive: parts.passive,
      accelerations: accelerations
    ).reactions(
      [low, high].map { .init(joint: $0, axes: .frame(of: .ground, rotation: .identity)) },
      at: [0.03],
      forces: [[0]]
    )[0]
    // Weights of 200 N and 100 N and the strap; they flex by 4 and 2 N m, of which the strap takes 2.5 N m.
    #expect(isClose(loads[0].force.y, 250, absolute: 1e-7))
    #expect(isClose(loads[1].force.y, 150, absolute: 1e-7))
    #expect(isClose(loads[0].moment.z, 1.5, absolute: 1e-7))
    #expect(isClose(loads[1].moment.z, -0.5, absolute: 1e-7))
  }

  @Test func passiveForcesAreAPartOfTheLoadOfALevelAndNoneOfTheCouplers() throws {
    let parts = try Column.parts(coupled: true, passive: Self.strap, reserves: [])
    let loads = LumbarLoadsOfMotion(
      JointReactionsOfMotion(
        model: parts.model.multibody,
        motion: parts.motion,
        geometry: parts.muscles.geometry,
        passive: parts.passive
      ),
      map: LumbarMap(of: parts.model)
    ).loads(at: [0.03], forces: [[0]])[0]
    #expect(loads.map(\.level) == [.l4l5, .l5s1])
    for (load, compression) in zip(loads, [150.0, 250]) {
      let parts = load.compressionParts
      #expect(isClose(load.compression, compression, absolute: 1e-7))
      #expect(isClose(parts.reduce(0, +), compression, absolute: 1e-7))
      #expect(isClose(parts[LumbarLoadsOfMotion.Part.passive.rawValue], 50, absolute: 1e-7))
      #expect(isClose(parts[LumbarLoadsOfMotion.Part.external.rawValue], 0, absolute: 1e-7))
      #expect(isClose(load.couplerMoment, 0, absolute: 1e-7))
    }
  }

  @Test(arguments: [
    ("Ps_L1_VB_r", MuscleRegion.psoas), ("psoas_l", .psoas), ("IL_R9_l", .extensor),
    ("MF_m1s_r", .extensor), ("ercspn_l", .extensor), ("EO3_r", .abdominal),
    ("rect_abd_r", .abdominal), ("intobl_r", .abdominal), ("iliacus_r", .other),
    ("LD_L3_r", .other),
    ("QL_post_I_1_L3_r", .other), ("psoas", .psoas),
  ])
  func regionsComeFromNames(name: String, region: MuscleRegion) {
    #expect(MuscleRegion(muscle: name) == region)
  }
}
