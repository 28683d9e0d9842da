// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run of `psoas gait`: checked input, then one table.
struct GaitRun {
  let table: GaitCommand.Table
  let frames: Int
  let levels: [LumbarLevel]
  let format: TableFormat
  let parameters: ModelParameters
  let people: People
  let settings: WalkingSettings
  let request: RunFiles.Request
  let record: [String: SidecarValue]

  /// Writes the table; rows that failed end the run with 3.
  func run() throws {
    for note in people.notes { CommandRun.note(note) }
    var files = try RunFiles(request)
    let columns =
      switch table {
      case .loads: WalkLoadTable.columns
      case .moments: WalkMomentTable.columns
      case .muscles: WalkMuscleTable.columns
      }
    try files.add(sidecar(of: columns), beside: files.table)
    let writer = try TableWriter(columns, format: format, to: files.table.output)
    var failed = 0
    for subject in people.subjects {
      let model = HumanModel(of: subject, parameters: parameters, musculature: .trunkAndLegs)
      let motion = BuiltInWalk.standard.motion(of: model, settings: settings, frames: frames)
      var solver = WalkingSolver(model: model, settings: settings)
      let solutions = solver.solve(motion)
      let cycle = WalkRows(subject: subject, model: model, solutions: solutions)
      failed += try write(cycle, to: writer)
    }
    try writer.endTable()
    try files.finish()
    guard failed > 0 else { return }
    CommandRun.report("\(failed) of \(writer.rowCount) rows failed; their status says why")
    throw EarlyExit(.someRowsFailed)
  }

  private func write(_ cycle: WalkRows, to writer: TableWriter) throws(OutputError) -> Int {
    switch table {
    case .loads: try WalkLoadTable.write(cycle, levels: levels, to: writer)
    case .moments: try WalkMomentTable.write(cycle, to: writer)
    case .muscles: try WalkMuscleTable.write(cycle, to: writer)
    }
  }

  private func sidecar(of columns: [TableColumn]) -> Sidecar {
    Sidecar(
      columns: columns,
      command: "psoas gait",
      settings: record,
      parameters: parameters,
      people: people
    )
  }
}

/// The frames of one cycle of one subject.
struct WalkRows {
  let subject: Subject
  let model: HumanModel
  let solutions: [WalkingFrameSolution]

  /// The part of the cycle of a frame, in percent, rounded to 1e-9.
  func percent(_ index: Int) -> Double {
    LoadTable.rounded(100 * Double(index) / Double(solutions.count - 1))
  }
}
