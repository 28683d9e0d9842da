// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Iliopsoas
internal import LumbarSpine
internal import MultibodyDynamics
package import MuscleRecruitment

extension PostureGeometry {
  /// The equations of the flexion of the hips.
  private static let rightHipFlexion = 3 * LumbarLevel.count
  private static let leftHipFlexion = rightHipFlexion + 3

  /// Writes into load sharing what the active muscles must balance, and what each can.
  ///
  /// What passive tissue and resting muscles do about a coordinate is taken from its generalized
  /// force; active muscles balance the rest.
  ///
  /// - Parameters:
  ///   - generalizedForces: By coordinate of the multibody model, in N m or N.
  ///   - equations: The coordinate of each equation: the balanced ones first, then any others.
  ///   - passive: The passive tissue of levels and hips.
  ///   - demands: Scratch, one for each equation; receives the demands, in N m or N.
  ///   - recruitment: Receives the moments of the muscles and the demands.
  package func writeProgram(
    generalizedForces: UnsafeMutablePointer<Double>,
    equations: [Int],
    passive: PassiveMoments,
    demands: UnsafeMutablePointer<Double>,
    to recruitment: inout MuscleRecruitmentWorkspace
  ) {
    for equation in equations.indices {
      let coordinate = equations[equation]
      demands[equation] = generalizedForces[coordinate]
      if equation < 3 * LumbarLevel.count {
        demands[equation] -= passive.moment(along: equation, at: coordinates[coordinate])
      } else if equation == Self.rightHipFlexion || equation == Self.leftHipFlexion {
        demands[equation] -= passive.hipMoment(atFlexion: coordinates[coordinate])
      }
    }
    let arms = arms
    for muscle in 0..<muscleCount where passiveForces[muscle] != 0 {
      let arm = arms + muscle * columns
      for equation in 0..<self.equations {
        demands[equation] -= arm[equation] * passiveForces[muscle]
      }
    }
    guard let forces = capacities.baseAddress else { return }
    recruitment.setMoments(
      arms: arms,
      stride: columns,
      count: self.equations,
      forces: forces
    )
    recruitment.setDemands(demands)
  }
}
