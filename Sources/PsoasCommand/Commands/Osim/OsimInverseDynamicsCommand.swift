// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim id`: inverse dynamics of a recorded motion.
struct OsimInverseDynamicsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "id",
    abstract: "Joint moments of a recorded motion by inverse dynamics.",
    discussion: """
      One row for each sample of the motion, one column for each coordinate: the moment (N m) or force (N) that \
      produces the motion, positive along the coordinate. Muscles and actuators do not act; ligaments, springs, bushings and limits do. \
      Couplers are not eliminated: a coordinate that follows another has its own column. With --filter the \
      samples are resampled evenly, as in OpenSim's inverse dynamics.
      """
  )

  @OptionGroup var model: OsimModelOptions
  @OptionGroup var motion: OsimMotionOptions
  @OptionGroup var destination: OsimOutputOptions

  func run() throws {
    let osim = try model.allowances.model(of: model.document())
    let reading = try motion.reading(
      of: osim,
      .ofCoordinates,
      allowing: model.allowances.motionAllowances
    )
    let allowed = model.allowances.neglected
    let passive = try InputError.reading { () throws(DocumentError) in
      try OpenSimPassiveForces(osim, neglecting: allowed)
    }
    let problem = InverseDynamicsOfMotion(
      of: osim,
      motion: reading.motion,
      loads: reading.loads,
      passive: passive
    )
    let solution = problem.solution(at: reading.times, using: reading.map)
    let table = try InputError.reading { () throws(DocumentError) in
      try problem.table(of: solution)
    }
    let result = OsimResult(
      command: "osim id",
      title: table.name,
      times: table.times,
      columns: table.columns.map { column in
        let isMoment = column.label.hasSuffix("_moment")
        return (
          column.label,
          TableColumn(
            column.label + (isMoment ? "_Nm" : "_N"),
            "what the coordinate needs, positive along it"
          ),
          column.values
        )
      },
      statuses: [String](repeating: "ok", count: table.times.count),
      record: motion.record.merging(["model": .text(model.model)]) { $1 },
      inputs: motion.files + [("model", model.model)]
    )
    try result.write(destination)
  }
}
