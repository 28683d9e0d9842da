// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// Computes the generalized forces that produce given accelerations.
  ///
  /// Recursive Newton-Euler in ground axes: Featherstone (2008), section 5.3, with moments about
  /// the ground origin.
  ///
  ///     M(q) q'' + h(q, u) = tau + sum J' f_external
  ///
  /// Gravity is included. Afterwards the workspace holds the kinematics, the accelerations of
  /// the bodies and the joint forces. Couplings are not applied: forces of dependent coordinates
  /// stand at their own places. Numbers that are not finite stop the program. Performs no heap
  /// allocation.
  ///
  /// - Parameters:
  ///   - state: Coordinates and speeds.
  ///   - accelerations: By coordinate, in rad/s2 or m/s2 (`count == coordinateCount`).
  ///   - externalForces: By body, in ground axes about the ground origin
  ///     (`count == bodyCount`; that of ground is not read); nil for none.
  ///   - generalizedForces: Receives the result by coordinate, in N m or N
  ///     (`count == coordinateCount`).
  ///   - workspace: A workspace made for this model.
  public func computeInverseDynamics(
    _ state: borrowing MultibodyState,
    accelerations: [Double],
    externalForces: [SpatialForce]?,
    into generalizedForces: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) {
    checkCount(accelerations.count, "accelerations")
    checkCount(generalizedForces.count, "places for generalized forces")
    updateKinematics(state, in: &workspace)
    accelerations.withUnsafeBufferPointer { a in
      generalizedForces.withUnsafeMutableBufferPointer { tau in
        // Without coordinates there is nothing to write, so any pointer will do.
        let target = tau.baseAddress ?? workspace.pivots
        withExternalForces(externalForces) { forces in
          computeInverseDynamics(
            accelerations: a.baseAddress,
            externalForces: forces,
            into: target,
            using: &workspace
          )
        }
      }
    }
  }

  /// The generalized forces that produce given accelerations, by coordinate, in N m or N.
  ///
  /// - Parameters:
  ///   - state: Coordinates and speeds.
  ///   - accelerations: By coordinate, in rad/s2 or m/s2 (`count == coordinateCount`).
  ///   - externalForces: By body, in ground axes about the ground origin; nil for none.
  /// - Returns: Forces by coordinate, in N m or N.
  public func inverseDynamics(
    of state: MultibodyState,
    accelerations: [Double],
    externalForces: [SpatialForce]? = nil
  ) -> [Double] {
    var workspace = DynamicsWorkspace(for: self)
    var forces = [Double](repeating: 0, count: coordinateCount)
    computeInverseDynamics(
      state,
      accelerations: accelerations,
      externalForces: externalForces,
      into: &forces,
      using: &workspace
    )
    return forces
  }

  /// Inverse dynamics on a workspace whose velocities are up to date.
  ///
  /// `accelerations` nil means zero; `externalForces` has `bodyCount` entries or is nil.
  package func computeInverseDynamics(
    accelerations: UnsafePointer<Double>?,
    externalForces: UnsafePointer<SpatialForce>?,
    into generalizedForces: UnsafeMutablePointer<Double>,
    using workspace: inout DynamicsWorkspace
  ) {
    workspace.require(.velocities, of: self)
    if let accelerations { checkFinite(accelerations, "acceleration") }
    let model = storage
    workspace.accelerations[0] = SpatialMotion(angular: .zero, linear: -gravity)
    // Outward: accelerations, and the force that each body needs for its own motion.
    for body in 1..<model.bodyCount {
      let joint = model.joints + body
      var a = workspace.accelerations[joint.pointee.parent] + workspace.velocityProducts[body]
      if let accelerations {
        let start = joint.pointee.coordinateStart
        for c in start..<start + joint.pointee.coordinateCount {
          a += workspace.motionAxes[c] * accelerations[c]
        }
      }
      workspace.accelerations[body] = a
      workspace.forces[body] = inertialForce(body, a, model, workspace)
    }
    workspace.gravity = gravity
    collectForces(externalForces, into: generalizedForces, model, workspace)
    workspace.stage = .dynamics
  }

  /// The rate of change of a body's momentum about the ground origin.
  ///
  /// Newton and Euler about the mass centre c: F = m a_c, N = I w' + w x I w.
  @inline(__always)
  private func inertialForce(
    _ body: Int,
    _ a: SpatialMotion,
    _ model: CompiledModel,
    _ workspace: borrowing DynamicsWorkspace
  ) -> SpatialForce {
    let properties = model.masses + body
    let v = workspace.velocities[body]
    let c = workspace.massCenters[body]
    let r = workspace.transforms[body].rotation
    let acceleration = a.velocity(at: c) + v.angular.cross(v.velocity(at: c))
    let force = acceleration * properties.pointee.mass
    let w = r.inverseRotate(v.angular)
    let inertia = properties.pointee.inertia
    let moment = inertia * r.inverseRotate(a.angular) + w.cross(inertia * w)
    return SpatialForce(moment: r * moment + c.cross(force), force: force)
  }

  /// Inward: what each joint transmits, and its component along each motion axis.
  @inline(__always)
  func collectForces(
    _ externalForces: UnsafePointer<SpatialForce>?,
    into generalizedForces: UnsafeMutablePointer<Double>,
    _ model: CompiledModel,
    _ workspace: borrowing DynamicsWorkspace
  ) {
    if let externalForces { subtract(externalForces, from: workspace.forces) }
    workspace.forces[0] = .zero
    var body = model.bodyCount - 1
    while body > 0 {
      let joint = model.joints + body
      let force = workspace.forces[body]
      let start = joint.pointee.coordinateStart
      for c in start..<start + joint.pointee.coordinateCount {
        generalizedForces[c] = workspace.motionAxes[c].dot(force)
      }
      workspace.forces[joint.pointee.parent] += force
      body -= 1
    }
  }

  /// Subtracts the external forces of all moving bodies; stops when one is not finite.
  @inline(__always)
  func subtract(
    _ externalForces: UnsafePointer<SpatialForce>,
    from forces: UnsafeMutablePointer<SpatialForce>
  ) {
    var sum = 0.0
    for body in 1..<storage.bodyCount {
      let f = externalForces[body]
      forces[body] -= f
      let total = f.moment + f.force
      let number = total.x + total.y + total.z
      sum += number - number
    }
    precondition(sum == 0, "an external force is not finite")
  }

  /// Calls `body` with a pointer to the forces, or nil, after a check of their number.
  func withExternalForces(
    _ forces: [SpatialForce]?,
    _ body: (UnsafePointer<SpatialForce>?) -> Void
  ) {
    if let forces {
      precondition(
        forces.count == bodyCount,
        "\(forces.count) external forces given, model has \(bodyCount) bodies with ground"
      )
      forces.withUnsafeBufferPointer { body($0.baseAddress) }
    } else {
      body(nil)
    }
  }
}
