// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import Testing

@testable import MuscleMechanics

@Suite("Directions along a chord of an ellipsoid")
struct NormalFanTests {
  private static let radii = Vector3(0.075, 0.17, 0.13)

  /// Chords through the body: deep and shallow, across the points with two nearest points and beside them.
  private static let chords: [(first: Vector3, last: Vector3)] = [
    (Vector3(-0.0584, -0.1013, 0.0256), Vector3(0.0339, 0.0492, 0.1097)),
    (Vector3(0.0326, 0.0565, 0.1088), Vector3(-0.0636, -0.0856, 0.0214)),
    (Vector3(0.0203, 0.0451, 0.1203), Vector3(-0.0551, -0.0603, 0.0753)),
    (Vector3(0.06, 0.09, 0.01), Vector3(0.05, -0.1, 0.05)),
    (Vector3(0.01, 0.16, 0.03), Vector3(-0.02, 0.15, -0.04)),
  ]

  /// The sum as OpenSim takes it, point by point.
  private func plainSum(_ first: Vector3, _ last: Vector3) -> Vector3 {
    var sum = Vector3.zero
    for step in 1..<299 {
      let s = first + (last - first) * (Double(step) / 300)
      sum += (EllipsoidProjection(s, onto: Self.radii).point - s).normalized
    }
    return sum
  }

  @Test("Is the sum over all points, one by one", arguments: chords)
  func isThePlainSum(_ chord: (first: Vector3, last: Vector3)) {
    let fan = NormalFan(
      radii: Self.radii,
      first: chord.first,
      chord: chord.last - chord.first
    )
    #expect((fan.sum - plainSum(chord.first, chord.last)).length < 1e-6)
  }

  @Test("Its derivatives are central differences of the plain sum", arguments: chords)
  func hasItsDerivatives(_ chord: (first: Vector3, last: Vector3)) {
    let fan = NormalFan(
      radii: Self.radii,
      first: chord.first,
      chord: chord.last - chord.first
    )
    let step = 1e-7
    for axis in 0..<3 {
      var shift = Vector3.zero
      shift[axis] = step
      let byFirst =
        (plainSum(chord.first + shift, chord.last) - plainSum(chord.first - shift, chord.last))
        * (0.5 / step)
      let byLast =
        (plainSum(chord.first, chord.last + shift) - plainSum(chord.first, chord.last - shift))
        * (0.5 / step)
      var unit = Vector3.zero
      unit[axis] = 1
      #expect((fan.byFirst * unit - byFirst).length < 1e-5 * (1 + byFirst.length))
      #expect((fan.byLast * unit - byLast).length < 1e-5 * (1 + byLast.length))
    }
  }

  @Test("Sums of polynomials up to degree 7 are exact", arguments: [33, 75, 298], 0...7)
  func sumsPolynomials(count: Int, degree: Int) {
    func power(_ x: Double) -> Double { (0..<degree).reduce(1) { value, _ in value * x } }
    var plain = 0.0
    for i in 0..<count { plain += power(Double(2 * i + 1 - count) / Double(count)) }
    let weights = EightPointSum.weights(count: count)
    var sum = 0.0
    for node in 0..<8 { sum += weights[node] * power(EightPointSum.nodes[node]) }
    #expect(abs(sum - plain) < 1e-12 * Double(count))
  }
}
