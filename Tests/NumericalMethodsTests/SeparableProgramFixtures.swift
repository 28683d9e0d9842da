// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import NumericalMethods
import TestSupport

extension SeededGenerator {
  /// A program like load sharing: rows of some length, demands that random values would meet.
  ///
  /// With `load` up to one the demands can be met.
  mutating func program(
    exponent: Double,
    variables: Int,
    equations: Int,
    inequalities: Int = 0,
    supports: Int = 0,
    load: Double = 0.8
  ) -> SeparableConvexProgram {
    var matrix = Matrix(rows: equations, columns: variables)
    for i in 0..<variables {
      let width = Int.random(in: 1...equations, using: &self)
      let start = Int.random(in: 0...equations - width, using: &self)
      for j in start..<start + width { matrix[j, i] = number(in: -20...20) }
    }
    let reference = (0..<variables).map { _ in
      number(in: 0...1) < 0.7 ? load * number(in: 0...1) : 0
    }
    var cuts = Matrix(rows: inequalities, columns: variables)
    var bounds = [Double](repeating: 0, count: inequalities)
    for l in 0..<inequalities {
      for i in 0..<variables { cuts[l, i] = number(in: -1...3) }
      bounds[l] = (0..<variables).reduce(0) { $0 + cuts[l, $1] * reference[$1] }
    }
    let bodies = (0..<supports).map { _ in
      SeparableConvexProgram.Support(
        coefficients: (0..<equations).map { _ in number(in: -1...1) },
        costCoefficient: number(in: 0.001...0.1),
        isUnilateral: Bool.random(using: &self)
      )
    }
    return SeparableConvexProgram(
      exponent: exponent,
      weights: (0..<variables).map { _ in number(in: 0.2...2) },
      lowerBounds: [Double](repeating: 0, count: variables),
      upperBounds: [Double](repeating: 1, count: variables),
      equations: matrix,
      demands: matrix * reference,
      inequalities: cuts,
      inequalityBounds: bounds,
      supports: bodies
    )
  }
}

/// The largest violations of the optimality conditions, computed from their definition.
struct OptimalityGap {
  /// Of the balance of slopes, relative to the largest slope of a cost.
  var stationarity = 0.0
  /// Of equations and inequalities beyond what is reported as unmet, in units of demand.
  var feasibility = 0.0
  /// Of bounds, signs of multipliers, and products that must vanish.
  var complementarity = 0.0

  init(
    of solution: SeparableConvexSolution,
    for program: SeparableConvexProgram,
    penalty: Double
  ) {
    let p = program.exponent
    let steepest = (program.weights.max() ?? 1) * p
    for i in 0..<program.variableCount {
      let x = solution.variables[i]
      var slope = p * program.weights[i] * pow(abs(x), p - 1) * (x < 0 ? -1 : 1)
      for j in 0..<program.equationCount {
        slope -= program.equations[j, i] * solution.equationMultipliers[j]
      }
      for l in 0..<program.inequalityCount {
        slope -= program.inequalities[l, i] * solution.inequalityMultipliers[l]
      }
      if x <= program.lowerBounds[i] {
        slope = min(slope, 0)
      } else if x >= program.upperBounds[i] {
        slope = max(slope, 0)
      }
      if program.lowerBounds[i] == program.upperBounds[i] { slope = 0 }
      stationarity = max(stationarity, abs(slope) / steepest)
      complementarity = max(
        complementarity,
        program.lowerBounds[i] - x,
        x - program.upperBounds[i]
      )
    }
    for (k, support) in program.supports.enumerated() {
      let s = solution.supports[k]
      var slope = support.costCoefficient * s
      for j in 0..<program.equationCount {
        slope -= support.coefficients[j] * solution.equationMultipliers[j]
      }
      if support.isUnilateral && s <= 0 { slope = min(slope, 0) }
      stationarity = max(stationarity, abs(slope) / steepest)
      if support.isUnilateral { complementarity = max(complementarity, -s) }
    }
    for j in 0..<program.equationCount {
      var residual = program.demands[j]
      for i in 0..<program.variableCount {
        residual -= program.equations[j, i] * solution.variables[i]
      }
      for (k, support) in program.supports.enumerated() {
        residual -= support.coefficients[j] * solution.supports[k]
      }
      // Only where the multiplier is at the penalty, with the same sign, may something be unmet.
      let y = solution.equationMultipliers[j]
      let mayMiss = abs(y) >= penalty * (1 - 1e-12) && (y > 0) == (residual > 0)
      feasibility = max(feasibility, mayMiss ? 0 : abs(residual))
      feasibility = max(feasibility, abs(residual - solution.unmetDemands[j]))
    }
    for l in 0..<program.inequalityCount {
      var residual = program.inequalityBounds[l]
      for i in 0..<program.variableCount {
        residual -= program.inequalities[l, i] * solution.variables[i]
      }
      let z = solution.inequalityMultipliers[l]
      feasibility = max(feasibility, z >= penalty * (1 - 1e-12) ? 0 : residual)
      complementarity = max(complementarity, -z, z > 0 && residual < 0 ? -residual : 0)
    }
  }
}
