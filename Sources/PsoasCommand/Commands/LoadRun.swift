// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run over subjects and tilts: reads the input, streams the tables, writes the sidecar.
struct LoadRun {
  private let command: String
  private let levels: [LumbarLevel]
  private let parameters: ModelParameters
  private let people: People
  private let settings: PostureSettings
  private let record: [String: SidecarValue]
  private let destination: OutputOptions
  private let splitFile: String?

  init(
    command: String,
    levels: String?,
    people options: SubjectOptions,
    analysis: AnalysisOptions,
    destination: OutputOptions,
    split: SplitOptions,
    settings extra: [String: SidecarValue]
  ) throws(InputError) {
    self.command = command
    self.levels = try Self.levels(levels)
    settings = try analysis.settings()
    parameters = try options.modelParameters()
    people = try options.people(parameters)
    splitFile = try split.file()
    self.destination = destination
    record = analysis.record.merging(extra) { $1 }
  }

  /// Analyses every subject at every tilt.
  func run(tilts: SweepGrid) throws {
    for note in people.notes { CommandRun.note(note) }
    let file = try OutputFile(path: destination.output)
    let splitOutput = try splitFile.map { try OutputFile(path: $0, option: "--output-split") }
    let sidecar = try sidecarFile()
    var table = try LoadTable(levels: levels, format: destination.format, to: file.output)
    let fascicles = try splitOutput.map {
      try FascicleTable(levels: levels, format: destination.format, to: $0.output)
    }
    for subject in people.subjects {
      let model = HumanModel(of: subject, parameters: parameters)
      var solver = PostureSolver(model: model, settings: settings)
      var solution = PostureSolution(for: model)
      for index in 0..<tilts.count {
        solver.solve(tilt: Angle.degrees(tilts[index]), into: &solution)
        try table.write(solution, of: subject)
        if let fascicles, solution.status == .ok {
          try fascicles.write(
            solver.fascicleShares(of: solution),
            solution,
            of: subject,
            in: model
          )
        }
      }
    }
    try table.end()
    try fascicles?.end()
    try splitOutput?.finish()
    try sidecar?.finish()
    try file.finish()
    if table.failedRows > 0 {
      CommandRun.report(
        "\(table.failedRows) of \(tilts.count * people.subjects.count * levels.count) rows failed; "
          + "their status says why"
      )
      throw EarlyExit(.someRowsFailed)
    }
  }

  private func sidecarFile() throws -> OutputFile? {
    guard let path = destination.output, path != "-" else { return nil }
    var sidecar = Sidecar()
    sidecar.columns = LoadTable.columns
    sidecar.versions = MachineRecord.versions
    sidecar.settings = record.merging(["command": .text("psoas \(command)")]) { $1 }
    sidecar.settings["parameters"] = .object(
      Dictionary(
        uniqueKeysWithValues: parameters.overrides.map { ($0.name, .number($0.value)) }
      )
    )
    sidecar.assumed = people.assumed
    sidecar.notes = people.notes
    sidecar.sources = ParameterCatalogue.standard.bibliography
    let file = try OutputFile(path: Sidecar.path(for: path))
    try sidecar.write(to: file.output)
    try file.prepare()
    return file
  }

  private static func levels(_ text: String?) throws(InputError) -> [LumbarLevel] {
    guard let text else { return LumbarLevel.topToBottom }
    var chosen: [LumbarLevel] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(word).trimmingSpaces()
      guard let level = LumbarLevel(name: name) else {
        let names = LumbarLevel.topToBottom.map(\.name)
        throw InputError(
          field: "--levels",
          "the level is not known",
          found: name,
          allowed: names.joined(separator: ", "),
          remedy: NearMiss.question(for: name, among: names)
        )
      }
      guard !chosen.contains(level) else {
        throw InputError(field: "--levels", "the level occurs twice", found: name)
      }
      chosen.append(level)
    }
    return LumbarLevel.topToBottom.filter(chosen.contains)
  }
}
