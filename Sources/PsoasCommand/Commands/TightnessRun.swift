// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run of `psoas tightness`: checked input, then one table.
struct TightnessRun {
  let tissue: TissueOptions
  let tissues: [TissueChoice]
  let postures: [NamedPosture]
  let members: Int
  let seed: UInt64
  let printsForms: Bool
  let levels: [LumbarLevel]
  let format: TableFormat
  let parameters: ModelParameters
  let people: People
  let settings: PostureSettings
  let request: RunFiles.Request
  let record: [String: SidecarValue]

  /// Settles every subject in every posture with every tissue and writes the table.
  func run() throws {
    for note in people.notes + tissue.notes { CommandRun.note(note) }
    var files = try RunFiles(request)
    try files.add(sidecar, beside: files.table)
    var table = try TightnessTable(levels: levels, format: format, to: files.table.output)
    var progress = ProgressLine(of: people.subjects.count, "subjects")
    for subject in people.subjects {
      try write(subject, to: &table)
      progress.advance()
    }
    progress.end()
    try table.end()
    try files.finish()
    guard table.failedRows > 0 else { return }
    CommandRun.report(
      "\(table.failedRows) of \(table.rows) rows failed; their status says why"
    )
    throw EarlyExit(.someRowsFailed)
  }

  private func write(_ subject: Subject, to table: inout TightnessTable) throws {
    let base = TightnessStudy(
      of: subject,
      parameters: parameters,
      settings: settings,
      tissues: tissues,
      postures: postures
    )
    let forms = ModelForm.all(around: settings)
    let tested = try tested(base)
    let settled = base.settled(with: tested)
    var bands: [[TightnessBand]]?
    if members > 0 { bands = base.bands(of: settled, over: try ensemble(base)) }
    func write(
      _ form: ModelForm,
      _ tested: [TestedTissue],
      _ settled: [[TightPosture]],
      _ bands: [[TightnessBand]]?
    ) throws(OutputError) {
      for posture in postures.indices {
        for index in tissues.indices {
          try table.write(
            TightnessRow(
              subject: subject,
              posture: postures[posture].name,
              form: form.name,
              source: tissue.source,
              side: tissue.side,
              tested: tested[index],
              settled: settled[posture][index],
              band: bands?[posture][index]
            )
          )
        }
      }
    }
    try write(forms[0], tested, settled, bands)
    if people.subjects.count == 1 {
      let notes = TightnessNotes(
        postures: postures,
        settled: settled,
        bands: bands,
        tested: tested,
        forms: bands == nil ? [] : try spread(of: base, over: forms)
      )
      for line in notes.lines { CommandRun.note(line) }
    }
    guard printsForms else { return }
    for form in forms.dropFirst() {
      let study = base.with(form)
      let tested = try self.tested(study)
      try write(form, tested, study.settled(with: tested), nil)
    }
  }

  /// The first posture with the last tissue in every form of the model.
  private func spread(
    of study: TightnessStudy,
    over forms: [ModelForm]
  ) throws(InputError) -> [(name: String, settled: TightPosture)] {
    let one = TightnessStudy(
      of: study.subject,
      parameters: study.parameters,
      settings: study.settings,
      tissues: tissues.suffix(1),
      postures: Array(postures.prefix(1))
    )
    var result: [(name: String, settled: TightPosture)] = []
    for form in forms {
      let changed = one.with(form)
      result.append((form.name, changed.settled(with: try tested(changed))[0][0]))
    }
    return result
  }

  private func tested(_ study: TightnessStudy) throws(InputError) -> [TestedTissue] {
    do throws(TissueFromExtensionError) {
      return try study.testedTissues()
    } catch {
      throw InputError(
        field: tissue.impliedBy ?? "--from",
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
    var sidecar = Sidecar(
      columns: TightnessTable.columns,
      command: "psoas tightness",
      settings: record,
      parameters: parameters,
      people: people
    )
    sidecar.seed = members > 0 ? seed : nil
    sidecar.notes += tissue.notes
    return sidecar
  }
}
