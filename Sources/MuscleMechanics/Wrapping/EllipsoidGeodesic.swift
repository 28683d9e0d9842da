// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation
internal import LinearAlgebra

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
  private static var tolerance: Double { 1e-16 }

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
  private mutating func step(atMost limit: Double) -> Double {
    let order = Self.order
    let n = order + 1
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 7 * n) { scratch in
      guard let base = scratch.baseAddress else { return limit }
      let x = base
      let y = base + n
      let z = base + 2 * n
      let d = base + 3 * n
      let w = base + 4 * n
      let even = base + 5 * n
      let odd = base + 6 * n
      x[0] = point.x
      y[0] = point.y
      z[0] = point.z
      x[1] = direction.x
      y[1] = direction.y
      z[1] = direction.z
      even[0] = transfer.even
      even[1] = transfer.evenRate
      odd[0] = transfer.odd
      odd[1] = transfer.oddRate
      let square = a.multiplied(by: a)
      let n0 = direction.dot(a.multiplied(by: direction))
      let d0 = point.dot(square.multiplied(by: point))
      let invariant = n0 * d0
      let determinant = a.x * a.y * a.z

      for k in 0...(order - 2) {
        var sx = 0.0
        var sy = 0.0
        var sz = 0.0
        for m in 0...k {
          sx += x[m] * x[k - m]
          sy += y[m] * y[k - m]
          sz += z[m] * z[k - m]
        }
        d[k] = square.x * sx + square.y * sy + square.z * sz
        if k == 0 {
          w[0] = 1 / (d[0] * d[0])
        } else {
          var sum = 0.0
          for m in 1...k { sum += Double(k + m) * d[m] * w[k - m] }
          w[k] = -sum / (Double(k) * d[0])
        }
        sx = 0
        sy = 0
        sz = 0
        var se = 0.0
        var so = 0.0
        for m in 0...k {
          let factor = w[m]
          sx += factor * x[k - m]
          sy += factor * y[k - m]
          sz += factor * z[k - m]
          se += factor * even[k - m]
          so += factor * odd[k - m]
        }
        let scale = -1 / Double((k + 1) * (k + 2))
        x[k + 2] = scale * invariant * a.x * sx
        y[k + 2] = scale * invariant * a.y * sy
        z[k + 2] = scale * invariant * a.z * sz
        even[k + 2] = scale * determinant * se
        odd[k + 2] = scale * determinant * so
      }

      // The longest step whose last two terms are small enough.
      let size = 1 / max(a.x, a.y, a.z).squareRoot()
      var step = limit
      for k in (order - 1)...order {
        let term = max(abs(x[k]), abs(y[k]), abs(z[k])) / size
        let jacobi = max(abs(even[k]), abs(odd[k]) / size)
        let largest = max(term, jacobi)
        if largest > 0 { step = min(step, pow(Self.tolerance / largest, 1 / Double(k))) }
      }

      point = Vector3(
        Self.value(x, step),
        Self.value(y, step),
        Self.value(z, step)
      )
      direction = Vector3(Self.rate(x, step), Self.rate(y, step), Self.rate(z, step))
      transfer = JacobiTransfer(
        even: Self.value(even, step),
        odd: Self.value(odd, step),
        evenRate: Self.rate(even, step),
        oddRate: Self.rate(odd, step)
      )
      return step
    }
  }

  private static func value(_ series: UnsafeMutablePointer<Double>, _ s: Double) -> Double {
    var sum = series[order]
    for k in stride(from: order - 1, through: 0, by: -1) { sum = sum * s + series[k] }
    return sum
  }

  private static func rate(_ series: UnsafeMutablePointer<Double>, _ s: Double) -> Double {
    var sum = Double(order) * series[order]
    for k in stride(from: order - 1, through: 1, by: -1) { sum = sum * s + Double(k) * series[k] }
    return sum
  }
}
