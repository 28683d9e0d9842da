// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Writes the elements of an SVG drawing in the order in which they are painted.
///
/// Coordinates have hundredths of a pixel; equal drawings have equal bytes. Texts are escaped and
/// stay texts. A coordinate that is not finite stops the program: gaps are made before.
struct SVGCanvas {
  /// Where a text stands relative to its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// The size of ordinary texts, in pixels.
  static let textSize = 12.0
  /// The size of titles, in pixels.
  static let titleSize = 14.0
  /// The distance between the base lines of two lines of text, in sizes of the font.
  static let lineSpacing = 1.25

  private var body = ""
  private var fills: [FillStyle] = []
  private var clips = 0

  private func number(_ value: Double) -> String { FixedNumber.coordinate(value) }

  mutating func line(
    _ from: Pixel,
    _ to: Pixel,
    color: FigureColor,
    width: Double,
    dashes: [Double] = []
  ) {
    body +=
      "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\" "
      + "y2=\"\(number(to.y))\" stroke=\"\(color.hex)\" stroke-width=\"\(number(width))\""
      + dashAttribute(dashes) + "/>\n"
  }

  mutating func polyline(
    _ points: [Pixel],
    color: FigureColor,
    width: Double,
    dashes: [Double] = []
  ) {
    guard points.count > 1 else { return }
    body +=
      "<polyline points=\"\(list(points))\" fill=\"none\" stroke=\"\(color.hex)\" "
      + "stroke-width=\"\(number(width))\" stroke-linejoin=\"round\""
      + dashAttribute(dashes) + "/>\n"
  }

  mutating func polygon(
    _ points: [Pixel],
    fill: FigureColor,
    opacity: Double = 1,
    stroke: FigureColor? = nil
  ) {
    guard points.count > 2 else { return }
    body += "<polygon points=\"\(list(points))\" fill=\"\(fill.hex)\""
    if opacity < 1 { body += " fill-opacity=\"\(number(opacity))\"" }
    if let stroke { body += " stroke=\"\(stroke.hex)\" stroke-width=\"1\"" }
    body += "/>\n"
  }

  /// A polygon filled with a colour and a hatching, with a thin outline between neighbours.
  mutating func polygon(_ points: [Pixel], fill: FillStyle) {
    guard points.count > 2 else { return }
    body +=
      "<polygon points=\"\(list(points))\" fill=\"url(#\(pattern(fill)))\" "
      + "stroke=\"\(FigureColor.ink.hex)\" stroke-width=\"0.6\"/>\n"
  }

  mutating func rectangle(_ frame: Frame, fill: FigureColor, stroke: FigureColor? = nil) {
    body += "<rect \(box(frame)) fill=\"\(fill.hex)\""
    if let stroke { body += " stroke=\"\(stroke.hex)\" stroke-width=\"0.6\"" }
    body += "/>\n"
  }

  mutating func rectangle(_ frame: Frame, fill: FillStyle) {
    body +=
      "<rect \(box(frame)) fill=\"url(#\(pattern(fill)))\" "
      + "stroke=\"\(FigureColor.ink.hex)\" stroke-width=\"0.6\"/>\n"
  }

  mutating func circle(_ center: Pixel, radius: Double, fill: FigureColor, stroke: FigureColor) {
    body +=
      "<circle cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(radius))\" "
      + "fill=\"\(fill.hex)\" stroke=\"\(stroke.hex)\" stroke-width=\"1.4\"/>\n"
  }

  /// A text whose base line starts, centres or ends at a point.
  mutating func text(
    _ text: String,
    at point: Pixel,
    anchor: Anchor = .start,
    size: Double = SVGCanvas.textSize,
    isBold: Bool = false,
    color: FigureColor = .ink
  ) {
    guard !text.isEmpty else { return }
    body += "<text x=\"\(number(point.x))\" y=\"\(number(point.y))\" font-size=\"\(number(size))\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if isBold { body += " font-weight=\"bold\"" }
    body += " fill=\"\(color.hex)\">\(Self.escaped(text))</text>\n"
  }

  /// A text that reads upward, centred at a point.
  mutating func uprightText(_ text: String, at point: Pixel, size: Double = SVGCanvas.textSize) {
    guard !text.isEmpty else { return }
    let (x, y) = (number(point.x), number(point.y))
    body +=
      "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(number(size))\" text-anchor=\"middle\" "
      + "transform=\"rotate(-90 \(x) \(y))\" fill=\"\(FigureColor.ink.hex)\">"
      + "\(Self.escaped(text))</text>\n"
  }

  /// Draws inside a rectangle only.
  mutating func clipped(to frame: Frame, _ draw: (inout SVGCanvas) -> Void) {
    clips += 1
    body += "<clipPath id=\"clip\(clips)\"><rect \(box(frame))/></clipPath>\n"
    body += "<g clip-path=\"url(#clip\(clips))\">\n"
    draw(&self)
    body += "</g>\n"
  }

  /// The whole document.
  ///
  /// - Parameters:
  ///   - width: The width of the drawing, in pixels.
  ///   - height: The height of the drawing, in pixels.
  ///   - title: The title for readers that do not see the drawing.
  ///   - description: What the drawing shows, for the same readers.
  /// - Returns: The document as text.
  func document(width: Double, height: Double, title: String, description: String) -> String {
    var text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(number(width))\" "
      + "height=\"\(number(height))\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
      + "role=\"img\" font-family=\"sans-serif\">\n"
    if !title.isEmpty { text += "<title>\(Self.escaped(title))</title>\n" }
    if !description.isEmpty { text += "<desc>\(Self.escaped(description))</desc>\n" }
    if !fills.isEmpty {
      text += "<defs>\n" + fills.map(Self.definition).joined() + "</defs>\n"
    }
    text +=
      "<rect width=\"\(number(width))\" height=\"\(number(height))\" "
      + "fill=\"\(FigureColor.white.hex)\"/>\n"
    return text + body + "</svg>\n"
  }

  /// A text as the content of an element; characters that XML cannot hold become spaces.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func list(_ points: [Pixel]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  private func box(_ frame: Frame) -> String {
    "x=\"\(number(frame.left))\" y=\"\(number(frame.top))\" width=\"\(number(frame.width))\" "
      + "height=\"\(number(frame.height))\""
  }

  private func dashAttribute(_ dashes: [Double]) -> String {
    dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes.map(number).joined(separator: " "))\""
  }

  /// The name of a fill's pattern, which the document then defines.
  private mutating func pattern(_ fill: FillStyle) -> String {
    if !fills.contains(fill) { fills.append(fill) }
    return fill.patternName
  }

  private static func definition(of fill: FillStyle) -> String {
    // The strokes are dark on light colours and light on dark ones.
    let ink = fill.color.luminance > 0.25 ? FigureColor.ink : FigureColor.white
    let path: String =
      switch fill.hatching {
      case .plain: ""
      case .rising: "M0,8 L8,0 M-2,2 L2,-2 M6,10 L10,6"
      case .falling: "M0,0 L8,8 M-2,6 L2,10 M6,-2 L10,2"
      case .level: "M0,2 H8 M0,6 H8"
      case .upright: "M2,0 V8 M6,0 V8"
      case .crossed: "M0,8 L8,0 M0,0 L8,8"
      case .dots: "M1.4,2 H2.6 M5.4,6 H6.6"
      }
    let width = fill.hatching == .dots ? "1.2" : "0.7"
    return
      "<pattern id=\"\(fill.patternName)\" width=\"8\" height=\"8\" "
      + "patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" "
      + "fill=\"\(fill.color.hex)\"/>"
      + (path.isEmpty
        ? ""
        : "<path d=\"\(path)\" stroke=\"\(ink.hex)\" stroke-width=\"\(width)\" fill=\"none\"/>")
      + "</pattern>\n"
  }
}
