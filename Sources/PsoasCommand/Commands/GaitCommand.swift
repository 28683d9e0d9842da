// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas gait`: what a walk does to joints, muscles and lumbar discs.
struct GaitCommand: ParsableCommand {
  /// What the rows of the table are.
  enum Table: String, ExpressibleByArgument, CaseIterable {
    /// Load at each level in each frame.
    case loads
    /// Net moment, rate and power about each joint's coordinates in each frame.
    case moments
    /// Activation and force of each muscle in each frame.
    case muscles
  }

  static let configuration = CommandConfiguration(
    commandName: "gait",
    abstract: "A walk: joint moments, muscle forces, and load in every lumbar disc.",
    discussion: """
      The body of the subject moves as recorded; inverse dynamics with the forces of the ground \
      gives the joint moments, and the muscles of least effort share them: every lumbar level in \
      three rotations on its own, both hips, knees and ankles. Without a file the built-in walk: \
      one cycle of one person from right strike to right strike, carried over to the subject by \
      dynamic similarity. The nine parts from gravity to inertia sum to compression_N. Columns \
      carry their unit; compression, forward shear and flexion are positive, and so are moments \
      that flex hip and knee or dorsiflex the ankle. What motion and ground leave without a source \
      is a residual on the pelvis, in the table of moments; it loads neither spine nor legs.
      """
  )

  @Option(help: "Rows of the table: loads, moments or muscles.")
  var table: Table = .loads

  @Option(
    help: ArgumentHelp(
      "Frames of a cycle, 11 to 1001; the last is the next strike.",
      valueName: "n"
    )
  )
  var frames: Int = 101

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

  func run() throws {
    guard (11...1001).contains(frames) else {
      throw InputError(
        field: "--frames",
        "the number of frames is out of range",
        found: String(frames),
        allowed: "11 to 1001"
      )
    }
    let parameters = try people.constants.modelParameters()
    let run = GaitRun(
      table: table,
      frames: frames,
      levels: try LevelList.levels(levels),
      format: destination.format,
      parameters: parameters,
      people: try people.people(parameters),
      settings: try analysis.walkingSettings(),
      request: RunFiles.Request(table: destination.output, inputs: people.files),
      record: analysis.record.merging(people.record) { $1 }
        .merging(["table": .text(table.rawValue), "frames": .number(Double(frames))]) { $1 }
    )
    try run.run()
  }
}

extension AnalysisOptions {
  /// The settings of an analysis of walking, after a check of every number.
  func walkingSettings() throws(InputError) -> WalkingSettings {
    if let lordosisGain {
      throw InputError(
        field: "--lordosis-gain",
        "the walk gives the lordosis",
        found: InputError.found(lordosisGain),
        remedy: "leave the option out"
      )
    }
    let posture = try settings()
    var walking = WalkingSettings()
    walking.passiveTissue = posture.passiveTissue
    walking.exponent = posture.exponent
    walking.weights = posture.weights
    walking.requiresStability = posture.requiresStability
    walking.muscleStiffness = posture.muscleStiffness
    walking.abdominalPressure = posture.abdominalPressure
    walking.psoasTension = posture.psoasTension
    walking.rhythm = posture.rhythm
    return walking
  }
}
