// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Iliopsoas
internal import LinearAlgebra
package import MultibodyDynamics
internal import MuscleMechanics

/// Evaluates what is passive about the flexion of one hip, and what its leg weighs there.
///
/// Owns its scratch storage: make one per task. A class, since that storage has one place.
package final class PassiveHip {
  private let model: HumanModel
  private let thigh: BodyID
  private let flexion: Int
  private let knee: Int
  private let column: Int
  private var state: MultibodyState
  private var dynamics: DynamicsWorkspace
  private var geometry: MuscleGeometryWorkspace
  private var generalizedForces: [Double]
  private var direction: [Double]
  private var curvatures: [Double]

  /// Starts in a state of the model, in neutral standing without one.
  package init(of model: HumanModel, side: Muscle.Side, in start: MultibodyState? = nil) {
    let multibody = model.skeleton.multibody
    let place = side == .right ? 0 : 1
    guard let knee = multibody.coordinate(named: "knee_flexion_\(side.rawValue)"),
      let column = model.skeleton.balancedCoordinates.firstIndex(of: model.skeleton.hips[place][0])
    else { preconditionFailure("no knee or hip on side \(side)") }
    self.model = model
    self.knee = knee.index
    self.column = column
    thigh = model.skeleton.thighs[place]
    flexion = model.skeleton.hips[place][0].index
    state = start ?? multibody.neutralState()
    dynamics = DynamicsWorkspace(for: multibody)
    geometry = MuscleGeometryWorkspace(for: model.geometry)
    generalizedForces = [Double](repeating: 0, count: multibody.coordinateCount)
    direction = [Double](repeating: 0, count: model.geometry.coordinateCount)
    direction[column] = 1
    curvatures = [Double](repeating: 0, count: model.muscles.count)
  }

  /// Moves the leg; both angles in radians.
  package func place(flexion value: Double, kneeFlexion: Double) {
    state.coordinates[flexion] = value
    state.coordinates[knee] = kneeFlexion
    let multibody = model.skeleton.multibody
    multibody.applyCouplings(to: &state)
    multibody.updatePositions(state, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &geometry)
  }

  /// Length of a muscle's path where the leg is, in metres.
  package func length(of muscle: Int) -> Double { geometry.length(of: muscle) }

  /// The passive moment of muscles and capsule on the thigh where the leg is, in newton metres.
  ///
  /// Flexing positive. Performs no heap allocation.
  package func moment() -> Double {
    var sum = model.hipCapsule.moment(atFlexion: state.coordinates[flexion])
    for muscle in model.muscles.indices {
      let arm = geometry.momentArm(of: muscle, column: column)
      guard arm != 0 else { continue }
      sum += arm * model.muscles[muscle].law.passiveForce(pathLength: geometry.length(of: muscle))
    }
    return sum
  }

  /// The moment that holds the leg against its weight, in newton metres; flexing positive.
  package func weightMoment() -> Double {
    model.skeleton.multibody.computeStaticForces(
      externalForces: nil,
      into: &generalizedForces,
      using: &dynamics
    )
    return generalizedForces[flexion]
  }

  /// The derivative of ``weightMoment()`` by flexion, in newton metres per radian.
  ///
  /// The weight of the leg times the depth of its mass centre below the hip, for a hip whose axis is
  /// level.
  package func weightStiffness() -> Double {
    let multibody = model.skeleton.multibody
    let centre = multibody.massCenter(ofSubtreeFrom: thigh, using: dynamics)
    let hip = dynamics.transform(of: thigh) * multibody.childFrame(of: thigh).translation
    return multibody.mass(ofSubtreeFrom: thigh) * multibody.gravity.dot(centre - hip)
  }

  /// The passive moment where the leg is, by its sources, with its stiffness.
  ///
  /// With F the force, k the passive stiffness and L the length of a muscle's path, and r = -dL/dx,
  /// the stiffness is that of the capsule and the sum of k r^2 + F d2L/dx2.
  package func split() -> PassiveHipMoment {
    model.geometry.computeSecondDerivatives(
      along: direction,
      using: dynamics,
      in: &geometry,
      into: &curvatures
    )
    let angle = state.coordinates[flexion]
    var result = PassiveHipMoment()
    result.capsule = model.hipCapsule.moment(atFlexion: angle)
    result.stiffness = model.hipCapsule.stiffness(atFlexion: angle)
    for (index, muscle) in model.muscles.enumerated() {
      let arm = geometry.momentArm(of: index, column: column)
      guard arm != 0 else { continue }
      let length = geometry.length(of: index)
      let force = muscle.law.passiveForce(pathLength: length)
      result.muscles[muscle.group, default: 0] += arm * force
      result.stiffness +=
        muscle.law.passiveStiffness(pathLength: length) * arm * arm + force * curvatures[index]
    }
    return result
  }
}
