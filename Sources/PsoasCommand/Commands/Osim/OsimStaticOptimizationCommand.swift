// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim so`: static optimisation of a recorded motion.
struct OsimStaticOptimizationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "so",
    abstract: "Muscle activations and forces of a recorded motion, with least effort.",
    discussion: """
      One row for each sample of the motion, one column for each muscle and actuator. Activations are \
      dimensionless; with --what forces the columns are in N, of torques in N m. A frame that the actuators \
      cannot carry has the activations that lack least, and its status names each coordinate with what it \
      lacks; the command then ends with 3.
      """
  )

  /// What the table holds.
  enum Quantity: String, ExpressibleByArgument, CaseIterable {
    case activations
    case forces
  }

  @OptionGroup var model: OsimModelOptions
  @OptionGroup var motion: OsimMotionOptions
  @OptionGroup var actuators: OsimActuatorOptions
  @OptionGroup var optimization: OsimOptimizationOptions
  @OptionGroup var destination: OsimOutputOptions

  @Option(help: "What the table holds: activations or forces.")
  var what: Quantity = .activations

  func run() throws {
    let solved = try OsimOptimization(
      model: model,
      motion: motion,
      actuators: actuators,
      optimization: optimization
    )
    let frames = solved.frames
    let names = solved.problem.actuatorNames
    let units =
      [String](repeating: "N", count: solved.problem.muscles.count)
      + solved.problem.reserves.map(\.unit)
    let result = OsimResult(
      command: "osim so",
      title: "Static Optimization",
      times: frames.map(\.time),
      columns: names.enumerated().map { index, name in
        switch what {
        case .activations:
          (
            name, TableColumn(name + "_activation", "activation, or control of an actuator"),
            frames.map { $0.activations[index] }
          )
        case .forces:
          (
            name,
            TableColumn(name + "_" + units[index], "force along the tendon, or of the actuator"),
            frames.map { $0.forces[index] }
          )
        }
      },
      statuses: solved.statuses,
      record: solved.record.merging(["what": .text(what.rawValue)]) { $1 },
      inputs: solved.inputs
    )
    try result.write(destination)
  }
}

extension IdealActuator {
  /// The unit of its force in names of columns.
  var unit: String {
    switch action {
    case .coordinate: "N_or_Nm"
    case .point: "N"
    case .torque: "Nm"
    }
  }
}
