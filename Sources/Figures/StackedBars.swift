// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A chart of parts stacked in one bar for each category.
public struct StackedBars: Sendable, Hashable {
  /// The title over the chart.
  public var title: String
  /// What the categories are; empty for no words.
  public var categoryTitle: String
  /// The names of the bars.
  public var categories: [String]
  /// The vertical axis, which always holds zero.
  public var yAxis: ChartAxis
  /// The parts, from the axis outward, each with one value for each category.
  public var layers: [StackLayer]
  /// The name of the sum, marked by a diamond at each bar; empty for no marks.
  public var totalName: String

  /// Makes a chart.
  ///
  /// - Precondition: every part has as many values as there are categories.
  public init(
    title: String,
    categoryTitle: String = "",
    categories: [String],
    yAxis: ChartAxis,
    layers: [StackLayer],
    totalName: String = ""
  ) {
    for layer in layers {
      precondition(
        layer.values.count == categories.count,
        "\(categories.count) bars and \(layer.values.count) values in '\(layer.name)'"
      )
    }
    self.title = title
    self.categoryTitle = categoryTitle
    self.categories = categories
    self.yAxis = yAxis
    self.layers = layers
    self.totalName = totalName
  }

  func draw(in frame: Frame, on canvas: inout SVGCanvas) {
    let count = categories.count
    let stack = Stack(layers, count: count)
    var yAxis = yAxis
    yAxis.includesZero = true
    let names = SideLabels.fitted(
      layers.map(\.name) + (totalName.isEmpty ? [] : [totalName]),
      in: frame
    )
    let rightMargin = max(12, SideLabels.width(of: names))
    let labels = CategoryLabels(categories, width: frame.width - rightMargin, height: frame.height)
    let axes = AxisFrame(
      in: frame,
      title: title,
      xAxis: ChartAxis(categoryTitle),
      xValues: [0, Double(max(1, count))],
      yAxis: yAxis,
      yValues: stack.extremes,
      rightMargin: rightMargin,
      nameHeight: labels.height
    )
    axes.drawGround(on: &canvas)
    let slot = axes.plot.width / Double(max(1, count))
    for (layer, edges) in stack.edges.enumerated() {
      for case (let index, let edges?) in edges.enumerated() {
        for range in [edges.positive, edges.negative] where range.upperBound > range.lowerBound {
          let top = axes.y.pixel(range.upperBound)
          canvas.rectangle(
            Frame(
              left: axes.plot.left + (Double(index) + 0.15) * slot,
              top: top,
              width: slot * 0.7,
              height: max(0, axes.y.pixel(range.lowerBound) - top)
            ),
            fill: .numbered(layer)
          )
        }
      }
    }
    let style = SeriesStyle(color: .black, marker: .diamond, width: 0)
    for index in 0..<count {
      let center = axes.plot.left + (Double(index) + 0.5) * slot
      labels.draw(index, center: center, below: axes.plot.bottom, on: &canvas)
      let total = layers.reduce(0) { $0 + $1.values[index] }
      guard !totalName.isEmpty, isDrawable(total) else { continue }
      let mark = Pixel(x: center, y: axes.y.pixel(total))
      canvas.circle(mark, radius: 5, fill: .white, stroke: .white)
      style.marker.draw(at: mark, color: style.color, on: &canvas)
    }
    axes.drawAxes(on: &canvas)
    drawLegend(names, axes, style, on: &canvas)
  }

  /// Paints the names of the parts beside the bars, in the order of the stack.
  private func drawLegend(
    _ names: [String],
    _ axes: AxisFrame,
    _ style: SeriesStyle,
    on canvas: inout SVGCanvas
  ) {
    var items = layers.indices.reversed().map { layer in
      (names[layer], SideLabels.Swatch.fill(.numbered(layer)))
    }
    if !totalName.isEmpty { items.insert((names[layers.count], .series(style)), at: 0) }
    let step = min(SVGCanvas.textSize * 1.6, axes.plot.height / Double(max(1, items.count)))
    for (row, item) in items.enumerated() {
      SideLabels.drawEntry(
        item.0,
        item.1,
        beside: axes.plot,
        height: axes.plot.top + 8 + Double(row) * step,
        on: &canvas
      )
    }
  }
}

/// The names under the bars: level, smaller in narrow slots, upright in very narrow ones.
private struct CategoryLabels {
  private let names: [String]
  private let size: Double
  private let isUpright: Bool
  /// The room that the names take under the axis, in pixels.
  let height: Double

  /// Lays out names.
  ///
  /// - Parameters:
  ///   - names: The names of the bars.
  ///   - width: The width of the axis with its labels, in pixels.
  ///   - height: The height of the whole panel, in pixels.
  init(_ names: [String], width: Double, height: Double) {
    // The vertical axis with its labels takes about this much, in pixels.
    let slot = max(1, width - 80) / Double(max(1, names.count))
    let widest = names.map { TextMetrics.width(of: $0, size: 1) }.max() ?? 1
    let level = min(SVGCanvas.textSize, 0.94 * slot / widest)
    isUpright = level < 8
    size = isUpright ? max(6, min(SVGCanvas.textSize, 0.9 * slot)) : level
    let (size, isUpright) = (size, isUpright)
    self.names = names.map { name in
      isUpright ? TextMetrics.cut(name, size: size, width: height / 3) : name
    }
    self.height =
      isUpright
      ? self.names.map { TextMetrics.width(of: $0, size: size) }.max() ?? 0
      : SVGCanvas.textSize * SVGCanvas.lineSpacing
  }

  /// Paints the name of one bar.
  func draw(_ index: Int, center: Double, below bottom: Double, on canvas: inout SVGCanvas) {
    if isUpright {
      let middle = bottom + 5 + TextMetrics.width(of: names[index], size: size) / 2
      canvas.uprightText(names[index], at: Pixel(x: center + size * 0.36, y: middle), size: size)
    } else {
      canvas.text(
        names[index],
        at: Pixel(x: center, y: bottom + 4 + SVGCanvas.textSize),
        anchor: .middle,
        size: size
      )
    }
  }
}
