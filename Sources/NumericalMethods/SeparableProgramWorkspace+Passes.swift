// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

// The passes over all unknowns: slopes from multipliers, values from slopes, demands from values,
// and the generalised Hessian. Everything runs in pairs of numbers, in a fixed order.
extension SeparableProgramWorkspace {
  typealias Pair = SIMD2<Double>

  /// A buffer as pairs; every buffer here starts at a multiple of 64 bytes.
  @inline(__always)
  func pairs(_ pointer: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Pair> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Pair.self)
  }

  /// The inequalities' part of a row, in pairs.
  var inequalityPairs: Range<Int> {
    inequalityOffset / 2..<(inequalityOffset + inequalityCount + 1) / 2
  }

  /// Writes A' y + C' z of a dual vector, one number an unknown.
  func multiplyByTranspose(
    _ vector: UnsafeMutablePointer<Double>,
    into result: UnsafeMutablePointer<Double>
  ) {
    let dual = pairs(vector)
    let tail = inequalityPairs
    let halfStride = stride / 2
    var row = pairs(rows)
    for i in 0..<unknownCount {
      var even = Pair.zero
      var odd = Pair.zero
      var k = Int(rangeStart[i]) / 2
      let end = Int(rangeEnd[i]) / 2
      while k &+ 1 < end {
        even += row[k] * dual[k]
        odd += row[k &+ 1] * dual[k &+ 1]
        k &+= 2
      }
      if k < end { even += row[k] * dual[k] }
      for l in tail { odd += row[l] * dual[l] }
      let sum = even + odd
      result[i] = sum.x + sum.y
      row += halfStride
    }
  }

  /// Writes the values at the slopes t + length * dt.
  ///
  /// Returns the derivative of minus the dual function along the step there.
  func evaluate(stepLength: Double) -> Double {
    let length = Pair(repeating: stepLength)
    let t = pairs(slopes)
    let dt = pairs(slopeChanges)
    let inverse = pairs(inverseWeights)
    let low = pairs(lower)
    let high = pairs(upper)
    let x = pairs(values)
    let variables = supportOffset / 2
    var sum = Pair.zero
    switch law {
    case .square:
      for i in 0..<variables {
        let change = dt[i]
        let free = (t[i] + length * change) * inverse[i]
        let value = clamp(free, low[i], high[i])
        x[i] = value
        sum += value * change
      }
    case .cube:
      for i in 0..<variables {
        let change = dt[i]
        let square = (t[i] + length * change) * inverse[i]
        let magnitude = square.replacing(with: -square, where: square .< .zero).squareRoot()
        let free = magnitude.replacing(with: -magnitude, where: square .< .zero)
        let value = clamp(free, low[i], high[i])
        x[i] = value
        sum += value * change
      }
    case .general:
      for i in 0..<variables {
        let change = dt[i]
        let slope = t[i] + length * change
        let weight = pairs(weights)[i]
        let free = Pair(
          law.argument(slope: slope.x, weight: weight.x),
          law.argument(slope: slope.y, weight: weight.y)
        )
        let value = clamp(free, low[i], high[i])
        x[i] = value
        sum += value * change
      }
    }
    // Supports have quadratic cost whatever the exponent.
    for i in variables..<unknownCount / 2 {
      let change = dt[i]
      let value = clamp((t[i] + length * change) * inverse[i], low[i], high[i])
      x[i] = value
      sum += value * change
    }
    var derivative = sum.x + sum.y
    for j in 0..<stride { derivative -= step[j] * demandsAndBounds[j] }
    return derivative
  }

  @inline(__always)
  private func clamp(_ x: Pair, _ low: Pair, _ high: Pair) -> Pair {
    let raised = x.replacing(with: low, where: x .< low)
    return raised.replacing(with: high, where: raised .> high)
  }

  /// Writes b - A x and d - C x, the gradient of the dual function.
  func computeGradient() {
    let g = pairs(gradient)
    let b = pairs(demandsAndBounds)
    let tail = inequalityPairs
    for k in 0..<stride / 2 { g[k] = b[k] }
    var row = pairs(rows)
    for i in 0..<unknownCount {
      let value = values[i]
      if value != 0 {
        let x = Pair(repeating: value)
        for k in Int(rangeStart[i]) / 2..<Int(rangeEnd[i]) / 2 { g[k] -= x * row[k] }
        for k in tail { g[k] -= x * row[k] }
      }
      row += stride / 2
    }
  }

  /// Writes what counts as large in each equation and inequality.
  ///
  /// That is the root of the sum of the squares of the variables' terms, or the demand when that is
  /// larger. Supports are left out: without bounds, and cheap, they may start from anything.
  func computeMagnitudes() {
    let sums = pairs(magnitudes)
    let tail = inequalityPairs
    magnitudes.update(repeating: 0, count: stride)
    var row = pairs(rows)
    for i in 0..<supportOffset {
      let value = values[i]
      if value != 0 {
        let x = Pair(repeating: value)
        for k in Int(rangeStart[i]) / 2..<Int(rangeEnd[i]) / 2 {
          let term = x * row[k]
          sums[k] += term * term
        }
        for k in tail {
          let term = x * row[k]
          sums[k] += term * term
        }
      }
      row += stride / 2
    }
    for j in 0..<stride {
      magnitudes[j] = max(magnitudes[j].squareRoot(), abs(demandsAndBounds[j]))
    }
  }
}
