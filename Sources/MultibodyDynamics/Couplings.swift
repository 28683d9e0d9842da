// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension MultibodyModel {
  /// Gives the dependent coordinates and speeds the values that follow from the independent ones.
  ///
  ///     q = constant + sum f(q_i)        u = sum f'(q_i) u_i
  ///
  /// Performs no heap allocation.
  public func applyCouplings(to state: inout MultibodyState) {
    checkCount(state.coordinates.count, "coordinates")
    checkCount(state.speeds.count, "speeds")
    guard !couplings.isEmpty else { return }
    state.coordinates.withUnsafeMutableBufferPointer { q in
      state.speeds.withUnsafeMutableBufferPointer { u in
        for coupling in couplings {
          q[coupling.dependent.index] = coupling.constant
          u[coupling.dependent.index] = 0
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
    guard !couplings.isEmpty else { return }
    for coupling in couplings { accelerations[coupling.dependent.index] = 0 }
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
    for (place, coordinate) in independentCoordinates.enumerated() {
      reduced[place] = generalizedForces[coordinate.index]
    }
    for place in 0..<storage.couplingTermCount {
      let term = storage.couplingTerms[place]
      reduced[workspace.independentPlaces[term.independent]] +=
        workspace.couplingFirst[place] * generalizedForces[term.dependent]
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

  /// Stops with both numbers when a count is not the number of coordinates.
  func checkCount(_ count: Int, _ what: String) {
    precondition(
      count == coordinateCount,
      "\(count) \(what) given, model has \(coordinateCount) coordinates"
    )
  }
}
