// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A group of muscles that is excited as one during a leg swing.
public enum SwingGroup: Int, Sendable, Hashable, CaseIterable, Codable {
  /// All fascicles of the psoas.
  case psoas
  /// Iliacus.
  case iliacus
  /// Rectus femoris.
  case rectusFemoris
  /// The long hamstrings, which brake thigh and shank late in the swing.
  case hamstrings

  /// The group in the model's catalogue.
  public var muscleGroup: MuscleGroup {
    switch self {
    case .psoas: .psoas
    case .iliacus: .iliacus
    case .rectusFemoris: .rectusFemoris
    case .hamstrings: .hamstrings
    }
  }

  /// The parameters `swing.NAME...` of its excitation: psoas and iliacus share theirs.
  var parameterName: String {
    switch self {
    case .psoas, .iliacus: "iliopsoas"
    case .rectusFemoris: "rectus_femoris"
    case .hamstrings: "hamstrings"
    }
  }

  static let count = allCases.count
}

/// A burst of excitation with smooth edges.
///
///     e(t) = A/4 (1 + tanh((t - t1) / w)) (1 - tanh((t - t2) / w))
public struct ExcitationBurst: Sendable, Hashable, Codable {
  /// Amplitude A, dimensionless in 0...1.
  public var amplitude: Double

  /// Onset t1, in seconds from toe-off; negative before it.
  public var onset: Double

  /// End t2, in seconds from toe-off.
  public var end: Double

  /// Half width w of the edges, in seconds.
  public var edge: Double

  /// Makes a burst.
  ///
  /// - Parameters:
  ///   - amplitude: A, dimensionless in 0...1.
  ///   - onset: t1, in seconds from toe-off.
  ///   - end: t2, in seconds from toe-off, not before the onset.
  ///   - edge: w, in seconds, above zero.
  public init(amplitude: Double, onset: Double, end: Double, edge: Double) {
    precondition(amplitude >= 0 && amplitude <= 1, "an amplitude of \(amplitude)")
    precondition(onset <= end, "a burst from \(onset) s to \(end) s")
    precondition(edge > 0, "an edge of \(edge) s")
    self.amplitude = amplitude
    self.onset = onset
    self.end = end
    self.edge = edge
  }

  /// The excitation at a time in seconds from toe-off, dimensionless in 0...1.
  public func excitation(at time: Double) -> Double {
    guard amplitude > 0 else { return 0 }
    let rise = 1 + tanh((time - onset) / edge)
    let fall = 1 - tanh((time - end) / edge)
    return 0.25 * amplitude * rise * fall
  }

  /// The burst with its times multiplied by a factor.
  func stretched(by factor: Double) -> ExcitationBurst {
    ExcitationBurst(amplitude: amplitude, onset: onset * factor, end: end * factor, edge: edge)
  }
}
