// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Why accelerations could not be computed.
public enum ForwardDynamicsError: Error, Hashable, Sendable {
  /// Nothing resists the motion of a coordinate: its outboard mass or inertia is zero, or the
  /// joint is at a singular position.
  case singular(CoordinateID)

  /// A model with couplings has more than 64 independent coordinates.
  case tooManyCoordinates(Int)
}

extension MultibodyModel {
  /// Computes the accelerations that forces produce.
  ///
  /// Without couplings by articulated bodies: Featherstone (2008), section 7.3, in ground axes,
  /// one coordinate at a time, so that joints of several coordinates need no small matrices.
  /// With couplings the equations of the independent coordinates are solved (at most 64), the
  /// state is expected to satisfy the couplings, and the result satisfies them too. Gravity is
  /// included. Numbers that are not finite stop the program. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: Coordinates and speeds.
  ///   - generalizedForces: By coordinate, in N m or N (`count == coordinateCount`).
  ///   - externalForces: By body, in ground axes about the ground origin
  ///     (`count == bodyCount`; that of ground is not read); nil for none.
  ///   - accelerations: Receives the result by coordinate, in rad/s2 or m/s2
  ///     (`count == coordinateCount`).
  ///   - workspace: A workspace made for this model.
  /// - Throws: `ForwardDynamicsError` when a coordinate meets no inertia.
  public func computeAccelerations(
    _ state: borrowing MultibodyState,
    generalizedForces: [Double],
    externalForces: [SpatialForce]? = nil,
    into accelerations: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) throws(ForwardDynamicsError) {
    checkCount(generalizedForces.count, "generalized forces")
    checkCount(accelerations.count, "places for accelerations")
    updateKinematics(state, in: &workspace)
    var failure: ForwardDynamicsError?
    generalizedForces.withUnsafeBufferPointer { tau in
      accelerations.withUnsafeMutableBufferPointer { a in
        guard let tau = tau.baseAddress, let a = a.baseAddress else { return }
        checkFinite(tau, "generalized force")
        withExternalForces(externalForces) { forces in
          failure =
            storage.couplingCount == 0
            ? computeArticulatedAccelerations(tau, forces, into: a, using: &workspace)
            : computeCoupledAccelerations(
              state,
              tau,
              forces,
              into: a,
              using: &workspace
            )
        }
      }
    }
    if let failure { throw failure }
  }

  /// The accelerations that forces produce, by coordinate, in rad/s2 or m/s2.
  ///
  /// - Parameters:
  ///   - state: Coordinates and speeds.
  ///   - generalizedForces: By coordinate, in N m or N (`count == coordinateCount`).
  ///   - externalForces: By body, in ground axes about the ground origin; nil for none.
  /// - Throws: `ForwardDynamicsError` when a coordinate meets no inertia.
  /// - Returns: Accelerations by coordinate, in rad/s2 or m/s2.
  public func accelerations(
    of state: MultibodyState,
    generalizedForces: [Double],
    externalForces: [SpatialForce]? = nil
  ) throws(ForwardDynamicsError) -> [Double] {
    var workspace = DynamicsWorkspace(for: self)
    var accelerations = [Double](repeating: 0, count: coordinateCount)
    try computeAccelerations(
      state,
      generalizedForces: generalizedForces,
      externalForces: externalForces,
      into: &accelerations,
      using: &workspace
    )
    return accelerations
  }

  /// The articulated-body recursion on a workspace whose velocities are up to date.
  ///
  /// I: inertia of a body as everything outboard lets it move; p: force on it without
  /// acceleration; S: motion axis; U = I S; D = S' U; u = tau - S' p.
  private func computeArticulatedAccelerations(
    _ generalizedForces: UnsafePointer<Double>,
    _ externalForces: UnsafePointer<SpatialForce>?,
    into result: UnsafeMutablePointer<Double>,
    using workspace: inout DynamicsWorkspace
  ) -> ForwardDynamicsError? {
    let model = storage
    computeBodyInertias(model, workspace)
    let p = workspace.forces
    p[0] = .zero
    for body in 1..<model.bodyCount {
      let v = workspace.velocities[body]
      p[body] = v.cross(workspace.inertias[body] * v)
    }
    if let externalForces { subtract(externalForces, from: p) }
    // Inward: take the coordinates out, last first.
    var body = model.bodyCount - 1
    while body > 0 {
      let joint = model.joints[body]
      var inertia = workspace.inertias[body]
      let whole = inertia
      var bias = p[body] + inertia * workspace.velocityProducts[body]
      var c = joint.coordinateStart + joint.coordinateCount - 1
      while c >= joint.coordinateStart {
        let axis = workspace.motionAxes[c]
        let u = inertia * axis
        let pivot = axis.dot(u)
        // What is left of the inertia along the axis must exceed rounding (chosen: 1e-12).
        guard pivot > 1e-12 * axis.dot(whole * axis) else {
          return .singular(CoordinateID(index: c))
        }
        let residual = generalizedForces[c] - axis.dot(bias)
        inertia.subtractOuterProduct(of: u, times: 1 / pivot)
        bias += u * (residual / pivot)
        workspace.axisForces[c] = u
        workspace.pivots[c] = pivot
        workspace.residuals[c] = residual
        c -= 1
      }
      workspace.inertias[joint.parent] += inertia
      p[joint.parent] += bias
      body -= 1
    }
    // Outward: accelerations, first coordinate first.
    workspace.accelerations[0] = SpatialMotion(angular: .zero, linear: -gravity)
    for body in 1..<model.bodyCount {
      let joint = model.joints[body]
      var a = workspace.accelerations[joint.parent]
      for c in joint.coordinateStart..<joint.coordinateStart + joint.coordinateCount {
        let value = (workspace.residuals[c] - a.dot(workspace.axisForces[c])) / workspace.pivots[c]
        result[c] = value
        a += workspace.motionAxes[c] * value
      }
      workspace.accelerations[body] = a + workspace.velocityProducts[body]
    }
    workspace.gravity = gravity
    workspace.stage = .dynamics
    workspace.jointForcesAreCurrent = false
    return nil
  }

  /// Solves  G'M G a_i = G'(tau - h - M c)  with  q'' = G a_i + c  of the couplings.
  private func computeCoupledAccelerations(
    _ state: borrowing MultibodyState,
    _ generalizedForces: UnsafePointer<Double>,
    _ externalForces: UnsafePointer<SpatialForce>?,
    into result: UnsafeMutablePointer<Double>,
    using workspace: inout DynamicsWorkspace
  ) -> ForwardDynamicsError? {
    let n = coordinateCount
    let order = storage.independentCount
    guard order <= SmallCholesky.largestOrder else { return .tooManyCoordinates(order) }
    // c: the accelerations of the dependent coordinates with the independent ones at zero.
    for c in 0..<n { result[c] = 0 }
    for place in 0..<storage.couplingTermCount {
      let term = storage.couplingTerms[place]
      let speed = state.speeds[term.independent]
      result[term.dependent] += workspace.couplingSecond[place] * speed * speed
    }
    let residual = workspace.residuals
    computeInverseDynamics(
      accelerations: result,
      externalForces: externalForces,
      into: residual,
      using: &workspace
    )
    for c in 0..<n { residual[c] = generalizedForces[c] - residual[c] }
    let reduced = workspace.pivots
    if order > 0 {
      reduceForces(residual, into: reduced, workspace)
      let stride = SmallCholesky.leadingDimension(forOrder: order)
      computeReducedMassMatrix(stride: stride, using: &workspace)
      do {
        try SmallCholesky.factor(
          workspace.reducedMatrix,
          order: order,
          leadingDimension: stride
        )
      } catch {
        var place = 0
        if case .notPositiveDefinite(let failed) = error { place = failed - 1 }
        return .singular(independentCoordinates[place])
      }
      SmallCholesky.solve(
        factors: workspace.reducedMatrix,
        order: order,
        leadingDimension: stride,
        reduced
      )
    }
    for place in 0..<storage.independentCount {
      result[storage.independents[place]] += reduced[place]
    }
    for place in 0..<storage.couplingTermCount {
      let term = storage.couplingTerms[place]
      result[term.dependent] += workspace.couplingFirst[place] * result[term.independent]
    }
    // The accelerations of the bodies and what the joints transmit.
    computeInverseDynamics(
      accelerations: result,
      externalForces: externalForces,
      into: residual,
      using: &workspace
    )
    return nil
  }
}
