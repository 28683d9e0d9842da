// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Finds the excitation with which a leg swings as it was measured.
///
/// Unknown are amplitude and onset of the burst of psoas and iliacus, whose length is that of the
/// program, the amplitude of rectus femoris, whose times are those of its measured activity, and
/// amplitude and onset of the hamstrings. (With the length of the first burst unknown too the
/// solution is a valley: a longer, weaker burst leaves the same activation at toe-off.)
/// Least squares of hip and knee angle over their spreads at every measured instant, the leg swinging on
/// through the ground up to the measured time. The time of the swing, moments and powers are not fitted.
public struct SwingFit: Sendable {
  /// The leg that is to swing.
  public let leg: SwingLeg

  /// The swing that it is to show.
  public let measured: MeasuredSwing

  /// Makes a fit.
  public init(of leg: SwingLeg, to measured: MeasuredSwing) {
    self.leg = leg
    self.measured = measured
  }

  /// What a fit found.
  public struct Result: Sendable {
    /// How the search ended.
    public var status: SolverStatus

    /// The program with the excitation found.
    public var program: SwingProgram

    /// Root mean square difference of the hip's flexion from the measured one, in radians.
    public var hipDifference: Double

    /// Root mean square difference of the knee's flexion from the measured one, in radians.
    public var kneeDifference: Double
  }

  /// Fits the excitation, starting from that of a program.
  public func solve(startingFrom program: SwingProgram) -> Result {
    let problem = Problem(fit: self, program: program)
    let solution = LevenbergMarquardtSolver(
      settings: .init(gradientTolerance: 1e-6, stepTolerance: 1e-6, iterationLimit: 80)
    ).solve(problem, startingFrom: problem.start)
    let found = problem.program(solution.unknowns)
    let differences = problem.differences(found) ?? []
    func rootMeanSquare(_ values: [Double]) -> Double {
      (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
    }
    return Result(
      status: solution.status,
      program: found,
      hipDifference: rootMeanSquare(differences.map { $0.hip }),
      kneeDifference: rootMeanSquare(differences.map { $0.knee })
    )
  }

  /// The residuals of a set of unknowns.
  private struct Problem: NonlinearSystem {
    let fit: SwingFit
    let program: SwingProgram

    var unknownCount: Int { 5 }
    var residualCount: Int { 2 * fit.measured.rows.count }

    /// Amplitudes as the arc sine of their roots, which keeps them in 0...1; times in tenths of a
    /// second, so that all unknowns are of one size.
    var start: [Double] {
      let bursts = program.bursts
      func angle(_ group: SwingGroup) -> Double {
        asin(bursts[group.rawValue].amplitude.squareRoot())
      }
      return [
        angle(.psoas), 10 * bursts[SwingGroup.psoas.rawValue].onset, angle(.rectusFemoris),
        angle(.hamstrings), 10 * bursts[SwingGroup.hamstrings.rawValue].onset,
      ]
    }

    func program(_ x: [Double]) -> SwingProgram {
      var program = program
      func amplitude(_ angle: Double) -> Double { sin(angle) * sin(angle) }
      for group in [SwingGroup.psoas, .iliacus] {
        let length = program.bursts[group.rawValue].end - program.bursts[group.rawValue].onset
        program.bursts[group.rawValue].amplitude = amplitude(x[0])
        program.bursts[group.rawValue].onset = x[1] / 10
        program.bursts[group.rawValue].end = x[1] / 10 + length
      }
      program.bursts[SwingGroup.rectusFemoris.rawValue].amplitude = amplitude(x[2])
      let hamstrings = SwingGroup.hamstrings.rawValue
      program.bursts[hamstrings].amplitude = amplitude(x[3])
      program.bursts[hamstrings].onset = min(x[4] / 10, program.bursts[hamstrings].end)
      return program
    }

    /// Hip and knee angle less the measured ones at every instant, in radians; nil for a leg that
    /// leaves its range.
    func differences(_ program: SwingProgram) -> [(hip: Double, knee: Double)]? {
      let solution = SwingSolver().solve(fit.leg, program, endsAtContact: false)
      guard solution.report.status == .reachedEnd else { return nil }
      let system = SwingDynamics(fit.leg, program, endsAtContact: false)
      return fit.measured.rows.map { row in
        let angles = system.angles(
          solution.motion.state(at: min(row.time, solution.endTime))
        )
        return (angles.hip - row.hip, angles.knee - row.knee)
      }
    }

    func computeResiduals(at x: [Double], into residuals: inout [Double]) {
      guard let differences = differences(program(x)) else {
        for i in residuals.indices { residuals[i] = 1e3 }
        return
      }
      for (index, (difference, row)) in zip(differences, fit.measured.rows).enumerated() {
        residuals[2 * index] = difference.hip / row.hipSpread
        residuals[2 * index + 1] = difference.knee / row.kneeSpread
      }
    }
  }
}
