// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Sines and cosines of four angles at once, the same bits on every processor.
///
/// The angle is brought to -pi/4...pi/4 by subtracting a multiple k of pi/2 in three parts (Cody
/// and Waite, Software Manual for the Elementary Functions, 1980), and the Taylor series are
/// summed there. The terms left out are below 1e-17; the error is below 2e-16.
package enum SineCosine {
  /// The largest angle, in radians, for which k times the first two parts of pi/2 is exact.
  package static let largestAngle = 0x1p19

  /// The first 33 bits of pi/2, the next 33, and the rest.
  private static let quarterTurn = (
    0x1.921fb544p+0, 0x1.0b4611a6p-34, 0x1.3198a2e037073p-69
  )

  /// Writes the sines and cosines of the angles at four places, in radians.
  @inline(__always)
  package static func evaluate(
    _ angles: UnsafePointer<Double>,
    _ sines: UnsafeMutablePointer<Double>,
    _ cosines: UnsafeMutablePointer<Double>
  ) {
    let x = SIMD4(angles[0], angles[1], angles[2], angles[3])
    guard max(max(abs(x[0]), abs(x[1])), max(abs(x[2]), abs(x[3]))) <= largestAngle else {
      for place in 0..<4 {
        sines[place] = sin(angles[place])
        cosines[place] = cos(angles[place])
      }
      return
    }
    // Adding 1.5 2^52 rounds to an integer and leaves it in the low bits.
    let shifter = SIMD4<Double>(repeating: 0x1.8p52)
    let shifted = x * (0x1.45f306dc9c883p-1) + shifter
    let k = shifted - shifter
    let r = ((x - k * quarterTurn.0) - k * quarterTurn.1) - k * quarterTurn.2
    let z = r * r

    // Taylor coefficients are reciprocals of factorials.
    var s = z * 0x1.952c77030ad4ap-49 - 0x1.ae7f3e733b81fp-41
    s = s * z + 0x1.6124613a86d09p-33
    s = s * z - 0x1.ae64567f544e4p-26
    s = s * z + 0x1.71de3a556c734p-19
    s = s * z - 0x1.a01a01a01a01ap-13
    s = s * z + 0x1.1111111111111p-7
    s = s * z - 0x1.5555555555555p-3
    s = r + r * z * s
    var c = z * 0x1.ae7f3e733b81fp-45 - 0x1.93974a8c07c9dp-37
    c = c * z + 0x1.1eed8eff8d898p-29
    c = c * z - 0x1.27e4fb7789f5cp-22
    c = c * z + 0x1.a01a01a01a01ap-16
    c = c * z - 0x1.6c16c16c16c17p-10
    c = c * z + 0x1.5555555555555p-5
    c = (1 - z * 0.5) + z * z * c

    // For odd k sine and cosine change places; the signs follow from bits of k and k + 1.
    let bits = unsafeBitCast(shifted, to: SIMD4<Int64>.self)
    let one = SIMD4<Int64>(repeating: 1)
    let two = SIMD4<Int64>(repeating: 2)
    let odd = SIMD4<Int64>.zero &- (bits & one)
    let sineBits = unsafeBitCast(s, to: SIMD4<Int64>.self)
    let cosineBits = unsafeBitCast(c, to: SIMD4<Int64>.self)
    let change = (sineBits ^ cosineBits) & odd
    let sineSign = (bits & two) &<< 62
    let cosineSign = ((bits &+ one) & two) &<< 62
    let sine = unsafeBitCast(sineBits ^ change ^ sineSign, to: SIMD4<Double>.self)
    let cosine = unsafeBitCast(cosineBits ^ change ^ cosineSign, to: SIMD4<Double>.self)
    for place in 0..<4 {
      sines[place] = sine[place]
      cosines[place] = cosine[place]
    }
  }
}
