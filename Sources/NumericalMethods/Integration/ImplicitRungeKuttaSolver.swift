// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Integrates stiff differential equations by a diagonally implicit Runge-Kutta pair of orders 4
/// and 3.
///
/// Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd edition (1996), section IV.6,
/// table 6.5: five stages with the same diagonal 1/4, so that one factorisation of I - h J / 4 serves
/// all; L-stable, and the last stage is the state at the end. The error estimate of order 3 is
/// filtered by the same matrix (equation 8.20 there). Between the ends the state is the cubic that
/// meets states and rates.
public struct ImplicitRungeKuttaSolver: Sendable {
  /// The settings of this solver.
  public var settings: IntegrationSettings

  /// Makes a solver.
  public init(settings: IntegrationSettings = IntegrationSettings()) { self.settings = settings }

  /// Integrates and keeps every step.
  ///
  /// - Parameters:
  ///   - system: The equations.
  ///   - start: Where to begin, in the system's unit of time.
  ///   - end: Where to end, not before the start.
  ///   - state: The state at the start (`count == system.stateCount`).
  /// - Returns: The state at every time, and how the integration ended.
  public func solve<System: DifferentialSystem & ~Copyable>(
    _ system: inout System,
    from start: Double,
    to end: Double,
    startingAt state: [Double]
  ) -> IntegrationSolution {
    var workspace = ImplicitRungeKuttaWorkspace(for: system)
    var course = IntegrationCourse()
    let report = integrate(
      &system,
      from: start,
      to: end,
      startingAt: state,
      using: &workspace
    ) { course.append($0) }
    return IntegrationSolution(report: report, course: course)
  }

  /// Integrates step by step.
  ///
  /// Performs no heap allocation per step, apart from events that happen.
  ///
  /// - Parameters:
  ///   - system: The equations.
  ///   - start: Where to begin, in the system's unit of time.
  ///   - end: Where to end, not before the start.
  ///   - state: The state at the start (`count == system.stateCount`).
  ///   - workspace: A workspace made for this system.
  ///   - onStep: Is called with every accepted step.
  /// - Returns: How the integration ended, and what happened on the way.
  public func integrate<System: DifferentialSystem & ~Copyable>(
    _ system: inout System,
    from start: Double,
    to end: Double,
    startingAt state: [Double],
    using workspace: inout ImplicitRungeKuttaWorkspace,
    onStep: (borrowing IntegrationStep) -> Void = { _ in }
  ) -> IntegrationReport {
    workspace.driver.integrate(
      &system,
      by: &workspace.method,
      from: start,
      to: end,
      startingAt: state,
      settings: settings,
      onStep: onStep
    )
  }
}

/// The storage of ``ImplicitRungeKuttaSolver``; make one per task.
public struct ImplicitRungeKuttaWorkspace: ~Copyable, Sendable {
  var driver: IntegrationDriver
  var method: ImplicitRungeKuttaMethod

  /// Makes a workspace for systems with as many components and events as this one.
  public init<System: DifferentialSystem & ~Copyable>(for system: borrowing System) {
    precondition(system.stateCount >= 1, "a system without state cannot be integrated")
    driver = IntegrationDriver(stateCount: system.stateCount, eventCount: system.events.count)
    method = ImplicitRungeKuttaMethod(stateCount: system.stateCount)
  }
}

/// The tableau of ``ImplicitRungeKuttaSolver`` with the storage of its stages.
struct ImplicitRungeKuttaMethod: ~Copyable, Sendable, StepMethod {
  private var scratch: [Double]
  private var lu: LUWorkspace
  private var jacobian: Matrix
  private var matrix: Matrix
  /// The step's length for which `lu` holds the factors; zero when it holds none.
  private var factoredLength = 0.0
  /// The start for which `jacobian` was made last; nil when it was never made.
  private var jacobianTime: Double?
  /// The rates of the stages.
  private var stages: [[Double]]
  /// The part of a stage's state that earlier stages give.
  private var known: [Double]
  private var stage: [Double]
  private var correction: [Double]
  private var error: [Double]

  /// The error of the lower order falls with the fourth power of the step.
  let controlOrder = 4.0

  private static let gamma = 0.25
  private static let times = [0.25, 0.75, 0.55, 0.5, 1]
  private static let weights: [[Double]] = [
    [],
    [1.0 / 2],
    [17.0 / 50, -1.0 / 25],
    [371.0 / 1360, -137.0 / 2720, 15.0 / 544],
    [25.0 / 24, -49.0 / 48, 125.0 / 16, -85.0 / 12],
  ]
  /// The weights of the state at the end less those of the embedded method.
  private static let errorWeights = [-3.0 / 16, -27.0 / 32, 25.0 / 32, 0, 1.0 / 4]

  init(stateCount: Int) {
    let zeros = [Double](repeating: 0, count: stateCount)
    scratch = zeros
    lu = LUWorkspace(order: stateCount)
    jacobian = Matrix(rows: stateCount, columns: stateCount)
    matrix = Matrix(rows: stateCount, columns: stateCount)
    stages = Array(repeating: zeros, count: 5)
    known = zeros
    stage = zeros
    correction = zeros
    error = zeros
  }

  mutating func prepare() {
    factoredLength = 0
    jacobianTime = nil
  }

  mutating func attempt<System: DifferentialSystem & ~Copyable>(
    _ step: inout IntegrationStep,
    of system: inout System,
    settings: IntegrationSettings,
    report: inout IntegrationReport
  ) -> Double {
    // An old Jacobian serves as long as Newton's method converges with it.
    if jacobianTime == nil { updateJacobian(step, &system, report: &report) }
    if let error = tryStages(&step, &system, settings, &report) { return error }
    guard jacobianTime != step.startTime else { return .nan }
    updateJacobian(step, &system, report: &report)
    return tryStages(&step, &system, settings, &report) ?? .nan
  }

  /// The stages with the Jacobian at hand; nil when Newton's method does not converge.
  private mutating func tryStages<System: DifferentialSystem & ~Copyable>(
    _ step: inout IntegrationStep,
    _ system: inout System,
    _ settings: IntegrationSettings,
    _ report: inout IntegrationReport
  ) -> Double? {
    let h = step.length
    guard factor(h, report: &report) else { return nil }
    for index in 0..<5 {
      guard solveStage(index, of: step, &system, settings, &report) else { return nil }
    }
    for i in stage.indices {
      step.methodEnd[i] = stage[i]
      step.endRates[i] = stages[4][i]
      var sum = 0.0
      for index in 0..<5 { sum += Self.errorWeights[index] * stages[index][i] }
      error[i] = h * sum
    }
    solve(lu, &error)
    return settings.norm(of: error, from: step.startState, to: step.methodEnd)
  }

  /// Solves z = y0 + h sum a_ij k_j + h gamma f(z) for one stage by Newton's method.
  ///
  /// Hairer and Wanner (1996), section IV.8: the iteration ends when what is left of the corrections,
  /// judged from their ratio, is below a hundredth of what is allowed.
  private mutating func solveStage<System: DifferentialSystem & ~Copyable>(
    _ index: Int,
    of step: borrowing IntegrationStep,
    _ system: inout System,
    _ settings: IntegrationSettings,
    _ report: inout IntegrationReport
  ) -> Bool {
    let h = step.length
    let time = step.startTime + Self.times[index] * h
    for i in known.indices {
      var sum = 0.0
      for earlier in 0..<index { sum += Self.weights[index][earlier] * stages[earlier][i] }
      known[i] = step.startState[i] + h * sum
      let guess = index == 0 ? step.startRates[i] : stages[index - 1][i]
      stage[i] = known[i] + h * Self.gamma * guess
    }
    var last = Double.infinity
    for iteration in 0..<10 {
      system.computeRates(at: time, of: stage, into: &stages[index])
      report.evaluations += 1
      for i in stage.indices {
        correction[i] = known[i] + h * Self.gamma * stages[index][i] - stage[i]
      }
      solve(lu, &correction)
      let size = settings.norm(of: correction, from: step.startState, to: stage)
      guard size.isFinite else { return false }
      for i in stage.indices { stage[i] += correction[i] }
      let ratio = iteration == 0 ? 0.5 : size / last
      guard ratio < 1 || size <= 1e-10 else { return false }
      if size * max(ratio / (1 - min(ratio, 0.999)), 1e-3) <= 0.01 || size <= 1e-10 {
        // The rates that belong to the corrected stage.
        for i in stage.indices {
          stages[index][i] = (stage[i] - known[i]) / (h * Self.gamma)
        }
        return true
      }
      last = size
    }
    return false
  }

  /// Factors I - h gamma J unless that is done; false when the matrix is singular.
  private mutating func factor(_ h: Double, report: inout IntegrationReport) -> Bool {
    guard factoredLength != h else { return true }
    let count = stage.count
    for column in 0..<count {
      for row in 0..<count {
        matrix[row, column] = (row == column ? 1 : 0) - h * Self.gamma * jacobian[row, column]
      }
    }
    report.factorizations += 1
    do {
      try lu.factor(matrix)
    } catch {
      factoredLength = 0
      return false
    }
    factoredLength = h
    return true
  }

  /// The Jacobian at the start of the step, by forward differences where the system has none.
  private mutating func updateJacobian<System: DifferentialSystem & ~Copyable>(
    _ step: borrowing IntegrationStep,
    _ system: inout System,
    report: inout IntegrationReport
  ) {
    factoredLength = 0
    jacobianTime = step.startTime
    if system.computeJacobian(at: step.startTime, of: step.startState, into: &jacobian) { return }
    for i in scratch.indices { scratch[i] = step.startState[i] }
    for column in scratch.indices {
      // The square root of the rounding unit balances truncation against rounding.
      let delta = 1.5e-8 * max(abs(scratch[column]), 1e-5)
      scratch[column] += delta
      system.computeRates(at: step.startTime, of: scratch, into: &correction)
      report.evaluations += 1
      for row in scratch.indices {
        jacobian[row, column] = (correction[row] - step.startRates[row]) / delta
      }
      scratch[column] = step.startState[column]
    }
  }
}

/// Solves in place with the matrix last factored.
private func solve(_ factors: borrowing LUWorkspace, _ rightHandSide: inout [Double]) {
  var span = rightHandSide.mutableSpan
  factors.solve(&span)
}
