// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The map from metres to pixels of a view from the side, the same in both directions.
struct SagittalView {
  let frame: Frame
  /// Pixels per metre.
  let scale: Double
  /// The right end of the shapes, in pixels.
  let right: Double
  private let left: Double
  private let top: Double
  private let start: Double

  init(of points: [SagittalPoint], in frame: Frame) {
    let sound = points.filter { isDrawable($0.anterior) && isDrawable($0.superior) }
    let back = sound.map(\.anterior).min() ?? 0
    let front = sound.map(\.anterior).max() ?? 1
    let low = sound.map(\.superior).min() ?? 0
    let high = sound.map(\.superior).max() ?? 1
    self.frame = frame
    scale = min(frame.width / max(front - back, 1e-6), frame.height / max(high - low, 1e-6))
    left = back
    top = high
    // The shapes stand in the middle of the room.
    start = frame.left + max(0, frame.width - (front - back) * scale) / 2
    right = start + (front - back) * scale
  }

  /// The pixel of a point, or nil for one that cannot be drawn.
  func pixel(_ point: SagittalPoint) -> Pixel? {
    guard isDrawable(point.anterior), isDrawable(point.superior) else { return nil }
    return Pixel(
      x: start + (point.anterior - left) * scale,
      y: frame.top + (top - point.superior) * scale
    )
  }
}
