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
      to abdominal_pressure sum to compression_N. Columns carry their unit: degrees, N, N m, MPa. \
      Tilt is positive forward, from the subject's neutral standing. Loads are what all above \
      exerts on the lower vertebra, in the mid-plane of the disc: compression, forward shear and \
      flexion are positive. A row that failed has a status, its unmet moment and no loads.
      """
  )

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("First tilt (degrees, forward positive), -20 to 30.", valueName: "deg")
  )
  var from: Double = -10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Last tilt (degrees, forward positive), -20 to 30.", valueName: "deg")
  )
  var to: Double = 15

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Step (degrees), not 0; negative for a falling sweep.", valueName: "deg")
  )
  var step: Double = 5

  @Option(
    help: ArgumentHelp(
      "Levels to print, by commas: T12-L1,L1-L2,L2-L3,L3-L4,L4-L5,L5-S1.",
      valueName: "list"
    )
  )
  var levels: String?

  @OptionGroup var people: SubjectOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions
  @OptionGroup var split: SplitOptions
  @OptionGroup var picture: FigureOptions

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
      cases: .tilts(grid),
      levels: levels,
      people: people,
      analysis: analysis,
      destination: destination,
      split: split,
      figure: picture,
      settings: [
        "from_deg": .number(from), "to_deg": .number(to), "step_deg": .number(step),
      ]
    )
    if abs(grid[grid.count - 1] - to) > SweepGrid.resolution {
      CommandRun.note(
        "the step does not reach --to: the last tilt is "
          + NumberText.text(of: grid[grid.count - 1])
      )
    }
    try run.run()
  }
}
