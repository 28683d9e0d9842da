// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Integrates differential equations by the explicit Runge-Kutta pair of orders 5 and 4 of Dormand
/// and Prince.
///
/// Dormand and Prince, Journal of Computational and Applied Mathematics 6:19-26 (1980),
/// doi:10.1016/0771-050X(80)90013-3, with the continuous extension of order 4 of Hairer, Norsett
/// and Wanner, Solving Ordinary Differential Equations I, 2nd edition (1993), section II.6. Seven
/// stages, the last of which is the first of the next step. For equations that are not stiff; see
/// ``ImplicitRungeKuttaSolver`` for those.
public struct DormandPrinceSolver: Sendable {
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
    var workspace = DormandPrinceWorkspace(for: system)
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
    using workspace: inout DormandPrinceWorkspace,
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

/// The storage of ``DormandPrinceSolver``; make one per task.
public struct DormandPrinceWorkspace: ~Copyable, Sendable {
  var driver: IntegrationDriver
  var method: DormandPrinceMethod

  /// Makes a workspace for systems with as many components and events as this one.
  public init<System: DifferentialSystem & ~Copyable>(for system: borrowing System) {
    precondition(system.stateCount >= 1, "a system without state cannot be integrated")
    driver = IntegrationDriver(stateCount: system.stateCount, eventCount: system.events.count)
    method = DormandPrinceMethod(stateCount: system.stateCount)
  }
}

/// The tableau of ``DormandPrinceSolver`` with the storage of its stages.
struct DormandPrinceMethod: ~Copyable, Sendable, StepMethod {
  private var scratch: [Double]
  private var error: [Double]
  /// The rates of the stages 2 to 6; those of 1 and 7 are the rates at the ends of the step.
  private var k2: [Double]
  private var k3: [Double]
  private var k4: [Double]
  private var k5: [Double]
  private var k6: [Double]

  /// The error of the lower order falls with the fifth power of the step.
  let controlOrder = 5.0

  init(stateCount: Int) {
    let zeros = [Double](repeating: 0, count: stateCount)
    scratch = zeros
    error = zeros
    k2 = zeros
    k3 = zeros
    k4 = zeros
    k5 = zeros
    k6 = zeros
  }

  mutating func prepare() {}

  // The notation of Hairer, Norsett and Wanner (1993), table II.5.2: y the state, h the step, k the
  // rates of a stage at the time t + c h.
  mutating func attempt<System: DifferentialSystem & ~Copyable>(
    _ step: inout IntegrationStep,
    of system: inout System,
    settings: IntegrationSettings,
    report: inout IntegrationReport
  ) -> Double {
    let h = step.length
    let t = step.startTime
    let all = scratch.indices
    for i in all { scratch[i] = step.startState[i] + h * (step.startRates[i] / 5) }
    system.computeRates(at: t + h / 5, of: scratch, into: &k2)
    for i in all {
      scratch[i] = step.startState[i] + h * (3.0 / 40 * step.startRates[i] + 9.0 / 40 * k2[i])
    }
    system.computeRates(at: t + 3 * h / 10, of: scratch, into: &k3)
    for i in all {
      scratch[i] =
        step.startState[i]
        + h * (44.0 / 45 * step.startRates[i] - 56.0 / 15 * k2[i] + 32.0 / 9 * k3[i])
    }
    system.computeRates(at: t + 4 * h / 5, of: scratch, into: &k4)
    for i in all {
      let sum =
        19372.0 / 6561 * step.startRates[i] - 25360.0 / 2187 * k2[i] + 64448.0 / 6561 * k3[i]
        - 212.0 / 729 * k4[i]
      scratch[i] = step.startState[i] + h * sum
    }
    system.computeRates(at: t + 8 * h / 9, of: scratch, into: &k5)
    for i in all {
      let sum =
        9017.0 / 3168 * step.startRates[i] - 355.0 / 33 * k2[i] + 46732.0 / 5247 * k3[i]
        + 49.0 / 176 * k4[i] - 5103.0 / 18656 * k5[i]
      scratch[i] = step.startState[i] + h * sum
    }
    system.computeRates(at: t + h, of: scratch, into: &k6)
    for i in all {
      let sum =
        35.0 / 384 * step.startRates[i] + 500.0 / 1113 * k3[i] + 125.0 / 192 * k4[i]
        - 2187.0 / 6784 * k5[i] + 11.0 / 84 * k6[i]
      step.methodEnd[i] = step.startState[i] + h * sum
    }
    system.computeRates(at: t + h, of: step.methodEnd, into: &step.endRates)
    report.evaluations += 6
    for i in all {
      let difference =
        71.0 / 57600 * step.startRates[i] - 71.0 / 16695 * k3[i] + 71.0 / 1920 * k4[i]
        - 17253.0 / 339200 * k5[i] + 22.0 / 525 * k6[i] - step.endRates[i] / 40
      error[i] = h * difference
      let extension4 =
        -12_715_105_075.0 / 11_282_082_432 * step.startRates[i]
        + 87_487_479_700.0 / 32_700_410_799 * k3[i] - 10_690_763_975.0 / 1_880_347_072 * k4[i]
      let extension7 =
        701_980_252_875.0 / 199_316_789_632 * k5[i] - 1_453_857_185.0 / 822_651_844 * k6[i]
        + 69_997_945.0 / 29_380_423 * step.endRates[i]
      step.fourth[i] = h * (extension4 + extension7)
    }
    return settings.norm(of: error, from: step.startState, to: step.methodEnd)
  }
}
