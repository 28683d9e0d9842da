// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser

/// `psoas osim`: OpenSim's models and motions.
struct OsimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "osim",
    abstract:
      "Open OpenSim's models and motions: what they hold, joint moments, muscle forces, loads.",
    discussion: """
      Files are those of OpenSim: models .osim (versions 20000 to 40600), motions .mot and .sto, external \
      loads and actuators .xml. Results are CSV with units in the names, or .sto files that OpenSim reads. \
      What is odd about a file stops the run with its line; --allow NAME lets it pass.
      """,
    subcommands: [
      OsimInfoCommand.self,
      OsimInverseDynamicsCommand.self,
      OsimStaticOptimizationCommand.self,
      OsimJointReactionCommand.self,
      OsimLoadsCommand.self,
      OsimLintCommand.self,
      OsimMomentArmsCommand.self,
    ]
  )
}
