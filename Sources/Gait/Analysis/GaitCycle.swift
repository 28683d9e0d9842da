// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One cycle of one foot, from its strike to its next.
public struct GaitCycle: Sendable, Equatable {
  /// Time of the strike, in seconds.
  public let start: Double

  /// Time of the next strike of the same foot, in seconds.
  public let end: Double

  /// Toe-off of the foot, in seconds.
  public let toeOff: Double

  /// Toe-off of the other foot, in seconds.
  public let otherToeOff: Double

  /// Strike of the other foot, in seconds.
  public let otherStrike: Double

  /// Makes a cycle from its times in seconds.
  public init(
    start: Double,
    end: Double,
    toeOff: Double,
    otherToeOff: Double,
    otherStrike: Double
  ) {
    self.start = start
    self.end = end
    self.toeOff = toeOff
    self.otherToeOff = otherToeOff
    self.otherStrike = otherStrike
  }

  /// Duration, in seconds.
  public var duration: Double { end - start }

  /// A time in seconds as part of the cycle, in percent.
  public func percent(_ time: Double) -> Double { 100 * (time - start) / duration }
}

/// A cycle that was left out, and why.
public struct LeftOutCycle: Sendable, Equatable, CustomStringConvertible {
  /// Strike with which it begins, in seconds.
  public let start: Double

  /// Why it was left out.
  public let reason: String

  /// Both in one line.
  public var description: String { "cycle from \(start) s left out: \(reason)" }
}

/// The cycles of one foot in a record.
public struct GaitCycles: Sendable, Equatable {
  /// The whole cycles, in the order of time.
  public let cycles: [GaitCycle]

  /// The cycles that were left out.
  public let leftOut: [LeftOutCycle]

  /// Shortest and longest cycle of walking, in seconds; chosen: 30 to 240 steps a minute.
  public static let durations = 0.5...4.0

  /// Finds the cycles of one foot from the contacts of both.
  ///
  /// A cycle needs, in this order: strike, toe-off of the other foot, strike of the other foot,
  /// toe-off, next strike. Where they come otherwise, a contact was lost or the sides are swapped, and
  /// the cycle is left out by name.
  ///
  /// - Parameters:
  ///   - foot: Events of the foot whose cycles they are.
  ///   - other: Events of the other foot.
  public init(of foot: FootEvents, other: FootEvents) {
    var cycles: [GaitCycle] = []
    var leftOut: [LeftOutCycle] = []
    for (start, end) in zip(foot.strikes, foot.strikes.dropFirst()) {
      func leaveOut(_ reason: String) { leftOut.append(LeftOutCycle(start: start, reason: reason)) }
      let duration = end - start
      guard Self.durations.contains(duration) else {
        leaveOut(
          "it lasts \(duration) s, and a cycle of walking \(Self.durations.lowerBound) to "
            + "\(Self.durations.upperBound) s"
        )
        continue
      }
      // Strikes and toe-offs of one foot alternate, so that there is one between two strikes.
      guard let ownToeOff = foot.toeOffs.first(where: { start < $0 && $0 < end }) else {
        leaveOut("the foot does not leave the ground in it")
        continue
      }
      let toeOffs = other.toeOffs.filter { start < $0 && $0 < end }
      let strikes = other.strikes.filter { start < $0 && $0 < end }
      guard let toeOff = toeOffs.first, let strike = strikes.first else {
        leaveOut("the other foot has no toe-off and strike in it")
        continue
      }
      guard toeOffs.count == 1, strikes.count == 1, toeOff < strike, strike < ownToeOff else {
        leaveOut("the events of the two feet do not alternate as in walking")
        continue
      }
      cycles.append(
        GaitCycle(
          start: start,
          end: end,
          toeOff: ownToeOff,
          otherToeOff: toeOff,
          otherStrike: strike
        )
      )
    }
    self.cycles = cycles
    self.leftOut = leftOut
  }
}
