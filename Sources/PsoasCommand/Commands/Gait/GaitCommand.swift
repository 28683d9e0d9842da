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
    /// Force of the ground, and the residual on the pelvis, in each frame.
    case ground
    /// What each source alone does to hips, knees and ankles in each frame.
    case induced
    /// Mean and spread over cycles at each percent.
    case curves
    /// Times, bursts of power and peaks of each cycle.
    case parameters
    /// The built-in walk against the tightness of the hip flexors.
    case tightness
    /// The built-in walk as a record, in the form of the file that this command reads.
    case motion
  }

  static let configuration = CommandConfiguration(
    commandName: "gait",
    abstract: "A walk: joint moments, muscle forces, and load in every lumbar disc.",
    discussion: """
      The body of the subject moves as recorded; inverse dynamics with the forces of the ground \
      gives the joint moments, and the muscles of least effort share them: every lumbar level in \
      three rotations on its own, both hips, knees and ankles. Without a file the built-in walk: \
      one cycle of one person from right strike to right strike, carried over to the subject by \
      dynamic similarity. A file is CSV with the columns that --table motion prints, or a motion of \
      an OpenSim model (.mot, .sto) with --model and --loads; its cycles are found by the vertical \
      force, and one with a gap is left out with a note. The nine parts from gravity to inertia sum to compression_N. Columns carry their unit; compression, forward \
      shear and flexion are positive, and so are moments that flex hip and knee or dorsiflex the \
      ankle. What motion and ground leave without a source is a residual on the pelvis (--table \
      ground); it loads neither spine nor legs.
      """
  )

  @Argument(help: ArgumentHelp("Recorded walk: .csv, .mot or .sto.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      """
      OpenSim model (.osim) that a .mot or .sto file moves. Give its person by --subject.
      """,
      valueName: "file"
    )
  )
  var model: String?

  @Option(
    help: ArgumentHelp(
      """
      What pushes the feet of the model: external loads (.xml), which name their table, or the table of \
      ground reactions itself (.mot, .sto), whose plates go to the nearer foot.
      """,
      valueName: "file"
    )
  )
  var loads: String?

  @Option(
    help: """
      Rows: loads, moments, muscles, ground, induced, curves, parameters, tightness or motion.
      """
  )
  var table: Table = .loads

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Cut-off of the low-pass filter on the motion of a file (Hz), 1 to 100; 0 for none.",
      valueName: "Hz"
    )
  )
  var cutoff: Double = 6

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Speed of the walk in a file (m/s), 0.1 to 4, for the length of the stride.",
      valueName: "m/s"
    )
  )
  var speed: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Shortening of psoas and iliacus on both sides (percent), 0 to 20. With --table tightness the \
      last one of a sweep in four steps, up to 7.5, default 5.
      """,
      valueName: "percent"
    )
  )
  var tightness: Double?

  @Option(
    help: ArgumentHelp(
      "Levels to print, by commas: T12-L1,L1-L2,L2-L3,L3-L4,L4-L5,L5-S1.",
      valueName: "list"
    )
  )
  var levels: String?

  @OptionGroup var allowances: OsimAllowances
  @OptionGroup var people: SubjectOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions

  func run() throws {
    try check("--cutoff", cutoff, in: 0...100, "Hz", isRefused: cutoff > 0 && cutoff < 1)
    if let speed { try check("--speed", speed, in: 0.1...4, "m/s") }
    if let tightness {
      // Beyond the limit of the sweep a walker who gives way would tilt by more than 30 degrees.
      let limit = table == .tightness ? 7.5 : 20
      try check("--tightness", tightness, in: 0...limit, "percent")
    }
    if let file, table == .tightness || table == .motion {
      throw InputError(
        field: "--table",
        "the table is one of the built-in walk",
        found: file,
        remedy: "leave the file out"
      )
    }
    let parameters = try people.constants.modelParameters()
    let run = GaitRun(
      table: table,
      file: file,
      record: try record(),
      cutoff: cutoff,
      speed: speed,
      tightness: tightness,
      levels: try LevelList.levels(levels),
      format: destination.format,
      parameters: parameters,
      people: try people.people(parameters),
      settings: try analysis.walkingSettings(),
      request: RunFiles.Request(
        table: destination.output,
        inputs: people.files + [("file", file), ("--model", model), ("--loads", loads)]
      ),
      options: analysis.record.merging(people.record) { $1 }
        .merging([
          "table": .text(table.rawValue), "file": file.map { .text($0) } ?? .null,
          "allow": .text(allowances.allow.joined(separator: ",")),
          "model": model.map { .text($0) } ?? .null, "loads": loads.map { .text($0) } ?? .null,
          "cutoff_Hz": .number(cutoff), "speed_m_per_s": speed.map { .number($0) } ?? .null,
          "tightness_percent": tightness.map { .number($0) } ?? .null,
        ]) { $1 }
    )
    try run.run()
  }

  /// The record in the file; nil without one.
  private func record() throws(InputError) -> RecordedWalk? {
    let isMotion = file.map(WalkFile.isTable) == true
    for (option, value) in [("--model", model), ("--loads", loads)] {
      guard (value != nil) == isMotion else {
        throw InputError(
          file: file,
          field: option,
          isMotion
            ? "a motion of an OpenSim model needs it"
            : "only the motion of an OpenSim model, a .mot or .sto file, has one",
          found: value ?? "nothing",
          remedy: isMotion ? "give the option" : "leave the option out, or give the motion"
        )
      }
    }
    if !isMotion, let name = allowances.allow.first {
      throw InputError(
        field: "--allow",
        "only the motion of an OpenSim model, a .mot or .sto file, has allowances",
        found: name,
        remedy: "leave the option out, or give the motion"
      )
    }
    guard let file else { return nil }
    guard let model, let loads else { return try WalkFile.read(file) }
    return try WalkFile.read(file, of: model, loads: loads, allowing: allowances)
  }

  private func check(
    _ option: String,
    _ value: Double,
    in range: ClosedRange<Double>,
    _ unit: String,
    isRefused: Bool = false
  ) throws(InputError) {
    guard range.contains(value), !isRefused else {
      throw InputError(
        field: option,
        "the value is out of range",
        found: InputError.found(value),
        allowed: isRefused ? "0, or 1 to 100 Hz" : InputError.range(range, unit: unit)
      )
    }
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
