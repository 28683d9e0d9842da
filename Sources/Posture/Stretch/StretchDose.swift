// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How much somebody stretches: holds, their time, and how often.
public struct StretchDose: Sendable, Hashable {
  /// Time of one hold, in seconds.
  public let holdTime: Double

  /// Holds of one side in one session.
  public let repeats: Int

  /// Sessions on a day of practice.
  public let sessionsPerDay: Int

  /// Days of practice in a week, dimensionless, in 0...7; 3.5 is every other day.
  public let daysPerWeek: Double

  /// Makes a dose.
  ///
  /// - Parameters:
  ///   - holdTime: Time of one hold, in seconds, in 0...3600.
  ///   - repeats: Holds of one side in one session, in 1...100.
  ///   - sessionsPerDay: Sessions on a day of practice, in 0...24.
  ///   - daysPerWeek: Days of practice in a week, in 0...7.
  /// - Throws: ``StretchError`` with the quantity, what was found and what is allowed.
  public init(
    holdTime: Double,
    repeats: Int,
    sessionsPerDay: Int = 1,
    daysPerWeek: Double = 7
  ) throws(StretchError) {
    try StretchError.require("hold time", holdTime, in: 0...3600, unit: "s")
    try StretchError.require("number of repeats", Double(repeats), in: 1...100)
    try StretchError.require("number of sessions a day", Double(sessionsPerDay), in: 0...24)
    try StretchError.require("number of days a week", daysPerWeek, in: 0...7)
    self.holdTime = holdTime
    self.repeats = repeats
    self.sessionsPerDay = sessionsPerDay
    self.daysPerWeek = daysPerWeek
    try StretchError.require(
      "time held on one day",
      secondsPerSession * Double(sessionsPerDay),
      in: 0...86_400,
      unit: "s"
    )
  }

  /// Time held in one session, in seconds.
  public var secondsPerSession: Double { holdTime * Double(repeats) }

  /// Time held in one week, in seconds.
  public var secondsPerWeek: Double {
    secondsPerSession * Double(sessionsPerDay) * daysPerWeek
  }
}

/// A stretch that cannot be: which quantity, what was found, what is allowed.
public struct StretchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The quantity in words, such as `hold time`.
  public let quantity: String

  /// What was found, in ``unit``; may be infinite or not a number.
  public let found: Double

  /// What is allowed, in ``unit``.
  public let allowed: ClosedRange<Double>

  /// The unit in SI symbols, empty for a count.
  public let unit: String

  /// One sentence: quantity, found, allowed.
  public var description: String {
    let suffix = unit.isEmpty ? "" : " \(unit)"
    let low = Self.text(allowed.lowerBound)
    let high = Self.text(allowed.upperBound)
    return "the \(quantity) is \(Self.text(found))\(suffix); expected \(low) to \(high)\(suffix)"
  }

  static func require(
    _ quantity: String,
    _ value: Double,
    in allowed: ClosedRange<Double>,
    unit: String = ""
  ) throws(StretchError) {
    guard allowed.contains(value) else {
      throw StretchError(quantity: quantity, found: value, allowed: allowed, unit: unit)
    }
  }

  /// A number with at most four decimals where that leaves something, a whole one without a point.
  private static func text(_ value: Double) -> String {
    let short = (value * 1e4).rounded() / 1e4
    let text = "\(short == 0 && value != 0 ? value : short)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
