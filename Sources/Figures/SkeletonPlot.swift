// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A point of a view from the right side of the body.
public struct SagittalPoint: Sendable, Hashable {
  /// The distance forward (anterior), in metres.
  public var anterior: Double
  /// The distance upward (superior), in metres.
  public var superior: Double

  /// Makes a point.
  public init(anterior: Double, superior: Double) {
    self.anterior = anterior
    self.superior = superior
  }
}

/// One shape of a skeleton in the sagittal plane.
public struct SkeletonShape: Sendable, Hashable {
  /// What a shape stands for, which says how it is painted.
  public enum Kind: Sendable, Hashable {
    /// A closed outline, filled in light grey.
    case bone
    /// A line across a disc.
    case discPlane
    /// A line of a muscle; the weight makes it wider.
    case muscle
    /// An open line such as the curve of the spine.
    case curve
    /// A force from the first point to the last, with a head; the weight makes it wider.
    case force
    /// Dots such as centres of joints.
    case joint
  }

  /// What the shape stands for.
  public var kind: Kind
  /// The name beside the shape; empty for none.
  public var name: String
  /// The corners in order; one that is not finite makes a gap in a line.
  public var points: [SagittalPoint]
  /// The width of a muscle or force relative to others, dimensionless in 0...1.
  public var weight: Double

  /// Makes a shape.
  ///
  /// - Precondition: the weight lies in 0...1.
  public init(_ kind: Kind, name: String = "", points: [SagittalPoint], weight: Double = 0.3) {
    precondition((0...1).contains(weight), "the weight is \(weight); expected 0...1")
    self.kind = kind
    self.name = name
    self.points = points
    self.weight = weight
  }
}

/// A view of a skeleton from the right side, true to scale, facing to the right.
public struct SkeletonPlot: Sendable, Hashable {
  /// The title over the view.
  public var title: String
  /// The shapes in the order in which they are painted.
  public var shapes: [SkeletonShape]
  /// The length of the scale bar, in metres.
  public var scaleBar: Double

  /// The room between the shapes and the column of names, in pixels.
  private static let nameGap = 20.0

  /// Makes a view.
  ///
  /// - Precondition: the scale bar is longer than zero.
  public init(title: String, shapes: [SkeletonShape], scaleBar: Double = 0.1) {
    precondition(scaleBar > 0, "the scale bar is \(scaleBar) m long")
    self.title = title
    self.shapes = shapes
    self.scaleBar = scaleBar
  }

  func draw(in frame: Frame, on canvas: inout SVGCanvas) {
    let shapes = shapes.map { shape in
      var shape = shape
      shape.name = TextMetrics.cut(
        shape.name,
        size: SVGCanvas.textSize,
        width: frame.width * 0.35
      )
      return shape
    }
    let header = PanelHeader(title, in: frame)
    header.draw(on: &canvas)
    let size = SVGCanvas.textSize
    func widest(_ isBone: Bool) -> Double {
      shapes.filter { ($0.kind == .bone) == isBone }
        .map { TextMetrics.width(of: $0.name, size: size) }.max() ?? 0
    }
    let view = SagittalView(
      of: shapes.flatMap(\.points),
      in: frame.inset(
        left: widest(true) + 10,
        top: header.height + 4,
        right: widest(false) > 0 ? widest(false) + Self.nameGap + 4 : 4,
        bottom: 30
      )
    )
    for shape in shapes { draw(shape, view, on: &canvas) }
    drawNames(of: shapes, view, on: &canvas)
    drawScaleBar(view, in: frame, on: &canvas)
  }

  private func draw(_ shape: SkeletonShape, _ view: SagittalView, on canvas: inout SVGCanvas) {
    let pixels = shape.points.map(view.pixel)
    let sound = pixels.indices.filter { pixels[$0] != nil }
    let lines = runs(of: sound).map { $0.compactMap { pixels[$0] } }
    switch shape.kind {
    case .bone:
      canvas.polygon(lines.flatMap { $0 }, fill: FigureColor(0xE8E4DA), stroke: .faint)
    case .discPlane:
      for line in lines { canvas.polyline(line, color: .blue, width: 2.2) }
    case .muscle:
      for line in lines {
        canvas.polyline(line, color: .vermillion, width: 0.8 + 3.2 * shape.weight)
      }
    case .curve:
      for line in lines { canvas.polyline(line, color: .ink, width: 1.4, dashes: [5, 3]) }
    case .force:
      for line in lines { drawArrow(line, width: 1.2 + 2.4 * shape.weight, on: &canvas) }
    case .joint:
      for case let center? in pixels {
        canvas.circle(center, radius: 2.2, fill: .white, stroke: .ink)
      }
    }
  }

  private func drawArrow(_ line: [Pixel], width: Double, on canvas: inout SVGCanvas) {
    guard let tail = line.first, let tip = line.last else { return }
    let (dx, dy) = (tip.x - tail.x, tip.y - tail.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.5 else { return }
    let (ux, uy) = (dx / length, dy / length)
    let head = min(length, 4 + 2.5 * width)
    let base = Pixel(x: tip.x - head * ux, y: tip.y - head * uy)
    canvas.polyline(Array(line.dropLast()) + [base], color: .ink, width: width)
    canvas.polygon(
      [
        tip, Pixel(x: base.x - head * 0.4 * uy, y: base.y + head * 0.4 * ux),
        Pixel(x: base.x + head * 0.4 * uy, y: base.y - head * 0.4 * ux),
      ],
      fill: .ink
    )
  }

  /// Paints the names of bones behind them, and the others in a column at the right.
  private func drawNames(
    of shapes: [SkeletonShape],
    _ view: SagittalView,
    on canvas: inout SVGCanvas
  ) {
    let size = SVGCanvas.textSize
    var named: [(name: String, anchor: Pixel)] = []
    for shape in shapes where !shape.name.isEmpty {
      let pixels = shape.points.compactMap(view.pixel)
      // The front end of the shape is nearest to the column of names.
      guard let front = pixels.max(by: { $0.x < $1.x }) else { continue }
      if shape.kind == .bone {
        let box = Frame(around: pixels)
        canvas.text(
          shape.name,
          at: Pixel(x: box.left - 6, y: box.middleY + size * 0.36),
          anchor: .end
        )
      } else {
        named.append((shape.name, front))
      }
    }
    let order = named.indices.sorted { (named[$0].anchor.y, $0) < (named[$1].anchor.y, $1) }
    let heights = SideLabels.spread(
      order.map { named[$0].anchor.y },
      apart: size * 1.2,
      from: view.frame.top + 6,
      to: view.frame.bottom
    )
    let column = view.right + Self.nameGap
    for (index, height) in zip(order, heights) {
      let end = Pixel(x: column - 3, y: height)
      canvas.line(named[index].anchor, end, color: .faint, width: 0.7)
      canvas.text(named[index].name, at: Pixel(x: column, y: height + size * 0.36))
    }
  }

  private func drawScaleBar(_ view: SagittalView, in frame: Frame, on canvas: inout SVGCanvas) {
    let length = scaleBar * view.scale
    let height = frame.bottom - 8
    let size = SVGCanvas.textSize
    guard length < frame.width - 120 else { return }
    let (left, right) = (frame.left + 6, frame.left + 6 + length)
    canvas.line(Pixel(x: left, y: height), Pixel(x: right, y: height), color: .ink, width: 1.4)
    for end in [left, right] {
      canvas.line(
        Pixel(x: end, y: height - 4),
        Pixel(x: end, y: height + 4),
        color: .ink,
        width: 1.4
      )
    }
    let label = FixedNumber.text(scaleBar * 1000, decimals: 0) + " mm"
    canvas.text(label, at: Pixel(x: right + 8, y: height + size * 0.36))
    let next = right + 8 + TextMetrics.width(of: label, size: size) + 16
    canvas.text("anterior \u{2192}", at: Pixel(x: next, y: height + size * 0.36))
  }
}
