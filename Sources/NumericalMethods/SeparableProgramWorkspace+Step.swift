// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

// One step of the semismooth Newton method: the free multipliers, their system, the search.
extension SeparableProgramWorkspace {
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
        addRatesOfHeld(share: 0.02)
        assembleHessian()
        continue
      }
      solveReduced(order: order)
      if !holdOutward() { break }
    }
    multiplyByTranspose(step, into: slopeChanges)
    return search()
  }

  /// Holds every multiplier at a bound that the step would push outward.
  ///
  /// Returns true when there was one, and the step must be computed again.
  func holdOutward() -> Bool {
    var found = false
    var remaining = false
    for j in 0..<stride where !isHeld[j] {
      let y = multipliers[j]
      let d = step[j]
      if (y >= multiplierUpper[j] && d > 0) || (y <= multiplierLower[j] && d < 0) {
        isHeld[j] = true
        found = true
      } else {
        remaining = true
      }
    }
    return found && remaining
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
  func search() -> Bool {
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
    let goal = -0.2 * initial
    var low = 0.0
    var lowDerivative = initial
    var high = Double.infinity
    var highDerivative = 0.0
    var length = min(1, limit)
    for _ in 0..<60 {
      let derivative = evaluate(stepLength: length)
      guard derivative.isFinite else { return false }
      if abs(derivative) <= goal || (derivative < 0 && length >= limit) { break }
      if derivative < 0 {
        low = length
        lowDerivative = derivative
      } else {
        high = length
        highDerivative = derivative
      }
      if high.isFinite {
        let share = -lowDerivative / (highDerivative - lowDerivative)
        length = low + (high - low) * min(max(share, 0.05), 0.95)
      } else {
        length = min(limit, 4 * length)
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
