// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A function that is one polynomial between each two neighbouring break points, and one beyond each end.
///
/// It is defined everywhere. Whether it is smooth at the break points is the affair of who makes it.
public struct PiecewisePolynomial: Sendable, Hashable {
  /// One polynomial, the sum of c[k] s^k with s = x - origin.
  public struct Piece: Sendable, Hashable {
    /// The argument where s is zero, in units of the argument.
    public var origin: Double

    /// The coefficients by ascending power, in units of the value per power of that of the argument.
    public var coefficients: [Double]

    /// Makes a polynomial.
    ///
    /// - Parameters:
    ///   - origin: The argument where s is zero, in units of the argument.
    ///   - coefficients: By ascending power of s; at least one.
    public init(origin: Double, coefficients: [Double]) {
      precondition(!coefficients.isEmpty, "no coefficient given, a polynomial has at least one")
      self.origin = origin
      self.coefficients = coefficients
    }
  }

  /// A value with two derivatives.
  public typealias Sample = CubicSpline.Sample

  /// The arguments where the polynomial changes, strictly ascending, in units of the argument.
  ///
  /// At a break point the piece to its right holds.
  public let breaks: [Double]

  /// The polynomials from left to right, one more than there are break points.
  public let pieces: [Piece]

  /// Makes a function from its pieces.
  ///
  /// - Parameters:
  ///   - breaks: Finite and strictly ascending, in units of the argument.
  ///   - pieces: One more than break points, each with finite numbers.
  public init(breaks: [Double], pieces: [Piece]) {
    precondition(
      pieces.count == breaks.count + 1,
      "\(pieces.count) pieces given, \(breaks.count) break points need \(breaks.count + 1)"
    )
    precondition(
      zip(breaks, breaks.dropFirst()).allSatisfy { $0 < $1 } && breaks.allSatisfy(\.isFinite),
      "break points that do not ascend given"
    )
    precondition(
      pieces.allSatisfy { $0.origin.isFinite && $0.coefficients.allSatisfy(\.isFinite) },
      "a piece with a number that is not finite given"
    )
    self.breaks = breaks
    self.pieces = pieces
  }

  /// The value, in its own unit, and two derivatives.
  ///
  /// Performs no heap allocation.
  public func sample(at argument: Double) -> Sample {
    // The number of break points at or before the argument.
    var low = 0
    var high = breaks.count
    while low < high {
      let middle = (low + high) / 2
      if breaks[middle] <= argument { low = middle + 1 } else { high = middle }
    }
    let s = argument - pieces[low].origin
    var value = 0.0
    var first = 0.0
    var halfSecond = 0.0
    var power = pieces[low].coefficients.count - 1
    while power >= 0 {
      halfSecond = halfSecond * s + first
      first = first * s + value
      value = value * s + pieces[low].coefficients[power]
      power -= 1
    }
    return Sample(value: value, firstDerivative: first, secondDerivative: 2 * halfSecond)
  }
}
