// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import NumericalMethods

extension MuscleRecruitmentWorkspace {
  /// Copies a problem of this workspace's size into it; its stability requirement is left out.
  public mutating func load(_ problem: MuscleRecruitmentProblem) {
    let muscles = muscleCount
    let coordinates = coordinateCount
    precondition(
      problem.muscleCount == muscles && problem.coordinateCount == coordinates
        && problem.supports.count == program.supportCount,
      "a problem of another size than the workspace"
    )
    let moments = problem.momentsAtFullActivation
    precondition(
      moments.rows == coordinates && moments.columns == muscles,
      "moments are \(moments.rows) by \(moments.columns)"
    )
    precondition(
      problem.lowerActivations.count == muscles && problem.upperActivations.count == muscles,
      "bounds of activation for another number of muscles than \(muscles)"
    )
    program.exponent = problem.exponent
    let weights = problem.weights
    for i in 0..<muscles {
      program.setVariable(
        i,
        weight: weights[i],
        lower: problem.lowerActivations[i],
        upper: problem.upperActivations[i]
      )
      program.setCoefficients(ofVariable: i, moments.column(i).span)
    }
    for imposed in problem.imposedActivations {
      precondition(
        imposed.muscle >= 0 && imposed.muscle < muscles,
        "an activation is imposed on muscle \(imposed.muscle) of \(muscles)"
      )
      program.setVariable(
        imposed.muscle,
        weight: weights[imposed.muscle],
        lower: imposed.activation,
        upper: imposed.activation
      )
    }
    for (k, support) in problem.supports.enumerated() {
      program.setSupport(
        k,
        costCoefficient: support.costCoefficient,
        isUnilateral: support.isUnilateral,
        coefficients: support.momentsPerForce.span
      )
    }
    for j in 0..<coordinates { program.setDemand(j, problem.demands[j]) }
  }

  /// Writes the moments at full activation of all muscles from arms and forces.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - arms: Moment arms by rows of muscles, in metres; the first `count` of each row.
  ///   - stride: The length of a row.
  ///   - count: The number of coordinates that muscles move, the first ones; they do nothing about
  ///     the others.
  ///   - forces: Force of each muscle at full activation, in newtons.
  package mutating func setMoments(
    arms: UnsafePointer<Double>,
    stride: Int,
    count: Int,
    forces: UnsafePointer<Double>
  ) {
    for muscle in 0..<muscleCount {
      let row = program.coefficients(ofVariable: muscle)
      let arm = arms + muscle * stride
      let force = forces[muscle]
      for coordinate in 0..<count { row[coordinate] = arm[coordinate] * force }
      for coordinate in count..<coordinateCount { row[coordinate] = 0 }
      program.updateRange(ofVariable: muscle)
    }
  }

  /// Writes the demand of every coordinate, in newton metres.
  package mutating func setDemands(_ demands: UnsafePointer<Double>) {
    for coordinate in 0..<coordinateCount { program.setDemand(coordinate, demands[coordinate]) }
  }

  /// The last solution as a value.
  public borrowing func solution(
    with report: MuscleRecruitmentReport,
    of problem: MuscleRecruitmentProblem
  ) -> MuscleRecruitmentSolution {
    var activations = [Double](repeating: 0, count: muscleCount)
    for i in 0..<muscleCount { activations[i] = activation(i) }
    var supportForces = [Double](repeating: 0, count: program.supportCount)
    for k in 0..<program.supportCount { supportForces[k] = program.support(k) }
    var multipliers = [Double](repeating: 0, count: coordinateCount)
    var unmetMoments = multipliers
    for j in 0..<coordinateCount {
      multipliers[j] = multiplier(j)
      unmetMoments[j] = unmetMoment(j)
    }
    let imposed = Set(problem.imposedActivations.map(\.muscle))
    let atBound = (0..<muscleCount).filter {
      activations[$0] >= problem.upperActivations[$0] && !imposed.contains($0)
    }
    let law = SeparableConvexProgram(
      exponent: problem.exponent,
      weights: problem.weights,
      lowerBounds: problem.lowerActivations,
      upperBounds: problem.upperActivations,
      equations: problem.momentsAtFullActivation,
      demands: problem.demands
    )
    return MuscleRecruitmentSolution(
      report: report,
      activations: activations,
      forces: zip(activations, problem.capacities).map { $0 * $1 },
      supportForces: supportForces,
      multipliers: multipliers,
      unmetMoments: unmetMoments,
      musclesAtTheirBound: atBound,
      effort: law.cost(variables: activations)
    )
  }
}

extension MuscleRecruitmentWorkspace {
  /// The status of a recruitment from that of its program.
  static func status(of report: SeparableProgramReport) -> MuscleRecruitmentStatus {
    switch report.status {
    case .solved: .solved
    case .infeasible:
      report.unmetInequality > 0 && !report.missesDemands ? .unstable : .demandsUnmet
    case .notFinite: .notFinite
    default: .notConverged
    }
  }
}
