// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A rectangle of a drawing, in pixels, y downward.
struct Frame: Sendable, Hashable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }
  var middleX: Double { left + width / 2 }
  var middleY: Double { top + height / 2 }

  /// The rectangle without strips at its sides.
  func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Frame {
    Frame(
      left: self.left + left,
      top: self.top + top,
      width: max(1, width - left - right),
      height: max(1, height - top - bottom)
    )
  }
}

extension Frame {
  /// The smallest rectangle around some points; empty at the corner for none.
  init(around points: [Pixel]) {
    let left = points.map(\.x).min() ?? 0
    let top = points.map(\.y).min() ?? 0
    self.init(
      left: left,
      top: top,
      width: (points.map(\.x).max() ?? 0) - left,
      height: (points.map(\.y).max() ?? 0) - top
    )
  }
}

/// A straight map from the numbers of an axis to the pixels of a drawing.
struct Scale: Sendable, Hashable {
  let domain: ClosedRange<Double>
  let start: Double
  let end: Double

  /// The pixel of a number; one beyond the axis lies at its end.
  func pixel(_ value: Double) -> Double {
    let fraction = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return start + min(1, max(0, fraction)) * (end - start)
  }
}

/// A point of a drawing, in pixels.
struct Pixel: Sendable, Hashable {
  var x: Double
  var y: Double
}
