// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser

extension TableFormat: ExpressibleByArgument {}

/// Where a table goes and in which form.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      File for the table; whole or absent. FILE.json beside it says how it was made. Default: \
      standard output.
      """,
      valueName: "file"
    )
  )
  var output: String?

  @Option(help: "Form of the table: csv or json.")
  var format: TableFormat = .csv
}
