// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// How the bands of a comparison are drawn, and with which constants.
struct EnsembleOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draws of the constants behind the bands, 0 to 10000.", valueName: "n")
  )
  var ensemble: Int = 100

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed of the draws, 0 or more.", valueName: "n")
  )
  var seed: Int = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads, 1 to 1024. Default: one for each processor. The result does not depend on it.",
      valueName: "n"
    )
  )
  var threads: Int?

  @OptionGroup var constants: ParameterOptions

  /// The numbers, after a check of each.
  func checked() throws(InputError) -> (members: Int, seed: UInt64, map: ParallelMap) {
    for (option, value, allowed) in [
      ("--ensemble", ensemble, 0...10_000), ("--seed", seed, 0...Int.max),
      ("--threads", threads ?? 1, 1...1024),
    ] where !allowed.contains(value) {
      throw InputError(
        field: option,
        "the value is out of range",
        found: String(value),
        allowed: allowed.upperBound == Int.max
          ? "\(allowed.lowerBound) or more" : "\(allowed.lowerBound) to \(allowed.upperBound)"
      )
    }
    return (ensemble, UInt64(seed), ParallelMap(threads: threads))
  }

  /// The fault of parameters that make no model.
  func fault(_ error: ParameterError) -> InputError {
    InputError(
      file: constants.parameters,
      "no model can be built: \(error.reason)",
      remedy: constants.remedy
    )
  }

  /// The options with their values, for the file beside a table; threads change no byte.
  var record: [String: SidecarValue] {
    [
      "ensemble": .number(Double(ensemble)),
      "parameters_file": constants.parameters.map { .text($0) } ?? .null,
    ]
  }
}
