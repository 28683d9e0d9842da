// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import MultibodyDynamics
internal import MuscleMechanics
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim moment-arms`: lengths and moment arms as one coordinate moves.
struct OsimMomentArmsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moment-arms",
    abstract: "Lengths and moment arms of the muscles of an OpenSim model.",
    discussion: """
      One row for each value of the coordinate, muscle and coordinate about which the arm is. A \
      moment arm is minus the derivative of the length, with couplers carried along: positive when \
      tension drives the coordinate up. The other coordinates have their default values, or those \
      of --at. Angles are in degrees, displacements in metres.
      """
  )

  @OptionGroup var source: OsimModelOptions

  @Option(
    help: ArgumentHelp(
      "The coordinate that moves; without one, the default posture alone.",
      valueName: "name"
    )
  )
  var sweep: String?

  @Option(help: ArgumentHelp("First value, in degrees or metres.", valueName: "number"))
  var from: Double?

  @Option(help: ArgumentHelp("Last value, in degrees or metres.", valueName: "number"))
  var to: Double?

  @Option(help: ArgumentHelp("Step, in degrees or metres; above zero.", valueName: "number"))
  var by: Double?

  @Option(
    help: ArgumentHelp(
      "Values of other coordinates, in degrees or metres: knee_angle_r=-60,hip_flexion_r=30.",
      valueName: "list"
    )
  )
  var at: String?

  @Option(
    help: ArgumentHelp("Muscles to print, by commas; all without it.", valueName: "list")
  )
  var muscles: String?

  @Option(
    help: ArgumentHelp(
      "Coordinates about which arms are printed, by commas; all free ones that a muscle crosses.",
      valueName: "list"
    )
  )
  var about: String?

  @Flag(
    help: "The arms of the forces that OpenSim applies along the path, not those of its length."
  )
  var applied = false

  @OptionGroup var destination: OutputOptions

  private static let columns = [
    TableColumn(
      "sweep_value",
      "value of the coordinate that moves, in deg or m; empty without one"
    ),
    TableColumn("muscle", "the muscle"),
    TableColumn("length_m", "length of its path"),
    TableColumn("coordinate", "the coordinate about which the arm is"),
    TableColumn("moment_arm_m", "arm, positive when tension drives the coordinate up; per m, 1"),
  ]

  /// The greatest number of postures of one run.
  private static let postureLimit = 1_000_000

  func run() throws {
    let (model, set) = try source.muscles()
    let moving = try sweep.map { try coordinate($0, of: model, "--sweep") }
    let values = try sweepValues(moving, model)
    let state = try baseState(model)
    let shown = try chosenMuscles(set)
    let columns = try about.map { try coordinates($0, of: model, "--about") }
    var files = try RunFiles(
      RunFiles.Request(table: destination.output, inputs: [("model", source.model)])
    )
    var sidecar = Sidecar()
    sidecar.columns = Self.columns
    sidecar.versions = MachineRecord.versions
    sidecar.settings = [
      "command": .text("psoas osim moment-arms"), "model": .text(source.model),
      "sweep": sweep.map { .text($0) } ?? .null, "at": at.map { .text($0) } ?? .null,
      "allow": .text(source.allowances.allow.joined(separator: ",")),
      "applied": .text(applied ? "yes" : "no"),
    ]
    try files.add(sidecar, beside: files.table)
    let table = try TableWriter(Self.columns, format: destination.format, to: files.table.output)
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: set.geometry)
    let crossed = columns ?? ModelLint(model, set).sweptCoordinates()
    var progress = ProgressLine(of: values.count, "postures")
    for value in values {
      var posture = state
      if let moving, let value { posture.coordinates[moving.index] = inside(value, moving, model) }
      model.multibody.applyCouplings(to: &posture)
      model.multibody.updateKinematics(posture, in: &dynamics)
      if applied {
        set.computeLengthsAndAppliedMomentArms(at: posture, using: dynamics, in: &workspace)
      } else {
        set.computeLengthsAndMomentArms(at: posture, using: dynamics, in: &workspace)
      }
      for muscle in shown {
        for column in crossed {
          if let value { try table.write(value) } else { try table.writeEmpty() }
          try table.write(set.names[muscle])
          try table.write(workspace.length(of: muscle))
          try table.write(model.multibody.name(of: column))
          try table.write(workspace.momentArm(of: muscle, column: column.index))
          try table.endRow()
        }
      }
      progress.advance()
    }
    progress.end()
    try table.endTable()
    try files.finish()
  }

  private func isLength(_ coordinate: CoordinateID, _ model: OpenSimModel) -> Bool {
    model.multibody.coordinateMotions[coordinate.index] == .translational
  }

  private func inside(_ value: Double, _ coordinate: CoordinateID, _ model: OpenSimModel) -> Double
  {
    isLength(coordinate, model) ? value : value * .pi / 180
  }

  private func coordinate(
    _ name: String,
    of model: OpenSimModel,
    _ option: String
  ) throws(InputError) -> CoordinateID {
    guard let coordinate = model.multibody.coordinate(named: name) else {
      throw InputError(
        field: option,
        "there is no such coordinate",
        found: name,
        allowed: model.multibody.coordinateNames.joined(separator: ", ")
      )
    }
    return coordinate
  }

  private func coordinates(
    _ list: String,
    of model: OpenSimModel,
    _ option: String
  ) throws(InputError) -> [CoordinateID] {
    var result: [CoordinateID] = []
    for name in list.split(separator: ",") {
      result.append(try coordinate(String(name), of: model, option))
    }
    return result
  }

  /// The values of the coordinate that moves, in degrees or metres; one nil without a sweep.
  private func sweepValues(
    _ moving: CoordinateID?,
    _ model: OpenSimModel
  ) throws(InputError) -> [Double?] {
    guard let moving else {
      guard from == nil, to == nil, by == nil else {
        throw InputError(
          field: "--from, --to, --by",
          "there is no coordinate that moves",
          remedy: "name one with --sweep"
        )
      }
      return [nil]
    }
    guard let from, let to, let by, from.isFinite, to.isFinite, by > 0, by.isFinite, from <= to,
      (to - from) / by < Double(Self.postureLimit)
    else {
      throw InputError(
        field: "--from, --to, --by",
        "a sweep needs a first value, a last one not below it and a step above zero",
        allowed: "up to \(Self.postureLimit) postures"
      )
    }
    if model.multibody.couplings.contains(where: { $0.dependent == moving }) {
      throw InputError(
        field: "--sweep",
        "the coordinate follows another one",
        found: model.multibody.name(of: moving),
        remedy: "move the one that it follows"
      )
    }
    let count = Int(((to - from) / by + 1e-9).rounded(.down))
    return (0...count).map { ((from + Double($0) * by) * 1e9).rounded() / 1e9 }
  }

  /// The default state with the values of --at.
  private func baseState(_ model: OpenSimModel) throws(InputError) -> MultibodyState {
    var state = model.defaultState()
    for entry in (at ?? "").split(separator: ",") {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Double(String(parts[1])), value.isFinite else {
        throw InputError(
          field: "--at",
          "an entry is not a name, an equals sign and a number",
          found: String(entry),
          allowed: "knee_angle_r=-60"
        )
      }
      let coordinate = try coordinate(String(parts[0]), of: model, "--at")
      state.coordinates[coordinate.index] = inside(value, coordinate, model)
    }
    return state
  }

  private func chosenMuscles(_ set: OpenSimMuscles) throws(InputError) -> [Int] {
    guard let muscles else { return Array(0..<set.count) }
    var result: [Int] = []
    for name in muscles.split(separator: ",") {
      guard let place = set.names.firstIndex(of: String(name)) else {
        throw InputError(
          field: "--muscles",
          "there is no such muscle",
          found: String(name),
          allowed: set.names.joined(separator: ", ")
        )
      }
      result.append(place)
    }
    return result
  }
}
