// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One line of a chart, or a set of markers with their uncertainty.
public struct LineSeries: Sendable, Hashable {
  /// The name beside the line.
  public var name: String
  /// The positions along the horizontal axis, in its unit.
  public var x: [Double]
  /// The values, in the unit of the vertical axis; one that is not finite makes a gap.
  public var y: [Double]
  /// The lower edge of the band about the values, in their unit; empty for no band.
  public var low: [Double]
  /// The upper edge of the band about the values, in their unit; empty for no band.
  public var high: [Double]
  /// The style, or nil for the one that belongs to the position in the chart.
  public var style: SeriesStyle?

  /// Makes a series.
  ///
  /// With a line of no width the band is drawn as a bar through each marker.
  ///
  /// - Precondition: there are as many values as positions, and a band has as many edges.
  public init(
    _ name: String,
    x: [Double],
    y: [Double],
    low: [Double] = [],
    high: [Double] = [],
    style: SeriesStyle? = nil
  ) {
    precondition(x.count == y.count, "\(x.count) positions and \(y.count) values in '\(name)'")
    precondition(
      low.count == high.count && (low.isEmpty || low.count == x.count),
      "\(x.count) positions and a band of \(low.count) and \(high.count) in '\(name)'"
    )
    self.name = name
    self.x = x
    self.y = y
    self.low = low
    self.high = high
    self.style = style
  }
}

/// A level or a moment that a chart marks by a thin line across.
public struct ReferenceLine: Sendable, Hashable {
  /// The directions in which a line can cross a chart.
  public enum Direction: Sendable, Hashable {
    /// A level of the vertical axis.
    case horizontal
    /// A position of the horizontal axis.
    case vertical
  }

  /// The words at the line.
  public var label: String
  /// Where the line stands, in the unit of the axis that it crosses.
  public var position: Double
  /// The direction of the line.
  public var direction: Direction

  /// Makes a reference line.
  public init(_ label: String, at position: Double, _ direction: Direction) {
    self.label = label
    self.position = position
    self.direction = direction
  }
}

/// A chart of lines over a common axis, each named at its right end.
public struct LineChart: Sendable, Hashable {
  /// The title over the chart.
  public var title: String
  /// The horizontal axis.
  public var xAxis: ChartAxis
  /// The vertical axis.
  public var yAxis: ChartAxis
  /// The lines in the order in which they are painted.
  public var series: [LineSeries]
  /// Levels and moments marked by thin lines.
  public var references: [ReferenceLine]

  /// Makes a chart.
  public init(
    title: String,
    xAxis: ChartAxis,
    yAxis: ChartAxis,
    series: [LineSeries],
    references: [ReferenceLine] = []
  ) {
    self.title = title
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.series = series
    self.references = references
  }

  func draw(in frame: Frame, on canvas: inout SVGCanvas) {
    let names = SideLabels.fitted(series.map(\.name), in: frame)
    var yValues = series.flatMap { $0.y + $0.low + $0.high }
    yValues += references.filter { $0.direction == .horizontal }.map(\.position)
    let axes = AxisFrame(
      in: frame,
      title: title,
      xAxis: xAxis,
      xValues: series.flatMap(\.x),
      yAxis: yAxis,
      yValues: yValues,
      rightMargin: max(12, SideLabels.width(of: names.filter { !$0.isEmpty }))
    )
    axes.drawGround(on: &canvas)
    let styles = series.enumerated().map { $1.style ?? .numbered($0) }
    canvas.clipped(to: axes.plot.inset(left: -6, top: -6, right: -6, bottom: -6)) { canvas in
      for (series, style) in zip(series, styles) { draw(series, style, axes, on: &canvas) }
    }
    for reference in references { draw(reference, axes, on: &canvas) }
    axes.drawAxes(on: &canvas)
    let labels = series.indices.filter { !names[$0].isEmpty }.map { index in
      let last = series[index].indices(in: axes).last
      let end = last.map {
        Pixel(x: axes.x.pixel(series[index].x[$0]), y: axes.y.pixel(series[index].y[$0]))
      }
      let reachesEnd = end.map { axes.plot.right - $0.x < 3 } ?? false
      return SideLabels.Item(
        name: names[index],
        height: reachesEnd ? end?.y : nil,
        swatch: .series(styles[index])
      )
    }
    SideLabels.draw(labels, beside: axes.plot, on: &canvas)
  }

  private func draw(
    _ series: LineSeries,
    _ style: SeriesStyle,
    _ axes: AxisFrame,
    on canvas: inout SVGCanvas
  ) {
    func pixel(_ index: Int, _ values: [Double]) -> Pixel {
      Pixel(x: axes.x.pixel(series.x[index]), y: axes.y.pixel(values[index]))
    }
    if !series.low.isEmpty {
      let edges = series.x.indices.filter {
        isDrawable(series.x[$0]) && isDrawable(series.low[$0]) && isDrawable(series.high[$0])
      }
      if style.width > 0 {
        for run in runs(of: edges) {
          canvas.polygon(
            run.map { pixel($0, series.high) } + run.reversed().map { pixel($0, series.low) },
            fill: style.color,
            opacity: 0.18
          )
        }
      } else {
        for index in edges {
          let (low, high) = (pixel(index, series.low), pixel(index, series.high))
          canvas.line(low, high, color: style.color, width: 2)
          for end in [low, high] {
            canvas.line(
              Pixel(x: end.x - 4, y: end.y),
              Pixel(x: end.x + 4, y: end.y),
              color: style.color,
              width: 2
            )
          }
        }
      }
    }
    let samples = series.indices(in: axes)
    if style.width > 0 {
      for run in runs(of: samples) {
        canvas.polyline(
          run.map { pixel($0, series.y) },
          color: style.color,
          width: style.width,
          dashes: style.dashes
        )
      }
    }
    // At most about one marker for each 40 pixels of a dense line; always on a lone sample.
    let stride = style.width > 0 ? max(1, samples.count * 40 / max(40, Int(axes.plot.width))) : 1
    for (count, index) in samples.enumerated() where count % stride == 0 {
      style.marker.draw(at: pixel(index, series.y), color: style.color, on: &canvas)
    }
  }

  private func draw(_ reference: ReferenceLine, _ axes: AxisFrame, on canvas: inout SVGCanvas) {
    guard isDrawable(reference.position) else { return }
    let plot = axes.plot
    let size = SVGCanvas.textSize * 0.92
    switch reference.direction {
    case .horizontal:
      guard axes.y.domain.contains(reference.position) else { return }
      let height = axes.y.pixel(reference.position)
      canvas.line(
        Pixel(x: plot.left, y: height),
        Pixel(x: plot.right, y: height),
        color: .faint,
        width: 1.2,
        dashes: [5, 3]
      )
      canvas.text(reference.label, at: Pixel(x: plot.left + 4, y: height - 4), size: size)
    case .vertical:
      guard axes.x.domain.contains(reference.position) else { return }
      let place = axes.x.pixel(reference.position)
      canvas.line(
        Pixel(x: place, y: plot.top),
        Pixel(x: place, y: plot.bottom),
        color: .faint,
        width: 1.2,
        dashes: [5, 3]
      )
      // The label stands on the right where it has the room, else on the wider side.
      let width = TextMetrics.width(of: reference.label, size: size)
      let (left, right) = (place - plot.left - 8, plot.right - place - 8)
      let isLeft = width > right && left > right
      canvas.text(
        TextMetrics.cut(reference.label, size: size, width: isLeft ? left : right),
        at: Pixel(x: place + (isLeft ? -4 : 4), y: plot.top + size),
        anchor: isLeft ? .end : .start,
        size: size
      )
    }
  }
}

extension LineSeries {
  /// The samples that can be drawn and lie on the axes.
  fileprivate func indices(in axes: AxisFrame) -> [Int] {
    x.indices.filter {
      isDrawable(x[$0]) && isDrawable(y[$0]) && axes.x.domain.contains(x[$0])
        && axes.y.domain.contains(y[$0])
    }
  }
}

/// Ascending indices split where one is missing.
func runs(of indices: [Int]) -> [[Int]] {
  var runs: [[Int]] = []
  for index in indices {
    if let last = runs.last?.last, last + 1 == index {
      runs[runs.count - 1].append(index)
    } else {
      runs.append([index])
    }
  }
  return runs
}
