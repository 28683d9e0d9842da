// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Gauss's rule of eight points on [-1, 1], for integrals and for sums over equally spaced points.
///
/// A sum of n values at x_i = (2 i + 1 - n) / n, i = 0 ... n - 1, is
///
///     sum_j c_j M_j,   c_j = (2 j + 1) / 2 sum_k w_k P_j(x_k) f(x_k),   M_j = sum_i P_j(x_i)
///
/// with nodes x_k, weights w_k and Legendre's polynomials P_j. M_0 is n, M_j of odd j is zero, and the others
/// follow from the sums of even powers of whole numbers (Faulhaber). It is exact for polynomials up to
/// degree 7, and M_j is of order 1/n, so that the error is nearly that of the integral.
enum EightPointSum {
  /// The nodes: zeros of P_8 (Abramowitz & Stegun 1964, table 25.4).
  static var nodes: SIMD8<Double> {
    SIMD8(
      -0.960_289_856_497_536_2,
      -0.796_666_477_413_626_7,
      -0.525_532_409_916_329_0,
      -0.183_434_642_495_649_8,
      0.183_434_642_495_649_8,
      0.525_532_409_916_329_0,
      0.796_666_477_413_626_7,
      0.960_289_856_497_536_2
    )
  }

  /// The weights of the integral; they add up to 2.
  static var weights: SIMD8<Double> {
    SIMD8(
      0.101_228_536_290_376_3,
      0.222_381_034_453_374_5,
      0.313_706_645_877_887_3,
      0.362_683_783_378_362_0,
      0.362_683_783_378_362_0,
      0.313_706_645_877_887_3,
      0.222_381_034_453_374_5,
      0.101_228_536_290_376_3
    )
  }

  private static let w2 = weights * legendre2(nodes) * 2.5
  private static let w4 = weights * legendre4(nodes) * 4.5
  /// The values at the nodes times this add up to the coefficient of P_6.
  static let sixth = weights * legendre6(nodes) * 6.5
  /// The values at the nodes times this add up to the coefficient of P_7.
  static let seventh = weights * legendre7(nodes) * 7.5

  /// The weights of the values at the nodes in a sum over so many equally spaced points.
  static func weights(count: Int) -> SIMD8<Double> {
    let n = Double(count)
    let n2 = n * n
    let second = (n2 - 1) / (3 * n)
    let fourth = (n2 - 1) * (3 * n2 - 7) / (15 * n * n2)
    let sixth = (n2 - 1) * (3 * n2 * n2 - 18 * n2 + 31) / (21 * n * n2 * n2)
    let m2 = (3 * second - n) / 2
    let m4 = (35 * fourth - 30 * second + 3 * n) / 8
    let m6 = (231 * sixth - 315 * fourth + 105 * second - 5 * n) / 16
    let low: SIMD8<Double> = weights * (n / 2) + w2 * m2
    return low + w4 * m4 + Self.sixth * m6
  }

  /// The coefficients, from the constant to the seventh power, of the polynomial through eight values at the nodes.
  static func coefficients(_ values: SIMD8<Double>) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    for index in 0..<8 { sum += lagrange[index] * values[index] }
    return sum
  }

  /// The coefficients of the polynomials that are one at a node and zero at the others (Lagrange).
  private static let lagrange = InlineArray<8, SIMD8<Double>> { index in
    var product: SIMD8<Double> = [1, 0, 0, 0, 0, 0, 0, 0]
    for other in 0..<8 where other != index {
      var next = -nodes[other] * product
      for power in 1..<8 { next[power] += product[power - 1] }
      product = next / (nodes[index] - nodes[other])
    }
    return product
  }

  private static func legendre2(_ x: SIMD8<Double>) -> SIMD8<Double> { (3 * x * x - 1) / 2 }

  private static func legendre4(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let square: SIMD8<Double> = x * x
    return ((35 * square - 30) * square + 3) / 8
  }

  private static func legendre6(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let square: SIMD8<Double> = x * x
    let high: SIMD8<Double> = (231 * square - 315) * square + 105
    return (high * square - 5) / 16
  }

  private static func legendre7(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let square: SIMD8<Double> = x * x
    let high: SIMD8<Double> = (429 * square - 693) * square + 315
    return (high * square - 35) * x / 16
  }
}
