// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The last step of an integration, with the state at every time inside it.
///
/// With s = (t - t0) / h and the coefficients c of the method,
///
///     y(t) = y0 + s (c1 + (1 - s) (c2 + s (c3 + (1 - s) c4)))
///
/// which meets the states and rates at both ends. Hairer, Norsett and Wanner, Solving Ordinary
/// Differential Equations I, 2nd edition (1993), section II.6.
public struct IntegrationStep: ~Copyable, Sendable {
  /// Where the step begins, in the system's unit of time.
  public internal(set) var startTime = 0.0

  /// Where the step ends, in the system's unit of time; at a terminal event inside it.
  public internal(set) var endTime = 0.0

  /// The state at the start, in units of the system.
  public internal(set) var startState: [Double]

  /// The state at the end, in units of the system.
  public internal(set) var endState: [Double]

  /// The length for which the method made the step.
  var length = 0.0

  /// The end that the method made, beyond a terminal event.
  var methodEnd: [Double]

  /// The rates at the start and at the end that the method made.
  var startRates: [Double]
  var endRates: [Double]

  /// The last coefficient c4 of each component; zero for a cubic.
  var fourth: [Double]

  init(stateCount: Int) {
    let zeros = [Double](repeating: 0, count: stateCount)
    startState = zeros
    endState = zeros
    methodEnd = zeros
    startRates = zeros
    endRates = zeros
    fourth = zeros
  }

  /// Writes the state at a time of the step.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - time: From `startTime` to `endTime`, in the system's unit of time.
  ///   - state: Receives y (`count` as in the system).
  public borrowing func computeState(at time: Double, into state: inout [Double]) {
    precondition(
      state.count == startState.count,
      "space for \(state.count) components, the system has \(startState.count)"
    )
    precondition(
      time >= startTime && time <= max(endTime, startTime + length),
      "time \(time) is outside the step from \(startTime) to \(endTime)"
    )
    let s = length > 0 ? min((time - startTime) / length, 1) : 0
    for i in state.indices { state[i] = component(i).value(at: s) }
  }

  /// One component as a polynomial of the share of the step.
  borrowing func component(_ i: Int) -> DenseComponent {
    DenseComponent(
      start: startState[i],
      end: methodEnd[i],
      startSlope: length * startRates[i],
      endSlope: length * endRates[i],
      fourth: fourth[i]
    )
  }
}

/// One component of the state over one step, as a polynomial of the share s of the step.
struct DenseComponent: Sendable, Hashable {
  var start: Double
  var end: Double
  /// Rates times the step's length.
  var startSlope: Double
  var endSlope: Double
  var fourth: Double

  func value(at s: Double) -> Double {
    let c1 = end - start
    let c2 = startSlope - c1
    let c3 = c1 - endSlope - c2
    return start + s * (c1 + (1 - s) * (c2 + s * (c3 + (1 - s) * fourth)))
  }
}
