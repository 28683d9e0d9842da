// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// The choices of one analysis; every default is stated here and nowhere else.
public struct PostureSettings: Sendable, Equatable, Codable {
  /// Passive tissue of the levels.
  public var passiveTissue: PassiveTissue

  /// True when the levels stiffen with the compression that they carry (`PreloadStiffening`).
  ///
  /// Off by default: the preload at which the default stiffness was measured was not read, and where
  /// there was one, the stiffening would be counted twice.
  public var stiffensWithLoad: Bool

  /// How long the posture has been held already, in seconds: levels that are flexed have crept
  /// (`FlexionCreep`).
  public var holdTime: Double

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
    stiffensWithLoad = false
    holdTime = 0
    exponent = 2
    weights = .unity
    requiresStability = true
    rhythm = .lfb
  }
}
