// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A table of numbers shown as coloured cells, with the numbers written in them.
///
/// Colours run from light to dark and keep their order in grey; the sign of a number is read from
/// its text.
public struct HeatMap: Sendable, Hashable {
  /// The title over the map.
  public var title: String
  /// What the columns are, with their unit; empty for no words.
  public var columnTitle: String
  /// The names of the columns.
  public var columns: [String]
  /// What the rows are, with their unit; empty for no words.
  public var rowTitle: String
  /// The names of the rows, from the top.
  public var rows: [String]
  /// The numbers, row by row, in the unit that `valueTitle` names; one that is not finite is blank.
  public var values: [[Double]]
  /// What the numbers are, with their unit.
  public var valueTitle: String
  /// The count of decimals of the numbers in the cells, or nil to write none.
  public var decimals: Int?

  /// Makes a map.
  ///
  /// - Precondition: there is one list of values for each row and one value for each column.
  public init(
    title: String,
    columnTitle: String = "",
    columns: [String],
    rowTitle: String = "",
    rows: [String],
    values: [[Double]],
    valueTitle: String,
    decimals: Int? = 0
  ) {
    precondition(
      values.count == rows.count,
      "\(rows.count) rows and \(values.count) lists of values"
    )
    for (row, list) in zip(rows, values) {
      precondition(
        list.count == columns.count,
        "\(columns.count) columns and \(list.count) values in '\(row)'"
      )
    }
    self.title = title
    self.columnTitle = columnTitle
    self.columns = columns
    self.rowTitle = rowTitle
    self.rows = rows
    self.values = values
    self.valueTitle = valueTitle
    self.decimals = decimals
  }

  /// The colours from low to high; the luminance falls all the way.
  static let colors: [FigureColor] = [
    FigureColor(0xEAF5FC), FigureColor(0xB4DCF5), .skyBlue, .blue, FigureColor(0x00263B),
  ]

  /// The colour at a place between low and high, dimensionless in 0...1.
  static func color(at fraction: Double) -> FigureColor {
    let place = min(1, max(0, fraction)) * Double(colors.count - 1)
    let index = min(colors.count - 2, Int(place))
    return colors[index].mixed(with: colors[index + 1], fraction: place - Double(index))
  }

  func draw(in frame: Frame, on canvas: inout SVGCanvas) {
    let size = SVGCanvas.textSize
    let line = size * SVGCanvas.lineSpacing
    let header = PanelHeader(title, in: frame)
    header.draw(on: &canvas)
    let scale = ChartAxis("").scale(holding: values.joined(), intervals: 5, isTight: true)
    let keyWidth =
      (scale.ticks.labels.map { TextMetrics.width(of: $0, size: size) }.max() ?? 0) + 22
    let rows = rows.map { TextMetrics.cut($0, size: size, width: frame.width * 0.35) }
    let nameWidth = rows.map { TextMetrics.width(of: $0, size: size) }.max() ?? 0
    let keyTitle = TextMetrics.lines(
      of: valueTitle,
      size: size,
      width: frame.height * 0.6,
      atMost: 2
    )
    let plot = frame.inset(
      left: nameWidth + 8 + (rowTitle.isEmpty ? 0 : line + 4),
      top: header.height + 4,
      right: keyWidth + 22 + Double(keyTitle.count) * line,
      bottom: line + 6 + (columnTitle.isEmpty ? 0 : line + 2)
    )
    drawCells(in: plot, domain: scale.domain, on: &canvas)
    for (index, name) in rows.enumerated() {
      let height = plot.top + (Double(index) + 0.5) * plot.height / Double(rows.count)
      canvas.text(name, at: Pixel(x: plot.left - 6, y: height + size * 0.36), anchor: .end)
    }
    drawColumnNames(plot, on: &canvas)
    canvas.text(
      columnTitle,
      at: Pixel(x: plot.middleX, y: plot.bottom + 4 + 2 * line),
      anchor: .middle
    )
    canvas.uprightText(rowTitle, at: Pixel(x: frame.left + size, y: plot.middleY))
    drawKey(
      Frame(left: plot.right + 14, top: plot.top, width: 12, height: plot.height),
      scale,
      title: keyTitle,
      titleLeft: plot.right + 14 + keyWidth,
      on: &canvas
    )
  }

  private func drawCells(
    in plot: Frame,
    domain: ClosedRange<Double>,
    on canvas: inout SVGCanvas
  ) {
    guard let first = values.first, !first.isEmpty else { return }
    let width = plot.width / Double(first.count)
    let height = plot.height / Double(values.count)
    let scale = Scale(domain: domain, start: 0, end: 1)
    // Numbers that would be too small to read are left to the colour.
    let size = textSize(width: width, height: height)
    for (row, list) in values.enumerated() {
      for (column, value) in list.enumerated() {
        let cell = Frame(
          left: plot.left + Double(column) * width,
          top: plot.top + Double(row) * height,
          width: width,
          height: height
        )
        guard isDrawable(value) else {
          // A stroke tells a missing number from a low one.
          canvas.rectangle(cell, fill: .white, stroke: .grid)
          canvas.line(
            Pixel(x: cell.left, y: cell.bottom),
            Pixel(x: cell.right, y: cell.top),
            color: .grid,
            width: 1
          )
          continue
        }
        let color = Self.color(at: scale.pixel(value))
        canvas.rectangle(cell, fill: color, stroke: .white)
        guard let decimals, size >= 6 else { continue }
        canvas.text(
          FixedNumber.text(value, decimals: decimals),
          at: Pixel(x: cell.middleX, y: cell.middleY + size * 0.36),
          anchor: .middle,
          size: size,
          color: color.luminance > 0.22 ? .ink : .white
        )
      }
    }
  }

  /// The size of the numbers at which the widest one fits its cell, in pixels.
  private func textSize(width: Double, height: Double) -> Double {
    let widths = values.joined().lazy.filter(isDrawable).map {
      TextMetrics.width(of: FixedNumber.text($0, decimals: decimals ?? 0), size: 1)
    }
    return min(SVGCanvas.textSize, 0.9 * width / (widths.max() ?? 1), 0.8 * height)
  }

  private func drawColumnNames(_ plot: Frame, on canvas: inout SVGCanvas) {
    let size = SVGCanvas.textSize
    var free = -Double.infinity
    for (index, name) in columns.enumerated() {
      let place = plot.left + (Double(index) + 0.5) * plot.width / Double(columns.count)
      let half = TextMetrics.width(of: name, size: size) / 2
      if place - half < free { continue }
      free = place + half + 3
      canvas.text(name, at: Pixel(x: place, y: plot.bottom + size + 4), anchor: .middle)
    }
  }

  private func drawKey(
    _ key: Frame,
    _ scale: (domain: ClosedRange<Double>, ticks: Ticks),
    title: [String],
    titleLeft: Double,
    on canvas: inout SVGCanvas
  ) {
    let size = SVGCanvas.textSize
    let steps = 40
    for step in 0..<steps {
      let height = key.height / Double(steps)
      let color = Self.color(at: (Double(step) + 0.5) / Double(steps))
      canvas.rectangle(
        Frame(
          left: key.left,
          top: key.bottom - Double(step + 1) * height,
          width: key.width,
          height: height
        ),
        fill: color,
        stroke: color
      )
    }
    let heights = Scale(domain: scale.domain, start: key.bottom, end: key.top)
    for (value, label) in zip(scale.ticks.values, scale.ticks.labels) {
      let height = heights.pixel(value)
      canvas.line(
        Pixel(x: key.right, y: height),
        Pixel(x: key.right + 3, y: height),
        color: .ink,
        width: 1
      )
      canvas.text(label, at: Pixel(x: key.right + 6, y: height + size * 0.36))
    }
    for (index, text) in title.enumerated() {
      let place = titleLeft + size + Double(index) * size * SVGCanvas.lineSpacing
      canvas.uprightText(text, at: Pixel(x: place, y: key.middleY))
    }
  }
}
