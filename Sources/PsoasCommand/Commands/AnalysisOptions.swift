// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import ArgumentParser
public import Lumbopelvic

/// On or off, as options take it.
enum Switch: String, ExpressibleByArgument, CaseIterable {
  case on
  case off
}

extension PassiveTissue: ExpressibleByArgument {}
extension RhythmChoice: ExpressibleByArgument {}
extension EffortWeights: ExpressibleByArgument {}

/// The choices of the analysis that every command with loads takes.
struct AnalysisOptions: ParsableArguments {
  @Option(help: "Muscles also make the loaded column stable: on or off.")
  var stability: Switch = .on

  @Option(
    parsing: .unconditional,
    help: "Muscle stiffness coefficient q in k = q F / L (1). Default: the parameter."
  )
  var muscleStiffness: Double?

  @Option(help: "Passive tissue of a level: segment, disc or none.")
  var passive: PassiveTissue = .segment

  @Option(help: "Weights of the effort: unity, volume or strength.")
  var weights: EffortWeights = .unity

  @Option(
    parsing: .unconditional,
    help: "Exponent of the activations in the effort (1), above 1 and up to 10."
  )
  var exponent: Double = 2

  @Option(help: "Rhythm of the levels: lfb (most at L4-L5) or christophy (most at L1-L2).")
  var rhythm: RhythmChoice = .lfb

  @Option(
    parsing: .unconditional,
    help: "Change of lordosis per change of tilt (1). Default: 0.95 forward, 1.03 back."
  )
  var lordosisGain: Double?

  @Option(
    parsing: .unconditional,
    help: "Pressure in the abdomen (kPa), 0 to 30. Default: the parameter, which is off."
  )
  var abdominalPressure: Double?

  @Option(
    parsing: .unconditional,
    help: "Tension imposed on the psoas of each side (N). Default: load sharing finds it."
  )
  var psoasTension: Double?

  /// The settings, after a check of every number.
  func settings() throws(InputError) -> PostureSettings {
    var settings = PostureSettings()
    settings.requiresStability = stability == .on
    settings.passiveTissue = passive
    settings.weights = weights
    settings.rhythm = rhythm
    settings.exponent = try Self.checkNumber(exponent, "--exponent", in: 1.05...10, "")
    settings.muscleStiffness = try Self.check(
      muscleStiffness,
      "--muscle-stiffness",
      in: 0...1000,
      ""
    )
    settings.lordosisGain = try Self.check(lordosisGain, "--lordosis-gain", in: 0...2, "")
    settings.abdominalPressure =
      try Self.check(abdominalPressure, "--abdominal-pressure", in: 0...30, "kPa")
      .map { $0 * 1000 }
    settings.psoasTension = try Self.check(psoasTension, "--psoas-tension", in: 0...5000, "N")
    return settings
  }

  /// The options with their values, for the file beside a table.
  var record: [String: SidecarValue] {
    [
      "stability": .text(stability.rawValue), "passive": .text(passive.rawValue),
      "weights": .text(weights.rawValue), "exponent": .number(exponent),
      "rhythm": .text(rhythm.rawValue),
      "muscle_stiffness": muscleStiffness.map { .number($0) } ?? .null,
      "lordosis_gain": lordosisGain.map { .number($0) } ?? .null,
      "abdominal_pressure_kPa": abdominalPressure.map { .number($0) } ?? .null,
      "psoas_tension_N": psoasTension.map { .number($0) } ?? .null,
    ]
  }

  private static func check(
    _ value: Double?,
    _ option: String,
    in range: ClosedRange<Double>,
    _ unit: String
  ) throws(InputError) -> Double? {
    guard let value else { return nil }
    return try checkNumber(value, option, in: range, unit)
  }

  private static func checkNumber(
    _ value: Double,
    _ option: String,
    in range: ClosedRange<Double>,
    _ unit: String
  ) throws(InputError) -> Double {
    guard range.contains(value) else {
      throw InputError(
        field: option,
        "the value is out of range",
        found: NumberText.text(of: value),
        allowed: InputError.range(range, unit: unit)
      )
    }
    return value
  }
}
