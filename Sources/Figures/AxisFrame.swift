// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The frame of a chart with two axes: title, grid, ticks and axis titles.
struct AxisFrame {
  /// The rectangle of the data, in pixels.
  let plot: Frame
  let x: Scale
  let y: Scale
  private let xTicks: Ticks
  private let yTicks: Ticks
  private let header: PanelHeader
  private let xTitle: [String]
  private let yTitle: [String]
  private let nameHeight: Double?

  private static let tickLength = 4.0
  private static let gap = 5.0

  /// Lays out the axes of a chart in a rectangle.
  ///
  /// - Parameters:
  ///   - frame: The rectangle of the whole panel, in pixels.
  ///   - title: The title over the chart.
  ///   - xAxis: The horizontal axis.
  ///   - xValues: The data along it, in its unit.
  ///   - yAxis: The vertical axis.
  ///   - yValues: The data along it, in its unit.
  ///   - rightMargin: The room that labels beside the data need, in pixels.
  ///   - nameHeight: The room for names along the horizontal axis, in pixels, or nil where it
  ///     carries numbers.
  init(
    in frame: Frame,
    title: String,
    xAxis: ChartAxis,
    xValues: [Double],
    yAxis: ChartAxis,
    yValues: [Double],
    rightMargin: Double,
    nameHeight: Double? = nil
  ) {
    let size = SVGCanvas.textSize
    let line = size * SVGCanvas.lineSpacing
    header = PanelHeader(title, in: frame)
    let inner = frame.inset(top: header.height)
    let yScale = yAxis.scale(
      holding: yValues,
      intervals: max(2, Int(inner.height / 45)),
      isTight: false
    )
    let labelWidth =
      yScale.ticks.labels.map { TextMetrics.width(of: $0, size: size) }.max() ?? 0
    yTitle = TextMetrics.lines(
      of: yAxis.title,
      size: size,
      width: max(60, inner.height - 40),
      atMost: 2
    )
    let left = Double(yTitle.count) * line + labelWidth + Self.tickLength + 2 * Self.gap
    let width = max(40, inner.width - left - rightMargin)
    xTitle = TextMetrics.lines(of: xAxis.title, size: size, width: width, atMost: 3)
    let bottom = Double(xTitle.count) * line + (nameHeight ?? line) + Self.tickLength + Self.gap
    plot = inner.inset(left: left, top: size / 2, right: rightMargin, bottom: bottom)
    let xScale = xAxis.scale(
      holding: xValues,
      intervals: max(3, Int(plot.width / 44)),
      isTight: true
    )
    xTicks = xScale.ticks
    yTicks = yScale.ticks
    x = Scale(domain: xScale.domain, start: plot.left, end: plot.right)
    y = Scale(domain: yScale.domain, start: plot.bottom, end: plot.top)
    self.nameHeight = nameHeight
  }

  /// Paints what lies behind the data.
  func drawGround(on canvas: inout SVGCanvas) {
    header.draw(on: &canvas)
    for value in yTicks.values {
      let height = y.pixel(value)
      canvas.line(
        Pixel(x: plot.left, y: height),
        Pixel(x: plot.right, y: height),
        color: value == 0 ? .faint : .grid,
        width: value == 0 ? 1 : 0.8
      )
    }
    guard nameHeight == nil else { return }
    for value in xTicks.values {
      let place = x.pixel(value)
      canvas.line(
        Pixel(x: place, y: plot.top),
        Pixel(x: place, y: plot.bottom),
        color: value == 0 ? .faint : .grid,
        width: value == 0 ? 1 : 0.8
      )
    }
  }

  /// Paints axes, ticks and titles.
  func drawAxes(on canvas: inout SVGCanvas) {
    let size = SVGCanvas.textSize
    let line = size * SVGCanvas.lineSpacing
    let corner = Pixel(x: plot.left, y: plot.bottom)
    canvas.line(corner, Pixel(x: plot.right, y: plot.bottom), color: .ink, width: 1)
    canvas.line(corner, Pixel(x: plot.left, y: plot.top), color: .ink, width: 1)
    var labelWidth = 0.0
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      let height = y.pixel(value)
      labelWidth = max(labelWidth, TextMetrics.width(of: label, size: size))
      canvas.line(
        Pixel(x: plot.left - Self.tickLength, y: height),
        Pixel(x: plot.left, y: height),
        color: .ink,
        width: 1
      )
      canvas.text(
        label,
        at: Pixel(x: plot.left - Self.tickLength - 3, y: height + size * 0.36),
        anchor: .end
      )
    }
    if nameHeight == nil { drawXTicks(on: &canvas) }
    let firstBase = plot.bottom + Self.tickLength + (nameHeight ?? line) + Self.gap + size * 0.8
    for (index, text) in xTitle.enumerated() {
      canvas.text(
        text,
        at: Pixel(x: plot.middleX, y: firstBase + Double(index) * line),
        anchor: .middle
      )
    }
    let outermost = plot.left - Self.tickLength - labelWidth - 2 * Self.gap
    for (index, text) in yTitle.enumerated() {
      let place = outermost - Double(yTitle.count - 1 - index) * line - size * 0.2
      canvas.uprightText(text, at: Pixel(x: place, y: plot.middleY))
    }
  }

  private func drawXTicks(on canvas: inout SVGCanvas) {
    let size = SVGCanvas.textSize
    var free = -Double.infinity
    for (value, label) in zip(xTicks.values, xTicks.labels) {
      let place = x.pixel(value)
      canvas.line(
        Pixel(x: place, y: plot.bottom),
        Pixel(x: place, y: plot.bottom + Self.tickLength),
        color: .ink,
        width: 1
      )
      // Labels that would run into their neighbour are left out.
      let half = TextMetrics.width(of: label, size: size) / 2
      if place - half < free { continue }
      free = place + half + 4
      canvas.text(
        label,
        at: Pixel(x: place, y: plot.bottom + Self.tickLength + size),
        anchor: .middle
      )
    }
  }
}

/// The title of a panel, on as many lines as it needs.
struct PanelHeader {
  private let lines: [String]
  private let frame: Frame

  init(_ title: String, in frame: Frame) {
    self.frame = frame
    // Bold letters are about a tenth wider.
    lines = TextMetrics.lines(
      of: title,
      size: SVGCanvas.titleSize,
      width: frame.width / 1.1,
      atMost: 3
    )
  }

  /// The room that the title takes, in pixels.
  var height: Double {
    lines.isEmpty ? 0 : Double(lines.count) * SVGCanvas.titleSize * SVGCanvas.lineSpacing + 6
  }

  func draw(on canvas: inout SVGCanvas) {
    for (index, text) in lines.enumerated() {
      let base = frame.top + SVGCanvas.titleSize * (1 + Double(index) * SVGCanvas.lineSpacing)
      canvas.text(
        text,
        at: Pixel(x: frame.left, y: base),
        size: SVGCanvas.titleSize,
        isBold: true
      )
    }
  }
}
