// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The times at which a foot strikes the ground and leaves it.
public struct FootEvents: Sendable, Equatable {
  /// Times of the strikes, rising, in seconds.
  public let strikes: [Double]

  /// Times of the toe-offs, rising, in seconds.
  public let toeOffs: [Double]

  /// Makes the events from their times in seconds.
  public init(strikes: [Double], toeOffs: [Double]) {
    self.strikes = strikes
    self.toeOffs = toeOffs
  }
}

/// Finds when a foot strikes the ground and leaves it from the vertical force under it.
///
/// A contact begins where the force rises through the threshold and ends where it falls below it; the
/// times are those of the crossings between samples.
public struct ContactDetector: Sendable, Equatable {
  /// Force from which a foot is on the ground, in newtons.
  public var threshold: Double

  /// Shortest contact and shortest swing, in seconds; what is shorter is noise.
  public var shortestPhase: Double

  /// Makes a detector.
  ///
  /// - Parameters:
  ///   - threshold: In newtons; 20 N, at which the cited cycles of `subject01` were cut (30 N is as
  ///     common, for example in openacl's norm bands of Fukuchi et al. 2018).
  ///   - shortestPhase: In seconds; 0.15 s, as in those norm bands.
  public init(threshold: Double = 20, shortestPhase: Double = 0.15) {
    self.threshold = threshold
    self.shortestPhase = shortestPhase
  }

  /// Largest vertical force of a walk in weights of the body, dimensionless; chosen: running reaches
  /// three, and newtons read as kilonewtons or the like lie far off.
  private static let largestForce = 5.0

  /// The least peak of a contact in weights of the body, dimensionless; chosen: the foot carries the
  /// body alone for a third of the cycle.
  private static let leastPeak = 0.4

  /// The events of one foot.
  ///
  /// - Parameters:
  ///   - force: Vertical force at each time, in newtons, upward on the foot positive.
  ///   - times: Rising, in seconds.
  ///   - weight: Weight of the body, in newtons.
  ///   - series: The name of the force in messages.
  /// - Returns: Strikes and toe-offs in the order of time.
  /// - Throws: Where times do not rise, a number is missing, the foot is never or always on the
  ///   ground, or the size of the force does not fit the weight.
  public func events(
    force: [Double],
    times: [Double],
    weight: Double,
    series: String
  ) throws(GaitDataError) -> FootEvents {
    try GaitDataError.check(times: times, atLeast: 3)
    try GaitDataError.check(count: force.count, of: series, times: times.count)
    if let index = force.firstIndex(where: { !$0.isFinite }) {
      throw GaitDataError(
        .gap,
        series,
        sample: index,
        found: "no number at \(times[index]) s",
        allowed: "a force in newtons",
        remedy: "fill the gap, or cut the record there"
      )
    }
    let largest = force.max() ?? 0
    guard largest > threshold else {
      throw GaitDataError(
        .noContact,
        series,
        found: "at most \(largest) N",
        allowed: "contacts above \(threshold) N",
        remedy: "give the vertical force, upward positive, in newtons"
      )
    }
    guard largest > Self.leastPeak * weight, largest < Self.largestForce * weight else {
      throw GaitDataError(
        .wrongUnit,
        series,
        found: "a peak of \(largest) where the body weighs \(weight) N",
        allowed: "\(Self.leastPeak) to \(Self.largestForce) times the weight",
        remedy: "give newtons, and the mass of this person"
      )
    }
    let events = crossings(force, times)
    guard !events.strikes.isEmpty || !events.toeOffs.isEmpty else {
      throw GaitDataError(
        .noContact,
        series,
        found: "the foot on the ground from \(times[0]) to \(times[times.count - 1]) s",
        allowed: "at least one strike or toe-off",
        remedy: "give a record with a whole step of this foot"
      )
    }
    return events
  }

  private func crossings(_ force: [Double], _ times: [Double]) -> FootEvents {
    var crossings: [(time: Double, rises: Bool)] = []
    for index in 1..<force.count
    where (force[index] > threshold) != (force[index - 1] > threshold) {
      let share = (threshold - force[index - 1]) / (force[index] - force[index - 1])
      let time = times[index - 1] + share * (times[index] - times[index - 1])
      // A phase that is too short is noise: both its crossings go.
      if let last = crossings.last, time - last.time < shortestPhase {
        crossings.removeLast()
      } else {
        crossings.append((time, force[index] > threshold))
      }
    }
    return FootEvents(
      strikes: crossings.filter(\.rises).map(\.time),
      toeOffs: crossings.filter { !$0.rises }.map(\.time)
    )
  }
}
