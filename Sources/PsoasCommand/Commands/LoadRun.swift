// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run over subjects and tilts, or over subjects in one posture: reads the input, streams the
/// tables, writes the sidecars.
struct LoadRun {
  /// What each subject does.
  enum Cases {
    /// Stands with the pelvis tilted, in degrees.
    case tilts(SweepGrid)
    /// Holds one posture.
    case posture(PostureCase)

    var count: Int {
      switch self {
      case .tilts(let grid): grid.count
      case .posture: 1
      }
    }

    /// The file that is read for them, or nil.
    var file: String? {
      if case .posture(let posture) = self { posture.file } else { nil }
    }

    /// The parts of a load that the table shows.
    var parts: [LoadPart] {
      switch self {
      case .tilts: LoadPart.ofStanding
      case .posture: LoadPart.allCases
      }
    }
  }

  private let command: String
  private let levels: [LumbarLevel]
  private let parameters: ModelParameters
  private let people: People
  private let settings: PostureSettings
  private let record: [String: SidecarValue]
  private let cases: Cases
  private let format: TableFormat
  private let figureLevel: LumbarLevel?
  private let request: RunFiles.Request

  /// Reads and checks everything that the options name; writes nothing.
  init(
    command: String,
    cases: Cases,
    levels: String?,
    people options: SubjectOptions,
    analysis: AnalysisOptions,
    destination: OutputOptions,
    split: SplitOptions,
    figure: FigureOptions? = nil,
    settings extra: [String: SidecarValue]
  ) throws(InputError) {
    self.command = command
    self.cases = cases
    format = destination.format
    self.levels = try LevelList.levels(levels)
    settings = try analysis.settings()
    let splitFile = try split.file()
    parameters = try options.constants.modelParameters()
    people = try options.people(parameters)
    figureLevel = try figure?.level(tilts: cases.count, subjects: people.subjects.count)
    if case .posture(let posture) = cases {
      try posture.check(parameters, settings: settings)
    }
    request = RunFiles.Request(
      table: destination.output,
      split: splitFile,
      figure: figure?.figure,
      inputs: options.files + [("posture", cases.file)]
    )
    var posture: [String: SidecarValue] = [:]
    if case .posture(let one) = cases {
      posture["posture"] = PostureRecord.value(of: one.posture(in: parameters))
    }
    record = analysis.record
      .merging(posture) { $1 }
      .merging(options.record) { $1 }
      .merging(extra) { $1 }
      .merging([
        "levels": .list(self.levels.map { .text($0.name) })
      ]) { $1 }
  }

  /// The settings of the analysis, its parameters, and the people.
  var analysis: (people: People, parameters: ModelParameters, settings: PostureSettings) {
    (people, parameters, settings)
  }

  /// Analyses every subject at every tilt.
  func run() throws {
    for note in people.notes { CommandRun.note(note) }
    var files = try RunFiles(request)
    var table = try LoadTable(
      levels: levels,
      parts: cases.parts,
      format: format,
      to: files.table.output
    )
    let fascicles = try files.split.map {
      try FascicleTable(levels: levels, format: format, to: $0.output)
    }
    var figure = figureLevel.map { TiltFigure(levels: levels, splitting: $0) }
    var facets: [String: SidecarValue] = [:]
    var progress = ProgressLine(of: cases.count * people.subjects.count, "postures")
    for subject in people.subjects {
      let model = HumanModel(of: subject, parameters: parameters)
      var solver = solver(for: model)
      var solution = PostureSolution(for: model)
      for index in 0..<cases.count {
        solve(index, &solver, into: &solution)
        try table.write(solution, of: subject)
        figure?.add(solution)
        if case .posture = cases, solution.status == .ok {
          facets[subject.name] = facetCompressions(of: solution)
        }
        if let fascicles, solution.status == .ok {
          try fascicles.write(
            solver.fascicleShares(of: solution),
            solution,
            of: subject,
            in: model
          )
        }
        progress.advance()
      }
    }
    progress.end()
    try table.end()
    try fascicles?.end()
    if let figure, let output = files.figure?.output {
      try output.append(figure.svg(caption: caption))
    }
    // A table on standard output has no file beside it.
    if files.table.path != nil {
      var tableRecord = sidecar(of: LoadTable.columns(cases.parts))
      if !facets.isEmpty { tableRecord.results["facet_compression_N"] = .object(facets) }
      try files.add(tableRecord, beside: files.table)
    }
    if let split = files.split { try files.add(sidecar(of: FascicleTable.columns), beside: split) }
    try files.finish()
    if table.failedRows > 0 {
      CommandRun.report(
        "\(table.failedRows) of \(cases.count * people.subjects.count * levels.count) rows failed; "
          + "their status says why"
      )
      throw EarlyExit(.someRowsFailed)
    }
  }

  /// The facets' part of the compression at each level of the table, in newtons.
  private func facetCompressions(of solution: PostureSolution) -> SidecarValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: levels.map { ($0.name, .number(solution[$0].facetCompression)) }
      )
    )
  }

  private func solver(for model: HumanModel) -> PostureSolver {
    switch cases {
    case .tilts: PostureSolver(model: model, settings: settings)
    case .posture(let posture):
      PostureSolver(model: model, posture: posture.posture(in: parameters), settings: settings)
    }
  }

  private func solve(
    _ index: Int,
    _ solver: inout PostureSolver,
    into solution: inout PostureSolution
  ) {
    switch cases {
    case .tilts(let grid):
      solver.solve(tilt: Angle.degrees(grid[index]), into: &solution)
    case .posture(let posture): posture.solve(&solver, into: &solution)
    }
  }

  private func sidecar(of columns: [TableColumn]) -> Sidecar {
    Sidecar(
      columns: columns,
      command: "psoas \(command)",
      settings: record,
      parameters: parameters,
      people: people
    )
  }

  /// Whom the picture shows, and how it was computed.
  private var caption: String {
    guard let subject = people.subjects.first else { return "" }
    var choices = [
      settings.requiresStability
        ? "muscles also make the column stable" : "least effort without stability"
    ]
    if let tension = settings.psoasTension {
      choices.append("psoas of each side held at \(NumberText.text(of: tension)) N")
    }
    if let pressure = settings.abdominalPressure, pressure > 0 {
      choices.append("pressure in the abdomen \(NumberText.text(of: pressure / 1000)) kPa")
    }
    if settings.stiffensWithLoad { choices.append("levels stiffen under load") }
    if settings.holdTime > 0 {
      choices.append("held for \(NumberText.text(of: settings.holdTime / 60)) minutes")
    }
    if settings.passiveTissue != .segment {
      choices.append("passive tissue: \(settings.passiveTissue.rawValue)")
    }
    let changed = parameters.overrides.count
    if changed > 0 { choices.append("parameters replaced: \(changed)") }
    return "\(subject.name == "default" ? "Built-in subject" : subject.name): "
      + "\(People.words(subject)). Thorax upright, thighs vertical, arms hanging; "
      + choices.joined(separator: "; ")
      + ". Computed by psoas \(Lumbopelvic.version)."
  }
}
