// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The state at every time of an integration, and how it ended.
public struct IntegrationSolution: Sendable {
  /// How it ended, and what happened on the way.
  public let report: IntegrationReport

  private let course: IntegrationCourse

  init(report: IntegrationReport, course: IntegrationCourse) {
    self.report = report
    self.course = course
  }

  /// The times at which steps begin and the time at which the last one ends, in the system's unit.
  public var stepTimes: [Double] {
    course.steps.map(\.start) + (course.steps.last.map { [$0.end] } ?? [report.time])
  }

  /// The state at a time between the start and the end of the integration.
  ///
  /// - Parameter time: In the system's unit of time.
  /// - Returns: y, in units of the system.
  public func state(at time: Double) -> [Double] {
    guard let first = course.steps.first, let last = course.steps.last else { return report.state }
    precondition(
      time >= first.start && time <= last.end,
      "time \(time) is outside the integration from \(first.start) to \(last.end)"
    )
    // The last step that begins at or before the time.
    var low = 0
    var high = course.steps.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if course.steps[middle].start <= time { low = middle } else { high = middle }
    }
    let step = course.steps[low]
    let share = step.length > 0 ? min((time - step.start) / step.length, 1) : 0
    return step.components.map { $0.value(at: share) }
  }

  /// Throws unless the end or a terminal event was reached.
  public func checkCompleted() throws(IntegrationError) { try report.checkCompleted() }
}

/// The steps of an integration as polynomials.
struct IntegrationCourse: Sendable {
  struct Step: Sendable {
    var start: Double
    /// Where the step ends, at a terminal event before `start + length`.
    var end: Double
    var length: Double
    var components: [DenseComponent]
  }

  private(set) var steps: [Step] = []

  mutating func append(_ step: borrowing IntegrationStep) {
    steps.append(
      Step(
        start: step.startTime,
        end: step.endTime,
        length: step.length,
        components: step.startState.indices.map { step.component($0) }
      )
    )
  }
}
