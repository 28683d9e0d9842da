// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MuscleMechanics
public import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Swings a leg forward in time, from toe-off to heel strike.
public struct SwingSolver: Sendable {
  /// The settings of the integration; times in seconds, tolerances for angles in radians.
  public var settings: IntegrationSettings

  /// Makes a solver.
  ///
  /// - Parameter settings: By default a relative tolerance of 1e-5 and an absolute one of 1e-6, which
  ///   give the time of a swing to some microseconds, and events sought in halves of steps of at most
  ///   20 ms.
  public init(
    settings: IntegrationSettings = IntegrationSettings(
      relativeTolerance: 1e-5,
      absoluteTolerance: 1e-6,
      longestStep: 0.02,
      eventSamples: 2
    )
  ) {
    self.settings = settings
  }

  /// Swings a leg.
  ///
  /// - Parameters:
  ///   - leg: The leg of a subject.
  ///   - program: What is done to it.
  /// - Returns: The motion, and how it ended.
  public func solve(_ leg: SwingLeg, _ program: SwingProgram) -> SwingSolution {
    solve(leg, program, endsAtContact: true)
  }

  /// Swings a leg, if asked for through the ground up to the measured time.
  func solve(_ leg: SwingLeg, _ program: SwingProgram, endsAtContact: Bool) -> SwingSolution {
    var system = SwingDynamics(leg, program, endsAtContact: endsAtContact)
    let start = system.startState()
    let end = endsAtContact ? leg.start.timeLimit : leg.start.swingTime / program.speedRatio
    let motion = DormandPrinceSolver(settings: settings)
      .solve(&system, from: 0, to: end, startingAt: start)
    let status = endsAtContact ? Self.status(motion.report, &system) : .ok
    return SwingSolution(leg: leg, program: program, status: status, motion: motion)
  }

  /// What the end of the integration means for the swing.
  private static func status(
    _ report: IntegrationReport,
    _ system: inout SwingDynamics
  ) -> SwingStatus {
    switch report.status {
    case .reachedEnd: return .neverStrikes
    case .stepLimit: return .tooManySteps
    case .stoppedByEvent:
      guard let last = report.events.last, let event = SwingDynamics.Event(rawValue: last.index),
        let foot = system.footPlace(last.state, at: last.time)
      else { return .neverClears }
      switch event {
      case .heelStrike: return foot.heelAhead > 0 ? .ok : .neverClears
      case .ballContact: return foot.heelAhead > 0 ? .ok : .neverClears
      default: return .falls
      }
    default: return .outOfRange
    }
  }
}

extension SwingDynamics {
  /// The state at toe-off: posture, rates, activations and fibres at rest beside their tendons.
  func startState() -> [Double] {
    let s = leg.start
    var y = [Double](repeating: 0, count: stateCount)
    let n = coordinateCount
    let rates = program.pushOff * program.speedRatio
    var lean = (angle: 0.0, rate: 0.0)
    if first == 1 {
      // The hip is as high as in the prescribed motion, behind the standing foot, and goes forward
      // with the speed of walking.
      lean.angle = -acos(min(leg.toeOffHeight / leg.standingLength, 1))
      lean.rate = s.speed * program.speedRatio / leg.toeOffHeight
      y[0] = lean.angle
      y[n] = lean.rate
    }
    y[first] = s.hipFlexion + lean.angle
    y[first + 1] = s.kneeFlexion
    y[first + 2] = s.dorsiflexion
    y[n + first] = s.hipRate * rates + lean.rate
    y[n + first + 1] = s.kneeRate * rates
    y[n + first + 2] = s.ankleRate * rates
    for group in SwingGroup.allCases {
      let same = alike[group.rawValue]
      y[activationStart + group.rawValue] =
        same == group.rawValue ? startActivation(of: group) : y[activationStart + same]
    }
    setFibresAtRest(&y)
    return y
  }

  /// The activation at toe-off that the burst has brought about since it began.
  private func startActivation(of group: SwingGroup) -> Double {
    let burst = program.burst(of: group)
    // Twenty edges before the onset the excitation is 1e-17 of its amplitude.
    let start = burst.onset - 20 * burst.edge
    guard program.hasExcitation && !program.isBallistic, start < 0 else { return 0 }
    var system = Activating(law: leg.activation, burst: burst)
    // A hundred times as fine as the swing itself.
    let settings = IntegrationSettings(
      relativeTolerance: 1e-7,
      absoluteTolerance: 1e-8,
      longestStep: 0.02
    )
    return DormandPrinceSolver(settings: settings)
      .solve(&system, from: start, to: 0, startingAt: [0]).report.state[0]
  }
}

/// The activation of one group before toe-off.
private struct Activating: DifferentialSystem {
  var law: ActivationDynamics
  var burst: ExcitationBurst

  var stateCount: Int { 1 }

  func computeRates(at time: Double, of state: [Double], into rates: inout [Double]) {
    rates[0] = law.rate(activation: state[0], excitation: burst.excitation(at: time))
  }
}
