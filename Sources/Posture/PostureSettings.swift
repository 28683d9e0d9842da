// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Which passive tissue resists the rotation of a level.
public enum PassiveTissue: String, Sendable, Codable, CaseIterable {
  /// The whole motion segment: disc, ligaments and facets.
  case segment
  /// The disc alone, the low case.
  case disc
  /// Nothing.
  case none
}

/// How a change of the lordosis is shared by the levels; two published rhythms with opposite trends.
public enum RhythmChoice: String, Sendable, Codable, CaseIterable {
  /// Most motion at L4-L5, as in the model whose geometry is used.
  case lfb
  /// Most motion at L1-L2, as in Christophy 2012.
  case christophy

  /// The prefix of its parameters.
  var parameterPrefix: String { "rhythm.\(rawValue)" }
}

/// What the effort of a muscle is weighted with in load sharing.
public enum EffortWeights: String, Sendable, Codable, CaseIterable {
  /// All muscles alike.
  case unity
  /// By the volume of the fibres.
  case volume
  /// By the maximum force.
  case strength
}

/// The choices of one analysis; every default is stated here and nowhere else.
public struct PostureSettings: Sendable, Equatable, Codable {
  /// Passive tissue of the levels.
  public var passiveTissue: PassiveTissue

  /// Exponent p of the activations in the effort, dimensionless, above one.
  public var exponent: Double

  /// Weights of the effort.
  public var weights: EffortWeights

  /// True when the muscles must also make the loaded column stable.
  public var requiresStability: Bool

  /// Stiffness coefficient q of a muscle, k = q F / L, dimensionless; nil for the parameter.
  public var muscleStiffness: Double?

  /// Pressure in the abdomen, in pascals; nil for the parameter.
  public var abdominalPressure: Double?

  /// Tension imposed on the psoas of each side, in newtons; nil where load sharing finds it.
  public var psoasTension: Double?

  /// Rhythm of the levels.
  public var rhythm: RhythmChoice

  /// Change of lordosis per change of tilt, dimensionless; nil for the published gains.
  public var lordosisGain: Double?

  /// The defaults: whole segment, squared activations, unit weights, stability on.
  public init() {
    passiveTissue = .segment
    exponent = 2
    weights = .unity
    requiresStability = true
    rhythm = .lfb
  }
}
