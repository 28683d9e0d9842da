// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// One method with its storage: makes a step, and says how wrong it is.
protocol StepMethod: ~Copyable {
  /// The order of the error estimate plus one: the step changes with the error to minus one over it.
  var controlOrder: Double { get }

  /// Forgets everything about an earlier integration.
  mutating func prepare()

  /// Tries the step from `step.startState` over `step.length`: writes the end and its rates.
  ///
  /// - Returns: The norm of the error over what is allowed; NaN when the step cannot be made.
  mutating func attempt<System: DifferentialSystem & ~Copyable>(
    _ step: inout IntegrationStep,
    of system: inout System,
    settings: IntegrationSettings,
    report: inout IntegrationReport
  ) -> Double
}

/// Makes steps of a method, chooses their lengths and finds events.
struct IntegrationDriver: ~Copyable, Sendable {
  private var step: IntegrationStep
  private var scratch: [Double]
  /// Event values before and after a part of a step.
  private var before: [Double]
  private var after: [Double]

  init(stateCount: Int, eventCount: Int) {
    step = IntegrationStep(stateCount: stateCount)
    scratch = [Double](repeating: 0, count: stateCount)
    before = [Double](repeating: 0, count: eventCount)
    after = before
  }

  /// Integrates by steps whose lengths follow from the error.
  ///
  /// Hairer, Norsett and Wanner (1993), section II.4: the next step is the last times
  /// 0.9 error^(-1/q), kept within 0.2 and 5, and not longer after a rejected step.
  mutating func integrate<
    System: DifferentialSystem & ~Copyable,
    Method: StepMethod & ~Copyable
  >(
    _ system: inout System,
    by method: inout Method,
    from start: Double,
    to end: Double,
    startingAt state: [Double],
    settings: IntegrationSettings,
    onStep: (borrowing IntegrationStep) -> Void
  ) -> IntegrationReport {
    let count = system.stateCount
    let events = system.events
    precondition(state.count == count, "\(state.count) numbers to start a state of \(count)")
    precondition(step.startState.count == count, "the workspace was made for another system")
    precondition(before.count == events.count, "the workspace has no room for events")
    precondition(start.isFinite && end.isFinite && start <= end, "an interval \(start) to \(end)")
    method.prepare()
    var report = IntegrationReport(status: .reachedEnd, time: start, state: state)
    for i in 0..<count { step.endState[i] = state[i] }
    step.startTime = start
    step.endTime = start
    system.computeRates(at: start, of: state, into: &step.endRates)
    report.evaluations += 1
    guard state.allSatisfy(\.isFinite) && step.endRates.allSatisfy(\.isFinite) else {
      report.status = .notFinite
      return report
    }
    if !events.isEmpty { system.computeEventValues(at: start, of: state, into: &before) }
    let order = method.controlOrder
    var length =
      settings.firstStep
      ?? firstStep(&system, settings, order: order, span: end - start, report: &report)
    var wasRejected = false
    while step.endTime < end {
      guard report.steps + report.rejectedSteps < settings.stepLimit else {
        report.status = .stepLimit
        break
      }
      // The last two steps share what is left.
      let rest = end - step.endTime
      length = min(length, settings.longestStep)
      let isLast = length >= rest * (1 - 1e-12)
      let trial = isLast ? rest : min(length, 0.5 * rest)
      guard step.endTime + 0.1 * trial > step.endTime else {
        report.status = .stepTooSmall
        break
      }
      begin(trial)
      let error = method.attempt(&step, of: &system, settings: settings, report: &report)
      guard error <= 1 else {
        report.rejectedSteps += 1
        wasRejected = true
        length = trial * (error.isFinite ? max(0.2, 0.9 * pow(error, -1 / order)) : 0.25)
        restore()
        continue
      }
      report.steps += 1
      accept(isLast ? end : step.startTime + trial)
      if passEvents(&system, events, settings: settings, report: &report) {
        report.status = .stoppedByEvent
        onStep(step)
        break
      }
      onStep(step)
      let growth = error > 0 ? 0.9 * pow(error, -1 / order) : 5
      length = trial * min(max(growth, 0.2), wasRejected ? 1 : 5)
      wasRejected = false
    }
    report.time = step.endTime
    report.state = step.endState
    return report
  }

  /// Makes the end of the last step the start of one of this length.
  private mutating func begin(_ length: Double) {
    step.startTime = step.endTime
    step.length = length
    for i in step.startState.indices {
      step.startState[i] = step.endState[i]
      step.startRates[i] = step.endRates[i]
    }
  }

  /// Takes a rejected step back.
  private mutating func restore() {
    for i in step.startState.indices { step.endRates[i] = step.startRates[i] }
  }

  private mutating func accept(_ end: Double) {
    step.endTime = end
    for i in step.methodEnd.indices { step.endState[i] = step.methodEnd[i] }
  }

  /// Hairer, Norsett and Wanner (1993), section II.4, algorithm for the starting step.
  private mutating func firstStep<System: DifferentialSystem & ~Copyable>(
    _ system: inout System,
    _ settings: IntegrationSettings,
    order: Double,
    span: Double,
    report: inout IntegrationReport
  ) -> Double {
    let y = step.endState
    let d0 = settings.norm(of: y, from: y, to: y)
    let d1 = settings.norm(of: step.endRates, from: y, to: y)
    let h0 = min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 * span : 0.01 * d0 / d1, span)
    for i in y.indices { scratch[i] = y[i] + h0 * step.endRates[i] }
    system.computeRates(at: step.endTime + h0, of: scratch, into: &step.startRates)
    report.evaluations += 1
    for i in y.indices { scratch[i] = step.startRates[i] - step.endRates[i] }
    let d2 = settings.norm(of: scratch, from: y, to: y) / max(h0, .leastNormalMagnitude)
    let steepest = max(d1, d2)
    let h1 = steepest <= 1e-15 ? max(1e-6, 1e-3 * h0) : pow(0.01 / steepest, 1 / order)
    let h = min(100 * h0, h1)
    return h.isFinite && h > 0 ? h : 1e-6 * span
  }

  /// Looks for events in the step just accepted; true when a terminal one ends it.
  private mutating func passEvents<System: DifferentialSystem & ~Copyable>(
    _ system: inout System,
    _ events: [IntegrationEvent],
    settings: IntegrationSettings,
    report: inout IntegrationReport
  ) -> Bool {
    guard !events.isEmpty else { return false }
    var from = step.startTime
    for part in 1...settings.eventSamples {
      let to =
        part == settings.eventSamples
        ? step.endTime
        : step.startTime + step.length * Double(part) / Double(settings.eventSamples)
      step.computeState(at: to, into: &scratch)
      system.computeEventValues(at: to, of: scratch, into: &after)
      var found: [LocatedEvent] = []
      for index in events.indices
      where events[index].isPassed(from: before[index], to: after[index]) {
        found.append(locate(index, &system, from: from, to: to, settings: settings))
      }
      found.sort { ($0.time, $0.index) < ($1.time, $1.index) }
      for event in found {
        report.events.append(event)
        guard events[event.index].isTerminal else { continue }
        step.endTime = event.time
        step.endState = event.state
        return true
      }
      for index in events.indices where after[index] != 0 {
        before[index] = after[index]
      }
      from = to
    }
    return false
  }

  /// The time at which an event function is zero between two times of the step.
  private mutating func locate<System: DifferentialSystem & ~Copyable>(
    _ index: Int,
    _ system: inout System,
    from: Double,
    to: Double,
    settings: IntegrationSettings
  ) -> LocatedEvent {
    var values = after
    var state = scratch
    let solver = ScalarRootSolver(settings: .init(tolerance: settings.eventTolerance))
    let root = solver.solve(in: from...to) { time in
      step.computeState(at: time, into: &state)
      system.computeEventValues(at: time, of: state, into: &values)
      return values[index]
    }
    // A function that touches zero at the start of the part has no bracket there.
    let time = root.status == .converged ? root.root : to
    step.computeState(at: time, into: &state)
    return LocatedEvent(index: index, time: time, state: state)
  }
}
