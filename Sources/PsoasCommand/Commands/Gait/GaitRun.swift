// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One run of `psoas gait`: checked input, then one table.
struct GaitRun {
  let table: GaitCommand.Table
  let file: String?
  let record: RecordedWalk?
  let cutoff: Double
  let speed: Double?
  let tightness: Double?
  let levels: [LumbarLevel]
  let format: TableFormat
  let parameters: ModelParameters
  let people: People
  let settings: WalkingSettings
  let request: RunFiles.Request
  let options: [String: SidecarValue]

  /// Writes the table; rows that failed end the run with 3.
  func run() throws {
    for note in people.notes { CommandRun.note(note) }
    var walks: [Walk] = []
    for subject in people.subjects { walks.append(try walk(of: subject)) }
    var files = try RunFiles(request)
    try files.add(sidecar(of: columns), beside: files.table)
    let writer = try TableWriter(columns, format: format, to: files.table.output)
    var failed = 0
    switch table {
    case .motion:
      for walk in walks {
        let record = try BuiltInWalk.standard.record(of: walk.model)
        try WalkFile.write(record, to: writer)
      }
    case .tightness:
      for walk in walks { failed += try writeTightness(walk, to: writer) }
    case .curves:
      failed = try writeCurves(walks, to: writer)
    default:
      for walk in walks { failed += try write(walk, to: writer) }
    }
    try writer.endTable()
    try files.finish()
    guard failed > 0 else { return }
    CommandRun.report("\(failed) of \(writer.rowCount) rows failed; their status says why")
    throw EarlyExit(.someRowsFailed)
  }

  /// One subject with the cycles that are analysed.
  struct Walk {
    let subject: Subject
    let model: HumanModel
    let cycles: [(events: GaitCycle, motion: GaitMotion)]
    /// Speed of walking, in metres per second, where it is known.
    let speed: Double?
  }

  private func walk(of subject: Subject) throws(InputError) -> Walk {
    var model = HumanModel(of: subject, parameters: parameters, musculature: .trunkAndLegs)
    if let tightness, table != .tightness { model = model.with(try tissue(shorter: tightness)) }
    guard let record else {
      let walk = BuiltInWalk.standard
      return Walk(
        subject: subject,
        model: model,
        cycles: [(walk.cycle(of: model), walk.motion(of: model, settings: settings))],
        speed: walk.speed(of: model)
      )
    }
    let path = file ?? ""
    var how = RecordedWalk.Options()
    how.cutoffFrequency = cutoff > 0 ? cutoff : nil
    do throws(GaitDataError) {
      let found = try record.cycles(of: model, options: how, settings: settings)
      for cycle in found.leftOut { CommandRun.note("\(path): \(cycle)") }
      let height = record.soleHeight(of: model, options: how, settings: settings)
      if abs(height) > Self.noticedSoleHeight {
        CommandRun.note(
          "\(path): the sole of the standing foot of \(subject.name) lies \(Int((1000 * height).rounded())) mm "
            + "above the force under it; give the size of the person by --subject, or correct the "
            + "place of the pelvis"
        )
      }
      return Walk(
        subject: subject,
        model: model,
        cycles: found.cycles.map { ($0.events, $0.motion) },
        speed: speed
      )
    } catch {
      throw WalkFile.fault(error, in: path)
    }
  }

  /// The height of a standing sole that is noted, in metres; chosen: 20 mm above that of the built-in walk, whose
  /// angles and place of the pelvis were fitted with a model of other feet.
  private static let noticedSoleHeight = 0.07

  /// Psoas and iliacus of both sides shorter by some per cent.
  private func tissue(shorter percent: Double) throws(InputError) -> HipFlexorTissue {
    do throws(HipFlexorTissueError) {
      return try HipFlexorTissue(shortening: percent / 100)
    } catch {
      throw InputError(field: "--tightness", "\(error)")
    }
  }

  private var columns: [TableColumn] {
    switch table {
    case .loads: WalkLoadTable.columns
    case .moments: WalkMomentTable.columns
    case .muscles: WalkMuscleTable.columns
    case .ground: WalkGroundTable.columns
    case .induced: WalkInducedTable.columns
    case .curves: WalkCurveTable.columns
    case .parameters: WalkParameterTable.columns
    case .tightness: WalkTightnessTable.columns
    case .motion: WalkFile.columns
    }
  }

  /// Writes the rows of every frame or cycle of one subject and returns how many failed.
  private func write(_ walk: Walk, to writer: TableWriter) throws(OutputError) -> Int {
    var solver = WalkingSolver(model: walk.model, settings: settings)
    var failed = 0
    for (number, cycle) in walk.cycles.enumerated() {
      let rows = WalkRows(
        subject: walk.subject,
        model: walk.model,
        number: number + 1,
        motion: cycle.motion,
        solutions: solver.solve(cycle.motion)
      )
      switch table {
      case .moments: failed += try WalkMomentTable.write(rows, to: writer)
      case .muscles: failed += try WalkMuscleTable.write(rows, to: writer)
      case .ground: try WalkGroundTable.write(rows, to: writer)
      case .induced: try WalkInducedTable.write(rows, using: &solver, to: writer)
      case .parameters:
        try WalkParameterTable.write(rows, cycle.events, speed: walk.speed, to: writer)
      default: failed += try WalkLoadTable.write(rows, levels: levels, to: writer)
      }
    }
    return failed
  }

  /// Writes mean and spread over the cycles of each subject, then over all of them.
  private func writeCurves(_ walks: [Walk], to writer: TableWriter) throws(OutputError) -> Int {
    var failed = 0
    var everybody: [WalkCurves] = []
    for walk in walks {
      var solver = WalkingSolver(model: walk.model, settings: settings)
      var curves: [WalkCurves] = []
      for cycle in walk.cycles {
        let solutions = solver.solve(cycle.motion)
        if let fault = solutions.first(where: { $0.status != .ok }) {
          failed += 1
          CommandRun.note("\(walk.subject.name): a cycle is left out: \(fault.status)")
        } else {
          curves.append(WalkCurves(of: solutions, model: walk.model))
        }
      }
      try WalkCurveTable.write(curves, name: walk.subject.name, levels: levels, to: writer)
      everybody += curves
    }
    if walks.count > 1 {
      try WalkCurveTable.write(everybody, name: "all", levels: levels, to: writer)
    }
    return failed
  }

  /// Writes the sweep of tightness of one subject.
  private func writeTightness(_ walk: Walk, to writer: TableWriter) throws -> Int {
    var failed = 0
    let last = tightness ?? 5
    for step in 0...4 {
      let percent = 0.25 * Double(step) * last
      for adaptation in WalkAdaptation.allCases {
        let tight = TightWalk(
          of: walk.model,
          tissue: try tissue(shorter: percent),
          adaptation: adaptation,
          settings: settings
        )
        failed += try WalkTightnessTable.write(
          tight,
          of: walk.subject,
          percent: percent,
          levels: levels,
          to: writer
        )
      }
    }
    return failed
  }

  private func sidecar(of columns: [TableColumn]) -> Sidecar {
    Sidecar(
      columns: columns,
      command: "psoas gait",
      settings: options,
      parameters: parameters,
      people: people,
      sources: Bibliography(
        of: ParameterCatalogue.standard.definitions.map(\.standard.source)
          + (record == nil ? [BuiltInWalk.source] : [])
      )
    )
  }
}

/// The frames of one cycle of one subject.
struct WalkRows {
  let subject: Subject
  let model: HumanModel
  /// The cycle, from 1.
  let number: Int
  let motion: GaitMotion
  let solutions: [WalkingFrameSolution]

  /// The part of the cycle of a frame, in percent, rounded to 1e-9.
  func percent(_ index: Int) -> Double {
    LoadTable.rounded(100 * Double(index) / Double(solutions.count - 1))
  }
}
