// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import NumericalMethods

// Stability cuts: sum_i (v'K_i v) a_i >= margin - v'K_0 v, one for each weak direction v, divided
// by its largest coefficient so that all cuts weigh alike.
extension MuscleRecruitmentWorkspace {
  /// Writes the cuts of the last solve anew, in the same directions, for another stiffness.
  ///
  /// Those that were not needed are dropped; the multipliers of the others are the first guess.
  mutating func renewCuts<Model: StiffnessModel & ~Copyable>(
    _ model: borrowing Model,
    margin: Double
  ) {
    removeSlackCuts()
    for l in 0..<program.inequalityCount {
      let bound = computeCut(model, direction: l, margin: margin)
      program.replaceInequality(
        l,
        coefficients: UnsafeBufferPointer(coefficients.elements).span,
        bound: bound
      )
    }
  }

  /// Finds the lowest eigenvalues of the stiffness at the present activations.
  ///
  /// Returns false when the stiffness holds a number that is not finite.
  mutating func findWeakDirections<Model: StiffnessModel & ~Copyable>(
    _ model: borrowing Model,
    _ settings: MuscleRecruitmentSolver.Settings
  ) -> Bool {
    var entries = stiffness.elements.mutableSpan
    let activations = UnsafeBufferPointer(start: activations(), count: muscleCount)
    model.computeStiffness(activations: activations.span, into: &entries)
    do {
      try eigen.decompose(
        columnMajor: stiffness.pointer,
        lowest: min(stiffnessOrder, settings.cutsPerRound)
      )
      return true
    } catch {
      return false
    }
  }

  /// Adds a cut for each eigenvector found whose eigenvalue falls short of the margin.
  ///
  /// Returns false when there is no room for the first one.
  mutating func addCuts<Model: StiffnessModel & ~Copyable>(
    _ model: borrowing Model,
    margin: Double,
    _ settings: MuscleRecruitmentSolver.Settings
  ) -> Bool {
    var added = false
    for k in 0..<eigen.count where eigen.eigenvalue(k) < margin {
      if program.inequalityCount == program.inequalityCapacity { removeSlackCuts() }
      let l = program.inequalityCount
      if l == program.inequalityCapacity { break }
      (directions.pointer + l * stiffnessOrder).update(
        from: eigen.eigenvector(k),
        count: stiffnessOrder
      )
      let bound = computeCut(model, direction: l, margin: margin)
      program.addInequality(UnsafeBufferPointer(coefficients.elements).span, bound: bound)
      added = true
    }
    return added
  }

  /// Drops every cut that the last solution did not need.
  mutating func removeSlackCuts() {
    for l in stride(from: program.inequalityCount - 1, through: 0, by: -1)
    where program.inequalityMultiplier(l) == 0 {
      // The last cut takes the place of the one removed, with its direction.
      let last = program.inequalityCount - 1
      program.removeInequality(l)
      if l != last {
        (directions.pointer + l * stiffnessOrder).update(
          from: directions.pointer + last * stiffnessOrder,
          count: stiffnessOrder
        )
      }
    }
  }

  /// Writes the coefficients of the cut in one direction and returns its bound.
  private mutating func computeCut<Model: StiffnessModel & ~Copyable>(
    _ model: borrowing Model,
    direction l: Int,
    margin: Double
  ) -> Double {
    let direction = UnsafeBufferPointer(
      start: directions.pointer + l * stiffnessOrder,
      count: stiffnessOrder
    )
    var perMuscle = coefficients.elements.mutableSpan
    let constant = model.computeCurvature(along: direction.span, into: &perMuscle)
    var largest = 0.0
    for i in 0..<muscleCount { largest = max(largest, abs(coefficients[i])) }
    let scale = largest > 0 ? 1 / largest : 1
    for i in 0..<muscleCount { coefficients[i] *= scale }
    return (margin - constant) * scale
  }
}
