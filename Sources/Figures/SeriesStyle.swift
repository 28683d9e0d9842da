// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How a series is drawn: colour, dashes and marker together, so that any one of them tells it.
public struct SeriesStyle: Sendable, Hashable {
  /// The shape of a marker.
  public enum Marker: Sendable, Hashable, CaseIterable {
    /// A filled disc.
    case circle
    /// A filled square.
    case square
    /// A filled triangle that points up.
    case triangle
    /// A filled square on its corner.
    case diamond
    /// A ring.
    case ring
    /// A filled triangle that points down.
    case wedge
    /// Two crossed strokes.
    case cross
    /// No marker.
    case none
  }

  /// The colour of line, marker and band.
  public var color: FigureColor
  /// The lengths of dashes and gaps in turn, in pixels; empty for a solid line.
  public var dashes: [Double]
  /// The marker at each sample.
  public var marker: Marker
  /// The width of the line, in pixels; 0 for markers only.
  public var width: Double

  /// Makes a style.
  public init(
    color: FigureColor,
    dashes: [Double] = [],
    marker: Marker = .none,
    width: Double = 1.8
  ) {
    self.color = color
    self.dashes = dashes
    self.marker = marker
    self.width = width
  }

  /// The style of a series by its position in the chart; seven differ in all three properties.
  public static func numbered(_ index: Int) -> SeriesStyle {
    let colors: [FigureColor] = [
      .black, .blue, .vermillion, .green, .purple, .orange, .skyBlue,
    ]
    let dashes: [[Double]] = [
      [], [7, 3], [2, 2.5], [9, 3, 2, 3], [14, 4], [5, 2, 1.5, 2, 1.5, 2], [4, 6],
    ]
    let markers: [Marker] = [.circle, .square, .triangle, .diamond, .ring, .wedge, .cross]
    let place = ((index % 7) + 7) % 7
    return SeriesStyle(color: colors[place], dashes: dashes[place], marker: markers[place])
  }
}

/// How an area is filled: colour and hatching together.
struct FillStyle: Sendable, Hashable {
  /// The ways of hatching, told apart without colour.
  enum Hatching: String, Sendable, CaseIterable {
    case plain, rising, dots, falling, level, crossed, upright
  }

  let color: FigureColor
  let hatching: Hatching

  /// The fill of a layer by its position in the stack; seven differ in both properties.
  ///
  /// Light and dark colours take turns, so that neighbours differ in grey as well.
  static func numbered(_ index: Int) -> FillStyle {
    let colors: [FigureColor] = [
      FigureColor(0xBBBBBB), .vermillion, .skyBlue, .blue, .yellow, .green, .purple,
    ]
    let place = ((index % 7) + 7) % 7
    return FillStyle(color: colors[place], hatching: Hatching.allCases[place])
  }

  /// The name of the fill's pattern in the document.
  var patternName: String { "\(hatching.rawValue)-\(color.hex.dropFirst())" }
}
