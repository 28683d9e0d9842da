// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// A small random generator with a seed, the same on every machine.
///
/// SplitMix64: Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195, figure 17.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the sequence that belongs to `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number drawn evenly from a range, in the unit of the range.
  public mutating func number(in range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  /// A vector whose components are drawn evenly from a range, in the unit of the range.
  public mutating func vector(in range: ClosedRange<Double>) -> Vector3 {
    Vector3(number(in: range), number(in: range), number(in: range))
  }

  /// A direction drawn evenly from the unit sphere.
  public mutating func direction() -> Vector3 {
    while true {
      let v = vector(in: -1...1)
      let l = v.squaredLength
      if l > 0.01 && l <= 1 { return v.normalized }
    }
  }

  /// A rotation by an angle drawn from -pi...pi about a random axis.
  public mutating func rotation() -> Rotation {
    let axis = direction()
    return Rotation(angle: number(in: -Double.pi...Double.pi), axis: axis)
  }
}
