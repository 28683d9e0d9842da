// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What is wrong with the record of a walk.
public struct GaitDataError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Kind: Sendable, Equatable {
    /// Times do not rise.
    case unsortedTime
    /// A number is missing or not finite.
    case gap
    /// Series of different lengths, or too few samples.
    case wrongCount
    /// No foot is ever on the ground, or always.
    case noContact
    /// A foot that the plate says is on the ground is in the air by its motion.
    case swappedSides
    /// Numbers whose size does not fit their unit.
    case wrongUnit
    /// No whole cycle.
    case noCycle
    /// A force plate under neither foot, or under both.
    case unclearPlate
    /// A model without a body that tells how its owner walks.
    case missingBody
  }

  /// What kind of fault it is.
  public let kind: Kind

  /// The series, such as `force_y_r`.
  public let series: String

  /// The sample, counted from 0, where there is one.
  public let sample: Int?

  /// What was found.
  public let found: String

  /// What is allowed.
  public let allowed: String

  /// How to mend it.
  public let remedy: String

  /// Everything in one line.
  public var description: String {
    let place = sample.map { ", sample \($0 + 1)" } ?? ""
    return "\(series)\(place): found \(found); expected \(allowed); \(remedy)"
  }

  init(
    _ kind: Kind,
    _ series: String,
    sample: Int? = nil,
    found: String,
    allowed: String,
    remedy: String
  ) {
    self.kind = kind
    self.series = series
    self.sample = sample
    self.found = found
    self.allowed = allowed
    self.remedy = remedy
  }

  /// Stops at times that do not rise or are not finite.
  static func check(times: [Double], atLeast count: Int) throws(GaitDataError) {
    guard times.count >= count else {
      throw GaitDataError(
        .wrongCount,
        "time",
        found: "\(times.count) samples",
        allowed: "at least \(count)",
        remedy: "give a longer record"
      )
    }
    for index in times.indices {
      guard times[index].isFinite else {
        throw GaitDataError(
          .gap,
          "time",
          sample: index,
          found: "no number",
          allowed: "a time in seconds",
          remedy: "fill in or cut off the sample"
        )
      }
      guard index == 0 || times[index] > times[index - 1] else {
        throw GaitDataError(
          .unsortedTime,
          "time",
          sample: index,
          found: "\(times[index]) s after \(times[index - 1]) s",
          allowed: "times that rise",
          remedy: "sort the rows by time and drop doubles"
        )
      }
    }
  }

  /// Stops at a series of another length than the times.
  static func check(count: Int, of series: String, times: Int) throws(GaitDataError) {
    guard count == times else {
      throw GaitDataError(
        .wrongCount,
        series,
        found: "\(count) samples",
        allowed: "\(times), one a time",
        remedy: "give one value for each time"
      )
    }
  }
}
