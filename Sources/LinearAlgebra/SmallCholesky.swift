// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The Cholesky factorisation A = L L' of small symmetric positive-definite matrices, order 1 to 64.
///
/// The order of every sum is fixed here, so the bytes of the result do not depend on the library
/// that is installed. Storage is the caller's: columns of `leadingDimension` numbers, a multiple of
/// four, at an address that is a multiple of 16 bytes. Only the lower triangle is read. Everything
/// else, padding rows included, is overwritten with values of no meaning.
///
/// After factoring, the strict lower triangle holds L and the diagonal holds the **reciprocals** of
/// L's diagonal.
public enum SmallCholesky {
  /// The largest order that is accepted.
  public static let largestOrder = 64

  /// The least leading dimension for an order: the order rounded up to a multiple of four.
  public static func leadingDimension(forOrder order: Int) -> Int { (order + 3) & ~3 }

  /// Factors a symmetric positive-definite matrix in place.
  ///
  /// Performs no heap allocation.
  public static func factor(
    _ matrix: UnsafeMutablePointer<Double>,
    order: Int,
    leadingDimension: Int
  ) throws(FactorizationError) {
    let failure = factor(matrix, order, leadingDimension, pivotFloor: nil)
    if failure != 0 { throw .notPositiveDefinite(order: failure) }
  }

  /// Factors a symmetric matrix in place, raising each pivot below a floor to the floor.
  ///
  /// The result is the exact factorisation of the matrix with something added to its diagonal, for
  /// matrices that are positive semidefinite but for rounding. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - matrix: The matrix, finite, in the layout that the type describes.
  ///   - order: Its order, 1 to 64.
  ///   - leadingDimension: The distance between columns, a multiple of four.
  ///   - pivotFloor: The least pivot, positive, in the unit of the matrix.
  /// - Returns: The number of pivots that were raised.
  @discardableResult
  public static func factorRegularized(
    _ matrix: UnsafeMutablePointer<Double>,
    order: Int,
    leadingDimension: Int,
    pivotFloor: Double
  ) -> Int {
    precondition(pivotFloor > 0, "a floor for pivots must be positive, not \(pivotFloor)")
    return factor(matrix, order, leadingDimension, pivotFloor: pivotFloor)
  }

  /// Solves A x = b in place with factors from `factor` or `factorRegularized`.
  ///
  /// Performs no heap allocation.
  public static func solve(
    factors: UnsafePointer<Double>,
    order: Int,
    leadingDimension: Int,
    _ rightHandSide: UnsafeMutablePointer<Double>
  ) {
    check(factors, order, leadingDimension)
    // L y = b, column by column.
    var column = factors
    for j in 0..<order {
      let y = rightHandSide[j] * column[j]
      rightHandSide[j] = y
      for i in (j &+ 1)..<max(order, j &+ 1) { rightHandSide[i] -= y * column[i] }
      column += leadingDimension
    }
    // L' x = y, by scalar products with four partial sums.
    for j in stride(from: order - 1, through: 0, by: -1) {
      column -= leadingDimension
      var sum0 = 0.0
      var sum1 = 0.0
      var sum2 = 0.0
      var sum3 = 0.0
      var i = j &+ 1
      while i &+ 3 < order {
        sum0 += column[i] * rightHandSide[i]
        sum1 += column[i &+ 1] * rightHandSide[i &+ 1]
        sum2 += column[i &+ 2] * rightHandSide[i &+ 2]
        sum3 += column[i &+ 3] * rightHandSide[i &+ 3]
        i &+= 4
      }
      while i < order {
        sum0 += column[i] * rightHandSide[i]
        i &+= 1
      }
      rightHandSide[j] = (rightHandSide[j] - ((sum0 + sum2) + (sum1 + sum3))) * column[j]
    }
  }

  private static func check(
    _ matrix: UnsafePointer<Double>,
    _ order: Int,
    _ leadingDimension: Int
  ) {
    precondition(
      order >= 1 && order <= largestOrder,
      "SmallCholesky takes orders 1 to \(largestOrder), not \(order)"
    )
    precondition(
      leadingDimension >= order && leadingDimension % 4 == 0,
      "a leading dimension of \(leadingDimension) for order \(order)"
    )
    precondition(UInt(bitPattern: matrix) % 16 == 0, "the matrix must be aligned to 16 bytes")
  }

  /// Factors four columns at a time.
  ///
  /// The products of a finished panel are subtracted from the columns to its right. Returns the count of raised pivots, or without a floor the order
  /// of the leading block that is not positive definite (zero when all is well).
  private static func factor(
    _ matrix: UnsafeMutablePointer<Double>,
    _ order: Int,
    _ leadingDimension: Int,
    pivotFloor: Double?
  ) -> Int {
    check(matrix, order, leadingDimension)
    let floor = pivotFloor ?? 0
    var raised = 0
    var first = 0
    while first < order {
      let end = min(first &+ 4, order)
      for j in first..<end {
        let column = matrix + j &* leadingDimension
        var pivot = column[j]
        if !(pivot > floor) {
          guard let pivotFloor else { return j + 1 }
          pivot = pivotFloor
          raised += 1
        }
        let reciprocal = 1 / pivot.squareRoot()
        for i in (j &+ 1)..<max(order, j &+ 1) { column[i] *= reciprocal }
        column[j] = reciprocal
        for k in (j &+ 1)..<max(end, j &+ 1) {
          let target = matrix + k &* leadingDimension
          let factor = column[k]
          for i in k..<order { target[i] -= factor * column[i] }
        }
      }
      if end == first &+ 4 {
        updateTrailing(matrix, order: order, leadingDimension: leadingDimension, panel: first)
      }
      first = end
    }
    return raised
  }

  /// Subtracts the products of four finished columns from all columns to their right.
  private static func updateTrailing(
    _ matrix: UnsafeMutablePointer<Double>,
    order: Int,
    leadingDimension: Int,
    panel: Int
  ) {
    let p0 = matrix + panel &* leadingDimension
    let p1 = p0 + leadingDimension
    let p2 = p1 + leadingDimension
    let p3 = p2 + leadingDimension
    // Rows end at a multiple of two: the padding row beyond an odd order belongs to nobody.
    let pairs = (order &+ 1) / 2
    let v0 = pairsOf(p0)
    let v1 = pairsOf(p1)
    let v2 = pairsOf(p2)
    let v3 = pairsOf(p3)
    var k = panel &+ 4
    while k < order {
      // The second column of the pair may be the padding beyond the last: then it is skipped.
      let next = k &+ 1 < order ? k &+ 1 : k
      let a0 = SIMD2(repeating: p0[k])
      let a1 = SIMD2(repeating: p1[k])
      let a2 = SIMD2(repeating: p2[k])
      let a3 = SIMD2(repeating: p3[k])
      let left = pairsOf(matrix + k &* leadingDimension)
      if next == k {
        for i in (k / 2)..<pairs {
          left[i] -= (a0 * v0[i] + a1 * v1[i]) + (a2 * v2[i] + a3 * v3[i])
        }
      } else {
        let b0 = SIMD2(repeating: p0[next])
        let b1 = SIMD2(repeating: p1[next])
        let b2 = SIMD2(repeating: p2[next])
        let b3 = SIMD2(repeating: p3[next])
        let right = pairsOf(matrix + next &* leadingDimension)
        for i in (k / 2)..<pairs {
          let x0 = v0[i]
          let x1 = v1[i]
          let x2 = v2[i]
          let x3 = v3[i]
          left[i] -= (a0 * x0 + a1 * x1) + (a2 * x2 + a3 * x3)
          right[i] -= (b0 * x0 + b1 * x1) + (b2 * x2 + b3 * x3)
        }
      }
      k &+= 2
    }
  }

  private static func pairsOf(
    _ column: UnsafeMutablePointer<Double>
  ) -> UnsafeMutablePointer<SIMD2<Double>> {
    UnsafeMutableRawPointer(column).assumingMemoryBound(to: SIMD2<Double>.self)
  }
}
