// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A geodesic of an ellipsoid x'Ax = 1, followed from a point in a direction.
///
/// With D = x'A^2x and N = x'^T A x' the product J = D N is constant along a geodesic
/// (Joachimsthal), the Gaussian curvature is det(A) / D^2, and so
///
///     x'' = -(J / D^2) A x,     y'' = -(det(A) / D^2) y
///
/// where the second is Jacobi's equation for the distance of neighbouring geodesics (do Carmo,
/// Riemannian Geometry, 1992, chapter 5). Both are integrated together by Taylor series: D is a sum
/// of squares, W = D^-2 obeys W' D = -2 W D', and the rest are products of series.
struct EllipsoidGeodesic {
  /// Diagonal of A, in 1/m^2.
  var a: Vector3
  var point: Vector3
  /// Of length one.
  var direction: Vector3
  var transfer = JacobiTransfer(even: 1, odd: 0, evenRate: 0, oddRate: 1)

  /// The order of the series: seven series of seventeen terms fit on the stack.
  private static var order: Int { 16 }

  /// The size of the last term that a step may have, relative to the ellipsoid.
  var tolerance = 1e-15

  /// Follows the geodesic over a length in metres; false when it took too many steps.
  mutating func advance(by length: Double) -> Bool {
    var remaining = length
    // Generous: an ellipsoid with half axes 10 to 1 needs some forty steps once round.
    for _ in 0..<400 {
      guard remaining > 0 else { return true }
      remaining -= step(atMost: remaining)
    }
    return false
  }

  /// One step of the series; returns its length.
  ///
  /// The series of x and y, and of z and the even Jacobi field, stand side by side in pairs.
  private mutating func step(atMost limit: Double) -> Double {
    let order = Self.order
    let n = order + 1
    return withUnsafeTemporaryAllocation(
      of: SIMD2<Double>.self,
      capacity: 2 * n + (3 * n + 1) / 2
    ) { scratch in
      guard let xy = scratch.baseAddress else { return limit }
      let ze = xy + n
      let odd = UnsafeMutableRawPointer(ze + n).assumingMemoryBound(to: Double.self)
      let d = odd + n
      let w = d + n
      xy[0] = SIMD2(point.x, point.y)
      xy[1] = SIMD2(direction.x, direction.y)
      ze[0] = SIMD2(point.z, transfer.even)
      ze[1] = SIMD2(direction.z, transfer.evenRate)
      odd[0] = transfer.odd
      odd[1] = transfer.oddRate
      let square = a.multiplied(by: a)
      let n0 = direction.dot(a.multiplied(by: direction))
      let d0 = point.dot(square.multiplied(by: point))
      let invariant = n0 * d0
      let determinant = a.x * a.y * a.z
      let squareXY = SIMD2(square.x, square.y)
      let pullXY = SIMD2(a.x, a.y) * invariant
      let pullZE = SIMD2(a.z * invariant, determinant)

      for k in 0...(order - 2) {
        var sumXY = SIMD2<Double>.zero
        var sumZ = 0.0
        for m in 0...k {
          sumXY += xy[m] * xy[k - m]
          sumZ += ze[m].x * ze[k - m].x
        }
        sumXY *= squareXY
        d[k] = sumXY.x + sumXY.y + square.z * sumZ
        if k == 0 {
          w[0] = 1 / (d[0] * d[0])
        } else {
          var sum = 0.0
          var factor = Double(k)
          for m in 1...k {
            factor += 1
            sum += factor * d[m] * w[k - m]
          }
          w[k] = -sum / (Double(k) * d[0])
        }
        sumXY = .zero
        var sumZE = SIMD2<Double>.zero
        var sumOdd = 0.0
        for m in 0...k {
          let factor = w[m]
          sumXY += xy[k - m] * factor
          sumZE += ze[k - m] * factor
          sumOdd += factor * odd[k - m]
        }
        let scale = -1 / Double((k + 1) * (k + 2))
        xy[k + 2] = sumXY * pullXY * scale
        ze[k + 2] = sumZE * pullZE * scale
        odd[k + 2] = scale * determinant * sumOdd
      }

      // The longest step whose last two terms are small enough.
      let size = 1 / max(a.x, a.y, a.z).squareRoot()
      var step = limit
      for k in (order - 1)...order {
        let place = max(abs(xy[k].x), abs(xy[k].y))
        let term = max(place, max(abs(ze[k].x), abs(odd[k]))) / size
        let largest = max(term, abs(ze[k].y))
        if largest > 0 { step = min(step, pow(tolerance / largest, 1 / Double(k))) }
      }

      // Values and rates by Horner's rule.
      var valueXY = xy[order]
      var valueZE = ze[order]
      var valueOdd = odd[order]
      var rateXY = SIMD2<Double>.zero
      var rateZE = SIMD2<Double>.zero
      var rateOdd = 0.0
      for k in stride(from: order - 1, through: 0, by: -1) {
        rateXY = rateXY * step + valueXY
        rateZE = rateZE * step + valueZE
        rateOdd = rateOdd * step + valueOdd
        valueXY = valueXY * step + xy[k]
        valueZE = valueZE * step + ze[k]
        valueOdd = valueOdd * step + odd[k]
      }
      point = Vector3(valueXY.x, valueXY.y, valueZE.x)
      direction = Vector3(rateXY.x, rateXY.y, rateZE.x)
      transfer = JacobiTransfer(
        even: valueZE.y,
        odd: valueOdd,
        evenRate: rateZE.y,
        oddRate: rateOdd
      )
      return step
    }
  }
}
