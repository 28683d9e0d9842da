// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics

/// Keeps the standing feet where they are in neutral standing, flat and straight, and the mass
/// centre of body and load over them.
///
/// For each standing leg the place of the ankle (3), the foot's slope and its heading (2) are given,
/// and for the body the mass centre along X and Z (2). The unknowns are the shift of the pelvis (3),
/// its list when both feet stand (1), and the hip's three angles and the ankle's of each standing
/// leg (4). Knees stay as they are. Newton's method with exact derivatives.
final class StanceClosure {
  private let model: MultibodyModel
  private let feet: [Int]
  private let targets: [Vector3]
  private let centre: Vector3
  private let unknowns: [Int]
  private let isUnknown: [Bool]
  private let handLoad: HandLoad
  private let equations: Int
  private let coordinates: Int
  private let moves: [[Bool]]
  private var jacobian: UnsafeMutableBufferPointer<Double>
  private var subtreeMasses: UnsafeMutableBufferPointer<Double>
  private var firstMoments: UnsafeMutableBufferPointer<Vector3>
  private var square: Matrix
  private var factors: LUWorkspace
  private var step: [Double]

  /// Makes the closure for the feet that stand, one or two different ones.
  init(model human: HumanModel, feet sides: [Muscle.Side], handLoad: HandLoad) {
    let skeleton = human.skeleton
    let coordinate = PostureCoordinates(skeleton)
    let multibody = skeleton.multibody
    self.model = multibody
    self.handLoad = handLoad
    precondition(
      !sides.isEmpty && Set(sides).count == sides.count,
      "one or two different feet can stand, not \(sides.map(\.rawValue))"
    )
    let indices = sides.map { $0 == .right ? 0 : 1 }
    feet = indices.map { skeleton.feet[$0].index }
    unknowns =
      Array(coordinate.pelvis[3...]) + (indices.count == 2 ? [coordinate.pelvis[1]] : [])
      + indices.flatMap { coordinate.hips[$0] + [coordinate.ankles[$0]] }
    isUnknown = (0..<multibody.coordinateCount).map(unknowns.contains)
    equations = 5 * feet.count + 2
    coordinates = multibody.coordinateCount
    var dynamics = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &dynamics)
    let places = indices.map { dynamics.transform(of: skeleton.feet[$0]).translation }
    targets = places
    // In neutral standing the hands are empty; the load's mass centre comes over the same place.
    let neutral = multibody.massCenter(using: dynamics)
    let middle = targets.reduce(Vector3.zero, +) / Double(targets.count)
    centre = Vector3(neutral.x, 0, middle.z)
    moves = feet.map { foot in
      (0..<multibody.coordinateCount).map { coordinate in
        let moved = multibody.body(of: CoordinateID(index: coordinate))
        return multibody.isInSubtree(BodyID(index: foot), of: moved)
      }
    }
    jacobian = .filled(0, count: equations * coordinates)
    subtreeMasses = .filled(0, count: multibody.bodyCount)
    firstMoments = .filled(.zero, count: multibody.bodyCount)
    square = Matrix(rows: equations, columns: equations)
    factors = LUWorkspace(order: equations)
    step = Array(repeating: 0, count: equations)
  }

  deinit {
    jacobian.deallocate()
    subtreeMasses.deallocate()
    firstMoments.deallocate()
  }

  /// The largest residual that counts as closed, in metres or radians: chosen, far below any
  /// measured place.
  private static let tolerance = 1e-13
  private static let stepLimit = 30
  /// The largest change of an unknown in one step, in metres or radians: chosen, so that a bad first
  /// guess does not turn a leg around.
  private static let longestStep = 0.5

  /// Closes the stance from the coordinates that stand there; false when no stance was found.
  func close(
    _ q: UnsafeMutableBufferPointer<Double>,
    using dynamics: inout DynamicsWorkspace
  ) -> Bool {
    guard let pointer = q.baseAddress else { return false }
    var previous = Double.infinity
    for _ in 0..<Self.stepLimit {
      model.updatePositions(at: pointer, in: &dynamics)
      let residual = evaluate(dynamics)
      guard residual.isFinite, factor() else { return false }
      if residual < Self.tolerance || (residual < 1e-11 && residual >= previous) { return true }
      previous = residual
      var span = step.mutableSpan
      factors.solve(&span)
      for place in 0..<equations {
        q[unknowns[place]] -= min(max(step[place], -Self.longestStep), Self.longestStep)
      }
    }
    return false
  }

  /// Turns derivatives by all coordinates into derivatives by the free ones on closed stances.
  ///
  /// Those of the unknowns become zero. Needs the coordinates closed last.
  func pullBack(_ gradient: UnsafeMutableBufferPointer<Double>) {
    for place in 0..<equations {
      step[place] = gradient[unknowns[place]]
      gradient[unknowns[place]] = 0
    }
    var span = step.mutableSpan
    factors.solveTransposed(&span)
    for coordinate in 0..<coordinates where !isUnknown[coordinate] {
      var sum = 0.0
      for row in 0..<equations { sum += jacobian[equations * coordinate + row] * step[row] }
      gradient[coordinate] -= sum
    }
  }

  /// Writes residuals into `step` and derivatives into `jacobian`; returns the largest residual.
  private func evaluate(_ dynamics: borrowing DynamicsWorkspace) -> Double {
    sumMasses(dynamics)
    let axes = dynamics.motionAxesPointer
    let transforms = dynamics.transformsPointer
    let mass = subtreeMasses[0]
    for index in 0..<feet.count {
      let frame = transforms[feet[index]]
      let forward = frame.rotation * Vector3.unitX
      let error = frame.translation - targets[index]
      write(5 * index, error.x, error.y, error.z, forward.y, forward.z)
      for coordinate in 0..<coordinates {
        let base = equations * coordinate + 5 * index
        guard moves[index][coordinate] else {
          for row in 0..<5 { jacobian[base + row] = 0 }
          continue
        }
        let velocity = axes[coordinate].velocity(at: frame.translation)
        let turn = axes[coordinate].angular.cross(forward)
        jacobian[base] = velocity.x
        jacobian[base + 1] = velocity.y
        jacobian[base + 2] = velocity.z
        jacobian[base + 3] = turn.y
        jacobian[base + 4] = turn.z
      }
    }
    let last = 5 * feet.count
    step[last] = firstMoments[0].x / mass - centre.x
    step[last + 1] = firstMoments[0].z / mass - centre.z
    for coordinate in 0..<coordinates {
      let body = model.body(of: CoordinateID(index: coordinate)).index
      let axis = axes[coordinate]
      let velocity =
        (axis.linear * subtreeMasses[body] + axis.angular.cross(firstMoments[body])) / mass
      jacobian[equations * coordinate + last] = velocity.x
      jacobian[equations * coordinate + last + 1] = velocity.z
    }
    var largest = 0.0
    for row in 0..<equations {
      guard step[row].isFinite else { return .infinity }
      largest = max(largest, abs(step[row]))
    }
    return largest
  }

  private func write(_ row: Int, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double) {
    step[row] = a
    step[row + 1] = b
    step[row + 2] = c
    step[row + 3] = d
    step[row + 4] = e
  }

  /// Mass and first moment of each body with everything outboard and the load in the hands.
  private func sumMasses(_ dynamics: borrowing DynamicsWorkspace) {
    let centres = dynamics.massCentersPointer
    subtreeMasses[0] = 0
    firstMoments[0] = .zero
    for body in 1..<model.bodyCount {
      let mass = model.mass(of: BodyID(index: body))
      subtreeMasses[body] = mass
      firstMoments[body] = centres[body] * mass
    }
    handLoad.forEach(using: dynamics) { body, point, mass in
      subtreeMasses[body] += mass
      firstMoments[body] += point * mass
    }
    var body = model.bodyCount - 1
    while body > 0 {
      let parent = model.parent(of: BodyID(index: body)).index
      subtreeMasses[parent] += subtreeMasses[body]
      firstMoments[parent] += firstMoments[body]
      body -= 1
    }
  }

  private func factor() -> Bool {
    for place in 0..<equations {
      let first = equations * unknowns[place]
      for row in 0..<equations { square[row, place] = jacobian[first + row] }
    }
    do {
      try factors.factor(square)
      return true
    } catch {
      return false
    }
  }
}
