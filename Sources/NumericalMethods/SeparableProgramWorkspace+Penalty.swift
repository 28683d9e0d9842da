// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

// Where the multipliers start, and the penalty that bounds them.
extension SeparableProgramWorkspace {
  /// Sets the constants of the laws and a first guess where there is none; returns the penalty P.
  func prepare(_ settings: SeparableConvexSolver.Settings) -> Double {
    var largestSlope = 0.0
    var largestNorm = 0.0
    for i in 0..<unknownCount {
      let weight = weights[i]
      let unknownLaw = lawOfUnknown(i)
      switch unknownLaw {
      case .square: inverseWeights[i] = 0.5 / weight
      case .cube: inverseWeights[i] = 1 / (3 * weight)
      case .general: inverseWeights[i] = 0
      }
      if i < variableCount {
        let reach = max(abs(lower[i]), abs(upper[i]))
        largestSlope = max(
          largestSlope,
          unknownLaw.slope(reach.isFinite ? reach : 1, weight: weight)
        )
        largestNorm = max(largestNorm, squaredNorms[i])
      }
    }
    let unit = largestNorm > 0 ? largestSlope / largestNorm.squareRoot() : 1
    let penalty = unmetPenalty ?? settings.penaltyFactor * (unit > 0 ? unit : 1)
    var largest = 0.0
    for j in 0..<stride {
      if !multipliers[j].isFinite { multipliers[j] = 0 }
      largest = max(largest, abs(multipliers[j]))
    }
    // Multipliers at the penalty come from demands that could not be met: they are no guide.
    let isCold = largest == 0 || largest >= penalty * (1 - 1e-9)
    if isCold { multipliers.update(repeating: 0, count: stride) }
    setMultiplierBounds(penalty: penalty)
    if isCold { guessMultipliers() }
    return penalty
  }

  /// The penalty to begin with: well above the multipliers, and at most the final one.
  func firstPenaltyLevel(of penalty: Double) -> Double {
    var largest = 0.0
    for j in 0..<stride { largest = max(largest, abs(multipliers[j])) }
    return min(penalty, max(penalty * Self.firstLevel, Self.ratioOfLevels * largest))
  }

  /// Moves the multipliers at the penalty with it, and the others so that the values stay.
  ///
  /// To first order: the change of the others balances what the moved ones do to the values of the
  /// unknowns inside their bounds.
  func raisePenalty(by increase: Double) {
    setRatesOfFree()
    assembleHessian()
    for j in 0..<stride where multipliers[j] != 0 && abs(multipliers[j]) >= multiplierUpper[j] {
      isHeld[j] = true
    }
    for j in 0..<stride where !isHeld[j] {
      var sum = 0.0
      for k in 0..<stride where abs(multipliers[k]) >= multiplierUpper[k] {
        let coupling = hessian[max(j, k) + min(j, k) * stride]
        sum += multipliers[k] > 0 ? coupling : -coupling
      }
      gradient[j] = -sum * increase
    }
    let order = gatherFree()
    // Where too few unknowns are inside their bounds the others cannot balance it: they stay.
    if order > 0, factorReduced(order: order) == 0 {
      solveReduced(order: order)
    } else {
      step.update(repeating: 0, count: stride)
    }
    for j in 0..<stride {
      if abs(multipliers[j]) >= multiplierUpper[j] && multiplierUpper[j] > 0 {
        multipliers[j] += multipliers[j] > 0 ? increase : -increase
      } else {
        multipliers[j] += step[j]
      }
    }
  }

  /// Bounds the multipliers by a penalty, and moves them inside.
  func setMultiplierBounds(penalty: Double) {
    for j in 0..<stride {
      let isInequality = j >= inequalityOffset
      multiplierLower[j] = isInequality ? 0 : -penalty
      multiplierUpper[j] = penalty
      multipliers[j] = min(max(multipliers[j], multiplierLower[j]), penalty)
    }
  }

  /// True when no multiplier is at the penalty.
  func isBelowPenalty() -> Bool {
    for j in 0..<stride where abs(multipliers[j]) >= multiplierUpper[j] { return false }
    return true
  }

  /// Multipliers of the program with quadratic costs and without bounds.
  func guessMultipliers() {
    setRatesForGuess()
    assembleHessian()
    for j in 0..<stride { isHeld[j] = j >= equationCount }
    gradient.update(from: demandsAndBounds, count: stride)
    let order = gatherFree()
    guard order > 0 else { return }
    factorReduced(order: order)
    solveReduced(order: order)
    for j in 0..<equationCount {
      multipliers[j] = min(max(step[j], multiplierLower[j]), multiplierUpper[j])
    }
  }
}
