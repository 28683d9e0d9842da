// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim info`: what a model file holds and what of it is not supported.
struct OsimInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "List what a model file holds, and what of it is not read or not supported.",
    discussion: """
      One row for each part, in the order of the file. Masses are in kilograms, angles in degrees, lengths in \
      metres. status is ok; unsupported: the part changes results, and models with it are refused unless it \
      is allowed by name; unread: the part is not known and does nothing here.
      """
  )

  @Argument(help: ArgumentHelp("Model file (.osim).", valueName: "model"))
  var model: String

  @OptionGroup var destination: OutputOptions

  private static let columns = [
    TableColumn("section", "kind of the part"),
    TableColumn("name", "name of the part"),
    TableColumn("class", "class in the file"),
    TableColumn("detail", "numbers and references of the part"),
    TableColumn("line", "line in the file, empty where the part has none"),
    TableColumn("status", "ok, unsupported or unread"),
  ]

  func run() throws {
    let path = model
    let document = try InputError.reading { () throws(DocumentError) in
      try OpenSimModelDocument(contentsOfFile: path)
    }
    var files = try RunFiles(
      RunFiles.Request(table: destination.output, inputs: [("model", model)])
    )
    var sidecar = Sidecar()
    sidecar.columns = Self.columns
    sidecar.versions = MachineRecord.versions
    sidecar.settings = ["command": .text("psoas osim info"), "model": .text(model)]
    try files.add(sidecar, beside: files.table)
    let writer = try TableWriter(Self.columns, format: destination.format, to: files.table.output)
    for row in OsimInventory(document).rows {
      try writer.write(row.section)
      try writer.write(row.name)
      try writer.write(row.kind)
      try writer.write(row.detail)
      if row.line > 0 { try writer.write(Double(row.line)) } else { try writer.writeEmpty() }
      try writer.write(row.status)
      try writer.endRow()
    }
    try writer.endTable()
    try files.finish()
  }
}
