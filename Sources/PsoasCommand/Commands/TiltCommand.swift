// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas tilt`: a sweep of pelvic tilt in standing.
struct TiltCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tilt",
    abstract: "Sweep pelvic tilt: lumbar curve, and load and pressure in every lumbar disc.",
    discussion: """
      The thorax keeps its orientation, the thighs stay vertical and the arms hang; the lordosis \
      takes up the tilt. One row for each subject, tilt and level. The seven parts from gravity \
      to abdominal_pressure sum to compression_N.
      """
  )

  @Option(parsing: .unconditional, help: "First tilt (degrees, forward positive), -20 to 30.")
  var from: Double = -10

  @Option(parsing: .unconditional, help: "Last tilt (degrees, forward positive), -20 to 30.")
  var to: Double = 15

  @Option(parsing: .unconditional, help: "Step (degrees).")
  var step: Double = 5

  @Option(help: "Levels to print, by commas: T12-L1,L1-L2,L2-L3,L3-L4,L4-L5,L5-S1.")
  var levels: String?

  @OptionGroup var people: SubjectOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions
  @OptionGroup var split: SplitOptions

  func run() throws {
    let limits = PostureSolver.tiltRange
    let grid = try SweepGrid(
      from: from,
      to: to,
      step: step,
      allowed: People.degrees(limits.lowerBound)...People.degrees(limits.upperBound)
    )
    let run = try LoadRun(
      command: "tilt",
      levels: levels,
      people: people,
      analysis: analysis,
      destination: destination,
      split: split,
      settings: [
        "from_deg": .number(from), "to_deg": .number(to), "step_deg": .number(step),
      ]
    )
    try run.run(tilts: grid)
  }
}
