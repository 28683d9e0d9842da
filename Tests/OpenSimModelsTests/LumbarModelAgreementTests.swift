// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import OpenSimModels
import TestSupport
import Testing

@Suite(
  "The lumbar model against OpenSim 4.6",
  .enabled(if: OpenSimReference.isPresent)
)
struct LumbarModelAgreementTests {
  private let model: OpenSimModel

  init() throws {
    model = try OpenSimModel(contentsOfFile: OpenSimReference.path("LFB/LFB_prepared.osim"))
  }

  /// A row of `coordinates.csv` as a state at rest, by sweep and angle.
  private func states() throws -> [(key: String, state: MultibodyState)] {
    try OpenSimReference.rows("LFB/coordinates.csv").map { row in
      var coordinates: [Double] = []
      for name in model.multibody.coordinateNames {
        coordinates.append(try #require(row[name].flatMap(Double.init), "\(name)"))
      }
      return (
        "\(row["sweep"] ?? "") \(row["angle_deg"] ?? "")",
        MultibodyState(
          coordinates: coordinates,
          speeds: [Double](repeating: 0, count: coordinates.count)
        )
      )
    }
  }

  @Test("Coupled coordinates follow the free ones")
  func couplers() throws {
    #expect(model.multibody.couplings.count == 20)
    for (key, reference) in try states() {
      var state = reference
      model.multibody.applyCouplings(to: &state)
      for (place, name) in model.multibody.coordinateNames.enumerated() {
        // OpenSim's assembly ends at residuals of about 1e-9.
        #expect(
          isClose(state.coordinates[place], reference.coordinates[place], absolute: 1e-8),
          "\(key) \(name)"
        )
      }
    }
  }

  @Test("Bodies are where they are in OpenSim")
  func bodies() throws {
    let states = Dictionary(uniqueKeysWithValues: try states().map { ($0.key, $0.state) })
    var workspace = DynamicsWorkspace(for: model.multibody)
    var count = 0
    for row in try OpenSimReference.rows("LFB/body_transforms.csv") {
      let key = "\(row["sweep"] ?? "") \(row["angle_deg"] ?? "")"
      let name = try #require(row["body"])
      guard name != "ground" else { continue }
      model.multibody.updatePositions(try #require(states[key]), in: &workspace)
      let body = try #require(model.multibody.body(named: name), "\(name)")
      let transform = workspace.transform(of: body)
      for (column, axis) in ["px", "py", "pz"].enumerated() {
        let value = try #require(row[axis].flatMap(Double.init))
        #expect(isClose(transform.translation[column], value, absolute: 1e-9), "\(key) \(name)")
      }
      for i in 0..<3 {
        for j in 0..<3 {
          let value = try #require(row["R\(i)\(j)"].flatMap(Double.init))
          #expect(
            isClose(transform.rotation.matrix[i, j], value, absolute: 1e-9),
            "\(key) \(name)"
          )
        }
      }
      count += 1
    }
    #expect(count == 13 * 10)
  }

  /// The pose of a row of forces.
  ///
  /// OpenSim assembled the pose again for the forces: knees that were set to zero, the end of their range,
  /// came to rest 4e-6 rad and more beside where the table of coordinates has them. So one angle of each leg is
  /// taken from the force on it; all the other forces remain to be compared.
  private func pose(
    _ state: MultibodyState,
    with row: [String: String]
  ) throws -> MultibodyState {
    var state = state
    let rest = [Double](repeating: 0, count: model.multibody.coordinateCount)
    for name in ["knee_angle_r", "knee_angle_l"] {
      let index = try #require(model.multibody.coordinate(named: name)).index
      let target = try #require(row[name].flatMap(Double.init))
      func excess(_ angle: Double) -> Double {
        state.coordinates[index] = angle
        // The other coordinates keep what the table says, but for the patella, which follows the knee.
        if let patella = model.multibody.coordinate(named: name + "_beta") {
          state.coordinates[patella.index] = angle
        }
        return model.multibody.inverseDynamics(of: state, accelerations: rest)[index] - target
      }
      var (first, second) = (7e-5, 9e-5)
      for _ in 0..<8 {
        let (f, g) = (excess(first), excess(second))
        guard f != g else { break }
        (first, second) = (second, second - g * (second - first) / (g - f))
      }
      #expect(abs(excess(second)) < 1e-9 && abs(second) < 2e-4)
    }
    return state
  }

  @Test("Inverse dynamics under gravity gives OpenSim's generalized forces")
  func inverseDynamics() throws {
    let states = Dictionary(uniqueKeysWithValues: try states().map { ($0.key, $0.state) })
    let rest = [Double](repeating: 0, count: model.multibody.coordinateCount)
    for row in try OpenSimReference.rows("LFB/inverse_dynamics_tree_genforces.csv") {
      let key = "\(row["sweep"] ?? "") \(row["angle_deg"] ?? "")"
      let state = try pose(try #require(states[key]), with: row)
      let forces = model.multibody.inverseDynamics(
        of: state,
        accelerations: rest
      )
      for (place, name) in model.multibody.coordinateNames.enumerated() {
        let value = try #require(row[name].flatMap(Double.init), "\(name)")
        // Forces of up to 800 N at arms of a metre; the table has twelve digits.
        #expect(
          isClose(forces[place], value, absolute: 1e-7, relative: 1e-6),
          "\(key) \(name)"
        )
      }
    }
  }
}
