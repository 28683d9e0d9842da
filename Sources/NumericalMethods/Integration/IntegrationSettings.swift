// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What the caller of an integrator may choose.
public struct IntegrationSettings: Sendable, Hashable, Codable {
  /// Allowed error of a step as a share of the state's size, dimensionless.
  public var relativeTolerance: Double

  /// Allowed error of a step in addition, in units of the state.
  public var absoluteTolerance: Double

  /// The first step, in the system's unit of time; nil to estimate it.
  public var firstStep: Double?

  /// The longest step, in the system's unit of time.
  public var longestStep: Double

  /// The greatest number of steps, those that were rejected included.
  public var stepLimit: Int

  /// The parts of a step at whose ends the event functions are evaluated.
  ///
  /// Two zeros of one function inside one part are not seen.
  public var eventSamples: Int

  /// The width, in the system's unit of time, to which the time of an event is found.
  public var eventTolerance: Double

  /// Makes settings.
  ///
  /// - Parameters:
  ///   - relativeTolerance: Share of the state's size, dimensionless; not negative.
  ///   - absoluteTolerance: In units of the state; above zero.
  ///   - firstStep: In the system's unit of time, above zero; nil to estimate it.
  ///   - longestStep: In the system's unit of time, above zero.
  ///   - stepLimit: At least one.
  ///   - eventSamples: At least one.
  ///   - eventTolerance: In the system's unit of time, not negative; rounding is added to it.
  public init(
    relativeTolerance: Double = 1e-8,
    absoluteTolerance: Double = 1e-10,
    firstStep: Double? = nil,
    longestStep: Double = .infinity,
    stepLimit: Int = 100_000,
    eventSamples: Int = 4,
    eventTolerance: Double = 1e-12
  ) {
    precondition(relativeTolerance >= 0, "a relative tolerance of \(relativeTolerance)")
    precondition(absoluteTolerance > 0, "an absolute tolerance of \(absoluteTolerance)")
    precondition(firstStep.map { $0 > 0 } ?? true, "a first step of \(firstStep ?? 0)")
    precondition(longestStep > 0, "a longest step of \(longestStep)")
    precondition(stepLimit >= 1, "at least one step is needed, not \(stepLimit)")
    precondition(eventSamples >= 1, "at least one part of a step, not \(eventSamples)")
    precondition(eventTolerance >= 0, "an event tolerance of \(eventTolerance)")
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    self.firstStep = firstStep
    self.longestStep = longestStep
    self.stepLimit = stepLimit
    self.eventSamples = eventSamples
    self.eventTolerance = eventTolerance
  }

  /// The root mean square of an error over what is allowed, dimensionless; NaN when not finite.
  func norm(of error: [Double], from start: [Double], to end: [Double]) -> Double {
    var sum = 0.0
    for i in error.indices {
      let allowed = absoluteTolerance + relativeTolerance * max(abs(start[i]), abs(end[i]))
      let share = error[i] / allowed
      sum += share * share
    }
    return (sum / Double(max(error.count, 1))).squareRoot()
  }
}

/// How an integration ended.
public struct IntegrationStatus: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the status, which files hold.
  public let name: String

  /// A status by its name, as a file holds it.
  public init(name: String) { self.name = name }

  /// The name of the status.
  public var description: String { name }

  /// The end of the interval was reached.
  public static let reachedEnd = IntegrationStatus(name: "reached end")

  /// A terminal event happened.
  public static let stoppedByEvent = IntegrationStatus(name: "stopped by event")

  /// The limit of steps was reached before the end.
  public static let stepLimit = IntegrationStatus(name: "step limit")

  /// No step that the rounding of time allows met the tolerance, or the equations have no value
  /// further on.
  public static let stepTooSmall = IntegrationStatus(name: "step too small")

  /// The rates at the start are infinite or not numbers.
  public static let notFinite = IntegrationStatus(name: "not finite")
}

/// An integration that did not reach its end.
public struct IntegrationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// How it ended.
  public var status: IntegrationStatus

  /// Where it ended, in the system's unit of time.
  public var time: Double

  /// The status and the time.
  public var description: String { "\(status) at time \(time)" }
}

/// What an integration came to.
public struct IntegrationReport: Sendable, Hashable, Codable {
  /// How it ended.
  public var status: IntegrationStatus

  /// Where it ended, in the system's unit of time.
  public var time: Double

  /// The state there, in units of the system.
  public var state: [Double]

  /// The events that happened, in order of time.
  public var events: [LocatedEvent] = []

  /// The number of accepted steps.
  public var steps = 0

  /// The number of steps that were tried again shorter.
  public var rejectedSteps = 0

  /// The number of evaluations of the rates.
  public var evaluations = 0

  /// The number of factorisations of a matrix; zero for explicit methods.
  public var factorizations = 0

  /// Throws unless the end or a terminal event was reached.
  public func checkCompleted() throws(IntegrationError) {
    if status != .reachedEnd && status != .stoppedByEvent {
      throw IntegrationError(status: status, time: time)
    }
  }
}

/// An event that happened.
public struct LocatedEvent: Sendable, Hashable, Codable {
  /// The place of the event in the system's list.
  public var index: Int

  /// When it happened, in the system's unit of time.
  public var time: Double

  /// The state then, in units of the system.
  public var state: [Double]
}
