// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run of `psoas swing`: checked input, then one swing in time or a sweep.
struct SwingRun {
  /// What one swing is made with, in the units of the options.
  struct Choice: Sendable, Equatable {
    /// Active force of the psoas, in percent.
    var psoasStrength = 100.0
    /// Shortening of psoas and iliacus, in percent.
    var tightness = 0.0
    /// Walking speed, in m/s.
    var speed: Double
    /// Rates at toe-off, in percent.
    var pushOff = 100.0
  }

  /// The choices of a sweep, or one.
  let choices: [Choice]
  /// True for one row a choice, false for rows by time.
  let isSweep: Bool
  let interval: Double
  let isBallistic: Bool
  let hip: SwingHipMotion
  let tendon: SwingTendon
  let format: TableFormat
  let parameters: ModelParameters
  let people: People
  let request: RunFiles.Request
  let record: [String: SidecarValue]

  /// Writes the table; rows that failed end the run with 3.
  func run() throws {
    for note in people.notes { CommandRun.note(note) }
    var files = try RunFiles(request)
    try files.add(
      Sidecar(
        columns: isSweep ? SwingSweepTable.columns : SwingTimeTable.columns,
        command: "psoas swing",
        settings: record,
        parameters: parameters,
        people: people
      ),
      beside: files.table
    )
    let failed: Int
    let rows: Int
    if isSweep {
      var table = try SwingSweepTable(format: format, to: files.table.output)
      try forEverySwing { solution, choice, subject in
        try table.write(solution, choice, of: subject)
      }
      try table.end()
      (failed, rows) = (table.failedRows, table.rows)
    } else {
      var table = try SwingTimeTable(format: format, to: files.table.output)
      try forEverySwing { solution, _, subject in
        try table.write(solution, every: interval, of: subject)
      }
      try table.end()
      (failed, rows) = (table.failedRows, table.rows)
    }
    try files.finish()
    guard failed > 0 else { return }
    CommandRun.report("\(failed) of \(rows) rows failed; their status says why")
    throw EarlyExit(.someRowsFailed)
  }

  /// Swings the leg of everybody with every choice.
  private func forEverySwing(
    _ body: (SwingSolution, Choice, String) throws -> Void
  ) throws {
    var progress = ProgressLine(of: choices.count * people.subjects.count, "swings")
    for subject in people.subjects {
      let model = HumanModel(of: subject, parameters: parameters)
      var leg: (tightness: Double, leg: SwingLeg)?
      for choice in choices {
        // Only tissue needs another leg.
        let built: SwingLeg
        if let leg, leg.tightness == choice.tightness {
          built = leg.leg
        } else {
          let tissue = try HipFlexorTissue(shortening: choice.tightness / 100)
          built = SwingLeg(of: model.with(tissue))
          leg = (choice.tightness, built)
        }
        var program = SwingProgram(parameters: parameters)
        program.psoasStrength = choice.psoasStrength / 100
        program.speedRatio = choice.speed / parameters["swing.speed"]
        program.pushOff = choice.pushOff / 100
        program.isBallistic = isBallistic
        program.hipMotion = hip
        program.tendon = tendon
        try body(SwingSolver().solve(built, program), choice, subject.name)
        progress.advance()
      }
    }
    progress.end()
  }
}
