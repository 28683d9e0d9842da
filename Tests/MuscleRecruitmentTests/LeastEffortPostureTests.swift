// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MuscleRecruitment
import NumericalMethods
import Testing

/// Two links one on the other, each joint with one muscle that pulls both ways; the upper link would
/// rather lean by x0, at the cost (w / 2) (sin x - sin x0)^2.
///
/// The upper joint carries k2 sin x2 and the lower k1 sin x1 + k3 sin x2. The lower link can always
/// bring the mass centre over its joint, so only the upper muscle works: with s = sin x2 the effort is
/// (k2 s / c2)^2 + (w / 2) (s - s0)^2, least at s = w s0 / (2 (k2 / c2)^2 + w), and
/// sin x1 = -(k3 / k1) s.
@Suite("The posture of least effort of two links")
struct LeastEffortPostureTests {
  private static let lower = 400.0
  private static let upper = 90.0
  private static let coupled = 180.0
  /// Moments at full activation, in newton metres.
  private static let strengths = [300.0, 120.0]
  private static let weight = 1.5
  private static let wish = 0.3

  /// The effort at angles in radians, with its slopes from the multipliers of load sharing.
  private static func effort(_ x: [Double], _ slopes: inout [Double]) -> Double {
    var moments = Matrix(rows: 2, columns: 2)
    moments[0, 0] = strengths[0]
    moments[1, 1] = strengths[1]
    var problem = MuscleRecruitmentProblem(
      momentsAtFullActivation: moments,
      capacities: strengths,
      demands: [lower * sin(x[0]) + coupled * sin(x[1]), upper * sin(x[1])]
    )
    problem.lowerActivations = [-1, -1]
    let solution = MuscleRecruitmentSolver().solve(problem)
    guard solution.status == .solved else { return .infinity }
    let prices = solution.multipliers
    let lean = sin(x[1]) - sin(wish)
    slopes[0] = prices[0] * lower * cos(x[0])
    slopes[1] =
      (prices[0] * coupled + prices[1] * upper) * cos(x[1]) + weight * lean * cos(x[1])
    return solution.effort + 0.5 * weight * lean * lean
  }

  @Test("is the closed form, from starts on both sides", arguments: [[0.0, 0.0], [0.2, -0.3]])
  func closedForm(_ start: [Double]) {
    let report = QuasiNewtonMinimizer(settings: .init(gradientTolerance: 1e-11))
      .minimize(from: start, Self.effort)
    #expect(report.status == .converged)
    let ratio = Self.upper / Self.strengths[1]
    let s = Self.weight * sin(Self.wish) / (2 * ratio * ratio + Self.weight)
    #expect(abs(sin(report.unknowns[1]) - s) < 1e-9)
    #expect(abs(sin(report.unknowns[0]) + Self.coupled / Self.lower * s) < 1e-9)
  }

  @Test("has slopes that equal differences")
  func slopes() {
    let point = [0.1, 0.25]
    var slopes = point
    var ignored = point
    _ = Self.effort(point, &slopes)
    for index in 0..<2 {
      var moved = point
      moved[index] += 1e-6
      let above = Self.effort(moved, &ignored)
      moved[index] -= 2e-6
      let below = Self.effort(moved, &ignored)
      #expect(abs((above - below) / 2e-6 - slopes[index]) < 1e-7)
    }
  }
}
