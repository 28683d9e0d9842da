// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics

// Generalized forces of single sources in the frame solved last.
extension WalkingAnalysis {
  /// What inverse dynamics without acceleration needs, by coordinate, in N m or N.
  ///
  /// - Parameters:
  ///   - moving: True for the speeds of the frame, false for a body at rest.
  ///   - external: Forces by body, in ground axes about the ground origin.
  /// - Returns: Generalized forces by coordinate.
  func holdingForces(moving: Bool, external: [SpatialForce]) -> [Double] {
    let multibody = model.skeleton.multibody
    var tau = [Double](repeating: 0, count: multibody.coordinateCount)
    tau.withUnsafeMutableBufferPointer { buffer in
      external.withUnsafeBufferPointer { forces in
        guard let target = buffer.baseAddress else { return }
        if moving {
          multibody.computeInverseDynamics(
            accelerations: nil,
            externalForces: forces.baseAddress,
            into: target,
            using: &geometry.dynamics
          )
        } else {
          multibody.computeStaticForces(
            externalForces: forces.baseAddress,
            into: target,
            using: &geometry.dynamics
          )
        }
      }
    }
    return tau
  }

  /// The forces of the ground on one foot, by body.
  func groundForces(_ foot: FootForce, side: Int) -> [SpatialForce] {
    var forces = noForces
    forces[model.skeleton.feet[side].index] = foot.spatial
    return forces
  }

  /// The forces of the pressure in the abdomen, by body.
  func pressureForces() -> [SpatialForce] {
    var forces = noForces
    forces[model.skeleton.thorax.index] = abdomen.onThorax
    forces[model.skeleton.pelvis.index] = -abdomen.onThorax
    return forces
  }

  /// No force on any body.
  var noForces: [SpatialForce] {
    Array(repeating: .zero, count: model.skeleton.multibody.bodyCount)
  }

  /// What a muscle does about every coordinate per newton, in metres.
  func armsByCoordinate(of muscle: Int) -> [Double] {
    var arms = [Double](repeating: 0, count: model.skeleton.multibody.coordinateCount)
    let row = geometry.arms + muscle * geometry.columns
    // The arms about the abdomen are already in those about the levels.
    for (column, coordinate) in equations.enumerated() { arms[coordinate] = row[column] }
    let shoulders = model.skeleton.shoulderFlexions
    for (place, coordinate) in shoulders.enumerated() {
      arms[coordinate.index] = row[geometry.columns - shoulders.count + place]
    }
    return arms
  }

  /// The moments of passive tissue of levels and hips by coordinate, in newton metres.
  func passiveMoments() -> [Double] {
    var moments = [Double](repeating: 0, count: model.skeleton.multibody.coordinateCount)
    for (equation, coordinate) in equations.prefix(3 * LumbarLevel.count).enumerated() {
      moments[coordinate] = passive.moment(
        along: equation,
        at: geometry.coordinates[coordinate]
      )
    }
    for hip in model.skeleton.hips {
      let flexion = hip[0].index
      moments[flexion] = passive.hipMoment(atFlexion: geometry.coordinates[flexion])
    }
    return moments
  }
}
