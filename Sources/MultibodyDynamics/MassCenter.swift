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

  /// The mass centre of the whole model in ground, in metres.
  public func massCenter(at state: MultibodyState) -> Vector3 {
    var workspace = DynamicsWorkspace(for: self)
    updatePositions(state, in: &workspace)
    return massCenter(using: workspace)
  }
}
