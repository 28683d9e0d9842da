// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One contact of a foot with the ground.
public struct FootContact: Sendable, Equatable {
  /// Time of the strike, in seconds.
  public let strike: Double

  /// Time of the toe-off, in seconds.
  public let toeOff: Double

  /// Makes a contact from its two times in seconds.
  public init(strike: Double, toeOff: Double) {
    self.strike = strike
    self.toeOff = toeOff
  }

  /// Duration of the contact, in seconds.
  public var duration: Double { toeOff - strike }
}

/// Finds the contacts of a foot with the ground from the vertical force under it.
///
/// A contact begins where the force rises through the threshold and ends where it falls below it; the
/// times are those of the crossings between samples. A contact under way at the first or the last
/// sample has no known time there and is left out.
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

  /// The contacts of one foot.
  ///
  /// - Parameters:
  ///   - force: Vertical force at each time, in newtons, upward on the foot positive.
  ///   - times: Rising, in seconds.
  ///   - weight: Weight of the body, in newtons.
  ///   - series: The name of the force in messages.
  /// - Returns: The contacts in the order of time.
  /// - Throws: Where times do not rise, a number is missing, no contact begins and ends, or the size
  ///   of the force does not fit the weight.
  public func contacts(
    force: [Double],
    times: [Double],
    weight: Double,
    series: String
  ) throws(GaitDataError) -> [FootContact] {
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
    let phases = phases(force, times)
    guard !phases.isEmpty else {
      throw GaitDataError(
        .noContact,
        series,
        found: "no contact that begins and ends in \(times[0]) to \(times[times.count - 1]) s",
        allowed: "at least one",
        remedy: "give a record with a whole step of this foot"
      )
    }
    return phases
  }

  private func phases(_ force: [Double], _ times: [Double]) -> [FootContact] {
    var crossings: [(time: Double, rises: Bool)] = []
    for index in 1..<force.count where (force[index] > threshold) != (force[index - 1] > threshold)
    {
      let share = (threshold - force[index - 1]) / (force[index] - force[index - 1])
      let time = times[index - 1] + share * (times[index] - times[index - 1])
      crossings.append((time, force[index] > threshold))
    }
    // A phase that is too short is noise: its two crossings go.
    var kept: [(time: Double, rises: Bool)] = []
    for crossing in crossings {
      if let last = kept.last, crossing.time - last.time < shortestPhase {
        kept.removeLast()
      } else {
        kept.append(crossing)
      }
    }
    var contacts: [FootContact] = []
    for (index, crossing) in kept.enumerated() where crossing.rises && index + 1 < kept.count {
      contacts.append(FootContact(strike: crossing.time, toeOff: kept[index + 1].time))
    }
    return contacts
  }
}
