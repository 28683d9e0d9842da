// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import TestSupport
import Testing

@testable import Figures

@Suite("Axes, layout and colours")
struct ChartPartTests {
  @Test("Ticks are round numbers inside their range", arguments: 0..<50)
  func ticks(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let size = power(10, generator.number(in: -6...6))
    let low = generator.number(in: -1...1) * size
    let range = low...(low + generator.number(in: 0.01...2) * size)
    let count = Int.random(in: 2...12, using: &generator)
    let ticks = Ticks(in: range, intervals: count)
    let mantissa = ticks.step / decade(of: ticks.step * (1 + 1e-9))
    #expect([1, 2, 2.5, 5, 10].contains { abs($0 - mantissa) < 1e-6 }, "step \(ticks.step)")
    #expect(ticks.values.count <= count + 1 && !ticks.values.isEmpty)
    for (value, label) in zip(ticks.values, ticks.labels) {
      #expect(range.lowerBound - 1e-6 * ticks.step <= value)
      #expect(value <= range.upperBound + 1e-6 * ticks.step)
      let read = try #require(Double(label.replacing("\u{2212}", with: "-")))
      // Labels have at most nine decimals.
      #expect(abs(read - value) <= max(1e-6 * ticks.step, 5e-10), "\(label) for \(value)")
    }
    #expect(Set(ticks.labels).count == ticks.labels.count)
  }

  @Test("An axis ends at ticks around its data, or at the range it was given")
  func domains() {
    let loose = ChartAxis("y").scale(holding: [0.12, .nan, 0.97], intervals: 5, isTight: false)
    #expect(loose.domain == 0...1)
    #expect(loose.ticks.labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    let tight = ChartAxis("x").scale(holding: [-10, 15], intervals: 6, isTight: true)
    #expect(tight.domain == -10...15)
    #expect(tight.ticks.labels == ["−10", "−5", "0", "5", "10", "15"])
    let given = ChartAxis("x", range: 0...3).scale(holding: [9], intervals: 3, isTight: false)
    #expect(given.domain == 0...3)
    let single = ChartAxis("x").scale(holding: [5], intervals: 4, isTight: false)
    #expect(single.domain.lowerBound < 5 && single.domain.upperBound > 5)
    let none = ChartAxis("x").scale(holding: [.nan], intervals: 4, isTight: false)
    #expect(none.domain == 0...1)
    let zero = ChartAxis("x", includesZero: true)
      .scale(holding: [3, 4], intervals: 4, isTight: false)
    #expect(zero.domain == 0...4)
  }

  @Test("Names keep their distance and stay as near to their place as they can", arguments: 0..<30)
  func spread(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...15, using: &generator)
    let wanted = (0..<count).map { _ in generator.number(in: 0...200) }.sorted()
    let heights = SideLabels.spread(wanted, apart: 14, from: 0, to: 200)
    let distance = count > 1 ? min(14, 200 / Double(count - 1)) : 14
    // Sums of at most 15 numbers of order 100 round to far less than this.
    let rounding = 1e-9
    for (low, high) in zip(heights, heights.dropFirst()) {
      #expect(high - low >= distance - rounding)
    }
    #expect(heights.allSatisfy { $0 >= -rounding && $0 <= 200 + rounding })
    // Nothing moves without need.
    if zip(wanted, wanted.dropFirst()).allSatisfy({ $1 - $0 >= 14 }) { #expect(heights == wanted) }
    // The mean of a free group is the mean of what its members wanted.
    let pair = SideLabels.spread([100, 101], apart: 14, from: 0, to: 200)
    #expect(pair == [93.5, 107.5])
  }

  @Test("Layers stack upward and downward, and a broken sample is a gap in all")
  func stack() {
    let stack = Stack(
      [
        StackLayer("a", [1, 2, 3]), StackLayer("b", [-1, 4, .nan]), StackLayer("c", [2, -3, 1]),
      ],
      count: 3
    )
    #expect(stack.edges[0].map { $0?.positive } == [0...1, 0...2, nil])
    #expect(stack.edges[1][0] == Stack.Edges(positive: 1...1, negative: -1...0))
    #expect(stack.edges[1][1] == Stack.Edges(positive: 2...6, negative: 0...0))
    #expect(stack.edges[2][0] == Stack.Edges(positive: 1...3, negative: -1...(-1)))
    #expect(stack.edges[2][1] == Stack.Edges(positive: 6...6, negative: -3...0))
    #expect(stack.extremes.max() == 6 && stack.extremes.min() == -3)
  }

  @Test("Styles of seven series differ in colour, dashes and marker, each on its own")
  func styles() {
    let styles = (0..<7).map(SeriesStyle.numbered)
    #expect(Set(styles.map(\.color)).count == 7)
    #expect(Set(styles.map(\.dashes)).count == 7)
    #expect(Set(styles.map(\.marker)).count == 7)
    #expect(SeriesStyle.numbered(7) == styles[0] && SeriesStyle.numbered(-1) == styles[6])
    let fills = (0..<7).map(FillStyle.numbered)
    #expect(Set(fills.map(\.color)).count == 7)
    #expect(Set(fills.map(\.hatching)).count == 7)
    #expect(Set(fills.map(\.patternName)).count == 7)
  }

  @Test("Colours of a map fall in luminance from low to high")
  func heatColors() {
    let luminances = (0...100).map { HeatMap.color(at: Double($0) / 100).luminance }
    for (one, next) in zip(luminances, luminances.dropFirst()) { #expect(next < one) }
    #expect(HeatMap.color(at: -1) == HeatMap.color(at: 0))
    #expect(HeatMap.color(at: 2) == HeatMap.color(at: 1))
  }

  @Test("Colours print as six digits, and the luminance of white is one")
  func colors() {
    #expect(FigureColor.blue.hex == "#0072B2")
    #expect(FigureColor(red: 1, green: 2, blue: 255).hex == "#0102FF")
    #expect(abs(FigureColor.white.luminance - 1) < 1e-12)
    #expect(FigureColor.black.luminance == 0)
  }

  @Test("Coordinates have at most two decimals and no minus zero")
  func coordinates() {
    for (value, text) in [
      (0, "0"), (-0.001, "0"), (12.5, "12.5"), (3.14159, "3.14"), (-2.05, "-2.05"), (7, "7"),
      (0.999, "1"), (-0.5, "-0.5"),
    ] {
      #expect(FixedNumber.coordinate(value) == text)
    }
    #expect(FixedNumber.text(-2.5, decimals: 2) == "−2.50")
    #expect(FixedNumber.text(-0.001, decimals: 1) == "0.0")
    #expect(FixedNumber.text(0.05, decimals: 2) == "0.05")
  }

  @Test("Texts break between words, and inside a word only where they must")
  func lines() {
    let lines = TextMetrics.lines(of: "one two three", size: 10, width: 50)
    #expect(lines.joined(separator: " ") == "one two three" && lines.count > 1)
    let long = TextMetrics.lines(of: String(repeating: "m", count: 30), size: 10, width: 50)
    #expect(long.joined() == String(repeating: "m", count: 30))
    #expect(long.allSatisfy { TextMetrics.width(of: $0, size: 10) <= 50 })
    #expect(TextMetrics.lines(of: "", size: 10, width: 50).isEmpty)
  }
}
