// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A random generator with 64 bits of state, for seeding others.
///
/// Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195, figure 17.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable, Codable {
  private var state: UInt64

  /// Starts the sequence that belongs to a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The random generator xoshiro256**, with a period of 2^256 - 1: the same numbers everywhere.
///
/// Blackman and Vigna, ACM Transactions on Mathematical Software 47 (2021) 36,
/// doi:10.1145/3460772. The state is filled from the seed by SplitMix64, as the authors advise. Not
/// for secrets.
public struct SeededRandom: RandomNumberGenerator, Sendable, Hashable, Codable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Starts the sequence that belongs to a seed.
  public init(seed: UInt64) {
    var filler = SplitMix64(seed: seed)
    self.init(state: filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// Starts from a state, of which not all parts may be zero.
  public init(state s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64) {
    precondition(s0 | s1 | s2 | s3 != 0, "a state of zeros only gives zeros only")
    self.s0 = s0
    self.s1 = s1
    self.s2 = s2
    self.s3 = s3
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// Skips 2^128 numbers: generators made by jumps from one seed never overlap.
  public mutating func jump() {
    let polynomial: [UInt64] = [
      0x180E_C6D3_3CFD_0ABA, 0xD5A6_1266_F0C9_392C, 0xA958_2618_E03F_C9AA, 0x39AB_DC45_29B1_661C,
    ]
    var sum: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for word in polynomial {
      for bit in 0..<64 {
        if word & (1 << UInt64(bit)) != 0 {
          sum.0 ^= s0
          sum.1 ^= s1
          sum.2 ^= s2
          sum.3 ^= s3
        }
        _ = next()
      }
    }
    (s0, s1, s2, s3) = sum
  }

  /// A number drawn evenly from 0 ..< 1, a multiple of 2^-53; dimensionless.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from the normal distribution with mean zero and variance one; dimensionless.
  ///
  /// The polar method of Marsaglia and Bray, SIAM Review 6 (1964) 260-264, doi:10.1137/1006063;
  /// the second number of each pair is not kept, so that the state is the seed's alone.
  public mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let square = u * u + v * v
      if square > 0 && square < 1 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }
}
