// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A sample of numbers in rising order, and its quantiles.
///
/// The quantile of a probability p of n numbers x(1) <= ... <= x(n) is the number at the place
/// h = 1 + (n - 1) p, linear between neighbours: definition 7 of Hyndman and Fan, The American
/// Statistician 50 (1996) 361-365, doi:10.1080/00031305.1996.10473566. A quantile moves with each
/// number continuously, and those of 0 and 1 are the least and the greatest number.
public struct SortedSample: Sendable, Equatable {
  /// The numbers in rising order, in the unit of the sample.
  public let values: [Double]

  /// Sorts finite numbers.
  ///
  /// - Precondition: every number is finite.
  public init(_ values: some Sequence<Double>) {
    self.values = values.sorted()
    precondition(self.values.allSatisfy(\.isFinite), "a sample holds a number that is not finite")
  }

  /// The quantile of a probability in 0...1, in the unit of the sample; nil for an empty sample.
  public func quantile(_ probability: Double) -> Double? {
    precondition((0...1).contains(probability), "a probability of \(probability)")
    guard let last = values.last else { return nil }
    let place = Double(values.count - 1) * probability
    let below = Int(place)
    guard below + 1 < values.count else { return last }
    let fraction = place - Double(below)
    return values[below] + fraction * (values[below + 1] - values[below])
  }
}
