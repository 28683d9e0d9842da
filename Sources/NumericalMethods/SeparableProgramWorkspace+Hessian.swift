// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

// The generalised Hessian of minus the dual function, the sum over the unknowns of
// x_i'(t_i) a_i a_i', where a_i holds the coefficients of unknown i.
extension SeparableProgramWorkspace {
  /// The law of an unknown: supports have quadratic cost whatever the exponent.
  @inline(__always)
  func lawOfUnknown(_ index: Int) -> PowerLaw { index < supportOffset ? law : .square }

  /// The value below which a derivative that is infinite at zero is taken at this value.
  static var smallestValue: Double { 1e-9 }

  /// Sets the rates to the derivatives of the unknowns that are strictly inside their bounds.
  func setRatesOfFree() {
    for i in 0..<unknownCount {
      let x = values[i]
      rates[i] =
        x > lower[i] && x < upper[i]
        ? lawOfUnknown(i).argumentRate(at: x, weight: weights[i], smallest: Self.smallestValue) : 0
    }
  }

  /// Gives the unknowns at their bounds a rate that falls with the distance from being free.
  ///
  /// At the edge it is that of a secant over the range; far beyond, `share` times the range over
  /// the excess of the slope. This points the way when the free unknowns alone leave the Hessian
  /// singular, and keeps those at the edge from leaving and coming back in turns.
  func addRatesOfHeld(share: Double) {
    for i in 0..<unknownCount where rates[i] == 0 && lower[i] < upper[i] {
      let unknownLaw = lawOfUnknown(i)
      let range = min(upper[i] - lower[i], 1)
      let edge = unknownLaw.slope(range, weight: weights[i])
      let excess = abs(slopes[i] - unknownLaw.slope(values[i], weight: weights[i]))
      rates[i] = range / (edge + excess / share)
    }
  }

  /// Sets the rates to secant slopes half way to the bound, or to one where there is none.
  func setRatesForGuess() {
    for i in 0..<unknownCount {
      let reach = max(abs(lower[i]), abs(upper[i]))
      let x = reach.isFinite ? reach / 2 : 0.5
      let rate = x / lawOfUnknown(i).slope(x, weight: weights[i])
      rates[i] = lower[i] < upper[i] && rate.isFinite ? rate : 0
    }
  }

  /// Writes the lower triangle of the Hessian from the rates, two columns at a time.
  func assembleHessian() {
    hessian.update(repeating: 0, count: stride * stride)
    let tail = inequalityPairs
    for i in 0..<unknownCount {
      let rate = rates[i]
      if rate == 0 { continue }
      let row = rows + i &* stride
      let end = Int(rangeEnd[i]) / 2
      for k in Int(rangeStart[i]) / 2..<end {
        addColumns(k, of: row, rate: rate, rows: k..<end)
        addColumns(k, of: row, rate: rate, rows: tail)
      }
      for k in tail { addColumns(k, of: row, rate: rate, rows: k..<tail.upperBound) }
    }
  }

  /// Adds rate * a a' to the columns of one pair of coefficients, in some pairs of rows.
  @inline(__always)
  private func addColumns(
    _ pair: Int,
    of row: UnsafeMutablePointer<Double>,
    rate: Double,
    rows: Range<Int>
  ) {
    let a = pairs(row)
    let coefficients = Pair(repeating: rate) * a[pair]
    let first = Pair(repeating: coefficients.x)
    let second = Pair(repeating: coefficients.y)
    let left = pairs(hessian + 2 &* pair &* stride)
    let right = left + stride / 2
    for k in rows {
      left[k] += first * a[k]
      right[k] += second * a[k]
    }
  }
}
