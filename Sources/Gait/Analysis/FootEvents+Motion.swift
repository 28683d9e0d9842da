// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension FootEvents {
  /// Finds the events of one foot from its motion against the pelvis, where no force was recorded.
  ///
  /// The foot strikes when the heel is farthest before the pelvis, and leaves the ground when the toe
  /// is farthest behind it. Peaks closer than half a second at the same end are one event (chosen: a
  /// cycle of walking lasts longer). A peak at the first or last sample has no other side and is none.
  ///
  /// - Parameters:
  ///   - heel: Forward distance of the heel from the pelvis at each time, in metres.
  ///   - toe: Forward distance of the toe from the pelvis at each time, in metres.
  ///   - times: Rising, in seconds.
  /// - Throws: Where times do not rise, a number is missing, or the foot does not swing.
  public init(heel: [Double], toe: [Double], times: [Double]) throws(GaitDataError) {
    try GaitDataError.check(times: times, atLeast: 3)
    for (series, name) in [(heel, "heel"), (toe, "toe")] {
      try GaitDataError.check(count: series.count, of: name, times: times.count)
      if let index = series.firstIndex(where: { !$0.isFinite }) {
        throw GaitDataError(
          .gap,
          name,
          sample: index,
          found: "no number at \(times[index]) s",
          allowed: "a distance in metres",
          remedy: "fill the gap, or cut the record there"
        )
      }
    }
    let strikes = Self.peaks(of: heel, times)
    let toeOffs = Self.peaks(of: toe.map { -$0 }, times)
    guard !strikes.isEmpty && !toeOffs.isEmpty else {
      throw GaitDataError(
        .noContact,
        "heel and toe",
        found: "\(strikes.count) foremost and \(toeOffs.count) rearmost places",
        allowed: "at least one of each between first and last sample",
        remedy: "give the distance before the pelvis, forward positive, of a whole step"
      )
    }
    self.init(strikes: strikes, toeOffs: toeOffs)
  }

  /// Shortest time between two peaks, in seconds.
  private static let shortestCycle = GaitCycles.durations.lowerBound

  /// Times of the maxima above the middle of the range, the higher one of two that are too close.
  private static func peaks(of series: [Double], _ times: [Double]) -> [Double] {
    let middle = 0.5 * ((series.max() ?? 0) + (series.min() ?? 0))
    var peaks: [Int] = []
    for index in series.indices.dropFirst().dropLast()
    where series[index] > middle && series[index] > series[index - 1]
      && series[index] >= series[index + 1]
    {
      if let last = peaks.last, times[index] - times[last] < shortestCycle {
        if series[index] > series[last] { peaks[peaks.count - 1] = index }
      } else {
        peaks.append(index)
      }
    }
    return peaks.map { times[$0] }
  }
}
