// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MultibodyDynamics
import TestSupport
import Testing

@Suite struct FunctionTests {
  private static let functions: [CoordinateFunction] = [
    .constant(1.5), .identity, .linear(slope: -2, intercept: 0.3),
    .polynomial([0.4, -1, 0.5, 0.25, -0.1]), .polynomial([]), .polynomial([2]),
    .custom(Wave(amplitude: 0.7, frequency: 1.9)),
  ]

  @Test(arguments: functions.indices, [-1.7, -0.2, 0, 0.9, 2.3])
  func derivativesAreDifferences(index: Int, point: Double) {
    let f = Self.functions[index]
    // Differences of values of size one at a step of 1e-3.
    let first = centralDifference(of: { f.value(at: $0) }, at: point, step: 1e-3)
    #expect(isClose(f.firstDerivative(at: point), first, absolute: 1e-10))
    let second = centralDifference(of: { f.firstDerivative(at: $0) }, at: point, step: 1e-3)
    #expect(isClose(f.secondDerivative(at: point), second, absolute: 1e-10))
  }

  @Test func sinesAndCosinesAgreeWithTheLibrary() {
    var generator = SeededGenerator(seed: 3)
    var angles: [Double] = [0, -0.0, 1e-300, .pi / 4, .pi / 2, .pi, -.pi, 2 * .pi, 1e3, 0x1p19]
    angles += [1e6, -1e9]  // beyond the reduction: the library itself
    for _ in 0..<4000 { angles.append(generator.number(in: -10...10)) }
    for _ in 0..<4000 { angles.append(generator.number(in: -1e5...1e5)) }
    while angles.count % 4 != 0 { angles.append(1) }
    var sines = angles
    var cosines = angles
    angles.withUnsafeBufferPointer { x in
      sines.withUnsafeMutableBufferPointer { s in
        cosines.withUnsafeMutableBufferPointer { c in
          guard let x = x.baseAddress, let s = s.baseAddress, let c = c.baseAddress else { return }
          for place in stride(from: 0, to: angles.count, by: 4) {
            SineCosine.evaluate(x + place, s + place, c + place)
          }
        }
      }
    }
    // Rounding of a number below one, twice.
    let tolerance = 2.3e-16
    for (place, angle) in angles.enumerated() {
      #expect(isClose(sines[place], sin(angle), absolute: tolerance), "\(angle)")
      #expect(isClose(cosines[place], cos(angle), absolute: tolerance), "\(angle)")
    }
    // Small values keep their relative accuracy.
    #expect(isClose(sines[5], sin(Double.pi), absolute: 0, relative: 1e-15))
    #expect(isClose(cosines[4], cos(Double.pi / 2), absolute: 0, relative: 1e-15))
  }
}
