// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

extension SeparableProgramWorkspace {
  /// Sets the weight and the bounds of a variable.
  ///
  /// - Parameters:
  ///   - index: The variable, from zero.
  ///   - weight: w, positive, in units of cost per unit of x to the power p.
  ///   - lower: The least value, in units of x.
  ///   - upper: The greatest value, at least the least one, in units of x.
  public mutating func setVariable(_ index: Int, weight: Double, lower: Double, upper: Double) {
    precondition(index >= 0 && index < variableCount, "variable \(index) of \(variableCount)")
    precondition(weight > 0, "the weight of variable \(index) must be positive, not \(weight)")
    precondition(lower <= upper, "variable \(index) has bounds \(lower) and \(upper)")
    weights[index] = weight
    self.lower[index] = lower
    self.upper[index] = upper
  }

  /// Sets the coefficients of a variable in all equations (column `index` of A).
  ///
  /// Leading and trailing zeros are noticed and save time. Performs no heap allocation.
  public mutating func setCoefficients(
    ofVariable index: Int,
    _ coefficients: borrowing Span<Double>
  ) {
    precondition(index >= 0 && index < variableCount, "variable \(index) of \(variableCount)")
    precondition(
      coefficients.count == equationCount,
      "\(coefficients.count) coefficients for \(equationCount) equations"
    )
    let row = rows + index * stride
    for j in 0..<equationCount { row[j] = coefficients[j] }
    findRange(ofUnknown: index)
  }

  /// The coefficients of a variable in all equations, for writing; then call `updateRange`.
  package func coefficients(ofVariable index: Int) -> UnsafeMutablePointer<Double> {
    assert(index >= 0 && index < variableCount, "variable \(index) of \(variableCount)")
    return rows + index * stride
  }

  /// Notices which coefficients of a variable are zero after they were written.
  package mutating func updateRange(ofVariable index: Int) {
    assert(index >= 0 && index < variableCount, "variable \(index) of \(variableCount)")
    findRange(ofUnknown: index)
  }

  /// Sets a support: its coefficient in each equation, and its cost, as in
  /// `SeparableConvexProgram.Support`.
  ///
  /// - Parameters:
  ///   - index: The support, from zero.
  ///   - costCoefficient: In units of cost per squared unit of the support, positive.
  ///   - isUnilateral: True when the support can push only.
  ///   - coefficients: Its coefficient in each equation.
  public mutating func setSupport(
    _ index: Int,
    costCoefficient: Double,
    isUnilateral: Bool,
    coefficients: borrowing Span<Double>
  ) {
    precondition(index >= 0 && index < supportCount, "support \(index) of \(supportCount)")
    precondition(
      costCoefficient > 0,
      "the cost of support \(index) must be positive, not \(costCoefficient)"
    )
    precondition(
      coefficients.count == equationCount,
      "\(coefficients.count) coefficients for \(equationCount) equations"
    )
    let unknown = supportOffset + index
    weights[unknown] = costCoefficient / 2
    lower[unknown] = isUnilateral ? 0 : -Double.infinity
    upper[unknown] = Double.infinity
    let row = rows + unknown * stride
    for j in 0..<equationCount { row[j] = coefficients[j] }
    findRange(ofUnknown: unknown)
  }

  /// Sets the demand of an equation, in units of demand.
  public mutating func setDemand(_ equation: Int, _ value: Double) {
    precondition(equation >= 0 && equation < equationCount, "equation \(equation)")
    demandsAndBounds[equation] = value
  }

  /// Removes all inequalities, with their multipliers.
  public mutating func removeInequalities() {
    for l in 0..<inequalityCount {
      multipliers[inequalityOffset + l] = 0
      demandsAndBounds[inequalityOffset + l] = 0
      for i in 0..<unknownCount { rows[i * stride + inequalityOffset + l] = 0 }
    }
    inequalityCount = 0
  }

  /// Adds the inequality sum_i c_i x_i >= bound; its multiplier starts at zero.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - coefficients: c, one a variable.
  ///   - bound: In units of the left side.
  public mutating func addInequality(_ coefficients: borrowing Span<Double>, bound: Double) {
    precondition(
      inequalityCount < inequalityCapacity,
      "the workspace holds \(inequalityCapacity) inequalities at most"
    )
    precondition(
      coefficients.count == variableCount,
      "\(coefficients.count) coefficients for \(variableCount) variables"
    )
    let column = inequalityOffset + inequalityCount
    for i in 0..<variableCount { rows[i * stride + column] = coefficients[i] }
    demandsAndBounds[column] = bound
    multipliers[column] = 0
    inequalityCount += 1
  }

  /// Replaces an inequality by another; its multiplier stays as the next first guess.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - index: The inequality, from zero.
  ///   - coefficients: One a variable.
  ///   - bound: In units of the left side.
  public mutating func replaceInequality(
    _ index: Int,
    coefficients: borrowing Span<Double>,
    bound: Double
  ) {
    precondition(index >= 0 && index < inequalityCount, "inequality \(index) of \(inequalityCount)")
    precondition(
      coefficients.count == variableCount,
      "\(coefficients.count) coefficients for \(variableCount) variables"
    )
    let column = inequalityOffset + index
    for i in 0..<variableCount { rows[i * stride + column] = coefficients[i] }
    demandsAndBounds[column] = bound
  }

  /// Removes one inequality; the last one takes its index.
  ///
  /// Performs no heap allocation.
  public mutating func removeInequality(_ index: Int) {
    precondition(index >= 0 && index < inequalityCount, "inequality \(index) of \(inequalityCount)")
    let column = inequalityOffset + index
    let last = inequalityOffset + inequalityCount - 1
    for i in 0..<variableCount {
      rows[i * stride + column] = rows[i * stride + last]
      rows[i * stride + last] = 0
    }
    demandsAndBounds[column] = demandsAndBounds[last]
    multipliers[column] = multipliers[last]
    demandsAndBounds[last] = 0
    multipliers[last] = 0
    inequalityCount -= 1
  }

  /// Copies a program of this workspace's size into it; multipliers stay as they are.
  public mutating func load(_ program: SeparableConvexProgram) {
    precondition(
      program.variableCount == variableCount && program.equationCount == equationCount
        && program.supports.count == supportCount
        && program.inequalityCount <= inequalityCapacity,
      "a program of another size than the workspace"
    )
    precondition(
      program.lowerBounds.count == variableCount && program.upperBounds.count == variableCount,
      "\(program.lowerBounds.count) and \(program.upperBounds.count) bounds for \(variableCount)"
    )
    precondition(
      program.equations.rows == equationCount && program.equations.columns == variableCount,
      "equations are \(program.equations.rows) by \(program.equations.columns)"
    )
    precondition(
      program.inequalities.rows == program.inequalityCount
        && program.inequalities.columns == variableCount,
      "inequalities are \(program.inequalities.rows) by \(program.inequalities.columns)"
    )
    exponent = program.exponent
    unmetPenalty = program.unmetPenalty
    for i in 0..<variableCount {
      setVariable(
        i,
        weight: program.weights[i],
        lower: program.lowerBounds[i],
        upper: program.upperBounds[i]
      )
      for j in 0..<equationCount { rows[i * stride + j] = program.equations[j, i] }
      findRange(ofUnknown: i)
    }
    for (k, support) in program.supports.enumerated() {
      setSupport(
        k,
        costCoefficient: support.costCoefficient,
        isUnilateral: support.isUnilateral,
        coefficients: support.coefficients.span
      )
    }
    for (j, demand) in program.demands.enumerated() { setDemand(j, demand) }
    removeInequalities()
    for l in 0..<program.inequalityCount {
      addInequality(program.inequalities.row(l).span, bound: program.inequalityBounds[l])
    }
  }

  /// Sets the multipliers from which the next solve starts; missing inequalities start at zero.
  public mutating func setMultipliers(equations: [Double], inequalities: [Double] = []) {
    precondition(
      equations.count == equationCount,
      "\(equations.count) multipliers for \(equationCount) equations"
    )
    for j in 0..<equationCount { multipliers[j] = equations[j] }
    for l in 0..<inequalityCount {
      multipliers[inequalityOffset + l] = l < inequalities.count ? inequalities[l] : 0
    }
  }

  /// The length of the dual vectors, which hold the multipliers of equations and inequalities.
  package var dualLength: Int { stride }

  /// Copies all multipliers; `destination` has `dualLength` numbers.
  package borrowing func copyMultipliers(to destination: UnsafeMutablePointer<Double>) {
    destination.update(from: multipliers, count: stride)
  }

  /// Sets all multipliers from a copy, those of inequalities that are not in the program to zero.
  package mutating func setMultipliers(from source: UnsafePointer<Double>) {
    multipliers.update(from: source, count: stride)
    for j in inequalityOffset + inequalityCount..<stride { multipliers[j] = 0 }
  }

  /// Makes the next solve start without a guess.
  public mutating func resetMultipliers() { multipliers.update(repeating: 0, count: stride) }

  /// A variable of the last solution, in units of x.
  public borrowing func variable(_ index: Int) -> Double {
    precondition(index >= 0 && index < variableCount, "variable \(index) of \(variableCount)")
    return values[index]
  }

  /// A support of the last solution, in its unit.
  public borrowing func support(_ index: Int) -> Double {
    precondition(index >= 0 && index < supportCount, "support \(index) of \(supportCount)")
    return values[supportOffset + index]
  }

  /// The multiplier of an equation, in units of cost per unit of demand.
  public borrowing func equationMultiplier(_ index: Int) -> Double {
    precondition(index >= 0 && index < equationCount, "equation \(index) of \(equationCount)")
    return multipliers[index]
  }

  /// The multiplier of an inequality, in units of cost per unit of its bound.
  public borrowing func inequalityMultiplier(_ index: Int) -> Double {
    precondition(index >= 0 && index < inequalityCount, "inequality \(index) of \(inequalityCount)")
    return multipliers[inequalityOffset + index]
  }

  /// What the last solution leaves unmet of an equation, in units of demand.
  public borrowing func unmetDemand(_ index: Int) -> Double {
    precondition(index >= 0 && index < equationCount, "equation \(index) of \(equationCount)")
    return gradient[index]
  }

  /// The cost of the last solution without its slacks, in units of cost.
  public borrowing func cost() -> Double {
    var sum = 0.0
    for index in 0..<variableCount { sum += law.cost(values[index], weight: weights[index]) }
    for index in supportOffset..<supportOffset + supportCount {
      sum += PowerLaw.square.cost(values[index], weight: weights[index])
    }
    return sum
  }

  /// The variables of the last solution, for reading; valid until the next solve.
  package borrowing func variables() -> UnsafePointer<Double> { UnsafePointer(values) }

  /// The last solution as a value.
  public borrowing func solution(
    with report: SeparableProgramReport,
    of program: SeparableConvexProgram
  ) -> SeparableConvexSolution {
    let variables = (0..<variableCount).map { values[$0] }
    let supports = (0..<supportCount).map { values[supportOffset + $0] }
    let offset = inequalityOffset
    return SeparableConvexSolution(
      status: report.status,
      variables: variables,
      supports: supports,
      equationMultipliers: (0..<equationCount).map { multipliers[$0] },
      inequalityMultipliers: (0..<inequalityCount).map { multipliers[offset + $0] },
      unmetDemands: (0..<equationCount).map { gradient[$0] },
      unmetInequalities: (0..<inequalityCount).map { max(0, gradient[offset + $0]) },
      cost: program.cost(variables: variables, supports: supports),
      iterations: report.iterations,
      relativeResidual: report.relativeResidual
    )
  }

  /// Finds the first and the last equation in which an unknown has a coefficient, and their norm.
  func findRange(ofUnknown index: Int) {
    let row = rows + index &* stride
    let equations = equationCount
    var first = 0
    while first < equations, row[first] == 0 { first &+= 1 }
    var end = equations
    while end > first, row[end &- 1] == 0 { end &-= 1 }
    first &= ~1
    end = (end &+ 1) & ~1
    rangeStart[index] = Int32(truncatingIfNeeded: first)
    rangeEnd[index] = Int32(truncatingIfNeeded: end)
    // An odd number of equations is followed by a coefficient that is always zero.
    let pair = pairs(row)
    var squares = Pair.zero
    for k in first / 2..<end / 2 { squares += pair[k] * pair[k] }
    squaredNorms[index] = squares.x + squares.y
  }
}
