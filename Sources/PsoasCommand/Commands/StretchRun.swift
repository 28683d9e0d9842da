// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run of `psoas stretch`: checked input, then a table by time or by week.
struct StretchRun {
  /// What the rows of the table are.
  enum Course {
    /// Times of one session.
    case time(StretchProtocol)
    /// Weeks of practice.
    case week(StretchCourse)
  }

  /// What the options of the command say, checked one by one.
  struct Choices {
    var posture: StretchPosture.Name
    var side: Muscle.Side
    var tissue: HipFlexorTissue
    var course: Course
    /// Draws of the constants behind the bands of weeks.
    var members: Int
    var levels: [LumbarLevel]
    var format: TableFormat
  }

  let choices: Choices
  let parameters: ModelParameters
  let people: People
  let settings: PostureSettings
  let stretch: StretchPosture
  let request: RunFiles.Request
  let record: [String: SidecarValue]

  /// Writes the tables; rows that failed end the run with 3.
  func run() throws {
    let persons = try persons()
    for note in people.notes { CommandRun.note(note) }
    var files = try RunFiles(request)
    var failed = 0
    var rows = 0
    switch choices.course {
    case .time(let program):
      try files.add(sidecar(of: StretchTimeTable.columns), beside: files.table)
      if let split = files.split {
        try files.add(sidecar(of: StretchFascicleTable.columns), beside: split)
      }
      (failed, rows) = try runSession(program, persons, files)
    case .week(let course):
      try files.add(sidecar(of: StretchWeekTable.columns), beside: files.table)
      (failed, rows) = try runCourse(course, persons, files)
    }
    try files.finish()
    guard failed > 0 else { return }
    CommandRun.report("\(failed) of \(rows) rows failed; their status says why")
    throw EarlyExit(.someRowsFailed)
  }

  /// One person with the stretch as far as the tissue lets it go.
  private struct Person {
    let model: HumanModel
    let stretch: StretchPosture
  }

  /// Everybody of the run, before anything is written.
  private func persons() throws(InputError) -> [Person] {
    var persons: [Person] = []
    for subject in people.subjects {
      let model = HumanModel(of: subject, parameters: parameters).with(choices.tissue)
      do throws(StretchError) {
        persons.append(
          Person(model: model, stretch: try stretch.reached(by: model, settings: settings))
        )
      } catch {
        throw InputError(
          field: "--shortening",
          "\(subject.name) cannot begin the stretch: \(error)",
          remedy: "the hip already pulls harder than unchanged tissue in the stretch with held "
            + "posterior tilt; give less shortening"
        )
      }
    }
    return persons
  }

  private func runSession(
    _ program: StretchProtocol,
    _ persons: [Person],
    _ files: borrowing RunFiles
  ) throws -> (failed: Int, rows: Int) {
    var table = try StretchTimeTable(
      levels: choices.levels,
      side: choices.side,
      format: choices.format,
      to: files.table.output
    )
    let fascicles = try files.split.map {
      try StretchFascicleTable(format: choices.format, to: $0.output)
    }
    let times = program.legs.count + 1
    var progress = ProgressLine(of: times * people.subjects.count, "times")
    for person in persons {
      let model = person.model
      let session = StretchSession(
        model: model,
        from: person.stretch.start,
        to: person.stretch.end,
        program: program,
        settings: settings
      )
      var loads = StretchLoads(of: session, in: person.stretch.end, settings: settings)
      var solution = PostureSolution(for: model)
      try session.run { sample in
        loads.solve(sample, into: &solution)
        try table.write(sample, solution, of: model)
        try fascicles?.write(sample, of: model)
        progress.advance()
      }
    }
    progress.end()
    try table.end()
    try fascicles?.end()
    return (table.failedRows, times * people.subjects.count * choices.levels.count)
  }

  private func runCourse(
    _ course: StretchCourse,
    _ persons: [Person],
    _ files: borrowing RunFiles
  ) throws -> (failed: Int, rows: Int) {
    var table = try StretchWeekTable(format: choices.format, to: files.table.output)
    let weeks = course.weekByWeek(parameters: parameters, members: choices.members)
    for (subject, person) in zip(people.subjects, persons) {
      let practice: Result<StretchPractice, ThomasTestError>
      do throws(ThomasTestError) {
        practice = .success(
          try StretchPractice(model: person.model, stretch: person.stretch, settings: settings)
        )
      } catch { practice = .failure(error) }
      for week in weeks {
        do {
          let outcome = try practice.get().outcome(after: week.gain.value)
          try table.write(week, outcome, on: choices.side, of: subject)
        } catch let error as OutputError {
          throw error
        } catch {
          try table.write(week, failing: "\(error)", of: subject)
        }
      }
    }
    try table.end()
    return (table.failedRows, weeks.count * people.subjects.count)
  }

  private func sidecar(of columns: [TableColumn]) -> Sidecar {
    var sidecar = Sidecar(
      columns: columns,
      command: "psoas stretch",
      settings: record,
      parameters: parameters,
      people: people
    )
    if case .week = choices.course { sidecar.seed = StretchCourse.seed }
    return sidecar
  }
}
