// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Names beside the data, each at the height of what it names, moved apart where they would touch.
struct SideLabels {
  /// One name.
  struct Item {
    let name: String
    /// The height at which the named thing meets the right end of the data, in pixels, or nil
    /// for one that does not reach it.
    let height: Double?
    let swatch: Swatch
  }

  /// The sample that stands before a name.
  enum Swatch {
    case series(SeriesStyle)
    case fill(FillStyle)
  }

  private static let swatchWidth = 26.0
  private static let leader = 14.0
  private static let gap = 4.0

  /// Names cut so that they leave most of a panel to the data.
  static func fitted(_ names: [String], in panel: Frame) -> [String] {
    let room = panel.width * 0.45 - leader - swatchWidth - 2 * gap
    return names.map { TextMetrics.cut($0, size: SVGCanvas.textSize, width: room) }
  }

  /// The room that some names need beside the data, in pixels; 0 for none.
  static func width(of names: [String]) -> Double {
    let widest = names.map { TextMetrics.width(of: $0, size: SVGCanvas.textSize) }.max()
    return widest.map { $0 + leader + swatchWidth + 2 * gap } ?? 0
  }

  /// Paints the names to the right of the data.
  ///
  /// - Parameters:
  ///   - items: The names with their heights.
  ///   - plot: The rectangle of the data, in pixels.
  ///   - canvas: The drawing.
  static func draw(_ items: [Item], beside plot: Frame, on canvas: inout SVGCanvas) {
    // Names without a place of their own stand below the others.
    let wanted = items.map { $0.height ?? plot.bottom }
    let order = items.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let heights = spread(
      order.map { wanted[$0] },
      apart: SVGCanvas.textSize * 1.2,
      from: plot.top,
      to: plot.bottom
    )
    for (index, height) in zip(order, heights) {
      let item = items[index]
      if let start = item.height {
        canvas.polyline(
          [
            Pixel(x: plot.right + 1, y: start), Pixel(x: plot.right + 4, y: start),
            Pixel(x: plot.right + leader - 3, y: height), Pixel(x: plot.right + leader, y: height),
          ],
          color: .faint,
          width: 0.7
        )
      }
      drawEntry(item.name, item.swatch, beside: plot, height: height, on: &canvas)
    }
  }

  /// Paints one name with its sample at a height.
  static func drawEntry(
    _ name: String,
    _ swatch: Swatch,
    beside plot: Frame,
    height: Double,
    on canvas: inout SVGCanvas
  ) {
    drawSwatch(swatch, left: plot.right + leader, height: height, on: &canvas)
    canvas.text(
      name,
      at: Pixel(
        x: plot.right + leader + swatchWidth + gap,
        y: height + SVGCanvas.textSize * 0.36
      )
    )
  }

  private static func drawSwatch(
    _ swatch: Swatch,
    left: Double,
    height: Double,
    on canvas: inout SVGCanvas
  ) {
    switch swatch {
    case .series(let style):
      if style.width > 0 {
        canvas.line(
          Pixel(x: left, y: height),
          Pixel(x: left + swatchWidth, y: height),
          color: style.color,
          width: style.width,
          dashes: style.dashes
        )
      }
      style.marker.draw(
        at: Pixel(x: left + swatchWidth / 2, y: height),
        color: style.color,
        on: &canvas
      )
    case .fill(let fill):
      canvas.rectangle(
        Frame(left: left + 4, top: height - 5.5, width: swatchWidth - 6, height: 11),
        fill: fill
      )
    }
  }

  /// Heights near some wanted ones, at least a distance apart, inside an interval.
  ///
  /// The wanted heights ascend. Groups that touch are joined and centred on the mean of what their
  /// members wanted, which is the least-squares answer. When there is no room for the distance it
  /// shrinks.
  static func spread(
    _ wanted: [Double],
    apart distance: Double,
    from low: Double,
    to high: Double
  ) -> [Double] {
    guard wanted.count > 1 else { return wanted.map { min(high, max(low, $0)) } }
    let distance = min(distance, (high - low) / Double(wanted.count - 1))
    // Groups of neighbours: how many there are, and the sum of their wanted first heights.
    var groups: [(count: Int, sum: Double)] = []
    func first(_ group: (count: Int, sum: Double)) -> Double {
      let length = Double(group.count - 1) * distance
      return min(high - length, max(low, group.sum / Double(group.count)))
    }
    for height in wanted {
      groups.append((1, height))
      while groups.count > 1 {
        let last = groups[groups.count - 1]
        let before = groups[groups.count - 2]
        if first(before) + Double(before.count) * distance <= first(last) { break }
        groups.removeLast()
        groups[groups.count - 1] = (
          before.count + last.count,
          before.sum + last.sum - Double(before.count * last.count) * distance
        )
      }
    }
    return groups.flatMap { group in
      (0..<group.count).map { first(group) + Double($0) * distance }
    }
  }
}

extension SeriesStyle.Marker {
  /// Paints the marker.
  func draw(at center: Pixel, color: FigureColor, on canvas: inout SVGCanvas) {
    func polygon(_ offsets: [(Double, Double)]) {
      canvas.polygon(offsets.map { Pixel(x: center.x + $0.0, y: center.y + $0.1) }, fill: color)
    }
    switch self {
    case .circle: canvas.circle(center, radius: 2.6, fill: color, stroke: color)
    case .ring: canvas.circle(center, radius: 2.8, fill: .white, stroke: color)
    case .square: polygon([(-3, -3), (3, -3), (3, 3), (-3, 3)])
    case .triangle: polygon([(0, -4), (3.8, 2.8), (-3.8, 2.8)])
    case .wedge: polygon([(0, 4), (3.8, -2.8), (-3.8, -2.8)])
    case .diamond: polygon([(0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)])
    case .cross:
      for side in [-1.0, 1] {
        canvas.line(
          Pixel(x: center.x - 3, y: center.y - 3 * side),
          Pixel(x: center.x + 3, y: center.y + 3 * side),
          color: color,
          width: 1.6
        )
      }
    case .none: break
    }
  }
}
