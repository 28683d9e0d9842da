// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run of `psoas tightness`: checked input, then one table.
struct TightnessRun {
  let tissues: [TissueChoice]
  let members: Int
  let seed: UInt64
  let levels: [LumbarLevel]
  let format: TableFormat
  let parameters: ModelParameters
  let people: People
  let settings: PostureSettings
  let request: RunFiles.Request
  let record: [String: SidecarValue]

  /// Settles every subject with every tissue and writes the table.
  func run() throws {
    guard let standing = NamedPosture.named("standing") else {
      preconditionFailure("no posture is named standing")
    }
    for note in people.notes { CommandRun.note(note) }
    if case .sitting = tissues.first {
      CommandRun.note(
        "sitting hours stand for a difference between people at one time (one cross-sectional study "
          + "of sitting and inactivity together): they do not say that sitting shortens a muscle"
      )
    }
    var files = try RunFiles(request)
    try files.add(sidecar, beside: files.table)
    var table = try TightnessTable(levels: levels, format: format, to: files.table.output)
    var progress = ProgressLine(of: people.subjects.count, "subjects")
    for subject in people.subjects {
      let study = TightnessStudy(
        of: subject,
        parameters: parameters,
        settings: settings,
        tissues: tissues,
        postures: [standing]
      )
      let tested = try tested(study)
      let settled = study.settled(with: tested)
      var bands: [TightnessBand]?
      if members > 0 { bands = study.bands(of: settled, over: try ensemble(study))[0] }
      for index in tissues.indices {
        try table.write(settled[0][index], tested[index], bands?[index], of: subject)
      }
      progress.advance()
    }
    progress.end()
    try table.end()
    try files.finish()
    guard table.failedRows > 0 else { return }
    CommandRun.report("\(table.failedRows) rows failed; their status says why")
    throw EarlyExit(.someRowsFailed)
  }

  private func tested(_ study: TightnessStudy) throws(InputError) -> [TestedTissue] {
    do throws(TissueFromExtensionError) {
      return try study.testedTissues()
    } catch {
      throw InputError(
        field: record["sitting_hours"] == .null ? "--passive-hip-extension" : "--sitting-hours",
        "\(study.subject.name): \(error)",
        remedy: "give a value nearer to that of the model without a change of tissue"
      )
    }
  }

  private func ensemble(_ study: TightnessStudy) throws(InputError) -> ParameterEnsemble {
    do throws(ParameterError) {
      return try study.ensemble(members, seed: seed)
    } catch {
      throw InputError(
        field: "--ensemble",
        "no members can be drawn around these parameters: \(error)",
        remedy: "take --ensemble 0, or parameters nearer to the defaults"
      )
    }
  }

  private var sidecar: Sidecar {
    var sidecar = Sidecar()
    sidecar.columns = TightnessTable.columns
    sidecar.versions = MachineRecord.versions
    sidecar.settings = record
    sidecar.settings["parameters"] = .object(
      Dictionary(
        uniqueKeysWithValues: parameters.overrides.map { ($0.name, .number($0.value)) }
      )
    )
    sidecar.seed = seed
    sidecar.assumed = people.assumed
    sidecar.notes = people.notes
    sidecar.sources = ParameterCatalogue.standard.bibliography
    return sidecar
  }
}
