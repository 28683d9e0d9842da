// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Evenly spaced values from one end to the other, for a sweep over one quantity.
///
/// Value i is `from + i step`, rounded to 1e-9, so a sweep from -10 by 0.1 holds 0 and not 1e-15.
/// The last end belongs to the sweep when the step reaches it within 1e-9.
struct SweepGrid: Sendable, Equatable {
  /// The first value, in the unit of the sweep.
  let from: Double
  /// The distance between neighbours, in the unit of the sweep; negative for a falling sweep.
  let step: Double
  /// The number of values.
  let count: Int

  /// The most values that one sweep may have.
  static let largestCount = 10_000_000

  /// The distance within which two values are the same, in the unit of the sweep.
  static let resolution = 1e-9

  /// Makes the grid that three options describe.
  ///
  /// - Parameters:
  ///   - from: The first value, in `unit`.
  ///   - to: The last end, in `unit`.
  ///   - step: The distance between neighbours, in `unit`.
  ///   - allowed: The values that the model can take, in `unit`.
  ///   - unit: The word for the unit in messages.
  /// - Throws: `InputError` that names the option `--from`, `--to` or `--step`.
  init(
    from: Double,
    to: Double,
    step: Double,
    allowed: ClosedRange<Double>? = nil,
    unit: String = "degrees"
  ) throws(InputError) {
    for (option, value) in [("--from", from), ("--to", to), ("--step", step)]
    where !value.isFinite {
      throw InputError(
        field: option,
        "not a finite number",
        found: "\(value)",
        allowed: "a number of \(unit)"
      )
    }
    if let allowed {
      for (option, value) in [("--from", from), ("--to", to)] where !allowed.contains(value) {
        throw InputError(
          field: option,
          "the sweep leaves its range",
          found: NumberText.text(of: value),
          allowed: InputError.range(allowed, unit: unit)
        )
      }
    }
    if step == 0 {
      throw InputError(
        field: "--step",
        "the step is zero",
        found: "0",
        allowed: "a number of \(unit) not 0"
      )
    }
    if abs(step) < Self.resolution {
      throw InputError(
        field: "--step",
        "the step is too small",
        found: NumberText.text(of: step),
        allowed: "at least 1e-9 \(unit)"
      )
    }
    if (to - from) * step < 0, abs(to - from) > Self.resolution {
      throw InputError(
        field: "--step",
        "the step leads away from --to",
        found: NumberText.text(of: step),
        allowed: step > 0 ? "a negative step" : "a positive step",
        remedy: "the sweep goes from \(NumberText.text(of: from)) to \(NumberText.text(of: to))"
      )
    }
    // The division may fall short of or pass a whole number by rounding: take the nearest below
    // the ratio with the resolution added to the end.
    let reach = abs(to - from) + Self.resolution
    let steps = (reach / abs(step)).rounded(.down)
    guard steps < Double(Self.largestCount) else {
      throw InputError(
        field: "--step",
        "the sweep has too many values",
        found: NumberText.text(of: steps + 1),
        allowed: "at most \(Self.largestCount)",
        remedy: "take a larger step"
      )
    }
    self.from = from
    self.step = step
    self.count = Int(steps) + 1
  }

  /// The value at an index in `0..<count`, in the unit of the sweep.
  ///
  /// - Precondition: `0 <= index < count`.
  subscript(index: Int) -> Double {
    precondition(index >= 0 && index < count, "index \(index) of a sweep of \(count)")
    let value = from + Double(index) * step
    // Above 2^53 the grid of 1e-9 is finer than the numbers are.
    let scaled = value * 1e9
    guard abs(scaled) < 9_007_199_254_740_992 else { return value }
    let rounded = scaled.rounded() / 1e9
    return rounded == 0 ? 0 : rounded
  }
}
