// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// The mass, in kilograms, of a body and everything outboard of it.
  public func mass(ofSubtreeFrom root: BodyID) -> Double {
    checkBody(root)
    var sum = 0.0
    for body in max(root.index, 1)..<max(bodyCount, 1)
    where subtreeTable[body * bodyCount + root.index] {
      sum += storage.masses[body].mass
    }
    return sum
  }

  /// The mass centre in ground, in metres, of a body and everything outboard of it.
  ///
  /// The mass must not be zero. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - root: The body nearest to ground; ground for the whole model.
  ///   - workspace: A workspace whose positions are up to date.
  /// - Returns: The mass centre in ground, in metres.
  public func massCenter(
    ofSubtreeFrom root: BodyID = .ground,
    using workspace: borrowing DynamicsWorkspace
  ) -> Vector3 {
    workspace.require(.positions, of: self)
    checkBody(root)
    var moment = Vector3.zero
    var mass = 0.0
    for body in max(root.index, 1)..<max(bodyCount, 1)
    where subtreeTable[body * bodyCount + root.index] {
      let share = storage.masses[body].mass
      moment += workspace.massCenters[body] * share
      mass += share
    }
    precondition(
      mass > 0,
      "'\(bodyNames[root.index])' and everything outboard has a mass of \(mass) kg"
    )
    return moment / mass
  }

  /// The velocity in ground axes, in m/s, of the mass centre of a body and everything outboard.
  ///
  /// The mass must not be zero. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - root: The body nearest to ground; ground for the whole model.
  ///   - workspace: A workspace whose velocities are up to date.
  /// - Returns: The velocity in ground axes, in m/s.
  public func massCenterVelocity(
    ofSubtreeFrom root: BodyID = .ground,
    using workspace: borrowing DynamicsWorkspace
  ) -> Vector3 {
    let mass = mass(ofSubtreeFrom: root)
    precondition(
      mass > 0,
      "'\(bodyNames[root.index])' and everything outboard has a mass of \(mass) kg"
    )
    return momentum(ofSubtreeFrom: root, using: workspace).linear / mass
  }

  /// Computes the velocity of the whole model's mass centre per unit speed of every coordinate.
  ///
  /// A coordinate moves everything outboard of its joint as one rigid body, so its column is that
  /// body's mass centre velocity times its share of the mass. The mass must not be zero. Performs
  /// no heap allocation.
  ///
  /// - Parameters:
  ///   - jacobian: Receives three rows by columns (`count == 3 coordinateCount`), in ground axes,
  ///     in m or dimensionless.
  ///   - workspace: A workspace whose positions are up to date.
  public func computeMassCenterJacobian(
    into jacobian: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) {
    workspace.require(.positions, of: self)
    precondition(
      jacobian.count == 3 * coordinateCount,
      "space for \(jacobian.count) entries given, the Jacobian has \(3 * coordinateCount)"
    )
    let model = storage
    let total = totalMass
    precondition(total > 0, "the model has a mass of \(total) kg")
    // Inward: mass and first moment of everything outboard.
    for body in 0..<model.bodyCount {
      let mass = body == 0 ? 0 : model.masses[body].mass
      workspace.firstMoments[body] = workspace.massCenters[body] * mass
      workspace.subtreeMasses[body] = mass
    }
    var body = model.bodyCount - 1
    while body > 0 {
      let joint = model.joints[body]
      let moment = workspace.firstMoments[body]
      let mass = workspace.subtreeMasses[body]
      for c in joint.coordinateStart..<joint.coordinateStart + joint.coordinateCount {
        let axis = workspace.motionAxes[c]
        let column = (axis.linear * mass + axis.angular.cross(moment)) / total
        jacobian[3 * c] = column.x
        jacobian[3 * c + 1] = column.y
        jacobian[3 * c + 2] = column.z
      }
      workspace.firstMoments[joint.parent] += moment
      workspace.subtreeMasses[joint.parent] += mass
      body -= 1
    }
  }

  /// The mass centre of the whole model in ground, in metres.
  public func massCenter(at state: MultibodyState) -> Vector3 {
    var workspace = DynamicsWorkspace(for: self)
    updatePositions(state, in: &workspace)
    return massCenter(using: workspace)
  }
}
