// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import MultibodyDynamics
internal import NumericalMethods
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim lint`: what is odd in the muscles of a model file.
struct OsimLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find what is odd in an OpenSim model: jumps, sign flips, impossible fibres.",
    discussion: """
      Every free coordinate that a muscle crosses is moved through its range in steps of 0.1 degree \
      (0.5 mm), all others at their default values. A jump is a step in which the length changes by \
      more than 1e-6 m beyond what the moment arms say. One row for each jump, and for each muscle \
      and coordinate the largest of every other kind: `sign flip` (arms above 5 mm on both sides of \
      zero), `arm is not -dL/dq` (the moment arm of the forces that OpenSim applies differs by more \
      than 0.5 mm from the derivative of its length), `path shorter than tendon`, `impossible fibre \
      length` (outside of 0.4 to 1.9 optimal lengths beside a rigid tendon), `left-right difference` \
      (above 0.1 %), `double muscle` (origin and insertion within 2 mm of another one's), `odd \
      gravity`. Ends with 0 whether or not something was found.
      """
  )

  @OptionGroup var source: OsimModelOptions
  @OptionGroup var destination: OutputOptions

  private static let columns = [
    TableColumn("kind", "what is odd"),
    TableColumn("muscle", "the muscle, empty for the whole model"),
    TableColumn("coordinate", "the coordinate that was moved"),
    TableColumn("coordinate_value", "value of the coordinate in the unit of the next column"),
    TableColumn("coordinate_unit", "deg or m"),
    TableColumn("size", "how large it is, in the unit of the next column"),
    TableColumn("size_unit", "m, m/s2 or 1"),
    TableColumn("detail", "what was found"),
  ]

  func run() throws {
    let (model, muscles) = try source.muscles()
    var files = try RunFiles(
      RunFiles.Request(table: destination.output, inputs: [("model", source.model)])
    )
    var sidecar = Sidecar()
    sidecar.columns = Self.columns
    sidecar.versions = MachineRecord.versions
    sidecar.settings = [
      "command": .text("psoas osim lint"), "model": .text(source.model),
      "allow": .text(source.allowances.allow.joined(separator: ",")),
    ]
    try files.add(sidecar, beside: files.table)
    let table = try TableWriter(Self.columns, format: destination.format, to: files.table.output)
    let lint = ModelLint(model, muscles)
    for finding in lint.staticFindings() { try write(finding, model, to: table) }
    let coordinates = lint.sweptCoordinates()
    var progress = ProgressLine(of: coordinates.count, "coordinates")
    for coordinate in coordinates {
      for finding in lint.findings(moving: coordinate) { try write(finding, model, to: table) }
      progress.advance()
    }
    progress.end()
    try table.endTable()
    try files.finish()
  }

  private func write(
    _ finding: ModelFinding,
    _ model: OpenSimModel,
    to table: TableWriter
  ) throws {
    try table.write(finding.kind.rawValue)
    try table.write(finding.muscle ?? "")
    try table.write(finding.coordinate ?? "")
    if let value = finding.value, let name = finding.coordinate,
      let coordinate = model.multibody.coordinate(named: name)
    {
      let isLength = model.multibody.coordinateMotions[coordinate.index] == .translational
      let shown = isLength ? value : value * 180 / .pi
      // The steps of a sweep are exact to far less.
      try table.write((shown * 1e9).rounded() / 1e9)
      try table.write(isLength ? "m" : "deg")
    } else {
      try table.writeEmpty()
      try table.write("")
    }
    try table.write(finding.size)
    try table.write(finding.unit)
    try table.write(finding.detail)
    try table.endRow()
  }
}
