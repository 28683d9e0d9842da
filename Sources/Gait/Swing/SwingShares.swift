// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods

/// How far each source has carried the hip forward by the end of a swing.
///
/// With a_s the acceleration that a source induces and T the end of the swing,
///
///     hip(T) - hip(0) = hip'(0) T + sum_s integral (T - t) a_s(t) dt
///
/// The first term is the share of the push-off: of the rate with which the swing begins. The sources
/// act along the motion as it was: a swing without one of them would be another swing.
public struct SwingShares: Sendable, Hashable {
  /// Flexion of the hip from toe-off to the end, in radians.
  public let travel: Double

  /// Part of the rate at toe-off, in radians.
  public let pushOff: Double

  private let bySource: [Double]

  /// Part of a source, in radians.
  public subscript(source: SwingSource) -> Double { bySource[source.rawValue] }

  /// Part of all sources of a kind, in radians.
  public subscript(kind kind: SwingSource.Kind) -> Double {
    SwingSource.allCases.reduce(0) { $0 + ($1.kind == kind ? self[$1] : 0) }
  }

  /// What the parts leave of the travel, in radians: the error of integrating them.
  public var remainder: Double { travel - pushOff - bySource.reduce(0, +) }

  /// The shares of a swing.
  public init(of solution: SwingSolution) {
    var system = SwingDynamics(solution.leg, solution.program, endsAtContact: true)
    let end = solution.endTime
    let motion = solution.motion
    let start = system.angles(motion.state(at: 0))
    var sums = [Double](repeating: 0, count: SwingSource.count)
    let times = motion.stepTimes
    for (from, to) in zip(times, times.dropFirst()) {
      for (place, weight) in Self.gauss {
        let time = from + (to - from) * place
        guard let parts = system.inducedAccelerations(motion.state(at: time), at: time) else {
          continue
        }
        for source in SwingSource.allCases {
          sums[source.rawValue] += (to - from) * weight * (end - time) * parts.hip(by: source)
        }
      }
    }
    travel = system.angles(motion.state(at: end)).hip - start.hip
    pushOff = start.hipRate * end
    bySource = sums
  }

  /// Places and weights of the three-point rule of Gauss on 0...1.
  private static let gauss: [(place: Double, weight: Double)] = {
    let shift = 0.6.squareRoot() / 2
    return [(0.5 - shift, 5.0 / 18), (0.5, 8.0 / 18), (0.5 + shift, 5.0 / 18)]
  }()
}
