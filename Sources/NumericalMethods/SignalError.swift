// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Why a sampled signal could not be filtered or resampled.
public enum SignalError: Error, Hashable, Sendable {
  /// Another number of samples than of times in a column; the column counts from zero.
  case countsDiffer(column: Int, times: Int, samples: Int)

  /// A time is not greater than the one before it; the index counts from zero.
  case timesNotIncreasing(index: Int)

  /// A time, an interval or a sample is infinite or not a number.
  case notFinite

  /// Fewer samples than the operation needs.
  case tooFewSamples(count: Int, needed: Int)

  /// The cut-off frequency is not between zero and half the sampling frequency, in hertz.
  case cutoffOutsideRange(cutoff: Double, limit: Double)

  /// More samples than the limit would be made.
  case tooManySamples(count: Double, limit: Int)
}

extension SignalError: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .countsDiffer(let column, let times, let samples):
      "column \(column) (counted from zero) has \(samples) samples for \(times) times"
    case .timesNotIncreasing(let index):
      "time \(index) (counted from zero) is not greater than the one before it: sort the samples and "
        + "keep one for each time"
    case .notFinite: "a time, an interval or a sample is infinite or not a number"
    case .tooFewSamples(let count, let needed):
      "\(count) samples where at least \(needed) are needed"
    case .cutoffOutsideRange(let cutoff, let limit):
      "cut-off frequency \(cutoff) Hz is not between 0 and \(limit) Hz, half the sampling frequency: "
        + "choose a lower one or sample more often"
    case .tooManySamples(let count, let limit):
      "\(count) samples would be made, at most \(limit) are allowed: two times lie too close together"
    }
  }
}
