// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One part of a whole that is split.
public struct StackLayer: Sendable, Hashable {
  /// The name of the part.
  public var name: String
  /// The values of the part, in the unit of the vertical axis.
  ///
  /// Positive values are stacked upward from zero and negative ones downward, so that both are
  /// seen. A value that is not finite makes a gap in the whole stack.
  public var values: [Double]

  /// Makes a part.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// The edges of stacked layers at each sample: positive values up from zero, negative ones down.
struct Stack {
  /// One layer at one sample, in the unit of the values.
  struct Edges: Equatable {
    var positive: ClosedRange<Double>
    var negative: ClosedRange<Double>
  }

  /// For each layer and sample its edges; nil where a layer of the sample is not finite.
  let edges: [[Edges?]]

  init(_ layers: [StackLayer], count: Int) {
    var tops = [Double](repeating: 0, count: count)
    var bottoms = [Double](repeating: 0, count: count)
    let isSound = (0..<count).map { index in layers.allSatisfy { isDrawable($0.values[index]) } }
    edges = layers.map { layer in
      layer.values.enumerated().map { index, value in
        guard isSound[index] else { return nil }
        let top = tops[index] + max(0, value)
        let bottom = bottoms[index] + min(0, value)
        defer { (tops[index], bottoms[index]) = (top, bottom) }
        return Edges(positive: tops[index]...top, negative: bottom...bottoms[index])
      }
    }
  }

  /// The highest and lowest edges, for the range of the axis.
  var extremes: [Double] {
    edges.joined().compactMap { $0 }.flatMap { [$0.positive.upperBound, $0.negative.lowerBound] }
  }
}

/// A chart of parts stacked over a continuous axis, each named at its right end.
public struct StackedAreas: Sendable, Hashable {
  /// The title over the chart.
  public var title: String
  /// The horizontal axis.
  public var xAxis: ChartAxis
  /// The vertical axis, which always holds zero.
  public var yAxis: ChartAxis
  /// The positions of the samples, in the unit of the horizontal axis, ascending.
  public var x: [Double]
  /// The parts, from the axis outward.
  public var layers: [StackLayer]
  /// The name of the sum, drawn as a line over the stack; empty for no line.
  public var totalName: String

  /// Makes a chart.
  ///
  /// - Precondition: every part has as many values as there are positions.
  public init(
    title: String,
    xAxis: ChartAxis,
    yAxis: ChartAxis,
    x: [Double],
    layers: [StackLayer],
    totalName: String = ""
  ) {
    for layer in layers {
      precondition(
        layer.values.count == x.count,
        "\(x.count) positions and \(layer.values.count) values in '\(layer.name)'"
      )
    }
    self.title = title
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.x = x
    self.layers = layers
    self.totalName = totalName
  }

  func draw(in frame: Frame, on canvas: inout SVGCanvas) {
    let stack = Stack(layers, count: x.count)
    var yAxis = yAxis
    yAxis.includesZero = true
    let names = SideLabels.fitted(
      layers.map(\.name) + (totalName.isEmpty ? [] : [totalName]),
      in: frame
    )
    let axes = AxisFrame(
      in: frame,
      title: title,
      xAxis: xAxis,
      xValues: x,
      yAxis: yAxis,
      yValues: stack.extremes,
      rightMargin: max(12, SideLabels.width(of: names))
    )
    axes.drawGround(on: &canvas)
    let samples = x.indices.filter { isDrawable(x[$0]) && stack.edges.first?[$0] != nil }
    var labels: [SideLabels.Item] = []
    canvas.clipped(to: axes.plot) { canvas in
      for (index, edges) in stack.edges.enumerated() {
        let fill = FillStyle.numbered(index)
        for run in runs(of: samples) {
          draw(run.compactMap { sample in edges[sample].map { (x[sample], $0.positive) } })
          draw(run.compactMap { sample in edges[sample].map { (x[sample], $0.negative) } })
        }
        func draw(_ strip: [(x: Double, range: ClosedRange<Double>)]) {
          guard strip.contains(where: { $0.range.upperBound > $0.range.lowerBound }) else { return }
          canvas.polygon(
            strip.map { Pixel(x: axes.x.pixel($0.x), y: axes.y.pixel($0.range.upperBound)) }
              + strip.reversed().map {
                Pixel(x: axes.x.pixel($0.x), y: axes.y.pixel($0.range.lowerBound))
              },
            fill: fill
          )
        }
      }
    }
    for (index, edges) in stack.edges.enumerated() {
      let last = samples.last.flatMap { edges[$0] }
      // The middle of the layer's larger side at the right end.
      let side = last.map { edges in
        edges.positive.upperBound - edges.positive.lowerBound
          >= edges.negative.upperBound - edges.negative.lowerBound
          ? edges.positive : edges.negative
      }
      let middle = side.map { axes.y.pixel(($0.lowerBound + $0.upperBound) / 2) }
      labels.append(
        SideLabels.Item(
          name: names[index],
          height: middle,
          swatch: .fill(.numbered(index))
        )
      )
    }
    if !totalName.isEmpty {
      let height = drawTotal(samples, axes, on: &canvas)
      labels.append(
        SideLabels.Item(
          name: names[layers.count],
          height: height,
          swatch: .series(Self.totalStyle)
        )
      )
    }
    axes.drawAxes(on: &canvas)
    SideLabels.draw(labels, beside: axes.plot, on: &canvas)
  }

  private static let totalStyle = SeriesStyle(color: .black, width: 2.4)

  /// Paints the line of the sum and returns its height at the right end, in pixels.
  private func drawTotal(
    _ samples: [Int],
    _ axes: AxisFrame,
    on canvas: inout SVGCanvas
  ) -> Double? {
    func pixel(_ sample: Int) -> Pixel {
      Pixel(
        x: axes.x.pixel(x[sample]),
        y: axes.y.pixel(layers.reduce(0) { $0 + $1.values[sample] })
      )
    }
    let style = Self.totalStyle
    for run in runs(of: samples) {
      // A white edge keeps the line apart from dark areas.
      canvas.polyline(run.map(pixel), color: .white, width: style.width + 2)
      canvas.polyline(run.map(pixel), color: style.color, width: style.width)
    }
    return samples.last.map { pixel($0).y }
  }
}
