// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Momentum of a set of bodies about the ground origin, in ground axes.
public struct Momentum: Sendable, Hashable, Codable {
  /// Angular momentum about the ground origin, in kg m2/s.
  public var angular: Vector3

  /// Linear momentum, in kg m/s.
  public var linear: Vector3

  /// Makes a momentum from its angular part, in kg m2/s, and its linear part, in kg m/s.
  public init(angular: Vector3, linear: Vector3) {
    self.angular = angular
    self.linear = linear
  }
}

extension MultibodyModel {
  /// The kinetic energy of all bodies, in joules.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameter workspace: A workspace whose velocities are up to date.
  /// - Returns: The energy, in joules.
  public func kineticEnergy(using workspace: borrowing DynamicsWorkspace) -> Double {
    workspace.require(.velocities, of: self)
    let model = storage
    var sum = 0.0
    for body in 1..<model.bodyCount {
      let properties = model.masses + body
      let v = workspace.velocities[body]
      let w = workspace.transforms[body].rotation.inverseRotate(v.angular)
      sum += properties.pointee.mass * v.velocity(at: workspace.massCenters[body]).squaredLength
      sum += w.dot(properties.pointee.inertia * w)
    }
    return 0.5 * sum
  }

  /// The kinetic energy of all bodies, in joules.
  public func kineticEnergy(of state: MultibodyState) -> Double {
    var workspace = DynamicsWorkspace(for: self)
    updateKinematics(state, in: &workspace)
    return kineticEnergy(using: workspace)
  }

  /// The energy of all bodies in the field of gravity, in joules; zero at the ground origin.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameter workspace: A workspace whose positions are up to date.
  /// - Returns: The energy, in joules.
  public func potentialEnergy(using workspace: borrowing DynamicsWorkspace) -> Double {
    workspace.require(.positions, of: self)
    let model = storage
    var sum = 0.0
    for body in 1..<model.bodyCount {
      sum -= model.masses[body].mass * gravity.dot(workspace.massCenters[body])
    }
    return sum
  }

  /// The energy of all bodies in the field of gravity, in joules; zero at the ground origin.
  public func potentialEnergy(of state: MultibodyState) -> Double {
    var workspace = DynamicsWorkspace(for: self)
    updatePositions(state, in: &workspace)
    return potentialEnergy(using: workspace)
  }

  /// The momentum of all bodies about the ground origin.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameter workspace: A workspace whose velocities are up to date.
  /// - Returns: The momentum about the ground origin.
  public func momentum(using workspace: borrowing DynamicsWorkspace) -> Momentum {
    momentum(ofSubtreeFrom: .ground, using: workspace)
  }

  /// The momentum of all bodies about the ground origin.
  public func momentum(of state: MultibodyState) -> Momentum {
    var workspace = DynamicsWorkspace(for: self)
    updateKinematics(state, in: &workspace)
    return momentum(using: workspace)
  }

  /// The momentum, about the ground origin, of a body and everything outboard of it.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - root: The body nearest to ground.
  ///   - workspace: A workspace whose velocities are up to date.
  /// - Returns: The momentum about the ground origin.
  public func momentum(
    ofSubtreeFrom root: BodyID,
    using workspace: borrowing DynamicsWorkspace
  ) -> Momentum {
    workspace.require(.velocities, of: self)
    checkBody(root)
    let model = storage
    var sum = Momentum(angular: .zero, linear: .zero)
    for body in max(root.index, 1)..<max(model.bodyCount, 1)
    where subtreeTable[body * model.bodyCount + root.index] {
      let properties = model.masses + body
      let v = workspace.velocities[body]
      let c = workspace.massCenters[body]
      let r = workspace.transforms[body].rotation
      let linear = v.velocity(at: c) * properties.pointee.mass
      sum.linear += linear
      sum.angular +=
        r * (properties.pointee.inertia * r.inverseRotate(v.angular)) + c.cross(linear)
    }
    return sum
  }
}
