// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Ordinary differential equations y' = f(t, y), with functions of the state whose zeros are events.
///
/// A system may own scratch storage, so that its functions are mutating; what they write must follow
/// from time and state alone. Where f has no value, write NaN: the integrator then tries a shorter
/// step, and says so when that does not help.
public protocol DifferentialSystem: ~Copyable {
  /// The number of components of the state.
  var stateCount: Int { get }

  /// The events to look for; none by default.
  var events: [IntegrationEvent] { get }

  /// Writes f(t, y).
  ///
  /// - Parameters:
  ///   - time: t, in the system's unit of time.
  ///   - state: y (`count == stateCount`).
  ///   - rates: Receives y' (`count == stateCount`).
  mutating func computeRates(at time: Double, of state: [Double], into rates: inout [Double])

  /// Writes the functions whose zeros are the events.
  ///
  /// - Parameters:
  ///   - time: t, in the system's unit of time.
  ///   - state: y (`count == stateCount`).
  ///   - values: Receives one value per event (`count == events.count`).
  mutating func computeEventValues(
    at time: Double,
    of state: [Double],
    into values: inout [Double]
  )

  /// Writes the derivatives of f by y, for implicit methods.
  ///
  /// - Parameters:
  ///   - time: t, in the system's unit of time.
  ///   - state: y (`count == stateCount`).
  ///   - jacobian: Receives df/dy, `stateCount` by `stateCount`.
  /// - Returns: False when the system has no derivatives, as by default: the integrator then takes
  ///   forward differences.
  mutating func computeJacobian(
    at time: Double,
    of state: [Double],
    into jacobian: inout Matrix
  ) -> Bool
}

extension DifferentialSystem where Self: ~Copyable {
  /// No events.
  public var events: [IntegrationEvent] { [] }

  /// Writes nothing, for systems without events.
  public mutating func computeEventValues(
    at time: Double,
    of state: [Double],
    into values: inout [Double]
  ) {}

  /// False: the integrator takes differences.
  public mutating func computeJacobian(
    at time: Double,
    of state: [Double],
    into jacobian: inout Matrix
  ) -> Bool { false }
}

/// Which zeros of an event's function count, and whether the integration ends there.
public struct IntegrationEvent: Sendable, Hashable, Codable {
  /// The sense in which the function passes zero.
  public enum Direction: String, Sendable, Hashable, Codable {
    /// From negative to positive.
    case rising
    /// From positive to negative.
    case falling
    /// In either sense.
    case either
  }

  /// The sense that counts.
  public var direction: Direction

  /// True when the integration ends at the event.
  public var isTerminal: Bool

  /// Makes an event from the sense that counts and what it does.
  public init(_ direction: Direction, isTerminal: Bool = false) {
    self.direction = direction
    self.isTerminal = isTerminal
  }

  /// True when the passage from one value to another, both other than zero, counts.
  func isPassed(from before: Double, to after: Double) -> Bool {
    switch direction {
    case .rising: before < 0 && after > 0
    case .falling: before > 0 && after < 0
    case .either: (before < 0) != (after < 0)
    }
  }
}
