// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

/// The derivative, by every coordinate, of the power of weight and other constant forces along
/// given speeds.
///
/// For a force f at a point p of its body, with coordinate i nearer to ground than j,
///
///     f . d2p / dq_i dq_j = f . (w_i x dp/dq_j) = w_i . y_j
///     y_j = v_j x f + (p f') w_j - tr(p f') w_j
///
/// with w_j and v_j the motion of coordinate j, taken at the origin. The sums of f and of p f' over
/// everything outboard serve all forces at once; one pass outward and one inward give all
/// derivatives.
final class ForceGradient {
  /// The coordinates from ground outward; within a joint shifts come before turns.
  private let order: [Int]
  private let parents: [Int]
  private let bodyOfCoordinate: [Int]
  private let masses: [Double]
  private let gravity: Vector3
  /// By body: the sum of forces, and of p f'.
  private let forces: UnsafeMutableBufferPointer<Vector3>
  private let moments: UnsafeMutableBufferPointer<Matrix3>
  /// By coordinate: y.
  private let pulls: UnsafeMutableBufferPointer<Vector3>
  private let inward: UnsafeMutableBufferPointer<Vector3>
  private let turns: UnsafeMutableBufferPointer<Vector3>

  init(model: MultibodyModel) {
    let bodyOf = (0..<model.coordinateCount).map {
      model.body(of: CoordinateID(index: $0)).index
    }
    var dynamics = DynamicsWorkspace(for: model)
    model.updatePositions(model.neutralState(), in: &dynamics)
    // Turns do not turn the shifts of their joint, whose axes are the parent's.
    let rank = (0..<model.coordinateCount).map {
      dynamics.motionAxis(of: CoordinateID(index: $0)).angular == .zero ? 0 : 1
    }
    order = (0..<model.coordinateCount).sorted {
      (bodyOf[$0], rank[$0], $0) < (bodyOf[$1], rank[$1], $1)
    }
    bodyOfCoordinate = bodyOf
    parents = (0..<model.bodyCount).map {
      $0 == 0 ? 0 : model.parent(of: BodyID(index: $0)).index
    }
    masses = (0..<model.bodyCount).map { $0 == 0 ? 0 : model.mass(of: BodyID(index: $0)) }
    gravity = model.gravity
    forces = .filled(.zero, count: model.bodyCount)
    moments = .filled(.zero, count: model.bodyCount)
    pulls = .filled(.zero, count: model.coordinateCount)
    inward = .filled(.zero, count: model.bodyCount)
    turns = .filled(.zero, count: model.bodyCount)
  }

  deinit {
    forces.deallocate()
    moments.deallocate()
    pulls.deallocate()
    inward.deallocate()
    turns.deallocate()
  }

  /// Begins with the weight of all bodies.
  func begin(_ dynamics: borrowing DynamicsWorkspace) {
    let centres = dynamics.massCentersPointer
    forces[0] = .zero
    moments[0] = .zero
    for body in 1..<parents.count {
      let weight = gravity * masses[body]
      forces[body] = weight
      moments[body] = Matrix3(outerProductOf: centres[body], weight)
    }
  }

  /// Adds a force in newtons on a body at a point in ground in metres.
  func add(_ body: Int, at point: Vector3, _ force: Vector3) {
    forces[body] += force
    moments[body] = moments[body] + Matrix3(outerProductOf: point, force)
  }

  /// Adds the derivative of minus the power along the speeds to the gradient.
  func addGradient(
    _ speeds: UnsafeMutableBufferPointer<Double>,
    _ dynamics: borrowing DynamicsWorkspace,
    to gradient: UnsafeMutableBufferPointer<Double>
  ) {
    var body = parents.count - 1
    while body > 0 {
      forces[parents[body]] += forces[body]
      moments[parents[body]] = moments[parents[body]] + moments[body]
      body -= 1
    }
    let axes = dynamics.motionAxesPointer
    inward.update(repeating: .zero)
    turns.update(repeating: .zero)
    // Outward: `turns` holds the turns of all coordinates nearer to ground, times their speeds.
    var last = 0
    for place in 0..<order.count {
      let k = order[place]
      let body = bodyOfCoordinate[k]
      while last < body {
        last += 1
        turns[last] = turns[parents[last]]
      }
      let axis = axes[k]
      pulls[k] =
        axis.linear.cross(forces[body]) + moments[body] * axis.angular
        - axis.angular * moments[body].trace
      gradient[k] -= turns[body].dot(pulls[k])
      turns[body] += axis.angular * speeds[k]
    }
    // Inward: `inward` holds y of the coordinate itself and of all beyond it, times their speeds.
    var open = parents.count - 1
    var place = order.count - 1
    while place >= 0 {
      let k = order[place]
      let body = bodyOfCoordinate[k]
      while open > body {
        inward[parents[open]] += inward[open]
        open -= 1
      }
      inward[body] += pulls[k] * speeds[k]
      gradient[k] -= axes[k].angular.dot(inward[body])
      place -= 1
    }
  }
}
