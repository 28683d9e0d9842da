// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What one side does in one session: into the stretch, hold, out of it, rest, and again.
public struct StretchProtocol: Sendable, Hashable {
  /// A part of a repeat.
  public enum Phase: String, Sendable, CaseIterable, Codable {
    /// The beginning, in the start posture.
    case start
    /// From the start posture into the stretch.
    case ramp
    /// In the stretch.
    case hold
    /// Back to the start posture.
    case release
    /// In the start posture.
    case rest
  }

  /// A part of the session over which posture and elastic forces vary evenly along the path.
  public struct Leg: Sendable, Hashable {
    /// The repeat, from 1.
    public let repetition: Int

    /// The part of the repeat that it belongs to.
    public let phase: Phase

    /// Its end, in seconds from the start of the session.
    public let end: Double

    /// Its length in time, in seconds.
    public let duration: Double

    /// The place on the path at its end: 0 start posture, 1 stretch.
    public let fraction: Double
  }

  /// Time of one hold, in seconds.
  public let holdTime: Double

  /// Number of holds.
  public let repeats: Int

  /// Time from the start posture into the stretch, and back, in seconds.
  public let rampTime: Double

  /// Time in the start posture between two repeats, in seconds.
  public let restTime: Double

  /// Time between two rows of a hold or a rest, in seconds.
  public let interval: Double

  /// Makes a protocol.
  ///
  /// - Parameters:
  ///   - holdTime: Time of one hold, in seconds, in 0...3600.
  ///   - repeats: Number of holds, in 1...100.
  ///   - rampTime: Time into the stretch and out of it, in seconds, in 0.1...60.
  ///   - restTime: Time between two repeats, in seconds, in 0...3600.
  ///   - interval: Time between two rows, in seconds, in 0.01...3600.
  /// - Throws: ``StretchError`` with the quantity, what was found and what is allowed.
  public init(
    holdTime: Double,
    repeats: Int = 1,
    rampTime: Double = 5,
    restTime: Double = 30,
    interval: Double = 1
  ) throws(StretchError) {
    try StretchError.require("hold time", holdTime, in: 0...3600, unit: "s")
    try StretchError.require("number of repeats", Double(repeats), in: 1...100)
    try StretchError.require("ramp time", rampTime, in: 0.1...60, unit: "s")
    try StretchError.require("rest time", restTime, in: 0...3600, unit: "s")
    try StretchError.require("interval", interval, in: 0.01...3600, unit: "s")
    self.holdTime = holdTime
    self.repeats = repeats
    self.rampTime = rampTime
    self.restTime = restTime
    self.interval = interval
  }

  /// One ramp into the stretch and out of it, for what does not depend on time.
  static let unheld: StretchProtocol = {
    do { return try StretchProtocol(holdTime: 0) } catch { preconditionFailure("\(error)") }
  }()

  /// The places on the path at which a ramp has rows, from 0 to 1.
  public static let rampRows = 4

  /// The time of the whole session, in seconds.
  public var duration: Double {
    Double(repeats) * (2 * rampTime + holdTime) + Double(repeats - 1) * restTime
  }

  /// The legs in their order; every leg ends in a row of a table.
  public var legs: [Leg] {
    var legs: [Leg] = []
    var time = 0.0
    /// Legs of equal times from a place on the path to another.
    func add(_ phase: Phase, _ repetition: Int, _ duration: Double, from: Double, to: Double) {
      guard duration > 0 else { return }
      let isMove = from != to
      let count =
        isMove ? Self.rampRows : max(1, Int((duration / interval - 1e-9).rounded(.up)))
      let begin = time
      for index in 1...count {
        let last = index == count
        let step = isMove ? duration * Double(index) / Double(count) : Double(index) * interval
        let end = begin + (last ? duration : step)
        let share = last ? 1 : Double(index) / Double(count)
        legs.append(
          Leg(
            repetition: repetition,
            phase: phase,
            end: end,
            duration: end - time,
            fraction: from + (to - from) * share
          )
        )
        time = end
      }
    }
    for repetition in 1...repeats {
      add(.ramp, repetition, rampTime, from: 0, to: 1)
      add(.hold, repetition, holdTime, from: 1, to: 1)
      add(.release, repetition, rampTime, from: 1, to: 0)
      if repetition < repeats { add(.rest, repetition, restTime, from: 0, to: 0) }
    }
    return legs
  }
}
