// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim loads`: the lumbar levels of an imported model.
struct OsimLoadsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loads",
    abstract:
      "Load, hidden coupler moment and pressure of each lumbar level of a model along a motion.",
    discussion: """
      One row for each sample and level that the names of the bodies show (lumbar4, L4, ...). Loads are what \
      all above exerts on the lower vertebra, along axes half-way between the joint's frames: compression, \
      forward shear and flexion are positive. coupler_moment_Nm is the part of the flexion moment that a \
      coupler carries and no muscle balances. The parts from gravity to inertia sum to compression_N; external \
      holds actuators on bodies too. The pressure takes disc areas of the built-in subject scaled by mass to \
      the power 2/3. A muscle's group is read from its name.
      """
  )

  @OptionGroup var options: OsimForceOptions
  @OptionGroup var constants: ParameterOptions
  @OptionGroup var destination: OutputOptions

  private static let columns =
    [
      TableColumn("time_s", "time of the frame"),
      TableColumn("level", "level from T12-L1 to L5-S1"),
      TableColumn("joint", "joint of the model"),
      TableColumn("compression_N", "force along the normal of the mid-plane, on the disc"),
      TableColumn("anterior_shear_N", "force in the mid-plane, forward on the lower vertebra"),
      TableColumn("flexion_moment_Nm", "moment at the joint's centre that flexes the level"),
      TableColumn("coupler_moment_Nm", "part of it that a coupler carries and no muscle balances"),
      TableColumn("disc_pressure_MPa", "pressure in the nucleus"),
      TableColumn("gravity_compression_N", "part of the compression by weight"),
      TableColumn("psoas_compression_N", "part by the psoas"),
      TableColumn("extensor_compression_N", "part by erector spinae and multifidus"),
      TableColumn("abdominal_compression_N", "part by rectus abdominis and obliques"),
      TableColumn("other_muscle_compression_N", "part by all other muscles"),
      TableColumn("passive_compression_N", "part by ligaments, springs, bushings between bodies"),
      TableColumn("external_compression_N", "part by external loads and actuators on bodies"),
      TableColumn("inertia_compression_N", "part by inertia"),
      TableColumn("status", "ok, or what is wrong"),
    ]

  func run() throws {
    let parameters = try constants.modelParameters()
    let reading = try options.reading()
    let levels = LumbarMap(of: reading.model)
    guard !levels.joints.isEmpty else {
      throw InputError(
        file: options.model.model,
        "no joint of the model joins lumbar vertebrae by the names of its bodies",
        allowed: "bodies named like lumbar5, lumbar4, ... or L5, L4, ..."
      )
    }
    for level in LumbarLevel.topToBottom where levels.joints[level] == nil {
      CommandRun.note("the model has no joint at \(level.name)")
    }
    let loads = LumbarLoadsOfMotion(reading.reactions, map: levels)
      .loads(at: reading.times, forces: reading.forces, using: reading.map)
    let discs = try discs(parameters, mass: reading.model.multibody.totalMass)
    var files = try RunFiles(
      RunFiles.Request(table: destination.output, inputs: reading.inputs)
    )
    try files.add(
      Sidecar(
        columns: Self.columns,
        command: "psoas osim loads",
        settings: reading.record,
        parameters: parameters
      ),
      beside: files.table
    )
    let writer = try TableWriter(Self.columns, format: destination.format, to: files.table.output)
    for (row, time) in reading.times.enumerated() {
      if loads[row].isEmpty {
        try writer.write(time)
        for _ in 0..<Self.columns.count - 2 { try writer.writeEmpty() }
        try writer.write(OsimForceOptions.noAccelerations)
        try writer.endRow()
      }
      for load in loads[row] {
        try writer.write(time)
        try writer.write(load.level.name)
        try writer.write(name(of: load.level, levels, reading.model))
        try writer.write(load.compression)
        try writer.write(load.anteriorShear)
        try writer.write(load.flexionMoment)
        try writer.write(load.couplerMoment)
        try writer.write(discs[load.level].pressure(atCompression: load.compression) * 1e-6)
        for part in load.compressionParts { try writer.write(part) }
        try writer.write(reading.statuses[row])
        try writer.endRow()
      }
    }
    try writer.endTable()
    try files.finish()
    let failed = zip(reading.statuses, loads).count { $0 != "ok" || $1.isEmpty }
    guard failed > 0 else { return }
    CommandRun.report("\(failed) of \(reading.times.count) frames failed; their status says why")
    throw EarlyExit(.someRowsFailed)
  }

  private func name(of level: LumbarLevel, _ map: LumbarMap, _ model: OpenSimModel) -> String {
    map.joints[level].map { model.multibody.jointNames[$0.index] } ?? ""
  }

  /// The discs of the built-in subject at the mass of the model, in kilograms.
  private func discs(
    _ parameters: ModelParameters,
    mass: Double
  ) throws(InputError) -> PerLevel<DiscPressure> {
    guard Subject.massRange.contains(mass) else {
      throw InputError(
        file: options.model.model,
        "no discs are known for the mass of all bodies",
        found: InputError.found(mass),
        allowed: InputError.range(Subject.massRange, unit: "kg")
      )
    }
    var subject = Subject(standardIn: parameters)
    subject.mass = mass
    return HumanModel(of: subject, parameters: parameters).discs
  }
}
