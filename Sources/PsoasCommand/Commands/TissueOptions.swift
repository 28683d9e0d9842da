// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// What is said of the tissue of psoas and iliacus: a sweep, or something that implies a shortening.
struct TissueOptions: ParsableArguments {
  /// The sides whose tissue changes.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case both
    case right
    case left

    var sides: Set<Muscle.Side> {
      switch self {
      case .both: [.right, .left]
      case .right: [.right]
      case .left: [.left]
      }
    }

    /// The word in tables.
    var cell: String {
      switch self {
      case .both: "both"
      case .right: Muscle.Side.right.rawValue
      case .left: Muscle.Side.left.rawValue
      }
    }

    init?(argument: String) {
      self.init(rawValue: ["r": "right", "l": "left"][argument] ?? argument)
    }
  }

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
    help: ArgumentHelp("Factor of the passive force (1), 0.25 to 4.", valueName: "factor")
  )
  var stiffening: Double = 1

  @Option(help: "Sides that change: both, right or left.")
  var side: Side = .both

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Instead of a sweep: hours of sitting a day, 0 to 24, by the one cross-sectional figure on \
      passive hip extension. A difference between people, not proof that sitting shortens a muscle.
      """,
      valueName: "h"
    )
  )
  var sittingHours: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Instead of a sweep: the passive hip extension (degrees) that the modified Thomas test found, \
      -45 to 45. The shortening that shows it is sought.
      """,
      valueName: "deg"
    )
  )
  var passiveHipExtension: Double?

  /// The states of the tissue, after a check of every number.
  func choices() throws(InputError) -> [TissueChoice] {
    try checkThatOneIsGiven()
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
    if let passiveHipExtension { return [try measured(passiveHipExtension)] }
    let range = HipFlexorTissue.shorteningRange
    let grid = try SweepGrid(
      from: from ?? 0,
      to: to ?? 10,
      step: step ?? 2.5,
      allowed: 100 * range.lowerBound...100 * range.upperBound,
      unit: "percent"
    )
    if abs(grid[grid.count - 1] - (to ?? 10)) > SweepGrid.resolution {
      CommandRun.note(
        "the step does not reach --to: the last shortening is "
          + NumberText.text(of: grid[grid.count - 1])
      )
    }
    var choices: [TissueChoice] = []
    for index in 0..<grid.count {
      do throws(HipFlexorTissueError) {
        let tissue = try HipFlexorTissue(
          shortening: grid[index] / 100,
          stiffening: stiffening,
          sides: side.sides
        )
        choices.append(.given(tissue))
      } catch {
        throw InputError(field: "--from", "\(error)")
      }
    }
    return choices
  }

  /// The option that describes the tissue where a shortening is sought for it, or nil.
  var impliedBy: String? {
    if sittingHours != nil { return "--sitting-hours" }
    return passiveHipExtension == nil ? nil : "--passive-hip-extension"
  }

  /// Where the shortening comes from, as the table says it.
  var source: String {
    if sittingHours != nil { return "sitting hours (cross-sectional)" }
    return passiveHipExtension == nil ? "given" : "passive hip extension"
  }

  /// The options with their values, for the file beside a table.
  var record: [String: SidecarValue] {
    let isSweep = impliedBy == nil
    return [
      "from_percent": isSweep ? .number(from ?? 0) : .null,
      "to_percent": isSweep ? .number(to ?? 10) : .null,
      "step_percent": isSweep ? .number(step ?? 2.5) : .null,
      "stiffening": .number(stiffening),
      "side": .text(side.rawValue),
      "sitting_hours": sittingHours.map { .number($0) } ?? .null,
      "passive_hip_extension_deg": passiveHipExtension.map { .number($0) } ?? .null,
    ]
  }

  /// What a reader of the results must know about the tissue.
  var notes: [String] {
    guard sittingHours != nil else { return [] }
    return [
      "sitting hours stand for a difference between people at one time, from one cross-sectional "
        + "study of sitting and inactivity together (Boukabache 2021): they do not say that "
        + "sitting shortens a muscle"
    ]
  }

  private func checkThatOneIsGiven() throws(InputError) {
    let given = [
      ("--from", from != nil), ("--to", to != nil), ("--step", step != nil),
      ("--sitting-hours", sittingHours != nil),
      ("--passive-hip-extension", passiveHipExtension != nil),
    ].filter(\.1).map(\.0)
    let implied = given.filter { $0 == "--sitting-hours" || $0 == "--passive-hip-extension" }
    guard let first = implied.first, given.count > 1 else { return }
    let other = given.first { $0 != first } ?? first
    throw InputError(
      field: first,
      "the tissue is described twice, by \(other) too",
      remedy: "give one of a sweep (--from --to --step), --sitting-hours, --passive-hip-extension"
    )
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

  private func measured(_ degrees: Double) throws(InputError) -> TissueChoice {
    guard (-45...45.0).contains(degrees) else {
      throw InputError(
        field: "--passive-hip-extension",
        "the value is out of range",
        found: InputError.found(degrees),
        allowed: "-45 to 45 degrees"
      )
    }
    return .passiveHipExtension(
      Angle.degrees(degrees),
      stiffening: stiffening,
      sides: side.sides
    )
  }
}
