// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas tightness`: relaxed standing against the shortness of the hip flexors.
struct TightnessCommand: ParsableCommand {
  /// The sides whose tissue changes.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case both
    case right = "r"
    case left = "l"
  }

  static let configuration = CommandConfiguration(
    commandName: "tightness",
    abstract: "Relaxed standing and disc loads against tight psoas and iliacus.",
    discussion: """
      One row for each subject, tissue and level: relaxed standing settles anew with every tissue. \
      Shortening takes percent of optimal fibre and slack length; the columns of `psoas tilt` are \
      followed by the share of the psoas (active, passive, and the whole difference that it makes), \
      the angles of the hips, the passive extension in the modified Thomas test, and the 5th to \
      95th percentile over an ensemble of the model's constants. Tilt forward, flexion, passive \
      extension and compression are positive.
      """
  )

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("First shortening (percent), -20 to 20; default 0.", valueName: "percent")
  )
  var from: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Last shortening (percent), -20 to 20; default 10.", valueName: "percent")
  )
  var to: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Step of the shortening (percent); default 2.5.", valueName: "percent")
  )
  var step: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Hours of sitting a day, 0 to 24, instead of a shortening: one cross-sectional figure.",
      valueName: "h"
    )
  )
  var sittingHours: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measured passive hip extension (degrees), -45 to 45, instead of a shortening.",
      valueName: "degrees"
    )
  )
  var passiveHipExtension: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Factor of the passive force (1), 0.25 to 4.", valueName: "factor")
  )
  var stiffening: Double = 1

  @Option(help: "Sides that change: both, r or l.")
  var side: Side = .both

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draws of the constants behind the bands, 0 to 10000.", valueName: "n")
  )
  var ensemble: Int = 20

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed of the draws.", valueName: "n")
  )
  var seed: Int = 1

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

  func run() throws { try prepared().run() }

  private func prepared() throws(InputError) -> TightnessRun {
    let tissues = try tissues()
    guard (0...10_000).contains(ensemble), seed >= 0 else {
      throw InputError(
        field: seed < 0 ? "--seed" : "--ensemble",
        "the value is out of range",
        found: String(seed < 0 ? seed : ensemble),
        allowed: seed < 0 ? "0 or more" : "0 to 10000"
      )
    }
    let settings = try analysis.settings()
    let levels = try LevelList.levels(levels)
    let parameters = try people.modelParameters()
    let people = try self.people.people(parameters)
    for subject in people.subjects where !parameters.overrides.isEmpty {
      do throws(ParameterError) {
        try HumanModel.check(subject, parameters: parameters)
      } catch {
        throw self.people.fault(error, of: subject)
      }
    }
    var record = analysis.record.merging(self.people.record) { $1 }
    record["command"] = .text("psoas tightness")
    record["side"] = .text(side.rawValue)
    record["stiffening"] = .number(stiffening)
    record["ensemble"] = .number(Double(ensemble))
    record["sitting_hours"] = sittingHours.map { .number($0) } ?? .null
    record["passive_hip_extension_deg"] = passiveHipExtension.map { .number($0) } ?? .null
    record["levels"] = .list(levels.map { .text($0.name) })
    return TightnessRun(
      tissues: tissues,
      members: ensemble,
      seed: UInt64(seed),
      levels: levels,
      format: destination.format,
      parameters: parameters,
      people: people,
      settings: settings,
      request: RunFiles.Request(table: destination.output, inputs: self.people.files),
      record: record
    )
  }

  private var sides: Set<Muscle.Side> {
    switch side {
    case .both: [.right, .left]
    case .right: [.right]
    case .left: [.left]
    }
  }

  private func tissues() throws(InputError) -> [TissueChoice] {
    var others: [String] = []
    if sittingHours != nil { others.append("--sitting-hours") }
    if passiveHipExtension != nil { others.append("--passive-hip-extension") }
    let isSwept = from != nil || to != nil || step != nil
    guard others.count + (isSwept ? 1 : 0) < 2 else {
      throw InputError(
        field: others[0],
        "the tissue is described twice",
        remedy: "give one of --from --to --step, --sitting-hours and --passive-hip-extension"
      )
    }
    do throws(HipFlexorTissueError) {
      _ = try HipFlexorTissue(stiffening: stiffening)
    } catch {
      throw InputError(
        field: "--stiffening",
        "the value is out of range",
        found: InputError.found(stiffening),
        allowed: InputError.range(HipFlexorTissue.stiffeningRange, unit: "")
      )
    }
    if let sittingHours { return [try sitting(sittingHours)] }
    if let passiveHipExtension {
      guard (-45...45.0).contains(passiveHipExtension) else {
        throw InputError(
          field: "--passive-hip-extension",
          "the value is out of range",
          found: InputError.found(passiveHipExtension),
          allowed: "-45 to 45 degrees"
        )
      }
      return [
        .passiveHipExtension(
          Angle.degrees(passiveHipExtension),
          stiffening: stiffening,
          sides: sides
        )
      ]
    }
    let range = HipFlexorTissue.shorteningRange
    let grid = try SweepGrid(
      from: from ?? 0,
      to: to ?? 10,
      step: step ?? 2.5,
      allowed: 100 * range.lowerBound...100 * range.upperBound,
      unit: "percent"
    )
    var choices: [TissueChoice] = []
    for index in 0..<grid.count {
      do throws(HipFlexorTissueError) {
        choices.append(
          .given(
            try HipFlexorTissue(
              shortening: grid[index] / 100,
              stiffening: stiffening,
              sides: sides
            )
          )
        )
      } catch {
        throw InputError(field: "--from", "\(error)")
      }
    }
    return choices
  }

  private func sitting(_ hours: Double) throws(InputError) -> TissueChoice {
    guard side == .both, stiffening == 1 else {
      throw InputError(
        field: "--sitting-hours",
        "the figure knows shortening of both sides only",
        remedy: "leave out --side and --stiffening"
      )
    }
    do throws(SittingExposureError) {
      return .sitting(try SittingExposure(hoursPerDay: hours))
    } catch {
      throw InputError(
        field: "--sitting-hours",
        "the value is out of range",
        found: InputError.found(hours),
        allowed: "0 to 24 h"
      )
    }
  }
}
