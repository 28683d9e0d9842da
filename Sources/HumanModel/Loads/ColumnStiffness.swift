// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import MuscleRecruitment

/// The stiffness of the loaded lumbar column on a fixed pelvis, about its 18 coordinates.
///
///     K = weight's + passive tissue's + sum_i F_i d2L_i/dq dq + sum_i k_i r_i r_i'
///
/// with F_i the force and r_i the moment arms of muscle i, and k_i = q F_i / L_i for an active
/// muscle, the slope of the passive curve for a resting one. Linear in the activations. The
/// pressure in the abdomen is left out.
package final class ColumnStiffness: StiffnessModel {
  private let geometry: PostureGeometry
  private let passive: PassiveMoments
  private let coefficient: Double
  private let order: Int
  private let lumbar: [Int]
  private let forces: UnsafeMutableBufferPointer<Double>
  private let hessian: UnsafeMutableBufferPointer<Double>
  private let direction: UnsafeMutableBufferPointer<Double>
  private let second: UnsafeMutableBufferPointer<Double>
  /// Weight's and passive tissue's part of K, by columns, in newton metres per radian.
  private let constant: UnsafeMutableBufferPointer<Double>

  package var coordinateCount: Int { order }

  package init(geometry: PostureGeometry, passive: PassiveMoments, coefficient: Double) {
    self.geometry = geometry
    self.passive = passive
    self.coefficient = coefficient
    order = 3 * LumbarLevel.count
    lumbar = geometry.model.skeleton.balancedCoordinates.prefix(order).map(\.index)
    forces = .filled(0, count: geometry.muscleCount)
    hessian = .filled(0, count: geometry.columns * geometry.columns)
    direction = .filled(0, count: geometry.columns)
    second = .filled(0, count: geometry.muscleCount)
    constant = .filled(0, count: order * order)
  }

  deinit {
    forces.deallocate()
    hessian.deallocate()
    direction.deallocate()
    second.deallocate()
    constant.deallocate()
  }

  /// Brings weight's and passive tissue's part to the present posture.
  ///
  /// For coordinates i and j with i nearer to the pelvis, and X the mass centre of what j moves,
  /// the second derivative of the potential energy is m g up . (w_i x dX/dq_j).
  package func update() {
    let axes = geometry.dynamics.motionAxesPointer
    let model = geometry.model.skeleton
    for j in 0..<order {
      let body = model.bodyAbove[LumbarLevel(index: j / 3)]
      let mass = model.multibody.mass(ofSubtreeFrom: body)
      let centre = model.multibody.massCenter(ofSubtreeFrom: body, using: geometry.dynamics)
      let velocity = axes[lumbar[j]].velocity(at: centre)
      for i in 0...j {
        let turn = axes[lumbar[i]].angular.cross(velocity)
        let value = -mass * model.multibody.gravity.dot(turn)
        constant[i + order * j] = value
        constant[j + order * i] = value
      }
      constant[j + order * j] += passive.stiffness(
        along: j,
        at: geometry.coordinates[lumbar[j]]
      )
    }
  }

  package func computeStiffness(
    activations: borrowing Span<Double>,
    into stiffness: inout MutableSpan<Double>
  ) {
    let count = geometry.muscleCount
    for i in 0..<count {
      forces[i] = activations[i] * geometry.capacities[i] + geometry.passiveForces[i]
    }
    hessian.update(repeating: 0)
    guard let weights = forces.baseAddress, let matrix = hessian.baseAddress else { return }
    geometry.model.geometry.addLengthHessian(
      weights: weights,
      using: geometry.dynamics,
      in: &geometry.workspace,
      into: matrix
    )
    foldAbdomen(matrix)
    let columns = geometry.columns
    for j in 0..<order {
      for i in 0..<order {
        stiffness[i + order * j] = constant[i + order * j] + matrix[i * columns + j]
      }
    }
    let arms = geometry.arms
    let lengths = geometry.lengths
    for muscle in 0..<count where forces[muscle] != 0 {
      let active = activations[muscle] * geometry.capacities[muscle]
      let k = coefficient * active / lengths[muscle] + geometry.passiveStiffness[muscle]
      let arm = arms + muscle * columns
      for j in 0..<order where arm[j] != 0 {
        let factor = k * arm[j]
        for i in 0..<order { stiffness[i + order * j] += factor * arm[i] }
      }
    }
  }

  package func computeCurvature(
    along direction: borrowing Span<Double>,
    into perMuscle: inout MutableSpan<Double>
  ) -> Double {
    extend(direction)
    guard let v = self.direction.baseAddress, let second = second.baseAddress else { return 0 }
    geometry.model.geometry.computeSecondDerivatives(
      along: v,
      using: geometry.dynamics,
      in: &geometry.workspace,
      into: second
    )
    var sum = 0.0
    for j in 0..<order {
      for i in 0..<order { sum += direction[i] * constant[i + order * j] * direction[j] }
    }
    let arms = geometry.arms
    let lengths = geometry.lengths
    for muscle in 0..<geometry.muscleCount {
      let arm = arms + muscle * geometry.columns
      var shortening = 0.0
      for i in 0..<order { shortening += arm[i] * direction[i] }
      let square = shortening * shortening
      perMuscle[muscle] =
        geometry.capacities[muscle] * (second[muscle] + coefficient / lengths[muscle] * square)
      sum +=
        geometry.passiveForces[muscle] * second[muscle]
        + geometry.passiveStiffness[muscle] * square
    }
    return sum
  }

  /// A direction of the 18 coordinates as one of all columns: hips at rest, abdomen in step.
  private func extend(_ direction: borrowing Span<Double>) {
    self.direction.update(repeating: 0)
    for i in 0..<order {
      self.direction[i] = direction[i]
      self.direction[geometry.equations + i % 3] += direction[i]
    }
  }

  /// Adds rows and columns of the abdomen's coordinates to those of the levels that it follows.
  private func foldAbdomen(_ matrix: UnsafeMutablePointer<Double>) {
    let columns = geometry.columns
    let first = geometry.equations
    for row in 0..<columns {
      for i in 0..<order { matrix[row * columns + i] += matrix[row * columns + first + i % 3] }
    }
    for i in 0..<order {
      for column in 0..<order {
        matrix[i * columns + column] += matrix[(first + i % 3) * columns + column]
      }
    }
  }
}
