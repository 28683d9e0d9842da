// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// The choices of an analysis of walking; every default is stated here and nowhere else.
public struct WalkingSettings: Sendable, Equatable, Codable {
  /// Passive tissue of the levels.
  public var passiveTissue: PassiveTissue = .segment

  /// Exponent p of the activations in the effort, dimensionless, above one.
  public var exponent = 2.0

  /// Weights of the effort.
  public var weights: EffortWeights = .unity

  /// True when the muscles must also make the lumbar column stable.
  public var requiresStability = true

  /// Stiffness coefficient q of a muscle, k = q F / L, dimensionless; nil for the parameter.
  public var muscleStiffness: Double?

  /// Pressure in the abdomen, in pascals; nil for the parameter.
  public var abdominalPressure: Double?

  /// Tension imposed on the psoas of each side, in newtons; nil where load sharing finds it.
  public var psoasTension: Double?

  /// Rhythm of the levels in flexion.
  public var rhythm: RhythmChoice = .lfb

  /// The defaults: whole segment, squared activations, unit weights, stability on.
  public init() {}
}
