// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// Where the forces of muscles and actuators come from: a file, or static optimisation.
struct OsimForceOptions: ParsableArguments {
  @OptionGroup var model: OsimModelOptions
  @OptionGroup var motion: OsimMotionOptions
  @OptionGroup var actuators: OsimActuatorOptions
  @OptionGroup var optimization: OsimOptimizationOptions

  @Option(
    help: ArgumentHelp(
      """
      Forces of all muscles and actuators (.sto), with a column of its name for each. Default: static \
      optimisation with the options above.
      """,
      valueName: "file"
    )
  )
  var forces: String?

  @Option(
    help: """
      Accelerations: motion, so that what the forces lack appears in the joints; or forces, so that it moves the \
      model, as in OpenSim. Default: forces with --forces, else motion.
      """
  )
  var accelerations: Accelerations?

  /// The accelerations as the command names them.
  enum Accelerations: String, ExpressibleByArgument, CaseIterable {
    case motion
    case forces
  }

  /// The status of a frame whose forces give no accelerations.
  static let noAccelerations = "the forces give no accelerations: a coordinate moves no mass"

  /// Everything that joint loads need.
  struct Reading {
    var model: OpenSimModel
    var reactions: JointReactionsOfMotion
    var times: [Double]
    var forces: [[Double]]
    var statuses: [String]
    var map: ParallelMap
    var record: [String: SidecarValue]
    var inputs: [(option: String, path: String?)]
  }

  /// Reads the files and finds the forces.
  func reading() throws -> Reading {
    guard let forces else {
      let solved = try OsimOptimization(
        model: model,
        motion: motion,
        actuators: actuators,
        optimization: optimization
      )
      return Reading(
        model: solved.actuators.model,
        reactions: try reactions(solved.actuators, solved.reading),
        times: solved.reading.times,
        forces: solved.frames.map(\.forces),
        statuses: solved.statuses,
        map: solved.reading.map,
        record: solved.record,
        inputs: solved.inputs
      )
    }
    let actuatorReading = try actuators.reading(of: model)
    let motionReading = try motion.reading(
      of: actuatorReading.model,
      .ofSampledSpeeds,
      allowing: model.allowances.motionAllowances
    )
    let names = actuatorReading.muscles.names + actuatorReading.reserves.map(\.name)
    let recorded = try InputError.reading { () throws(DocumentError) in
      try RecordedForces(MotionTable(contentsOf: forces), of: names)
    }
    return Reading(
      model: actuatorReading.model,
      reactions: try reactions(actuatorReading, motionReading),
      times: motionReading.times,
      forces: motionReading.times.map(recorded.forces(at:)),
      statuses: [String](repeating: "ok", count: motionReading.times.count),
      map: motionReading.map,
      record: motion.record
        .merging(actuators.record) { $1 }
        .merging(["model": .text(model.model), "forces": .text(forces)]) { $1 },
      inputs: motion.files + actuators.files + [("--forces", forces), ("model", model.model)]
    )
  }

  /// The accelerations that are meant.
  private func accelerations(of model: OpenSimModel) -> JointReactionsOfMotion.Accelerations {
    let wanted = accelerations ?? (forces == nil ? .motion : .forces)
    guard wanted == .forces else { return .ofMotion }
    guard !model.prescribedCoordinates.isEmpty else { return .ofForces }
    CommandRun.note("coordinates are prescribed: accelerations are those of the motion")
    return .ofMotion
  }

  private func reactions(
    _ actuators: OsimActuatorOptions.Reading,
    _ reading: OsimMotionOptions.Reading
  ) throws(InputError) -> JointReactionsOfMotion {
    let accelerations = accelerations(of: actuators.model)
    return JointReactionsOfMotion(
      model: actuators.model.multibody,
      held: accelerations == .ofMotion
        ? nil
        : try InputError.reading { () throws(DocumentError) in
          try actuators.model.holdingLockedCoordinates()
        },
      motion: reading.motion,
      loads: reading.loads,
      geometry: actuators.muscles.geometry,
      pulls: self.actuators.pulls.lines,
      reserves: actuators.reserves,
      passive: actuators.passive,
      accelerations: accelerations
    )
  }
}
