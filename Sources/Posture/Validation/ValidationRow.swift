// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// One target beside what the model makes of it.
public struct ValidationRow: Sendable {
  /// The target.
  public let target: ValidationTarget

  /// The result of the model with its band, in the unit of the target; nil when there is none.
  public let result: ResultBand?

  /// Why there is no result, in words.
  public let failure: String?

  /// The number of members of the ensemble without a result.
  public let failedMembers: Int

  /// The verdict, by the rule of the target.
  public var verdict: ValidationVerdict {
    target.rule.verdict(model: result, measured: target.measured)
  }

  /// True for a miss that is not listed with its cause.
  public var isUnknownMiss: Bool { verdict == .outside && target.knownMiss == nil }

  /// True for a listed miss that agrees now.
  public var isMissNoMore: Bool { verdict == .within && target.knownMiss != nil }

  /// The result less the measurement, in per cent of the measurement's size; nil without a result
  /// or for a measurement of zero.
  public var differencePercent: Double? {
    guard let result, target.measured != 0 else { return nil }
    return 100 * (result.value - target.measured) / abs(target.measured)
  }

  /// The greatest accepted size of the difference, in per cent; nil where the rule is not one.
  public var tolerancePercent: Double? {
    if case .within(let percent) = target.rule { return percent }
    return nil
  }
}
