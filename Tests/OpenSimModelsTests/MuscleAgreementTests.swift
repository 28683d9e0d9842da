// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MultibodyDynamics
import MuscleMechanics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Muscles against OpenSim 4.6", .enabled(if: OpenSimReference.isPresent))
struct MuscleAgreementTests {
  /// Lengths and moment arms of a model in a state.
  private func evaluate(
    _ model: OpenSimModel,
    _ muscles: OpenSimMuscles,
    _ state: MultibodyState
  ) -> (lengths: [Double], arms: [Double]) {
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: muscles.geometry)
    model.multibody.updateKinematics(state, in: &dynamics)
    muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    return (workspace.lengths, workspace.momentArms)
  }

  private func state(
    _ model: OpenSimModel,
    _ row: [String: String]
  ) throws -> MultibodyState {
    var state = model.defaultState()
    for (place, name) in model.multibody.coordinateNames.enumerated() {
      state.coordinates[place] = try #require(row[name].flatMap(Double.init), "\(name)")
    }
    return state
  }

  /// Straight and via paths to the digits of the table, cylinders and spheres as closed forms; OpenSim
  /// measures arcs of ellipsoids by chords.
  private func tolerance(_ model: OpenSimModel, _ muscles: OpenSimMuscles, _ muscle: Int) -> Double
  {
    let wraps = model.document.forces[muscles.forces[muscle]].path?.wraps ?? []
    if wraps.isEmpty { return 1e-9 }
    let hasEllipsoid = wraps.contains {
      if case .ellipsoid(radii: _) = model.document.wrapObjects[$0.wrapObject].shape {
        true
      } else {
        false
      }
    }
    return hasEllipsoid ? 1e-4 : 1e-7
  }

  @Test("lengths of the lumbar model in its sweep")
  func lumbarLengths() throws {
    let model = try OpenSimModel(
      contentsOfFile: OpenSimReference.path("LFB/LFB_prepared.osim")
    )
    let muscles = try OpenSimMuscles(model)
    #expect(muscles.count == 318)
    let coordinates = try OpenSimReference.rows("LFB/coordinates.csv")
    let expected = try OpenSimReference.rows("LFB/muscle_lengths.csv")
    #expect(coordinates.count == expected.count)
    for (row, lengths) in zip(coordinates, expected) {
      let result = evaluate(model, muscles, try state(model, row)).lengths
      for (place, name) in muscles.names.enumerated() {
        let value = try #require(lengths[name].flatMap(Double.init))
        #expect(
          isClose(result[place], value, absolute: tolerance(model, muscles, place)),
          "\(name) at \(row["angle_deg"] ?? "")"
        )
      }
    }
  }

  @Test("moment arms of the lumbar model where OpenSim agrees with itself")
  func lumbarMomentArms() throws {
    let model = try OpenSimModel(
      contentsOfFile: OpenSimReference.path("LFB/LFB_prepared.osim")
    )
    let muscles = try OpenSimMuscles(model)
    let columns = model.multibody.coordinateCount
    var differing: Set<String> = []
    for row in try OpenSimReference.rows("LFB/moment_arm_api_vs_numeric.csv") {
      let difference = try #require(row["diff_m"].flatMap(Double.init))
      if abs(difference) > 1e-6, let name = row["muscle"] { differing.insert(name) }
    }
    let states = try OpenSimReference.rows("LFB/coordinates.csv")
    var count = 0
    for row in try OpenSimReference.rows("LFB/moment_arms_coupled.csv") {
      let source = try #require(
        states.first { $0["angle_deg"] == row["angle_deg"] && $0["sweep"] == row["sweep"] }
      )
      let name = try #require(row["coordinate"])
      let column = try #require(model.multibody.coordinate(named: name)).index
      let arms = evaluate(model, muscles, try state(model, source)).arms
      for (place, muscle) in muscles.names.enumerated() where !differing.contains(muscle) {
        guard model.document.forces[muscles.forces[place]].path?.wraps.isEmpty == true else {
          continue
        }
        let value = try #require(row[muscle].flatMap(Double.init))
        #expect(
          isClose(arms[place * columns + column], value, absolute: 1e-6),
          "\(muscle) about \(name) at \(row["angle_deg"] ?? "")"
        )
        count += 1
      }
    }
    #expect(count > 1000)
  }

  @Test("optimal forces of static optimisation of the lumbar model")
  func optimalForces() throws {
    let model = try OpenSimModel(
      contentsOfFile: OpenSimReference.path("LFB/LFB_prepared.osim")
    )
    let muscles = try OpenSimMuscles(model)
    let lengths = try OpenSimReference.rows("LFB/muscle_lengths.csv")
    let expected = try OpenSimReference.rows("LFB/so_optimal_forces_inextensible_tendon.csv")
    for (row, forces) in zip(lengths, expected) {
      for (place, name) in muscles.names.enumerated() {
        let length = try #require(row[name].flatMap(Double.init))
        let value = try #require(forces[name].flatMap(Double.init))
        let force = muscles.laws[place].staticOptimizationForce(
          pathLength: length,
          pathSpeed: 0
        )
        #expect(isClose(force, value, absolute: 0, relative: 1e-6), "\(name)")
      }
    }
  }

  @Test(
    "lengths of the gait models as the hip flexes",
    arguments: [
      ("gait2392/subject01_simbody.osim", "gait2392"),
      ("gait10dof18musc/subject01.osim", "gait10dof18musc"),
    ]
  )
  func hipSweep(file: String, folder: String) throws {
    let model = try OpenSimModel(contentsOfFile: OpenSimReference.path(file))
    let muscles = try OpenSimMuscles(model)
    let hip = try #require(model.multibody.coordinate(named: "hip_flexion_r"))
    let knee = try #require(model.multibody.coordinate(named: "knee_angle_r"))
    var count = 0
    for row in try OpenSimReference.rows("\(folder)/hip_sweep_lengths.csv") {
      var state = model.defaultState()
      state.coordinates[hip.index] =
        try #require(row["hip_flexion_deg"].flatMap(Double.init)) * .pi / 180
      state.coordinates[knee.index] =
        try #require(row["knee_deg"].flatMap(Double.init)) * .pi / 180
      model.multibody.applyCouplings(to: &state)
      let lengths = evaluate(model, muscles, state).lengths
      for (place, name) in muscles.names.enumerated() {
        guard let value = row[name].flatMap(Double.init) else { continue }
        #expect(
          isClose(lengths[place], value, absolute: tolerance(model, muscles, place)),
          "\(name) at \(row["hip_flexion_deg"] ?? "")"
        )
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test("every model's muscles can be made", arguments: OpenSimReference.models)
  func builds(file: String) throws {
    let model = try OpenSimModel(contentsOfFile: OpenSimReference.path(file))
    let muscles = try OpenSimMuscles(model)
    #expect(muscles.count > 0)
    let state = model.defaultState()
    #expect(evaluate(model, muscles, state).lengths.allSatisfy { $0.isFinite && $0 > 0 })
  }

  @Test("no heap allocation on the lumbar model")
  func allocation() throws {
    let model = try OpenSimModel(
      contentsOfFile: OpenSimReference.path("LFB/LFB_prepared.osim")
    )
    let muscles = try OpenSimMuscles(model)
    let state = model.defaultState()
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: muscles.geometry)
    model.multibody.updateKinematics(state, in: &dynamics)
    muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    let count = allocationCount {
      muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    }
    #expect(count == 0)
  }
}
