// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What accelerates the leg during a swing.
public enum SwingSource: Int, Sendable, Hashable, CaseIterable, Codable {
  /// Contraction of the psoas.
  case psoasActive
  /// Contraction of the iliacus.
  case iliacusActive
  /// Contraction of rectus femoris.
  case rectusFemorisActive
  /// Contraction of the hamstrings.
  case hamstringsActive
  /// Passive tissue of the psoas.
  case psoasPassive
  /// Passive tissue of the iliacus.
  case iliacusPassive
  /// Passive tissue of all other muscles that cross the hip.
  case otherPassive
  /// Capsule and ligaments of the hip.
  case capsule
  /// The stop of the knee near full extension.
  case kneeStop
  /// What holds the ankle.
  case ankle
  /// Weight.
  case gravity
  /// Velocities: centrifugal and Coriolis terms.
  case velocity
  /// The prescribed acceleration of the hip's centre; zero on a standing leg.
  case hipMotion

  /// The sources that are moments at the joints; the others follow from posture and rates.
  static let momentCount = 10

  static let count = allCases.count

  /// The kind of a source.
  public var kind: Kind {
    switch self {
    case .psoasActive, .iliacusActive, .rectusFemorisActive, .hamstringsActive: .active
    case .psoasPassive, .iliacusPassive, .otherPassive, .capsule, .kneeStop, .ankle: .passive
    case .gravity: .gravity
    case .velocity, .hipMotion: .inertia
    }
  }

  /// A kind of sources.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Contraction of muscles.
    case active
    /// Passive tissue, the knee's stop and the hold of the ankle.
    case passive
    /// Weight.
    case gravity
    /// Velocities and the motion of the hip's centre.
    case inertia
  }
}
