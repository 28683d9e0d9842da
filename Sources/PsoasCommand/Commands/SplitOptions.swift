// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser

/// What a load is split into beside the seven parts.
enum SplitKind: String, ExpressibleByArgument, CaseIterable {
  case fascicles
}

/// A second table with the split of every load.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also split every load by fascicles, into the table of --output-split.",
      valueName: "kind"
    )
  )
  var split: SplitKind?

  @Option(
    help: ArgumentHelp(
      """
      File for the table of --split: force_N of each fascicle, its compression_N, \
      anterior_shear_N and flexion_moment_Nm at each level.
      """,
      valueName: "file"
    )
  )
  var outputSplit: String?

  /// The file of the second table, or nil when none was asked for.
  func file() throws(InputError) -> String? {
    switch (split, outputSplit) {
    case (nil, nil): return nil
    case (_?, let file?): return file
    case (_?, nil):
      throw InputError(
        field: "--split",
        "the second table needs a file",
        remedy: "give --output-split FILE"
      )
    case (nil, _?):
      throw InputError(
        field: "--output-split",
        "nothing is split",
        remedy: "give --split fascicles as well"
      )
    }
  }
}
