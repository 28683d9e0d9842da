// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import NumericalMethods

/// The motion of a leg from toe-off to heel strike.
public struct SwingSolution: Sendable {
  /// The leg that swung.
  public let leg: SwingLeg

  /// What was done to it.
  public let program: SwingProgram

  /// How the swing ended.
  public let status: SwingStatus

  let motion: IntegrationSolution

  init(leg: SwingLeg, program: SwingProgram, status: SwingStatus, motion: IntegrationSolution) {
    self.leg = leg
    self.program = program
    self.status = status
    self.motion = motion
  }

  /// When the swing ended, in seconds from toe-off.
  public var endTime: Double { motion.report.time }

  /// Time from toe-off to the strike, in seconds; nil for a swing that has no strike.
  public var swingTime: Double? { status == .ok ? endTime : nil }

  /// The steps and evaluations of the integration.
  public var report: IntegrationReport { motion.report }

  /// When the knee was bent most and when it reached its stop, in seconds from toe-off; nil for
  /// what did not happen.
  public var kneeTimes: (bentMost: Double?, extended: Double?) {
    (time(of: .kneeBentMost), time(of: .kneeExtended))
  }

  private func time(of event: SwingDynamics.Event) -> Double? {
    motion.report.events.first { $0.index == event.rawValue }?.time
  }

  /// The least height of the ball of the foot between its first rise and the strike, in metres, and
  /// when, in seconds; nil where it is never lowest.
  public var toeClearance: (height: Double, time: Double)? {
    var system = SwingDynamics(leg, program, endsAtContact: true)
    return motion.report.events
      .filter { $0.index == SwingDynamics.Event.lowestBall.rawValue }
      .compactMap { event in
        system.footPlace(event.state, at: event.time).map { ($0.ballHeight, event.time) }
      }
      .min { $0.0 < $1.0 }
      .map { (height: $0.0, time: $0.1) }
  }

  /// The swing at a time in seconds from toe-off, up to its end.
  public func sample(at time: Double) -> SwingSample? {
    var system = SwingDynamics(leg, program, endsAtContact: true)
    return SwingSample(of: self, at: time, &system)
  }

  /// The swing at equal intervals from toe-off, and at its end.
  ///
  /// - Parameter interval: In seconds, above zero.
  /// - Returns: Samples in order of time.
  public func samples(every interval: Double) -> [SwingSample] {
    precondition(interval > 0, "an interval of \(interval) s")
    var system = SwingDynamics(leg, program, endsAtContact: true)
    var samples: [SwingSample] = []
    var index = 0
    // A last interval shorter than a millionth of the others is left out.
    while Double(index) * interval < endTime - 1e-6 * interval {
      let time = Double(index) * interval
      if let sample = SwingSample(of: self, at: time, &system) { samples.append(sample) }
      index += 1
    }
    if let last = SwingSample(of: self, at: endTime, &system) { samples.append(last) }
    return samples
  }

  /// What kinetic and potential energy, less all work since toe-off, has drifted to at the worst
  /// step, in joules.
  public var energyDrift: Double {
    var system = SwingDynamics(leg, program, endsAtContact: true)
    func balance(_ time: Double) -> Double {
      let y = motion.state(at: time)
      return system.energy(y, at: time) - y[system.workPlace]
    }
    let start = balance(0)
    return motion.stepTimes.reduce(0) { max($0, abs(balance($1) - start)) }
  }
}
