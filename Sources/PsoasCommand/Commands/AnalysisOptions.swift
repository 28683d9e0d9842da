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
    help: ArgumentHelp(
      """
      Muscle stiffness coefficient q in k = q F / L (1), 0 to 1000. Default: the parameter \
      muscle.stiffness_coefficient.
      """,
      valueName: "q"
    )
  )
  var muscleStiffness: Double?

  @Option(help: "Passive tissue of a level: segment, disc or none.")
  var passive: PassiveTissue = .segment

  @Option(
    help: ArgumentHelp(
      """
      Levels stiffen with the compression that they carry: on or off. Off by default, since the \
      preload behind the default stiffness was not read.
      """
    )
  )
  var loadStiffening: Switch = .off

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long the posture has been held (min), 0 to 600: flexed levels have crept.",
      valueName: "min"
    )
  )
  var held: Double = 0

  @Option(help: "Weights of the effort: unity, volume or strength.")
  var weights: EffortWeights = .unity

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Exponent of the activations in the effort (1), 1.05 to 10.", valueName: "p")
  )
  var exponent: Double = 2

  @Option(help: "Rhythm of the levels: lfb (most at L4-L5) or christophy (most at L1-L2).")
  var rhythm: RhythmChoice = .lfb

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Change of lordosis per change of tilt (1), 0 to 2. Default: the parameters rhythm.gain, \
      0.95 forward and 1.03 back.
      """,
      valueName: "gain"
    )
  )
  var lordosisGain: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Pressure in the abdomen (kPa), 0 to 30. Default: the parameter abdomen.pressure, 0.",
      valueName: "kPa"
    )
  )
  var abdominalPressure: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Tension imposed on the psoas of each side (N), 0 to 5000. Default: load sharing finds it.",
      valueName: "N"
    )
  )
  var psoasTension: Double?

  /// The settings, after a check of every number.
  func settings() throws(InputError) -> PostureSettings {
    var settings = PostureSettings()
    settings.requiresStability = stability == .on
    settings.passiveTissue = passive
    settings.stiffensWithLoad = loadStiffening == .on
    settings.holdTime = 60 * (try Self.checkNumber(held, "--held", in: 0...600, "min"))
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
      "load_stiffening": .text(loadStiffening.rawValue), "held_min": .number(held),
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
        found: InputError.found(value),
        allowed: InputError.range(range, unit: unit)
      )
    }
    return value
  }
}
