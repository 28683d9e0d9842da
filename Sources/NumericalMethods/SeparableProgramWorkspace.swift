// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Storage and iteration for separable convex programs of one size, for hot paths.
///
/// Fill in the program, then `solve`: nothing after the initialiser performs a heap allocation
/// but the functions that return arrays. The multipliers stay for the next solve, which starts from
/// them unless `resetMultipliers` is called. Inequalities may be added between solves.
///
/// The dual indices run over the equations, then the inequalities. Rows of coefficients and the
/// dual vectors have the length `stride`, a multiple of four, with inequalities from the even index
/// `inequalityOffset` on.
public struct SeparableProgramWorkspace: ~Copyable, @unchecked Sendable {
  /// The number of variables.
  public let variableCount: Int

  /// The number of equations.
  public let equationCount: Int

  /// The greatest number of inequalities.
  public let inequalityCapacity: Int

  /// The number of supports.
  public let supportCount: Int

  /// The number of inequalities now in the program.
  public internal(set) var inequalityCount = 0

  /// The exponent of the cost, dimensionless, above one.
  public var exponent: Double {
    get { law.exponent }
    set { law = PowerLaw(exponent: newValue) }
  }

  /// The cost of one unit of unmet demand, in units of cost per unit of demand; nil as in
  /// `SeparableConvexProgram.unmetPenalty`.
  public var unmetPenalty: Double?

  var law: PowerLaw

  /// The index of the first inequality in rows and dual vectors.
  let inequalityOffset: Int
  /// The length of a row of coefficients.
  let stride: Int
  /// The index of the first support among the unknowns; even, so one unknown before may be void.
  let supportOffset: Int
  /// The number of unknowns with those that fill up to even numbers, which stay zero.
  let unknownCount: Int

  // The blocks below lie in `storage` and `indexStorage`, which own them.

  /// Coefficients of each unknown in every equation and inequality.
  let rows: UnsafeMutablePointer<Double>
  let weights: UnsafeMutablePointer<Double>
  let lower: UnsafeMutablePointer<Double>
  let upper: UnsafeMutablePointer<Double>
  /// 1 / (p w): the slope of the cost times this is |x|^(p-1).
  let inverseWeights: UnsafeMutablePointer<Double>
  /// The sum of the squared coefficients of each unknown in the equations.
  let squaredNorms: UnsafeMutablePointer<Double>
  /// The derivative of each value by its slope that the Hessian uses.
  let rates: UnsafeMutablePointer<Double>
  /// Slopes t, their change along the step, and the values x.
  let slopes: UnsafeMutablePointer<Double>
  let slopeChanges: UnsafeMutablePointer<Double>
  let values: UnsafeMutablePointer<Double>
  /// Right-hand sides b and d.
  let demandsAndBounds: UnsafeMutablePointer<Double>
  /// Multipliers y and z with their bounds, the dual gradient, and the step.
  let multipliers: UnsafeMutablePointer<Double>
  let multiplierLower: UnsafeMutablePointer<Double>
  let multiplierUpper: UnsafeMutablePointer<Double>
  let gradient: UnsafeMutablePointer<Double>
  let step: UnsafeMutablePointer<Double>
  /// What counts as large in each equation: the demand or the sum of |A x|.
  let magnitudes: UnsafeMutablePointer<Double>
  /// The lower triangle of the generalised Hessian, by columns; its part for the free multipliers.
  let hessian: UnsafeMutablePointer<Double>
  let factors: UnsafeMutablePointer<Double>
  let reduced: UnsafeMutablePointer<Double>
  let diagonalScales: UnsafeMutablePointer<Double>
  /// The first equation with a coefficient, and one beyond the last, rounded outward to even.
  let rangeStart: UnsafeMutablePointer<Int32>
  let rangeEnd: UnsafeMutablePointer<Int32>
  /// The dual index of each free multiplier, and of every one whether it is held this step.
  let freeIndices: UnsafeMutablePointer<Int32>
  let isHeld: UnsafeMutablePointer<Bool>

  private let storage: OwnedBuffer<Double>
  private let indexStorage: OwnedBuffer<Int32>
  private let flagStorage: OwnedBuffer<Bool>

  /// Allocates storage for programs of one size.
  ///
  /// Equations and inequalities together number at most 62.
  public init(variables: Int, equations: Int, inequalities: Int = 0, supports: Int = 0) {
    precondition(
      variables >= 1 && equations >= 1 && inequalities >= 0 && supports >= 0,
      "\(variables) variables, \(equations) equations, \(inequalities) inequalities, \(supports) "
        + "supports"
    )
    // Locals first: a check that captured a half-made noncopyable value would be miscompiled.
    let offset = (equations + 1) & ~1
    let rowLength = SmallCholesky.leadingDimension(forOrder: offset + inequalities)
    precondition(
      rowLength <= SmallCholesky.largestOrder,
      "\(equations) equations and \(inequalities) inequalities are more than the solver takes"
    )
    let firstSupport = (variables + 1) & ~1
    let unknowns = firstSupport + ((supports + 1) & ~1)
    variableCount = variables
    equationCount = equations
    inequalityCapacity = inequalities
    supportCount = supports
    law = .square
    inequalityOffset = offset
    stride = rowLength
    supportOffset = firstSupport
    unknownCount = unknowns

    // Every block starts at a multiple of eight numbers, which is 64 bytes.
    let perUnknown = (unknowns + 7) & ~7
    let perRow = (rowLength + 7) & ~7
    let rowBlock = (unknowns * rowLength + 7) & ~7
    let squareBlock = (rowLength * rowLength + 7) & ~7
    storage = OwnedBuffer(count: rowBlock + 9 * perUnknown + 2 * squareBlock + 9 * perRow)
    rows = storage.pointer
    weights = rows + rowBlock
    lower = weights + perUnknown
    upper = lower + perUnknown
    inverseWeights = upper + perUnknown
    squaredNorms = inverseWeights + perUnknown
    rates = squaredNorms + perUnknown
    slopes = rates + perUnknown
    slopeChanges = slopes + perUnknown
    values = slopeChanges + perUnknown
    hessian = values + perUnknown
    factors = hessian + squareBlock
    demandsAndBounds = factors + squareBlock
    multipliers = demandsAndBounds + perRow
    multiplierLower = multipliers + perRow
    multiplierUpper = multiplierLower + perRow
    gradient = multiplierUpper + perRow
    step = gradient + perRow
    magnitudes = step + perRow
    reduced = magnitudes + perRow
    diagonalScales = reduced + perRow
    indexStorage = OwnedBuffer(repeating: 0, count: 2 * perUnknown + perRow)
    rangeStart = indexStorage.pointer
    rangeEnd = rangeStart + perUnknown
    freeIndices = rangeEnd + perUnknown
    flagStorage = OwnedBuffer(repeating: false, count: perRow)
    isHeld = flagStorage.pointer
    weights.update(repeating: 1, count: unknowns)
  }

  /// Allocates storage of the size of a program.
  public init(for program: SeparableConvexProgram) {
    self.init(
      variables: program.variableCount,
      equations: program.equationCount,
      inequalities: program.inequalityCount,
      supports: program.supports.count
    )
  }
}
