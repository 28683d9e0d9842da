// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

// The semismooth Newton method on the dual, as `SeparableConvexSolver` describes it.
extension SeparableProgramWorkspace {
  /// Solves the program that the workspace holds, from the multipliers that it holds.
  ///
  /// Performs no heap allocation.
  public mutating func solve(
    settings: SeparableConvexSolver.Settings = .init()
  ) -> SeparableProgramReport {
    let penalty = prepare(settings)
    var level = firstPenaltyLevel(of: penalty)
    setMultiplierBounds(penalty: level)
    refresh()
    computeMagnitudes()

    var iterations = 0
    var status = SeparableProgramStatus.iterationLimit
    while true {
      let isLast = level >= penalty
      status = iterate(
        tolerance: isLast ? settings.relativeTolerance : Self.toleranceOfLevels,
        limit: settings.iterationLimit,
        iterations: &iterations
      )
      if isLast || status != .solved { break }
      if isBelowPenalty() {
        // No multiplier needs more: the penalty is exact, and only the tolerance remains.
        setMultiplierBounds(penalty: penalty)
        level = penalty
      } else {
        let next = level * Self.ratioOfLevels < penalty ? level * Self.ratioOfLevels : penalty
        raisePenalty(by: next - level)
        level = next
        setMultiplierBounds(penalty: level)
        refresh()
      }
    }
    return report(status, iterations: iterations, residual: measureAndHold())
  }

  /// The relative residual that counts as rounding when steps gain nothing any more.
  ///
  /// Multipliers at the penalty are so large that the slopes, which are differences of products
  /// with them, lose digits. A value near zero is a root of a small slope: above p = 3, the fourth
  /// root of a rounding and more.
  private var roundingResidual: Double { isBelowPenalty() && exponent <= 3 ? 1e-10 : 1e-7 }

  /// The first penalty relative to the final one when there are no multipliers to start from.
  static var firstLevel: Double { 1e-4 }

  /// The growth of the penalty from one level to the next, and the tolerance before the last.
  static var ratioOfLevels: Double { 10 }
  static var toleranceOfLevels: Double { 1e-6 }

  /// Takes Newton steps until the residual is within a tolerance.
  private func iterate(
    tolerance: Double,
    limit: Int,
    iterations: inout Int
  ) -> SeparableProgramStatus {
    var residual = measureAndHold()
    var previousResidual = Double.infinity
    var stalls = 0
    var isFresh = true
    while true {
      guard residual.isFinite else { return .notFinite }
      // Rounding has the last word: near the end three steps that gain nothing are enough.
      if residual < roundingResidual && residual > 0.5 * previousResidual { stalls += 1 }
      if residual <= tolerance || stalls >= 3 {
        if isFresh { return .solved }
        // Slopes were updated step by step; judge the end by slopes from the multipliers.
        refresh()
        isFresh = true
        residual = measureAndHold()
        if residual <= tolerance || stalls >= 3 { return .solved }
        continue
      }
      if iterations >= limit { return .iterationLimit }
      previousResidual = residual
      guard takeStep() else {
        return residual < roundingResidual ? .solved : .insufficientProgress
      }
      isFresh = false
      computeGradient()
      residual = measureAndHold()
      iterations += 1
    }
  }

  /// Computes slopes, values and gradient from the multipliers.
  private func refresh() {
    multiplyByTranspose(multipliers, into: slopes)
    step.update(repeating: 0, count: stride)
    slopeChanges.update(repeating: 0, count: unknownCount)
    _ = evaluate(stepLength: 0)
    computeGradient()
  }

  /// Marks the multipliers held at a bound and measures the violation of the others.
  ///
  /// Returns the largest violation relative to what is large in its kind of condition.
  func measureAndHold() -> Double {
    var scale = 0.0
    for j in 0..<equationCount { scale = max(scale, magnitudes[j]) }
    var largest = 0.0
    for j in 0..<stride {
      if j == inequalityOffset {
        largest = scale > 0 ? largest / scale : (largest > 0 ? 1 : 0)
      }
      let inEquations = j < equationCount
      guard inEquations || (j >= inequalityOffset && j < inequalityOffset + inequalityCount) else {
        isHeld[j] = true
        continue
      }
      let y = multipliers[j]
      let g = gradient[j]
      guard g.isFinite else { return .nan }
      let held =
        (y >= multiplierUpper[j] && g >= 0) || (y <= multiplierLower[j] && g <= 0)
      isHeld[j] = held
      if held { continue }
      if inEquations {
        largest = max(largest, abs(g))
      } else {
        let size = magnitudes[j]
        largest = max(largest, size > 0 ? abs(g) / size : (g == 0 ? 0 : 1))
      }
    }
    if stride == inequalityOffset {
      largest = scale > 0 ? largest / scale : (largest > 0 ? 1 : 0)
    }
    return largest
  }

  /// Sums up the outcome; a solve that ends with a multiplier at its penalty did not meet demands.
  private func report(
    _ end: SeparableProgramStatus,
    iterations: Int,
    residual: Double
  ) -> SeparableProgramReport {
    var scale = 0.0
    for j in 0..<equationCount { scale = max(scale, magnitudes[j]) }
    var unmetDemand = 0.0
    var missesDemands = false
    for j in 0..<equationCount {
      unmetDemand += abs(gradient[j])
      if isHeld[j] && abs(gradient[j]) > 1e-9 * scale { missesDemands = true }
    }
    var unmetInequality = 0.0
    var missesInequalities = false
    for j in inequalityOffset..<inequalityOffset + inequalityCount {
      unmetInequality = max(unmetInequality, gradient[j])
      if multipliers[j] >= multiplierUpper[j] && gradient[j] > 1e-9 * magnitudes[j] {
        missesInequalities = true
      }
    }
    let isInfeasible = end == .solved && (missesDemands || missesInequalities)
    return SeparableProgramReport(
      status: isInfeasible ? .infeasible : end,
      iterations: iterations,
      relativeResidual: residual,
      unmetDemand: unmetDemand,
      missesDemands: missesDemands,
      unmetInequality: unmetInequality
    )
  }
}
