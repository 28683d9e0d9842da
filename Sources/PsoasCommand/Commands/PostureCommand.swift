// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas posture`: one named posture.
struct PostureCommand: ParsableCommand {
  /// The postures with a name.
  enum Name: String, ExpressibleByArgument, CaseIterable {
    case standing
  }

  static let configuration = CommandConfiguration(
    commandName: "posture",
    abstract: "One posture: load and pressure in every lumbar disc.",
    discussion: """
      standing: neutral standing of the subject, arms hanging. One row for each subject and level, \
      with the columns of `psoas tilt`: compression (N), forward shear (N) and flexion moment \
      (N m) are positive, pressure in MPa, tilt in degrees, forward positive. For one subject, \
      notes on standard error say what muscle stiffness and the place of the mass centre do to L4-L5.
      """
  )

  @Argument(help: "Name of the posture: standing.")
  var name: Name

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

  func run() throws {
    let run = try LoadRun(
      command: "posture \(name.rawValue)",
      tilts: try SweepGrid(from: 0, to: 0, step: 1),
      levels: levels,
      people: people,
      analysis: analysis,
      destination: destination,
      split: split,
      settings: [:]
    )
    try run.run()
    let analysis = run.analysis
    guard let subject = analysis.people.subjects.first, analysis.people.subjects.count == 1 else {
      return
    }
    let notes = StandingNotes(
      subject: subject,
      parameters: analysis.parameters,
      settings: analysis.settings
    )
    for line in notes.lines { CommandRun.note(line) }
  }
}
