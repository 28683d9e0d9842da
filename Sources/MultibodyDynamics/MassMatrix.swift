// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// Computes the mass matrix M of  M(q) q'' + h(q, u) = tau.
  ///
  /// Composite rigid bodies in ground axes: Featherstone (2008), section 6.2. Couplings are not
  /// applied. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - matrix: Receives the symmetric matrix by columns (`count == coordinateCount^2`); entry
  ///     (i, j) in kg m2, kg m or kg as the coordinates i and j are angles or displacements.
  ///   - workspace: A workspace whose positions are up to date.
  public func computeMassMatrix(
    into matrix: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) {
    precondition(
      matrix.count == coordinateCount * coordinateCount,
      "space for \(matrix.count) entries given, the mass matrix has "
        + "\(coordinateCount * coordinateCount)"
    )
    matrix.withUnsafeMutableBufferPointer { m in
      if let m = m.baseAddress { computeMassMatrix(into: m, using: &workspace) }
    }
  }

  /// The mass matrix, in kg m2, kg m or kg; couplings are not applied.
  ///
  /// - Parameter state: The coordinates; the speeds are not read.
  /// - Returns: The matrix by columns.
  public func massMatrix(at state: MultibodyState) -> Matrix {
    var workspace = DynamicsWorkspace(for: self)
    var matrix = [Double](repeating: 0, count: coordinateCount * coordinateCount)
    updatePositions(state, in: &workspace)
    computeMassMatrix(into: &matrix, using: &workspace)
    return Matrix(rows: coordinateCount, columns: coordinateCount, columnMajor: matrix)
  }

  /// The mass matrix by columns at a pointer with `coordinateCount^2` places.
  package func computeMassMatrix(
    into matrix: UnsafeMutablePointer<Double>,
    using workspace: inout DynamicsWorkspace
  ) {
    workspace.require(.positions, of: self)
    let model = storage
    let n = model.coordinateCount
    for index in 0..<n * n { matrix[index] = 0 }
    computeBodyInertias(model, workspace)
    var body = model.bodyCount - 1
    while body > 0 {
      let joint = model.joints[body]
      // The inertia of the body and everything outboard, as one rigid body.
      let inertia = workspace.inertias[body]
      for column in joint.coordinateStart..<joint.coordinateStart + joint.coordinateCount {
        let force = inertia * workspace.motionAxes[column]
        for row in joint.coordinateStart...column {
          let entry = workspace.motionAxes[row].dot(force)
          matrix[row + n * column] = entry
          matrix[column + n * row] = entry
        }
        var inboard = joint.parent
        while inboard > 0 {
          let other = model.joints[inboard]
          for row in other.coordinateStart..<other.coordinateStart + other.coordinateCount {
            let entry = workspace.motionAxes[row].dot(force)
            matrix[row + n * column] = entry
            matrix[column + n * row] = entry
          }
          inboard = other.parent
        }
      }
      workspace.inertias[joint.parent] += inertia
      body -= 1
    }
  }

  /// The inertia of each body about the ground origin.
  func computeBodyInertias(_ model: CompiledModel, _ workspace: borrowing DynamicsWorkspace) {
    workspace.inertias[0] = .zero
    for body in 1..<model.bodyCount {
      workspace.inertias[body] = SpatialInertia(
        model.masses[body],
        rotation: workspace.transforms[body].rotation,
        center: workspace.massCenters[body]
      )
    }
  }

  /// Computes h of  M(q) q'' + h(q, u) = tau: what gravity and velocities need.
  ///
  /// It equals inverse dynamics with accelerations zero. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: Coordinates and speeds.
  ///   - forces: Receives h by coordinate, in N m or N (`count == coordinateCount`).
  ///   - workspace: A workspace made for this model.
  public func computeBiasForces(
    _ state: borrowing MultibodyState,
    into forces: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) {
    checkCount(forces.count, "places for forces")
    updateKinematics(state, in: &workspace)
    forces.withUnsafeMutableBufferPointer { tau in
      computeInverseDynamics(
        accelerations: nil,
        externalForces: nil,
        into: tau.baseAddress ?? workspace.pivots,
        using: &workspace
      )
    }
  }

  /// What gravity and velocities need, by coordinate, in N m or N.
  ///
  /// - Parameter state: Coordinates and speeds.
  /// - Returns: Forces by coordinate, in N m or N.
  public func biasForces(at state: MultibodyState) -> [Double] {
    var workspace = DynamicsWorkspace(for: self)
    var forces = [Double](repeating: 0, count: coordinateCount)
    computeBiasForces(state, into: &forces, using: &workspace)
    return forces
  }
}
