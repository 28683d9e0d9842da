// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import NumericalMethods
import Testing

@Suite("Quasi-Newton minimisation")
struct QuasiNewtonTests {
  /// 100 (y - x^2)^2 + (1 - x)^2, whose minimum is 0 at (1, 1).
  private static func rosenbrock(_ x: [Double], _ slopes: inout [Double]) -> Double {
    let bend = x[1] - x[0] * x[0]
    slopes[0] = -400 * x[0] * bend - 2 * (1 - x[0])
    slopes[1] = 200 * bend
    return 100 * bend * bend + (1 - x[0]) * (1 - x[0])
  }

  @Test("a curved valley is followed to its end")
  func valley() {
    let report = QuasiNewtonMinimizer().minimize(from: [-1.2, 1], Self.rosenbrock)
    #expect(report.status == .converged)
    #expect(abs(report.unknowns[0] - 1) < 1e-8 && abs(report.unknowns[1] - 1) < 1e-8)
    #expect(report.evaluations < 60)
  }

  @Test("a quadratic with its own inverse curvature takes one step")
  func quadratic() {
    // (x - 3)^2 + 5 (y + 2)^2, with inverse second derivatives 1/2 and 1/10.
    let report = QuasiNewtonMinimizer().minimize(
      from: [0, 0],
      inverseCurvature: [0.5, 0, 0, 0.1]
    ) { x, slopes in
      slopes = [2 * (x[0] - 3), 10 * (x[1] + 2)]
      return (x[0] - 3) * (x[0] - 3) + 5 * (x[1] + 2) * (x[1] + 2)
    }
    #expect(report.status == .converged)
    #expect(report.evaluations == 2)
    #expect(report.unknowns == [3, -2])
  }

  @Test("a region without values is left by shorter steps")
  func forbidden() {
    // x - ln x has its minimum at 1 and no value from 0 down.
    let report = QuasiNewtonMinimizer(
      settings: .init(gradientTolerance: 1e-10, longestStep: 10)
    ).minimize(from: [5], inverseCurvature: [100]) { x, slopes in
      guard x[0] > 0 else { return .infinity }
      slopes[0] = 1 - 1 / x[0]
      return x[0] - log(x[0])
    }
    #expect(report.status == .converged)
    #expect(abs(report.unknowns[0] - 1) < 1e-9)
  }

  @Test("a start without a value is reported")
  func noStart() {
    let report = QuasiNewtonMinimizer().minimize(from: [1]) { _, _ in .nan }
    #expect(report.status == .notFinite)
  }
}
