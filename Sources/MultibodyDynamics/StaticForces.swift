// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// Computes the generalized forces that hold a posture at rest.
  ///
  /// It equals inverse dynamics with speeds and accelerations zero, at a fraction of the cost,
  /// and needs only positions. Afterwards the workspace holds the joint forces. Performs no heap
  /// allocation.
  ///
  /// - Parameters:
  ///   - externalForces: By body, in ground axes about the ground origin
  ///     (`count == bodyCount`; that of ground is not read); nil for none.
  ///   - generalizedForces: Receives the result by coordinate, in N m or N
  ///     (`count == coordinateCount`).
  ///   - workspace: A workspace whose positions are up to date.
  public func computeStaticForces(
    externalForces: [SpatialForce]?,
    into generalizedForces: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) {
    checkCount(generalizedForces.count, "places for generalized forces")
    generalizedForces.withUnsafeMutableBufferPointer { tau in
      // Without coordinates there is nothing to write, so any pointer will do.
      let target = tau.baseAddress ?? workspace.pivots
      withExternalForces(externalForces) { forces in
        computeStaticForces(externalForces: forces, into: target, using: &workspace)
      }
    }
  }

  /// The generalized forces that hold a posture at rest, by coordinate, in N m or N.
  ///
  /// - Parameters:
  ///   - state: The coordinates; the speeds are not read.
  ///   - externalForces: By body, in ground axes about the ground origin; nil for none.
  /// - Returns: Forces by coordinate, in N m or N.
  public func staticForces(
    at state: MultibodyState,
    externalForces: [SpatialForce]? = nil
  ) -> [Double] {
    var workspace = DynamicsWorkspace(for: self)
    var forces = [Double](repeating: 0, count: coordinateCount)
    updatePositions(state, in: &workspace)
    computeStaticForces(externalForces: externalForces, into: &forces, using: &workspace)
    return forces
  }

  /// Static forces from pointers; `externalForces` has `bodyCount` entries or is nil.
  package func computeStaticForces(
    externalForces: UnsafePointer<SpatialForce>?,
    into generalizedForces: UnsafeMutablePointer<Double>,
    using workspace: inout DynamicsWorkspace
  ) {
    workspace.require(.positions, of: self)
    let model = storage
    for body in 1..<model.bodyCount {
      workspace.forces[body] = SpatialForce(
        force: gravity * -model.masses[body].mass,
        at: workspace.massCenters[body]
      )
    }
    collectForces(externalForces, into: generalizedForces, model, workspace)
    workspace.jointForcesAreCurrent = true
  }
}
