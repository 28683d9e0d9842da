// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// Gives the dependent coordinates and speeds the values that follow from the independent ones.
  ///
  ///     q = constant + sum f(q_i)        u = sum f'(q_i) u_i
  ///
  /// Performs no heap allocation.
  public func applyCouplings(to state: inout MultibodyState) {
    checkCount(state.coordinates.count, "coordinates")
    checkCount(state.speeds.count, "speeds")
    guard storage.couplingCount > 0 else { return }
    state.coordinates.withUnsafeMutableBufferPointer { q in
      state.speeds.withUnsafeMutableBufferPointer { u in
        for place in 0..<storage.couplingCount {
          let coupling = storage.couplings[place]
          q[coupling.dependent] = coupling.constant
          u[coupling.dependent] = 0
        }
        for place in 0..<storage.couplingTermCount {
          let term = storage.couplingTerms[place]
          let f = storage.functions.evaluate(term.function, at: q[term.independent])
          q[term.dependent] += f.value
          u[term.dependent] += f.first * u[term.independent]
        }
      }
    }
  }

  /// Gives the dependent accelerations the values that follow from the independent ones.
  ///
  ///     a = sum f'(q_i) a_i + f''(q_i) u_i^2
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - accelerations: By coordinate, in rad/s2 or m/s2 (`count == coordinateCount`).
  ///   - state: The state that they belong to.
  public func applyCouplings(
    toAccelerations accelerations: inout [Double],
    state: borrowing MultibodyState
  ) {
    checkCount(state.coordinates.count, "coordinates")
    checkCount(state.speeds.count, "speeds")
    checkCount(accelerations.count, "accelerations")
    guard storage.couplingCount > 0 else { return }
    for place in 0..<storage.couplingCount {
      accelerations[storage.couplings[place].dependent] = 0
    }
    for place in 0..<storage.couplingTermCount {
      let term = storage.couplingTerms[place]
      let f = storage.functions.evaluate(
        term.function,
        at: state.coordinates[term.independent]
      )
      let speed = state.speeds[term.independent]
      accelerations[term.dependent] +=
        f.first * accelerations[term.independent] + f.second * speed * speed
    }
  }

  /// The forces on the independent coordinates that do the same work as forces on all of them.
  ///
  ///     reduced_i = tau_i + sum over dependent d of (dq_d / dq_i) tau_d
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - generalizedForces: By coordinate, in N m or N (`count == coordinateCount`).
  ///   - reduced: Receives the result by independent coordinate, in N m or N
  ///     (`count == independentCoordinates.count`).
  ///   - workspace: A workspace whose positions belong to the state.
  public func computeReducedGeneralizedForces(
    _ generalizedForces: [Double],
    into reduced: inout [Double],
    using workspace: borrowing DynamicsWorkspace
  ) {
    workspace.require(.positions, of: self)
    checkCount(generalizedForces.count, "generalized forces")
    precondition(
      reduced.count == independentCoordinates.count,
      "space for \(reduced.count) reduced forces given, model has "
        + "\(independentCoordinates.count) independent coordinates"
    )
    generalizedForces.withUnsafeBufferPointer { tau in
      reduced.withUnsafeMutableBufferPointer { target in
        if let tau = tau.baseAddress, let target = target.baseAddress {
          reduceForces(tau, into: target, workspace)
        }
      }
    }
  }

  /// The forces on the independent coordinates that do the same work as forces on all of them, in
  /// N m or N by independent coordinate.
  ///
  /// - Parameters:
  ///   - generalizedForces: By coordinate, in N m or N (`count == coordinateCount`).
  ///   - state: The state that they belong to.
  /// - Returns: Forces by independent coordinate, in N m or N.
  public func reducedGeneralizedForces(
    _ generalizedForces: [Double],
    state: MultibodyState
  ) -> [Double] {
    var workspace = DynamicsWorkspace(for: self)
    updatePositions(state, in: &workspace)
    var reduced = [Double](repeating: 0, count: independentCoordinates.count)
    computeReducedGeneralizedForces(generalizedForces, into: &reduced, using: workspace)
    return reduced
  }

  /// Computes the mass matrix of the independent coordinates, couplings applied.
  ///
  /// With q'' = G a_i the matrix is G' M G. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - matrix: Receives the symmetric matrix by columns
  ///     (`count == independentCoordinates.count^2`), in kg m2, kg m or kg.
  ///   - workspace: A workspace whose positions are up to date.
  public func computeReducedMassMatrix(
    into matrix: inout [Double],
    using workspace: inout DynamicsWorkspace
  ) {
    let order = independentCoordinates.count
    precondition(
      matrix.count == order * order,
      "space for \(matrix.count) entries given, the reduced mass matrix has \(order * order)"
    )
    computeReducedMassMatrix(stride: order, using: &workspace)
    for index in matrix.indices { matrix[index] = workspace.reducedMatrix[index] }
  }

  /// The mass matrix of the independent coordinates, couplings applied, in kg m2, kg m or kg.
  ///
  /// - Parameter state: The coordinates, which should satisfy the couplings.
  /// - Returns: The matrix by columns.
  public func reducedMassMatrix(at state: MultibodyState) -> Matrix {
    var workspace = DynamicsWorkspace(for: self)
    let order = independentCoordinates.count
    var matrix = [Double](repeating: 0, count: order * order)
    updatePositions(state, in: &workspace)
    computeReducedMassMatrix(into: &matrix, using: &workspace)
    return Matrix(rows: order, columns: order, columnMajor: matrix)
  }

  /// Writes G' M G into the workspace, with columns `stride` numbers apart.
  func computeReducedMassMatrix(stride: Int, using workspace: inout DynamicsWorkspace) {
    let n = coordinateCount
    let full = workspace.matrix
    let reduced = workspace.reducedMatrix
    let places = workspace.independentPlaces
    computeMassMatrix(into: full, using: &workspace)
    // M G first, in the columns of the independent coordinates; then G' times that.
    for place in 0..<storage.couplingTermCount {
      let term = storage.couplingTerms[place]
      let slope = workspace.couplingFirst[place]
      for row in 0..<n {
        full[row + n * term.independent] += slope * full[row + n * term.dependent]
      }
    }
    for column in 0..<storage.independentCount {
      let coordinate = storage.independents[column]
      for row in 0..<storage.independentCount {
        reduced[row + stride * column] = full[storage.independents[row] + n * coordinate]
      }
      for place in 0..<storage.couplingTermCount {
        let term = storage.couplingTerms[place]
        reduced[places[term.independent] + stride * column] +=
          workspace.couplingFirst[place] * full[term.dependent + n * coordinate]
      }
    }
  }

  /// Writes G' times forces (or moment arms) on all coordinates by independent coordinate.
  ///
  /// Positions must be up to date. Performs no heap allocation.
  package func reduceForces(
    _ forces: UnsafePointer<Double>,
    into reduced: UnsafeMutablePointer<Double>,
    _ workspace: borrowing DynamicsWorkspace
  ) {
    for place in 0..<storage.independentCount {
      reduced[place] = forces[storage.independents[place]]
    }
    for place in 0..<storage.couplingTermCount {
      let term = storage.couplingTerms[place]
      reduced[workspace.independentPlaces[term.independent]] +=
        workspace.couplingFirst[place] * forces[term.dependent]
    }
  }

  /// Stops with both numbers when a count is not the number of coordinates.
  func checkCount(_ count: Int, _ what: String) {
    precondition(
      count == coordinateCount,
      "\(count) \(what) given, model has \(coordinateCount) coordinates"
    )
  }
}
