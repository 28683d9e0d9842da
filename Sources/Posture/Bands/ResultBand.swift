// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods

/// A result with its doubt: the value of the given parameters, and the 5th and 95th percentile of an
/// ensemble.
///
/// The percentiles are the quantiles of `SortedSample`. Where a parameter's default lies at the end
/// of its range, the value may lie outside the band.
public struct ResultBand: Sendable, Equatable {
  /// The result with the parameters as given, in the unit of the quantity.
  public let value: Double

  /// The 5th percentile of the ensemble, in the same unit.
  public let low: Double

  /// The 95th percentile of the ensemble, in the same unit.
  public let high: Double

  /// The number of members that have a result.
  public let count: Int

  /// The probabilities of the two ends of a band, dimensionless.
  public static let probabilities = (low: 0.05, high: 0.95)

  /// Makes a band; `value` and the results of the members in the same unit.
  ///
  /// - Parameters:
  ///   - value: The result with the parameters as given.
  ///   - members: The results of the members that have one; without any the band is the value.
  public init(_ value: Double, members: some Sequence<Double>) {
    let sample = SortedSample(members)
    self.value = value
    low = sample.quantile(Self.probabilities.low) ?? value
    high = sample.quantile(Self.probabilities.high) ?? value
    count = sample.values.count
  }

  /// A band whose ends were computed, not counted; all in the same unit.
  init(_ value: Double, low: Double, high: Double, count: Int) {
    self.value = value
    self.low = low
    self.high = high
    self.count = count
  }

  /// True when a number, in the unit of the band, lies between its ends or on one.
  public func contains(_ number: Double) -> Bool { low <= number && number <= high }
}
