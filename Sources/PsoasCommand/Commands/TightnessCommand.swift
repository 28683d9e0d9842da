// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas tightness`: posture and disc loads against the shortness of the hip flexors.
struct TightnessCommand: ParsableCommand {
  /// The postures that settle.
  enum Posture: String, ExpressibleByArgument, CaseIterable {
    case standing
    case lateStance = "late-stance"
    case both

    var postures: [NamedPosture] {
      let names: [String]
      switch self {
      case .standing, .lateStance: names = [rawValue]
      case .both: names = [Self.standing.rawValue, Self.lateStance.rawValue]
      }
      return names.map { name in
        guard let posture = NamedPosture.named(name) else {
          preconditionFailure("no posture is named '\(name)'")
        }
        return posture
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "tightness",
    abstract: "Posture and disc loads against tight psoas and iliacus.",
    discussion: """
      Each posture settles anew with every tissue, where the effort of holding it is least: relaxed \
      standing, and the late stance of walking held still. One row for each subject, posture, \
      tissue and level. Shortening is in percent of optimal fibre and slack length. The columns of \
      `psoas tilt` are followed by the share of the psoas in the compression (active, passive, and \
      the whole difference that it makes), the angles of the hips, the passive hip extension in the \
      modified Thomas test, and the 5th to 95th percentile over an ensemble of the model's \
      constants, with the person and the posture as given. Forward tilt, flexion, passive extension \
      and compression are positive; degrees, N, N m, MPa. A posture that is not found is a row with \
      its status, without angles and loads.
      """
  )

  @OptionGroup var tissue: TissueOptions

  @Option(help: "Posture: standing, late-stance or both.")
  var posture: Posture = .both

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Draws of the model's constants behind the bands, 0 to 10000; 0 for no bands. Default: 32 for \
      one subject, 0 for a table of people.
      """,
      valueName: "n"
    )
  )
  var ensemble: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed of the draws, 0 or more.", valueName: "n")
  )
  var seed: Int = 1

  @Flag(help: "Also rows for other forms of the model: exponent, stability, pressures and so on.")
  var forms = false

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

  /// The members of an ensemble for one subject: chosen, the default run takes a few seconds.
  private static let membersForOne = 32

  func run() throws { try prepared().run() }

  private func prepared() throws(InputError) -> TightnessRun {
    let tissues = try tissue.choices()
    try checkEnsemble()
    try refuseWhatHasNoEffect()
    let settings = try analysis.settings()
    let levels = try LevelList.levels(levels)
    let parameters = try people.constants.modelParameters()
    let people = try self.people.people(parameters)
    let postures = posture.postures
    for posture in postures {
      do throws(ParameterError) {
        try posture.check(parameters)
      } catch {
        throw self.people.fault(error, of: people.subjects[0])
      }
    }
    let members = ensemble ?? (people.subjects.count == 1 ? Self.membersForOne : 0)
    var record = analysis.record
      .merging(self.people.record) { $1 }
      .merging(tissue.record) { $1 }
    record["posture"] = .text(posture.rawValue)
    record["ensemble"] = .number(Double(members))
    record["forms"] = .flag(forms)
    record["levels"] = .list(levels.map { .text($0.name) })
    return TightnessRun(
      tissue: tissue,
      tissues: tissues,
      postures: postures,
      members: members,
      seed: UInt64(seed),
      printsForms: forms,
      levels: levels,
      format: destination.format,
      parameters: parameters,
      people: people,
      settings: settings,
      request: RunFiles.Request(table: destination.output, inputs: self.people.files),
      record: record
    )
  }

  private func checkEnsemble() throws(InputError) {
    if let ensemble, !(0...10_000).contains(ensemble) {
      throw InputError(
        field: "--ensemble",
        "the value is out of range",
        found: String(ensemble),
        allowed: "0 to 10000"
      )
    }
    if seed < 0 {
      throw InputError(
        field: "--seed",
        "the value is out of range",
        found: String(seed),
        allowed: "0 or more"
      )
    }
  }

  /// Refuses options of the analysis that a posture of least effort does not read.
  private func refuseWhatHasNoEffect() throws(InputError) {
    if analysis.psoasTension != nil {
      throw InputError(
        field: "--psoas-tension",
        "an imposed tension would replace that of the tissue",
        remedy: "leave it out"
      )
    }
    if analysis.lordosisGain != nil {
      throw InputError(
        field: "--lordosis-gain",
        "it has no effect where the lordosis settles",
        remedy: "leave it out"
      )
    }
  }
}
