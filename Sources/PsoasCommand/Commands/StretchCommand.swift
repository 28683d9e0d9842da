// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import ArgumentParser
public import Lumbopelvic

extension StretchPosture.Name: ExpressibleByArgument {}

/// `psoas stretch`: one stretch of the hip flexors in time, or weeks of practice.
struct StretchCommand: ParsableCommand {
  /// What the rows are.
  enum Rows: String, ExpressibleByArgument, CaseIterable {
    case time
    case week
  }

  /// The stretched side.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case right = "r"
    case left = "l"
  }

  static let configuration = CommandConfiguration(
    commandName: "stretch",
    abstract: "A half-kneeling stretch of the hip flexors in time, or weeks of practice.",
    discussion: """
      --by time: one row for each subject, time and level: lengthening (mm) and passive force (N) \
      of psoas and iliacus with and without relaxation, passive moment that flexes the stretched \
      hip (N m), and the load of every disc with the relaxed forces in the balance, with the \
      columns of `psoas tilt`. --by week: one row for each subject and week: the gain of passive \
      hip extension (degrees) by dose with its band, and the tissue that shows it. Lengthening, \
      hip extension, forward tilt, compression and flexion are positive. The constants of \
      relaxation are those of hamstrings and calves; the gain over weeks rests on one trial.
      """
  )

  @Option(help: "Stretch: half-kneeling, or half-kneeling-posterior-tilt, the pelvis held back.")
  var posture: StretchPosture.Name = .halfKneeling

  @Option(help: "Rows of the table: time or week.")
  var by: Rows = .time

  @Option(help: "Side that kneels and is stretched: r or l.")
  var side: Side = .right

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time of one hold (s), 0 to 3600.", valueName: "s")
  )
  var hold: Double = 30

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Holds in a session, 1 to 100.", valueName: "n")
  )
  var repeats: Int = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rest between two holds (s), 0 to 3600; default 30.", valueName: "s")
  )
  var rest: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Time into the stretch and out of it (s), 0.1 to 60; default 5.",
      valueName: "s"
    )
  )
  var ramp: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Time between two rows of a hold or rest (s), 0.01 to 3600; default 1.",
      valueName: "s"
    )
  )
  var interval: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Sessions a day, 0 to 24; default 2. For --by week.", valueName: "n")
  )
  var sessionsPerDay: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Days of practice a week, 0 to 7; default 7. For --by week.", valueName: "d")
  )
  var daysPerWeek: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Weeks of practice, 0 to 520; default 10. For --by week.", valueName: "n")
  )
  var weeks: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Weeks without practice that follow, 0 to 520; default 0. For --by week.",
      valueName: "n"
    )
  )
  var weeksOff: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draws of the constants behind the bands, 20 to 10000; default 200. For --by week.",
      valueName: "n"
    )
  )
  var ensemble: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Shortening of psoas and iliacus of both sides (percent of optimal fibre and slack length), \
      -20 to 20; negative is longer. Tight tissue ends the stretch where the passive moment of the \
      hip is that of unchanged tissue with the pelvis held back.
      """,
      valueName: "percent"
    )
  )
  var shortening: Double = 0

  @Option(
    help: ArgumentHelp(
      "Levels to print, by commas: T12-L1,L1-L2,L2-L3,L3-L4,L4-L5,L5-S1. For --by time.",
      valueName: "list"
    )
  )
  var levels: String?

  @Option(
    help: ArgumentHelp(
      """
      File for a second table by time and fascicle of psoas and iliacus: length_mm, \
      lengthening_mm, elastic_force_N, force_N. For --by time.
      """,
      valueName: "file"
    )
  )
  var outputSplit: String?

  @OptionGroup var people: SubjectOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions

  func run() throws { try prepared().run() }

  /// Checks every option, in the order in which they are read.
  private func prepared() throws(InputError) -> StretchRun {
    try refuseOptionsOfTheOtherRows()
    let course = try course()
    let tissue: HipFlexorTissue
    do throws(HipFlexorTissueError) {
      tissue = try HipFlexorTissue(shortening: shortening / 100)
    } catch {
      let range = HipFlexorTissue.shorteningRange
      throw InputError(
        field: "--shortening",
        "the value is out of range",
        found: InputError.found(shortening),
        allowed: InputError.range(
          100 * range.lowerBound...100 * range.upperBound,
          unit: "percent"
        )
      )
    }
    let settings = try analysis.settings()
    let levels = try LevelList.levels(levels)
    let parameters = try people.constants.modelParameters()
    let people = try self.people.people(parameters)
    return StretchRun(
      choices: StretchRun.Choices(
        posture: posture,
        side: muscleSide,
        tissue: tissue,
        course: course,
        members: try members(),
        levels: levels,
        format: destination.format
      ),
      parameters: parameters,
      people: people,
      settings: settings,
      stretch: try stretch(parameters),
      request: RunFiles.Request(
        table: destination.output,
        split: outputSplit,
        inputs: self.people.files
      ),
      record: record(course, levels)
    )
  }

  private var muscleSide: Muscle.Side { side == .right ? .right : .left }

  private func stretch(_ parameters: ModelParameters) throws(InputError) -> StretchPosture {
    do throws(ParameterError) {
      return try StretchPosture(posture, side: muscleSide, parameters: parameters)
    } catch {
      throw InputError(
        file: people.constants.parameters,
        field: "--posture",
        "the posture does not exist: \(error.reason)",
        remedy: people.constants.remedy
      )
    }
  }

  /// The times or weeks that the options ask for.
  private func course() throws(InputError) -> StretchRun.Course {
    do throws(StretchError) {
      switch by {
      case .time:
        return .time(
          try StretchProtocol(
            holdTime: hold,
            repeats: repeats,
            rampTime: ramp ?? 5,
            restTime: rest ?? 30,
            interval: interval ?? 1
          )
        )
      case .week:
        let dose = try StretchDose(
          holdTime: hold,
          repeats: repeats,
          sessionsPerDay: sessionsPerDay ?? 2,
          daysPerWeek: daysPerWeek ?? 7
        )
        return .week(try StretchCourse(dose: dose, weeks: weeks ?? 10, weeksOff: weeksOff ?? 0))
      }
    } catch {
      throw InputError(
        field: Self.options[error.quantity],
        "the \(error.quantity) is out of range",
        found: InputError.found(error.found),
        allowed: InputError.range(error.allowed, unit: error.unit)
      )
    }
  }

  /// The number of draws behind the bands.
  private func members() throws(InputError) -> Int {
    let members = ensemble ?? StretchCourse.members
    guard (20...10_000).contains(members) else {
      throw InputError(
        field: "--ensemble",
        "the number of draws is out of range",
        found: String(members),
        allowed: "20 to 10000"
      )
    }
    return members
  }

  /// The option that sets a quantity of a ``StretchError``.
  private static let options = [
    "hold time": "--hold", "number of repeats": "--repeats", "ramp time": "--ramp",
    "rest time": "--rest", "interval": "--interval",
    "number of sessions a day": "--sessions-per-day",
    "number of days a week": "--days-per-week", "number of weeks": "--weeks",
    "number of weeks without practice": "--weeks-off",
    "time held on one day": "--hold",
  ]

  /// Refuses what would have no effect: options of the other kind of rows, and two of the analysis.
  private func refuseOptionsOfTheOtherRows() throws(InputError) {
    let ofTime: [(String, Bool)] = [
      ("--rest", rest != nil), ("--ramp", ramp != nil), ("--interval", interval != nil),
      ("--levels", levels != nil), ("--output-split", outputSplit != nil),
    ]
    let ofWeeks: [(String, Bool)] = [
      ("--sessions-per-day", sessionsPerDay != nil), ("--days-per-week", daysPerWeek != nil),
      ("--weeks", weeks != nil), ("--weeks-off", weeksOff != nil),
      ("--ensemble", ensemble != nil),
    ]
    for (option, isGiven) in by == .time ? ofWeeks : ofTime where isGiven {
      throw InputError(
        field: option,
        "it has no effect with --by \(by.rawValue)",
        remedy: "leave it out, or take --by \(by == .time ? "week" : "time")"
      )
    }
    for (option, isGiven) in [
      ("--psoas-tension", analysis.psoasTension != nil),
      ("--lordosis-gain", analysis.lordosisGain != nil),
    ] where isGiven {
      throw InputError(
        field: option,
        "it has no effect on a stretch, whose tension and curve follow from the posture",
        remedy: "leave it out"
      )
    }
  }

  /// The options after defaults, for the file beside a table.
  private func record(
    _ course: StretchRun.Course,
    _ levels: [LumbarLevel]
  ) -> [String: SidecarValue] {
    var record = analysis.record.merging(people.record) { $1 }
    record["posture"] = .text(posture.rawValue)
    record["by"] = .text(by.rawValue)
    record["side"] = .text(side.rawValue)
    record["hold_s"] = .number(hold)
    record["repeats"] = .number(Double(repeats))
    record["shortening_percent"] = .number(shortening)
    switch course {
    case .time(let program):
      record["ramp_s"] = .number(program.rampTime)
      record["rest_s"] = .number(program.restTime)
      record["interval_s"] = .number(program.interval)
      record["levels"] = .list(levels.map { .text($0.name) })
    case .week(let course):
      record["sessions_per_day"] = .number(Double(course.dose.sessionsPerDay))
      record["days_per_week"] = .number(course.dose.daysPerWeek)
      record["weeks"] = .number(Double(course.weeks))
      record["weeks_off"] = .number(Double(course.weeksOff))
      record["ensemble"] = .number(Double(ensemble ?? StretchCourse.members))
    }
    return record
  }
}
