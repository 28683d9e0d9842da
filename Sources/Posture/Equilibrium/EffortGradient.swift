// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import MuscleRecruitment

/// The derivative of the least effort of holding a posture by every joint angle.
///
/// Load sharing balances  demand_j(q) - sum_i r_ij(q) F_i(a_i, q) - sum_k G_jk(q) s_k = 0  and its
/// multipliers l_j are the derivatives of the effort by the demands. Activations and supports are at
/// their optimum, so the effort changes with q only as the balance does:
///
///     dE/dq_k = sum_j l_j d(balance_j)/dq_k = (K l)_k
///
/// with K the stiffness of weight, outside forces, passive tissue and muscles whose force follows
/// their curves. Every term is exact: no differences.
final class EffortGradient {
  private let geometry: PostureGeometry
  private let places: PostureCoordinates
  private let columnCoordinates: [Int]
  private let loads: ForceGradient
  private let hessian: UnsafeMutableBufferPointer<Double>
  private let tensions: UnsafeMutableBufferPointer<Double>
  private let direction: UnsafeMutableBufferPointer<Double>
  private let multipliers: UnsafeMutableBufferPointer<Double>

  /// dE/dq by coordinate of the multibody model, per radian or per metre.
  let gradient: UnsafeMutableBufferPointer<Double>

  init(geometry: PostureGeometry) {
    self.geometry = geometry
    let skeleton = geometry.model.skeleton
    places = PostureCoordinates(skeleton)
    columnCoordinates =
      (skeleton.balancedCoordinates + skeleton.abdomenCoordinates + skeleton.shoulderFlexions)
      .map(\.index)
    loads = ForceGradient(model: skeleton.multibody)
    hessian = .filled(0, count: geometry.columns * geometry.columns)
    tensions = .filled(0, count: geometry.muscleCount)
    direction = .filled(0, count: geometry.columns)
    multipliers = .filled(0, count: skeleton.multibody.coordinateCount)
    gradient = .filled(0, count: skeleton.multibody.coordinateCount)
  }

  deinit {
    hessian.deallocate()
    tensions.deallocate()
    direction.deallocate()
    multipliers.deallocate()
    gradient.deallocate()
  }

  /// Computes the gradient at the last load sharing.
  ///
  /// - Parameters:
  ///   - recruitment: Holds activations, supports and multipliers.
  ///   - equations: The coordinate of each equation.
  ///   - support: The known forces from outside, placed for this posture.
  ///   - contacts: The supports; nil where feet carry the body.
  ///   - passive: The passive tissue.
  func compute(
    of recruitment: borrowing MuscleRecruitmentWorkspace,
    equations: [Int],
    support: borrowing GroundSupport,
    contacts: ContactForces?,
    passive: PassiveMoments
  ) {
    gradient.update(repeating: 0)
    multipliers.update(repeating: 0)
    for equation in 0..<equations.count {
      multipliers[equations[equation]] = recruitment.multiplier(equation)
    }
    addMuscles(recruitment)
    loads.begin(geometry.dynamics)
    support.forEachOutsideForce(using: geometry.dynamics) { loads.add($0, at: $1, $2) }
    contacts?.forEachForce(in: recruitment, using: geometry.dynamics) {
      loads.add($0, at: $1, $2)
    }
    loads.addGradient(multipliers, geometry.dynamics, to: gradient)
    if support.pressure != .zero { addPressure(support) }
    for joint in 0..<3 * LumbarLevel.count {
      let coordinate = places.lumbar[joint]
      gradient[coordinate] +=
        multipliers[coordinate]
        * passive.stiffness(along: joint, at: geometry.coordinates[coordinate])
    }
    for side in 0..<2 {
      let coordinate = places.hips[side][0]
      gradient[coordinate] +=
        multipliers[coordinate]
        * passive.hipStiffness(atFlexion: geometry.coordinates[coordinate])
    }
  }

  /// What counts as large in the last gradient, per radian: the change of effort when every balanced
  /// moment changes by one newton metre.
  var size: Double {
    var sum = 0.0
    for index in 0..<multipliers.count { sum += abs(multipliers[index]) }
    return sum
  }

  /// The muscles' part, the abdomen folded into the levels.
  ///
  ///     sum_i F_i (d2L_i l) + F_i' (r_i . l) r_i
  private func addMuscles(_ recruitment: borrowing MuscleRecruitmentWorkspace) {
    let columns = geometry.columns
    let equations = geometry.equations
    for column in 0..<columns {
      direction[column] = column < equations ? multipliers[columnCoordinates[column]] : 0
    }
    for level in 0..<LumbarLevel.count {
      for axis in 0..<3 { direction[equations + axis] += direction[3 * level + axis] }
    }
    let activations = recruitment.activations()
    for muscle in 0..<geometry.muscleCount {
      tensions[muscle] =
        activations[muscle] * geometry.capacities[muscle] + geometry.passiveForces[muscle]
    }
    hessian.update(repeating: 0)
    guard let weights = tensions.baseAddress, let matrix = hessian.baseAddress else { return }
    geometry.model.geometry.addLengthHessian(
      weights: weights,
      using: geometry.dynamics,
      in: &geometry.workspace,
      into: matrix
    )
    for row in 0..<columns {
      var sum = 0.0
      for column in 0..<columns { sum += matrix[row * columns + column] * direction[column] }
      addColumn(row, sum)
    }
    let arms = geometry.arms
    for muscle in 0..<geometry.muscleCount where tensions[muscle] != 0 {
      let arm = arms + muscle * columns
      var along = 0.0
      for column in 0..<equations { along += arm[column] * direction[column] }
      let factor = along * geometry.forceSlope(of: muscle, activation: activations[muscle])
      guard factor != 0 else { continue }
      for column in 0..<equations { gradient[columnCoordinates[column]] += factor * arm[column] }
      for column in equations + 3..<columns {
        gradient[columnCoordinates[column]] += factor * arm[column]
      }
    }
  }

  private func addColumn(_ column: Int, _ value: Double) {
    let first = geometry.equations
    guard column >= first && column < first + 3 else {
      gradient[columnCoordinates[column]] += value
      return
    }
    for level in 0..<LumbarLevel.count {
      gradient[places.lumbar[3 * level + column - first]] += value
    }
  }

  /// The part of the abdominal pressure, a pair of forces between thorax and pelvis that turns with
  /// the thorax.
  private func addPressure(_ support: borrowing GroundSupport) {
    let axes = geometry.dynamics.motionAxesPointer
    let force = support.pressure
    let point = support.pressurePoint
    let lumbar = places.lumbar
    var velocity = Vector3.zero
    for j in 0..<lumbar.count {
      velocity += axes[lumbar[j]].velocity(at: point) * multipliers[lumbar[j]]
    }
    let follower = force.cross(velocity)
    for k in 0..<lumbar.count {
      // The force turns with the thorax: (w x f) . v = w . (f x v).
      var sum = axes[lumbar[k]].angular.dot(follower)
      for j in 0..<lumbar.count {
        let upper = axes[lumbar[min(j, k)]].angular
        let lower = axes[lumbar[max(j, k)]].velocity(at: point)
        sum += multipliers[lumbar[j]] * force.dot(upper.cross(lower))
      }
      gradient[lumbar[k]] -= sum
    }
  }
}
