// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One panel of a figure.
public enum FigurePanel: Sendable, Hashable {
  /// Lines over a common axis.
  case lines(LineChart)
  /// Parts stacked over a continuous axis.
  case areas(StackedAreas)
  /// Parts stacked in bars.
  case bars(StackedBars)
  /// Coloured cells.
  case heatMap(HeatMap)
  /// A skeleton seen from the side.
  case skeleton(SkeletonPlot)

  func draw(in frame: Frame, on canvas: inout SVGCanvas) {
    switch self {
    case .lines(let chart): chart.draw(in: frame, on: &canvas)
    case .areas(let chart): chart.draw(in: frame, on: &canvas)
    case .bars(let chart): chart.draw(in: frame, on: &canvas)
    case .heatMap(let map): map.draw(in: frame, on: &canvas)
    case .skeleton(let plot): plot.draw(in: frame, on: &canvas)
    }
  }
}

/// A figure: panels in rows, with a title above and a caption below.
///
/// The same figure gives the same bytes. Texts stay texts and can be searched and edited; colours
/// are told apart by every kind of colour vision, and dashes, markers and hatchings tell the same
/// apart in grey.
public struct Figure: Sendable, Hashable {
  /// The title above the panels; empty for none.
  public var title: String
  /// The caption below the panels, broken into lines as needed; empty for none.
  public var caption: String
  /// The panels, row by row from the top; the panels of a row share its width evenly.
  public var rows: [[FigurePanel]]
  /// The width of the figure, in pixels.
  public var width: Double
  /// The height of each row, in pixels.
  public var rowHeight: Double

  /// The least width of a panel, in pixels, that leaves room for its axes.
  public static let leastPanelWidth = 240.0
  /// The least height of a row, in pixels, that leaves room for its axes.
  public static let leastRowHeight = 180.0

  private static let margin = 14.0
  private static let gap = 22.0

  /// Makes a figure.
  ///
  /// - Precondition: the width gives each panel `leastPanelWidth`; the height of a row lies
  ///   between `leastRowHeight` and 10 000; the width is at most 10 000.
  public init(
    title: String = "",
    caption: String = "",
    rows: [[FigurePanel]],
    width: Double = 960,
    rowHeight: Double = 360
  ) {
    let most = Double(rows.map(\.count).max() ?? 1)
    let least = most * Self.leastPanelWidth + 2 * Self.margin + (most - 1) * Self.gap
    precondition(
      width >= least && width <= 10_000,
      "the width is \(width); expected \(least)...10000"
    )
    precondition(
      rowHeight >= Self.leastRowHeight && rowHeight <= 10_000,
      "the height of a row is \(rowHeight); expected \(Self.leastRowHeight)...10000"
    )
    self.title = title
    self.caption = caption
    self.rows = rows
    self.width = width
    self.rowHeight = rowHeight
  }

  /// The figure as an SVG document.
  public func svg() -> String {
    let size = SVGCanvas.textSize
    let line = size * SVGCanvas.lineSpacing
    let inner = width - 2 * Self.margin
    var canvas = SVGCanvas()
    var top = Self.margin
    let titleSize = SVGCanvas.titleSize + 2
    // Bold letters are a tenth wider.
    for text in TextMetrics.lines(of: title, size: titleSize, width: inner / 1.1) {
      canvas.text(
        text,
        at: Pixel(x: Self.margin, y: top + titleSize),
        size: titleSize,
        isBold: true
      )
      top += titleSize * SVGCanvas.lineSpacing
    }
    if !title.isEmpty { top += 8 }
    for (index, row) in rows.enumerated() {
      if index > 0 { top += Self.gap }
      let count = Double(max(1, row.count))
      let panelWidth = (inner - (count - 1) * Self.gap) / count
      for (column, panel) in row.enumerated() {
        panel.draw(
          in: Frame(
            left: Self.margin + Double(column) * (panelWidth + Self.gap),
            top: top,
            width: panelWidth,
            height: rowHeight
          ),
          on: &canvas
        )
      }
      top += rowHeight
    }
    let caption = TextMetrics.lines(of: caption, size: size, width: inner)
    if !caption.isEmpty { top += 6 }
    for text in caption {
      canvas.text(text, at: Pixel(x: Self.margin, y: top + size))
      top += line
    }
    let name = title.isEmpty ? rows.joined().first?.title ?? "" : title
    return canvas.document(
      width: width,
      height: top + Self.margin,
      title: name,
      description: self.caption
    )
  }
}

extension FigurePanel {
  /// The title over the panel.
  var title: String {
    switch self {
    case .lines(let chart): chart.title
    case .areas(let chart): chart.title
    case .bars(let chart): chart.title
    case .heatMap(let map): map.title
    case .skeleton(let plot): plot.title
    }
  }
}
