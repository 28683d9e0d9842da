// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas validate`: the built-in subject beside what was measured in people.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Compare the model with measurements in people, target by target.",
    discussion: """
      One row for each target: result of the model with its band (5th to 95th percentile over an \
      ensemble of all parameters; for holding and lifting over load, distance, angles and abdominal \
      pressure of the task alone), measurement, difference and verdict. Units stand in their column: \
      MPa, N, N m, degrees, % or 1; forward tilt, flexion and compression are positive. Verdicts: \
      within, outside, or input where the measurement was put into the model. Notes on standard \
      error name the cause of each known miss, the error over all postures and the spread over \
      forms of the model. A miss without a listed cause ends with exit code 4.
      """
  )

  @Option(
    help: ArgumentHelp(
      "Only the targets whose name holds this text. Default: all.",
      valueName: "text"
    )
  )
  var target: String?

  @OptionGroup var ensemble: EnsembleOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions

  func run() throws {
    let (members, seed, map) = try ensemble.checked()
    let parameters = try ensemble.constants.modelParameters()
    let settings = try analysis.settings()
    let targets = try targets()
    var files = try RunFiles(
      RunFiles.Request(
        table: destination.output,
        inputs: [("--parameters", ensemble.constants.parameters)]
      )
    )
    let study = ValidationStudy(
      parameters: parameters,
      settings: settings,
      targets: targets,
      members: members,
      seed: seed,
      walk: { BuiltInWalk.standard.compressions(with: $0) }
    )
    let report: ValidationReport
    do throws(ParameterError) {
      report = try study.report(using: map)
    } catch {
      throw ensemble.fault(error)
    }
    let notes = ValidationNotes(report).lines
    try files.add(
      sidecar(parameters: parameters, seed: seed, notes: notes),
      beside: files.table
    )
    try ValidationTable.write(report, format: destination.format, to: files.table.output)
    try files.finish()
    for note in notes { CommandRun.note(note) }
    guard report.hasNoUnknownMiss else {
      let missed = report.rows.filter(\.isUnknownMiss).map(\.target.name)
      CommandRun.report(
        "\(missed.count) missed without a listed cause: \(missed.joined(separator: "; "))"
      )
      throw EarlyExit(.outsideTolerance)
    }
  }

  private func targets() throws(InputError) -> [ValidationTarget] {
    let text = target ?? ""
    let chosen = ValidationTarget.all.filter { text.isEmpty || $0.name.contains(text) }
    guard !chosen.isEmpty else {
      throw InputError(
        field: "--target",
        "no target has this text in its name",
        found: text,
        remedy: "`psoas validate` lists all"
      )
    }
    return chosen
  }

  private func sidecar(
    parameters: ModelParameters,
    seed: UInt64,
    notes: [String]
  ) -> Sidecar {
    var settings = analysis.record.merging(ensemble.record) { $1 }
    settings["target"] = target.map { .text($0) } ?? .null
    var sidecar = Sidecar(
      columns: ValidationTable.columns,
      command: "psoas validate",
      settings: settings,
      parameters: parameters,
      sources: Bibliography(of: ValidationTarget.all.map(\.source))
    )
    sidecar.seed = seed
    sidecar.notes = notes
    return sidecar
  }
}

/// The table of `psoas validate`.
enum ValidationTable {
  static let columns = [
    TableColumn("target", "what is compared, with the rule where it is no percentage"),
    TableColumn("level", "level, where there is one"),
    TableColumn("model", "result of the model, in the unit of the row; empty without one"),
    TableColumn("band_low", "5th percentile of the ensemble"),
    TableColumn("band_high", "95th percentile of the ensemble"),
    TableColumn("measured", "what was measured"),
    TableColumn("unit", "unit of the row"),
    TableColumn("difference_percent", "model less measurement, of the measurement"),
    TableColumn("tolerance_percent", "greatest accepted difference, where that is the rule"),
    TableColumn("verdict", "within, outside or input"),
    TableColumn("source", "reference, place in it, how it was read, and who was measured"),
    TableColumn(
      "failed_members",
      "members of the ensemble without a result; the band is of the rest"
    ),
  ]

  static func write(
    _ report: ValidationReport,
    format: TableFormat,
    to output: ByteOutput
  ) throws(OutputError) {
    let table = try TableWriter(columns, format: format, to: output)
    for row in report.rows {
      try table.write(row.target.name)
      try table.write(row.target.level?.name ?? "")
      // A number that is none is an empty cell.
      try table.write(row.result?.value ?? .nan)
      try table.write(row.result?.low ?? .nan)
      try table.write(row.result?.high ?? .nan)
      try table.write(row.target.measured)
      try table.write(row.target.unit)
      try table.write(row.differencePercent ?? .nan)
      try table.write(row.tolerancePercent ?? .nan)
      try table.write(row.verdict.rawValue)
      try table.write("\(row.target.source); \(row.target.population)")
      try table.write(Double(row.failedMembers))
      try table.endRow()
    }
    try table.endTable()
  }
}
