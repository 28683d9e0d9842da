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
    discussion: "standing: neutral standing of the subject, arms hanging."
  )

  @Argument(help: "Name of the posture: standing.")
  var name: Name

  @Option(help: "Levels to print, by commas: T12-L1,L1-L2,L2-L3,L3-L4,L4-L5,L5-S1.")
  var levels: String?

  @OptionGroup var people: SubjectOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions
  @OptionGroup var split: SplitOptions

  func run() throws {
    let run = try LoadRun(
      command: "posture \(name.rawValue)",
      levels: levels,
      people: people,
      analysis: analysis,
      destination: destination,
      split: split,
      settings: [:]
    )
    try run.run(tilts: try SweepGrid(from: 0, to: 0, step: 1))
  }
}
