// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
public import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics

/// What the psoas of a swinging leg does to the lumbar discs.
///
/// Pelvis and lumbar spine are as in neutral standing. The compression is the force of all fascicles
/// on everything above a level along the normal of the disc's mid-plane, so that a fascicle loads every
/// level below its origin. What other muscles do in answer is not in it.
public struct PsoasSpineLoad: ~Copyable {
  private let leg: SwingLeg
  private let normals: PerLevel<Vector3>
  private var state: MultibodyState
  private var dynamics: DynamicsWorkspace
  private var geometry: MuscleGeometryWorkspace

  /// Starts with a leg.
  public init(of leg: SwingLeg) {
    self.leg = leg
    let skeleton = leg.model.skeleton
    let curve = skeleton.neutralCurve
    normals = PerLevel { level in
      // The mid-plane bisects the endplates beside the disc.
      let slope =
        0.5
        * (curve.upperEndplateSlopes[level.rawValue] + curve.lowerEndplateSlopes[level.rawValue])
      return Rotation(angle: -slope, axis: .unitZ) * .unitY
    }
    state = skeleton.multibody.neutralState()
    dynamics = DynamicsWorkspace(for: skeleton.multibody)
    geometry = MuscleGeometryWorkspace(for: leg.model.geometry)
  }

  /// The compression of every level by the psoas of the leg at an instant, in newtons.
  public mutating func compression(at sample: SwingSample) -> PerLevel<Double> {
    let model = leg.model
    let skeleton = model.skeleton
    state[skeleton.hips[0][0]] = sample.angles.hip
    state[skeleton.knees[0]] = sample.angles.knee
    skeleton.multibody.updatePositions(state, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &geometry)
    var sums = PerLevel { _ in 0.0 }
    for (index, fascicle) in leg.fascicles.enumerated() where fascicle.group == .psoas {
      for level in LumbarLevel.allCases {
        let pull = model.pull(
          of: fascicle.muscle,
          beyondJointOf: skeleton.bodyAbove[level],
          in: geometry
        )
        sums[level] -= sample.tensions[index] * pull.force.dot(normals[level])
      }
    }
    return sums
  }
}
