// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine
package import MultibodyDynamics
package import MuscleMechanics

/// Where bodies and muscles are in one posture, and what each muscle can do there.
///
/// The columns of the moment arms are the balanced coordinates of the model; those about the abdomen have
/// been added to the levels that it follows. Behind them stand abdomen and shoulders. One owner: it
/// is no value to share.
package final class PostureGeometry {
  package let model: HumanModel
  package var dynamics: DynamicsWorkspace
  package var workspace: MuscleGeometryWorkspace

  /// Coordinates of the multibody model, in radians or metres.
  package let coordinates: UnsafeMutableBufferPointer<Double>
  /// Force of each muscle at full activation less that at rest, in newtons.
  package let capacities: UnsafeMutableBufferPointer<Double>
  /// Force of each muscle at rest, or its imposed force, in newtons.
  package let passiveForces: UnsafeMutableBufferPointer<Double>
  /// Derivative of the force at rest by path length, in newtons per metre.
  package let passiveStiffness: UnsafeMutableBufferPointer<Double>
  private let laws: UnsafeMutableBufferPointer<RigidTendonMuscle>
  private let imposed: UnsafeMutableBufferPointer<Double>
  /// Force of each muscle at rest after it was held, in newtons; below zero where its curve gives it.
  package let relaxedForces: UnsafeMutableBufferPointer<Double>
  private let stiffnessCoefficient: Double

  package let columns: Int
  package let equations: Int
  package var muscleCount: Int { laws.count }

  /// Makes the geometry; a muscle with an imposed force, in newtons, has no other.
  package init(model: HumanModel, stiffnessCoefficient: Double, imposedForces: [Double?]) {
    self.model = model
    self.stiffnessCoefficient = stiffnessCoefficient
    dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    workspace = MuscleGeometryWorkspace(for: model.geometry)
    columns = model.geometry.coordinateCount
    equations = model.balancedCoordinates.count
    let count = model.muscles.count
    coordinates = .filled(0, count: model.skeleton.multibody.coordinateCount)
    capacities = .filled(0, count: count)
    passiveForces = .filled(0, count: count)
    passiveStiffness = .filled(0, count: count)
    laws = .allocate(capacity: count)
    _ = laws.initialize(from: model.muscles.map(\.law))
    imposed = .allocate(capacity: count)
    _ = imposed.initialize(from: imposedForces.map { $0 ?? -1 })
    relaxedForces = .filled(-1, count: count)
  }

  deinit {
    coordinates.deallocate()
    capacities.deallocate()
    passiveForces.deallocate()
    passiveStiffness.deallocate()
    laws.deallocate()
    imposed.deallocate()
    relaxedForces.deallocate()
  }

  /// Moment arms by rows of muscles, `columns` a row, in metres.
  package var arms: UnsafeMutablePointer<Double> {
    guard let pointer = workspace.momentArmsPointer else { preconditionFailure("no muscles") }
    return pointer
  }

  /// Lengths of the muscles, in metres.
  package var lengths: UnsafeMutablePointer<Double> {
    guard let pointer = workspace.lengthsPointer else { preconditionFailure("no muscles") }
    return pointer
  }

  /// Brings everything to the present coordinates.
  package func update() {
    guard let q = coordinates.baseAddress else { return }
    model.skeleton.multibody.updatePositions(at: q, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let arms = arms
    let lengths = lengths
    for index in 0..<laws.count {
      foldAbdomen(arms + index * columns)
      let length = lengths[index]
      if imposed[index] >= 0 {
        // Its whole force is given: load sharing has nothing left to choose.
        capacities[index] = 0
        passiveForces[index] = imposed[index]
        passiveStiffness[index] = stiffnessCoefficient * imposed[index] / length
      } else {
        let law = laws[index]
        capacities[index] = law.maximumIsometricForce * law.activeForceFactor(pathLength: length)
        let relaxed = relaxedForces[index]
        passiveForces[index] = relaxed < 0 ? law.passiveForce(pathLength: length) : relaxed
        passiveStiffness[index] =
          passiveForces[index] == 0 ? 0 : law.passiveStiffness(pathLength: length)
      }
    }
  }

  /// Derivative of a muscle's force by its path length at an activation, in newtons per metre.
  ///
  /// Of its curves, not of its short-range stiffness; an imposed force does not change.
  package func forceSlope(of muscle: Int, activation: Double) -> Double {
    guard imposed[muscle] < 0 else { return 0 }
    return laws[muscle].isometricStiffness(pathLength: lengths[muscle], activation: activation)
  }

  /// Adds the moment arms about the abdomen to those about the levels that it follows.
  private func foldAbdomen(_ arm: UnsafeMutablePointer<Double>) {
    for axis in 0..<3 {
      let value = arm[equations + axis]
      guard value != 0 else { continue }
      for level in 0..<LumbarLevel.count { arm[3 * level + axis] += value }
    }
  }
}
