// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats

/// The form of a table of results over time.
enum OsimFormat: String, ExpressibleByArgument, CaseIterable {
  /// OpenSim's own.
  case sto
  /// Comma-separated values.
  case csv
  /// A list of objects.
  case json
}

/// Where results over time go and in which form.
struct OsimOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File for the table; whole or absent. A CSV or JSON file gets FILE.json beside it. Default: standard output.",
      valueName: "file"
    )
  )
  var output: String?

  @Option(help: "Form of the table: sto, csv or json. Default: that of the file's name, else csv.")
  var format: OsimFormat?

  /// The form that is meant.
  var form: OsimFormat {
    if let format { return format }
    guard let output else { return .csv }
    if output.hasSuffix(".sto") || output.hasSuffix(".mot") { return .sto }
    return output.hasSuffix(".json") ? .json : .csv
  }
}

/// A table of numbers over time and how it was made.
struct OsimResult {
  /// The command, as it was given: `osim id`.
  var command: String
  /// The name in the header of a `.sto` file.
  var title: String
  /// The times of the rows, in seconds.
  var times: [Double]
  /// For each column its name in a `.sto` file, its name with a unit, its meaning, and its numbers.
  var columns: [(label: String, column: TableColumn, values: [Double])]
  /// For each row `ok` or what is wrong.
  var statuses: [String]
  /// The settings of the run.
  var record: [String: SidecarValue]
  /// The files that were read, by option.
  var inputs: [(option: String, path: String?)]

  /// Writes the table; rows that failed end in exit code 3 after all is written.
  func write(_ options: OsimOutputOptions) throws {
    var files = try RunFiles(RunFiles.Request(table: options.output, inputs: inputs))
    let failed = statuses.count { $0 != "ok" }
    switch options.form {
    case .sto:
      let table = try InputError.reading { () throws(DocumentError) in
        try MotionTable(
          name: title,
          isInDegrees: false,
          times: times,
          columns: columns.map { MotionTable.Column(label: $0.label, values: $0.values) }
        )
      }
      try files.table.output.append(table.text)
    case .csv, .json:
      let names =
        [TableColumn("time_s", "time of the frame")]
        + columns.map(\.column) + [TableColumn("status", "ok, or what is wrong")]
      var sidecar = Sidecar()
      sidecar.columns = names
      sidecar.versions = MachineRecord.versions
      sidecar.settings = record
      sidecar.settings["command"] = .text("psoas " + command)
      try files.add(sidecar, beside: files.table)
      let writer = try TableWriter(
        names,
        format: options.form == .csv ? .csv : .json,
        to: files.table.output
      )
      for (row, time) in times.enumerated() {
        try writer.write(time)
        for column in columns { try writer.write(column.values[row]) }
        try writer.write(statuses[row])
        try writer.endRow()
      }
      try writer.endTable()
    }
    try files.finish()
    guard failed > 0 else { return }
    for (time, status) in zip(times, statuses) where status != "ok" {
      CommandRun.note("at \(NumberText.text(of: time)) s: \(status)")
    }
    CommandRun.report("\(failed) of \(times.count) frames failed")
    throw EarlyExit(.someRowsFailed)
  }
}
