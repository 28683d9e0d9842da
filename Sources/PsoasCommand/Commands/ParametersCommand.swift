// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas parameters`: every constant of the model with its source.
struct ParametersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameters",
    abstract: "List every parameter of the model: name, value, unit, spread, source.",
    discussion: """
      Values stand in the SI unit of their row (m, rad, N/m2, ...), as --parameters takes them. X \
      points forward, Y up, Z to the right; flexion and forward tilt are positive; muscles are \
      those of the right side, which the left one mirrors.
      """
  )

  @Option(
    help: ArgumentHelp(
      "JSON file of parameters that replace defaults: name and value in SI units.",
      valueName: "file"
    )
  )
  var parameters: String?

  @OptionGroup var destination: OutputOptions

  private static let columns = [
    TableColumn("name", "name in files and studies"),
    TableColumn("value", "value in the unit of the row"),
    TableColumn("unit", "SI unit, 1 for a dimensionless number"),
    TableColumn("low", "low end of the spread, or mean less one standard deviation"),
    TableColumn("high", "high end of the spread, or mean plus one standard deviation"),
    TableColumn("spread", "kind of the spread: range or standard deviation"),
    TableColumn("population", "whom or what was measured"),
    TableColumn("reading", "paper, abstract, model file, derived or chosen"),
    TableColumn("source", "reference and place in it, method or reason"),
    TableColumn("citation", "the work"),
  ]

  func run() throws {
    let values = try parameters.map { try ParameterFile.read($0) } ?? ModelParameters()
    var files = try RunFiles(
      RunFiles.Request(
        table: destination.output,
        inputs: [("--parameters", parameters)]
      )
    )
    var sidecar = Sidecar()
    sidecar.columns = Self.columns
    sidecar.versions = MachineRecord.versions
    sidecar.settings = [
      "command": .text("psoas parameters"), "parameters": parameters.map { .text($0) } ?? .null,
    ]
    sidecar.sources = ParameterCatalogue.standard.bibliography
    try files.add(sidecar, beside: files.table)
    let table = try TableWriter(Self.columns, format: destination.format, to: files.table.output)
    for (definition, value) in zip(ParameterCatalogue.standard.definitions, values.values) {
      try write(definition, value, to: table)
    }
    try table.endTable()
    try files.finish()
  }

  private func write(
    _ definition: ParameterDefinition,
    _ value: Double,
    to table: TableWriter
  ) throws {
    let standard = definition.standard
    try table.write(definition.name)
    try table.write(value)
    try table.write(standard.unit)
    switch standard.spread {
    case .none:
      for _ in 0..<3 { try table.writeEmpty() }
    case .standardDeviation(let deviation):
      try table.write(standard.value - deviation)
      try table.write(standard.value + deviation)
      try table.write("standard deviation")
    case .range(let low, let high):
      try table.write(low)
      try table.write(high)
      try table.write("range")
    }
    try table.write(standard.population)
    let isReplaced = value != standard.value
    try table.write(isReplaced ? "replaced" : reading(of: standard.source))
    try table.write(isReplaced ? "file given by the user" : standard.source.description)
    try table.write(isReplaced ? "" : standard.source.reference?.citation ?? "")
    try table.endRow()
  }

  private func reading(of source: Source) -> String {
    switch source.reading {
    case .paper: "paper"
    case .abstract: "abstract"
    case .modelFile: "model file"
    case .dataset: "data set"
    case .derived: "derived"
    case .chosen: "chosen"
    }
  }
}
