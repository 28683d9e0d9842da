// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas claims`: what a text for patients says about the psoas, beside model and evidence.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Statements about the psoas beside the model's number and the published evidence.",
    discussion: """
      One row for each statement: result of the model with its band (5th to 95th percentile over an \
      ensemble of all parameters) in the unit of the row, the evidence, the verdict, and the \
      command that prints the number. A verdict follows from numbers alone: supported or \
      contradicted where the whole band of the model and the whole interval of the measurement say \
      so, otherwise open, also where the evidence was put into the model. Forward tilt, flexion, \
      compression and forward shear are positive.
      """
  )

  @OptionGroup var ensemble: EnsembleOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions

  private static let columns = [
    TableColumn("claim", "number of the claim, C1 to C6"),
    TableColumn("statement", "the statement"),
    TableColumn("model", "result of the model, in the unit of the row; empty without one"),
    TableColumn("band_low", "5th percentile of the ensemble"),
    TableColumn("band_high", "95th percentile of the ensemble"),
    TableColumn("unit", "unit of the row"),
    TableColumn("evidence", "what people measured, with the condition for the statement"),
    TableColumn("verdict", "supported, contradicted or open"),
    TableColumn("command", "what prints the number of the model"),
    TableColumn("source", "reference, place in it, and how it was read"),
  ]

  func run() throws {
    let (members, seed, map) = try ensemble.checked()
    let parameters = try ensemble.constants.modelParameters()
    let settings = try analysis.settings()
    var files = try RunFiles(
      RunFiles.Request(
        table: destination.output,
        inputs: [("--parameters", ensemble.constants.parameters)]
      )
    )
    let study = ValidationStudy(
      parameters: parameters,
      settings: settings,
      members: members,
      seed: seed
    )
    let rows: [ClaimRow]
    do throws(ParameterError) {
      rows = try study.answers(using: map)
    } catch {
      throw ensemble.fault(error)
    }
    var sidecar = Sidecar(
      columns: Self.columns,
      command: "psoas claims",
      settings: analysis.record.merging(ensemble.record) { $1 },
      parameters: parameters,
      sources: Bibliography(of: Claim.all.compactMap(\.source))
    )
    sidecar.seed = seed
    try files.add(sidecar, beside: files.table)
    let table = try TableWriter(Self.columns, format: destination.format, to: files.table.output)
    for row in rows { try write(row, to: table) }
    try table.endTable()
    try files.finish()
    for row in rows {
      if let failure = row.failure { CommandRun.note("\(row.claim.statement): \(failure)") }
    }
  }

  private func write(_ row: ClaimRow, to table: TableWriter) throws {
    let claim = row.claim
    var statement = claim.statement
    if let level = claim.level, !statement.contains(level.name) { statement += " (\(level.name))" }
    try table.write(claim.number)
    try table.write(statement)
    // A number that is none is an empty cell.
    try table.write(row.result?.value ?? .nan)
    try table.write(row.result?.low ?? .nan)
    try table.write(row.result?.high ?? .nan)
    try table.write(claim.unit)
    try table.write(evidence(of: claim))
    try table.write(row.verdict.rawValue)
    try table.write(claim.command)
    try table.write(claim.source?.description ?? "")
    try table.endRow()
  }

  /// The evidence, after the condition under which the statement holds.
  private func evidence(of claim: Claim) -> String {
    guard !claim.unit.isEmpty else { return claim.evidence }
    let condition =
      switch claim.condition {
      case .above(let threshold): "holds above \(NumberText.text(of: threshold))"
      case .below(let threshold): "holds below \(NumberText.text(of: threshold))"
      }
    let words = claim.evidence.isEmpty ? "no measurement was read" : claim.evidence
    return "\(condition); \(words)"
  }
}
