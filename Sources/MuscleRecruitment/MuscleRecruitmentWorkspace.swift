// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import NumericalMethods

/// Storage and iteration for recruitment problems of one size, for hot paths.
///
/// Fill in `program`, whose variables are the activations and whose equations are the coordinates
/// (or `load` a problem), then solve. The multipliers and the directions of the last cuts stay for
/// the next solve, which starts from them unless `reset` or `restart` is called. The start decides
/// the last digits of the result: where rows must not depend on the rows before them, solve one
/// reference state, `rememberStart`, and `restart` before every row. Nothing after the initialiser
/// performs a heap allocation but `load` and `solution`.
public struct MuscleRecruitmentWorkspace: ~Copyable, @unchecked Sendable {
  /// The number of muscles.
  public let muscleCount: Int

  /// The number of coordinates.
  public let coordinateCount: Int

  /// The order of the stiffness matrix, zero when stability is never asked for.
  public let stiffnessOrder: Int

  /// The least-effort program; its inequalities belong to the stability cuts.
  public var program: SeparableProgramWorkspace

  var eigen: SymmetricEigenWorkspace
  let stiffness: OwnedBuffer<Double>
  /// The directions of the cuts now in the program, by columns.
  let directions: OwnedBuffer<Double>
  let coefficients: OwnedBuffer<Double>
  /// The start that `rememberStart` kept: multipliers, directions and number of cuts.
  let keptMultipliers: OwnedBuffer<Double>
  let keptDirections: OwnedBuffer<Double>
  var keptCuts = 0

  /// The greatest number of cuts that a program of this many coordinates leaves room for, at most
  /// 36, dimensionless.
  public static func cutCapacity(coordinates: Int) -> Int {
    max(0, min(36, SmallCholesky.largestOrder - ((coordinates + 1) & ~1)))
  }

  /// Allocates storage for problems of one size.
  ///
  /// - Parameters:
  ///   - muscles: The number of muscles.
  ///   - coordinates: The number of coordinates, at most 62.
  ///   - supports: The number of supports.
  ///   - stiffnessOrder: The order of the stiffness matrix; zero when stability is never asked for.
  public init(muscles: Int, coordinates: Int, supports: Int = 0, stiffnessOrder: Int = 0) {
    let capacity = stiffnessOrder > 0 ? Self.cutCapacity(coordinates: coordinates) : 0
    muscleCount = muscles
    coordinateCount = coordinates
    self.stiffnessOrder = stiffnessOrder
    let program = SeparableProgramWorkspace(
      variables: muscles,
      equations: coordinates,
      inequalities: capacity,
      supports: supports
    )
    let dualLength = program.dualLength
    self.program = program
    eigen = SymmetricEigenWorkspace(order: max(1, stiffnessOrder))
    stiffness = OwnedBuffer(count: stiffnessOrder * stiffnessOrder)
    directions = OwnedBuffer(count: stiffnessOrder * capacity)
    coefficients = OwnedBuffer(count: muscles)
    keptMultipliers = OwnedBuffer(count: dualLength)
    keptDirections = OwnedBuffer(count: stiffnessOrder * capacity)
  }

  /// Makes the next solve start without a guess: no multipliers, no cuts.
  public mutating func reset() {
    program.removeInequalities()
    program.resetMultipliers()
  }

  /// Keeps the multipliers and the directions of the cuts of the last solution for `restart`.
  ///
  /// Performs no heap allocation.
  public mutating func rememberStart() {
    removeSlackCuts()
    program.copyMultipliers(to: keptMultipliers.pointer)
    keptDirections.pointer.update(from: directions.pointer, count: directions.count)
    keptCuts = program.inequalityCount
  }

  /// Makes the next solve start from what `rememberStart` kept, or without a guess before it.
  ///
  /// Performs no heap allocation.
  public mutating func restart() {
    program.removeInequalities()
    coefficients.elements.update(repeating: 0)
    // The coefficients are written when the next solve knows the stiffness.
    for _ in 0..<keptCuts {
      program.addInequality(UnsafeBufferPointer(coefficients.elements).span, bound: 0)
    }
    directions.pointer.update(from: keptDirections.pointer, count: directions.count)
    program.setMultipliers(from: keptMultipliers.pointer)
  }

  /// The activation of a muscle in the last solution, dimensionless.
  public borrowing func activation(_ muscle: Int) -> Double { program.variable(muscle) }

  /// What the last solution leaves unmet of a coordinate's demand, in newton metres.
  public borrowing func unmetMoment(_ coordinate: Int) -> Double {
    program.unmetDemand(coordinate)
  }

  /// The derivative of the least effort by the demand of a coordinate, per newton metre.
  public borrowing func multiplier(_ coordinate: Int) -> Double {
    program.equationMultiplier(coordinate)
  }

  /// The activations of the last solution, for reading; valid until the next solve.
  package borrowing func activations() -> UnsafePointer<Double> { program.variables() }

  /// Finds the activations of least effort, stable or not; cuts of an earlier solve are dropped.
  ///
  /// Performs no heap allocation.
  public mutating func solve(
    settings: MuscleRecruitmentSolver.Settings = .init()
  ) -> MuscleRecruitmentReport {
    program.removeInequalities()
    let report = program.solve(settings: settings.program)
    return MuscleRecruitmentReport(
      status: Self.status(of: report),
      unmetMoment: report.unmetDemand,
      relativeResidual: report.relativeResidual,
      iterations: report.iterations,
      stability: nil
    )
  }

  /// Finds the activations of least effort among those that make a system stable.
  ///
  /// Performs no heap allocation, if the model performs none.
  ///
  /// - Parameters:
  ///   - model: The stiffness as a function of the activations.
  ///   - margin: The least stiffness in any direction, in newton metres per radian.
  ///   - settings: Tolerances and limits.
  /// - Returns: The outcome in numbers; the activations are in the workspace.
  public mutating func solve<Model: StiffnessModel & ~Copyable>(
    stableUnder model: borrowing Model,
    margin: Double = 0,
    settings: MuscleRecruitmentSolver.Settings = .init()
  ) -> MuscleRecruitmentReport {
    precondition(
      model.coordinateCount == stiffnessOrder,
      "a stiffness of order \(model.coordinateCount) in a workspace for order \(stiffnessOrder)"
    )
    renewCuts(model, margin: margin)
    var iterations = 0
    var stability = MuscleRecruitmentReport.Stability(
      smallestEigenvalueBefore: 0,
      smallestEigenvalueAfter: 0,
      rounds: 0,
      cuts: 0
    )
    while true {
      let outcome = program.solve(settings: settings.program)
      iterations += outcome.iterations
      var status = Self.status(of: outcome)
      if status == .notFinite || !findWeakDirections(model, settings) {
        status = .notFinite
      } else {
        let smallest = eigen.eigenvalue(0)
        if stability.rounds == 0 { stability.smallestEigenvalueBefore = smallest }
        stability.smallestEigenvalueAfter = smallest
        stability.rounds += 1
        if smallest < margin - settings.stabilityTolerance {
          // A cut that the last solution could not meet will not be met by more cuts.
          if outcome.unmetInequality > 0 && outcome.status == .infeasible {
            status = status == .demandsUnmet ? status : .unstable
          } else if stability.rounds >= settings.roundLimit {
            status = .roundLimit
          } else if addCuts(model, margin: margin, settings) {
            continue
          } else {
            status = .roundLimit
          }
        } else if status == .unstable {
          // The cuts ask for the margin; the tolerance below it is enough.
          status = .solved
        }
      }
      stability.cuts = program.inequalityCount
      return MuscleRecruitmentReport(
        status: status,
        unmetMoment: outcome.unmetDemand,
        relativeResidual: outcome.relativeResidual,
        iterations: iterations,
        stability: stability
      )
    }
  }

}
