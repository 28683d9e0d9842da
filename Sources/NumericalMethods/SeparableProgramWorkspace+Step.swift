// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

// One step of the semismooth Newton method: the free multipliers, their system, the search.
extension SeparableProgramWorkspace {
  /// How strongly unknowns beyond their bounds resist a step where the Hessian is singular.
  ///
  /// Chosen: smaller is slower far from the solution, larger goes to and fro near it; random
  /// overloads need the fewest steps between 1e-4 and 1e-2.
  static var shareOfHeld: Double { 1e-3 }

  /// Computes the Newton step of the free multipliers, searches along it, and moves.
  ///
  /// Returns false when no step gains anything.
  func takeStep() -> Bool {
    setRatesOfFree()
    assembleHessian()
    var usesHeld = false
    while true {
      let order = gatherFree()
      guard order > 0 else { return false }
      let raised = factorReduced(order: order)
      if raised > 0 && !usesHeld {
        usesHeld = true
        addRatesOfHeld(share: Self.shareOfHeld)
        assembleHessian()
        continue
      }
      solveReduced(order: order)
      if !holdOutward() { break }
    }
    multiplyByTranspose(step, into: slopeChanges)
    // Where the Hessian was singular the step only points the way: its length must be exact, so that
    // the unknown that stops it ends inside its bounds and is free in the next step.
    return search(relativeGoal: usesHeld ? 1e-6 : 0.2)
  }

  /// Holds every multiplier at a bound that the step would push outward.
  ///
  /// Where that leaves nothing to do for the others, the one with the largest violation goes alone:
  /// its own step always leads inward. Returns true when the step must be computed again.
  func holdOutward() -> Bool {
    var largestOutward = 0.0
    var outward = -1
    var largestOther = 0.0
    for j in 0..<stride where !isHeld[j] {
      let y = multipliers[j]
      let d = step[j]
      let violation = abs(gradient[j])
      if (y >= multiplierUpper[j] && d > 0) || (y <= multiplierLower[j] && d < 0) {
        isHeld[j] = true
        if violation > largestOutward {
          largestOutward = violation
          outward = j
        }
      } else {
        largestOther = max(largestOther, violation)
      }
    }
    if outward >= 0 && largestOther <= 1e-6 * largestOutward {
      for j in 0..<stride { isHeld[j] = j != outward }
    }
    return outward >= 0
  }

  /// Lists the free multipliers and copies their part of the Hessian and of the gradient.
  ///
  /// Rows and columns are scaled to a unit diagonal. Returns their number.
  func gatherFree() -> Int {
    var order = 0
    var largest = 0.0
    for j in 0..<stride where !isHeld[j] {
      freeIndices[order] = Int32(truncatingIfNeeded: j)
      largest = max(largest, hessian[j &+ j &* stride])
      order &+= 1
    }
    let floor = largest > 0 ? largest * 1e-14 : 1
    for a in 0..<order {
      let j = Int(freeIndices[a])
      let diagonal = max(hessian[j &+ j &* stride], floor)
      hessian[j &+ j &* stride] = diagonal
      diagonalScales[a] = 1 / diagonal.squareRoot()
    }
    for a in 0..<order {
      let column = hessian + Int(freeIndices[a]) &* stride
      let target = factors + a &* stride
      let scale = diagonalScales[a]
      for b in a..<order {
        target[b] = column[Int(freeIndices[b])] * (scale * diagonalScales[b])
      }
    }
    return order
  }

  @discardableResult
  func factorReduced(order: Int) -> Int {
    SmallCholesky.factorRegularized(
      factors,
      order: order,
      leadingDimension: stride,
      pivotFloor: 1e-13
    )
  }

  func solveReduced(order: Int) {
    for a in 0..<order {
      reduced[a] =
        gradient[Int(freeIndices[a])] * diagonalScales[a]
    }
    SmallCholesky.solve(
      factors: factors,
      order: order,
      leadingDimension: stride,
      reduced
    )
    for j in 0..<stride { step[j] = 0 }
    for a in 0..<order {
      step[Int(freeIndices[a])] =
        reduced[a] * diagonalScales[a]
    }
  }

  /// Searches along the step and moves multipliers, slopes and values.
  ///
  /// The derivative along the step is negative at first and never falls. The step length is taken
  /// where it has lost most of its size, or where the first multiplier meets its bound.
  func search(relativeGoal: Double) -> Bool {
    var initial = 0.0
    var limit = Double.infinity
    for j in 0..<stride {
      let d = step[j]
      if d == 0 { continue }
      initial -= d * gradient[j]
      let bound = d > 0 ? multiplierUpper[j] : multiplierLower[j]
      limit = min(limit, max(0, (bound - multipliers[j]) / d))
    }
    guard initial < 0, limit > 0 else { return false }
    let goal = -relativeGoal * initial
    var low = 0.0
    var lowDerivative = initial
    var high = Double.infinity
    var highDerivative = 0.0
    var length = min(1, limit)
    for trial in 1...60 {
      let derivative = evaluate(stepLength: length)
      guard derivative.isFinite else { return false }
      if abs(derivative) <= goal || (derivative < 0 && length >= limit) { break }
      if derivative < 0 {
        low = length
        lowDerivative = derivative
        // The Illinois rule: an end that stays loses half its weight, so that both ends close in.
        highDerivative *= 0.5
      } else {
        high = length
        highDerivative = derivative
        if low > 0 { lowDerivative *= 0.5 }
      }
      if !high.isFinite {
        length = min(limit, 4 * length)
      } else if trial % 4 == 0 {
        length = 0.5 * (low + high)
      } else {
        let share = -lowDerivative / (highDerivative - lowDerivative)
        length = low + (high - low) * min(max(share, 0.02), 0.98)
      }
    }
    for j in 0..<stride {
      let d = step[j]
      if d == 0 { continue }
      let y = multipliers[j] + length * d
      let bound = d > 0 ? multiplierUpper[j] : multiplierLower[j]
      let reaches = (bound - multipliers[j]) / d <= length
      multipliers[j] = reaches ? bound : y
    }
    let change = Pair(repeating: length)
    let t = pairs(slopes)
    let dt = pairs(slopeChanges)
    for i in 0..<unknownCount / 2 { t[i] += change * dt[i] }
    return true
  }
}
