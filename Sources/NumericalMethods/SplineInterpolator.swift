// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The natural splines of one degree over given knots, ready to pass through any values there.
///
/// Everything that depends on the knots alone is done once: a table of a hundred columns with common
/// times costs little more than one column.
///
/// The curve is a sum of B-splines (de Boor, A Practical Guide to Splines, 1978, chapters IX, X and
/// XIII). Its coefficients solve a banded system of the values at the knots and of the natural end
/// conditions. With degree 2m - 1 this is the spline of Woltring (1986), Advances in Engineering
/// Software 8:104-113, for an error variance of zero.
public struct SplineInterpolator: Sendable, Hashable {
  /// The arguments of the points, increasing, in units of the argument.
  public let knots: [Double]

  /// The degree of the pieces.
  public let degree: NaturalSpline.Degree

  /// The factors of the equations of the coefficients.
  private let factors: BandedFactors

  /// For every piece, the map from its coefficients to its Taylor terms.
  private let pieceMaps: [Double]

  /// Prepares the curves over knots.
  ///
  /// - Parameters:
  ///   - knots: At least (degree + 1) / 2 and at least two arguments, increasing.
  ///   - degree: The degree of the pieces.
  /// - Throws: What is wrong with the knots.
  public init(knots: [Double], degree: NaturalSpline.Degree) throws(SplineError) {
    guard knots.count >= 2 else { throw .tooFewPoints(count: knots.count) }
    guard knots.count >= degree.halfOrder else {
      throw .tooFewPointsForDegree(count: knots.count, needed: degree.halfOrder)
    }
    guard knots.allSatisfy(\.isFinite) else { throw .notFinite }
    for i in 1..<knots.count where knots[i] <= knots[i - 1] {
      throw .knotsNotIncreasing(index: i)
    }
    self.knots = knots
    self.degree = degree
    let k = degree.rawValue
    pieceMaps = Self.pieceMaps(knots, k)
    let ends = degree.halfOrder - 1
    let count = knots.count + k - 1
    // The first row is the first value, then the end conditions, the inner values, the conditions
    // of the other end and the last value.
    var matrix = BandedFactors(order: count, lower: k, upper: k)
    let size = (k + 1) * (k + 1)
    for i in knots.indices {
      let row = i == 0 ? 0 : i == knots.count - 1 ? count - 1 : i + ends
      if i == knots.count - 1 {
        matrix[row, count - 1] = 1
      } else {
        for j in 0...k { matrix[row, i + j] = pieceMaps[i * size + j] }
      }
    }
    let last = knots.count - 2
    let width = knots[last + 1] - knots[last]
    for condition in 0..<ends {
      let order = degree.halfOrder + condition
      var start = [Double](repeating: 0, count: k + 1)
      var end = start
      for j in 0...k {
        start[j] = pieceMaps[order * (k + 1) + j]
        // The derivative at the last knot, from the Taylor terms of the last piece.
        var binomial = 1.0
        var power = 1.0
        for higher in order...k {
          end[j] += binomial * power * pieceMaps[last * size + higher * (k + 1) + j]
          binomial *= Double(higher + 1) / Double(higher + 1 - order)
          power *= width
        }
      }
      let startScale = start.reduce(0) { max($0, abs($1)) }
      let endScale = end.reduce(0) { max($0, abs($1)) }
      for j in 0...k {
        matrix[1 + condition, j] = start[j] / startScale
        matrix[count - 1 - ends + condition, last + j] = end[j] / endScale
      }
    }
    guard matrix.factor() else { throw .notFinite }
    factors = matrix
  }

  /// The curve through one value at each knot, in units of the value.
  ///
  /// - Throws: `countsDiffer` for another number of values than of knots, `notFinite` for values that
  ///   are not numbers.
  public func spline(through values: [Double]) throws(SplineError) -> NaturalSpline {
    guard values.count == knots.count else {
      throw .countsDiffer(knots: knots.count, values: values.count)
    }
    guard values.allSatisfy(\.isFinite) else { throw .notFinite }
    let k = degree.rawValue
    let ends = degree.halfOrder - 1
    var coefficients = [Double](repeating: 0, count: factors.order)
    coefficients[0] = values[0]
    for i in 1..<(knots.count - 1) { coefficients[i + ends] = values[i] }
    coefficients[factors.order - 1] = values[knots.count - 1]
    factors.solve(&coefficients)
    var pieces = [Double](repeating: 0, count: (knots.count - 1) * (k + 1))
    let size = (k + 1) * (k + 1)
    for i in 0..<(knots.count - 1) {
      for order in 0...k {
        var sum = 0.0
        for j in 0...k { sum += pieceMaps[i * size + order * (k + 1) + j] * coefficients[i + j] }
        pieces[i * (k + 1) + order] = sum
      }
    }
    return NaturalSpline(
      knots: knots,
      degree: degree,
      pieces: pieces,
      last: values[knots.count - 1]
    )
  }

  /// For every piece the map from its k + 1 coefficients to its Taylor terms at its left knot.
  ///
  /// Row r of a piece gives the r-th derivative divided by r!. The knots of the B-splines are those
  /// of the curve, the first and the last k + 1 times.
  private static func pieceMaps(_ knots: [Double], _ k: Int) -> [Double] {
    let count = knots.count
    func t(_ index: Int) -> Double { knots[min(max(index - k, 0), count - 1)] }
    let n = k + 1
    let size = n * n
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * size) { memory in
      // Row `index`, column j: the coefficient `index` that coefficient j of the curve leads to.
      let local = UnsafeMutableBufferPointer(rebasing: memory[..<size])
      let work = UnsafeMutableBufferPointer(rebasing: memory[size...])
      return [Double](unsafeUninitializedCapacity: (count - 1) * size) { maps, mapCount in
        mapCount = (count - 1) * size
        for piece in 0..<(count - 1) {
          let x = knots[piece]
          for place in 0..<size { local[place] = place % (n + 1) == 0 ? 1 : 0 }
          var scale = 1.0
          for order in 0...k {
            // local holds, from row `order` on, the coefficients of the derivative, whose degree is
            // k - order; the triangle of de Boor gives its value at x.
            let degree = k - order
            for place in order * n..<size { work[place] = local[place] }
            for level in 0..<degree {
              for index in stride(from: k, to: order + level, by: -1) {
                let low = t(piece + index)
                let high = t(piece + index + degree - level)
                let share = (x - low) / (high - low)
                for place in index * n..<(index + 1) * n {
                  work[place] = (1 - share) * work[place - n] + share * work[place]
                }
              }
            }
            for j in 0...k { maps[piece * size + order * n + j] = work[k * n + j] / scale }
            scale *= Double(order + 1)
            guard order < k else { continue }
            for index in stride(from: k, to: order, by: -1) {
              let span = t(piece + index + degree) - t(piece + index)
              for place in index * n..<(index + 1) * n {
                local[place] = Double(degree) * (local[place] - local[place - n]) / span
              }
            }
          }
        }
      }
    }
  }
}
