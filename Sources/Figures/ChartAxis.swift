// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One axis of a chart: what it shows, in which unit, and over which range.
public struct ChartAxis: Sendable, Hashable {
  /// The name of the quantity, without its unit.
  public var label: String
  /// The unit of the numbers on the axis; empty for none.
  public var unit: String
  /// The range of the axis in `unit`, or nil to take it from the data.
  public var range: ClosedRange<Double>?
  /// True to keep zero on the axis when the range comes from the data.
  public var includesZero: Bool

  /// Makes an axis.
  public init(
    _ label: String,
    unit: String = "",
    range: ClosedRange<Double>? = nil,
    includesZero: Bool = false
  ) {
    self.label = label
    self.unit = unit
    self.range = range
    self.includesZero = includesZero
  }

  /// The words at the axis: `Pelvic tilt (deg)`.
  var title: String { unit.isEmpty ? label : "\(label) (\(unit))" }

  /// The range and ticks that hold some values; values that are not finite do not count.
  ///
  /// - Parameters:
  ///   - values: The data along the axis.
  ///   - count: The most intervals between ticks.
  ///   - isTight: True to end at the data, false to end at the ticks around them.
  /// - Returns: The range that is drawn and the ticks inside it.
  func scale(
    holding values: some Sequence<Double>,
    intervals count: Int,
    isTight: Bool
  ) -> (domain: ClosedRange<Double>, ticks: Ticks) {
    if let range, isDrawable(range.lowerBound), isDrawable(range.upperBound),
      range.lowerBound < range.upperBound
    {
      return (range, Ticks(in: range, intervals: count))
    }
    var low = includesZero ? 0 : Double.infinity
    var high = includesZero ? 0 : -Double.infinity
    for value in values where isDrawable(value) {
      low = min(low, value)
      high = max(high, value)
    }
    if low > high { (low, high) = (0, 1) }
    // Numbers closer than their own rounding cannot be told apart on an axis.
    if high - low <= 1e-12 * max(abs(low), abs(high)) {
      let margin = low == 0 ? 1 : abs(low) / 10
      (low, high) = (low - margin, high + margin)
    }
    let ticks = Ticks(in: low...high, intervals: count)
    if isTight { return (low...high, ticks) }
    let step = ticks.step
    // A number that rounding puts just beside a tick does not ask for one more step.
    let start = min(low, (low / step + 1e-9).rounded(.down) * step)
    let end = max(high, (high / step - 1e-9).rounded(.up) * step)
    let domain = start...end
    return (domain, Ticks(in: domain, step: step))
  }
}

/// True for numbers that a chart can show; all others are gaps.
func isDrawable(_ value: Double) -> Bool { abs(value) <= 1e100 }

/// Round numbers along an axis, with their labels.
struct Ticks: Sendable, Hashable {
  /// The distance between neighbours, in the unit of the axis.
  let step: Double
  /// The positions, in the unit of the axis.
  let values: [Double]
  /// The texts at the positions, all with the same number of decimals.
  let labels: [String]

  /// The round numbers in a range with the smallest step that makes at most `count` intervals.
  ///
  /// Steps are 1, 2, 2.5 or 5 times a power of ten.
  init(in range: ClosedRange<Double>, intervals count: Int) {
    let rough = (range.upperBound - range.lowerBound) / Double(max(1, count))
    let decade = decade(of: rough)
    let factor = [1, 2, 2.5, 5].first { $0 * decade >= rough * (1 - 1e-9) } ?? 10
    self.init(in: range, step: factor * decade)
  }

  /// The multiples of a step in a range.
  init(in range: ClosedRange<Double>, step: Double) {
    self.step = step
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    let count = last >= first ? Int(min(last - first, 1000)) + 1 : 0
    let values = (0..<count).map { (first + Double($0)) * step }
    self.values = values
    let largest = values.map(abs).max() ?? 0
    // Very small and very large numbers are written with one common power of ten.
    let exponent = step < 1e-5 || largest >= 1e7 ? Int(decimalExponent(of: largest)) : 0
    let scale = power(10, Double(-exponent))
    var decimals = 0
    var scaled = step * scale
    while decimals < 9, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      scaled *= 10
      decimals += 1
    }
    labels = values.map { value in
      let text = FixedNumber.text(value * scale, decimals: decimals)
      guard exponent != 0, value != 0 else { return value == 0 && exponent != 0 ? "0" : text }
      return "\(text)e\(exponent < 0 ? "\u{2212}" : "")\(abs(exponent))"
    }
  }
}
