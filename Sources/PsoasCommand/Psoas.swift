// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The command `psoas`.
@main
struct Psoas: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "psoas",
    abstract: "What pelvis, lumbar curve and iliopsoas do to the load in each lumbar disc.",
    discussion: """
      Angles are in degrees, forces in newtons, moments in newton metres, pressures in MPa. \
      Pelvic tilt is positive forward (anterior) from the subject's own neutral standing; \
      compression, forward shear and flexion are positive. Research software, not a medical \
      device. Exit codes: 0 done, 1 failed, 2 wrong use or input, 3 done but some rows failed \
      (each says why in `status`), 4 validation outside tolerance.
      """,
    version: Lumbopelvic.version,
    subcommands: [
      TiltCommand.self, PostureCommand.self, TightnessCommand.self, StretchCommand.self,
      SwingCommand.self, GaitCommand.self,
      OsimCommand.self,
      ParametersCommand.self, ValidateCommand.self, ClaimsCommand.self,
    ]
  )

  static func main() {
    BLASThreading.setCount(1)
    end(CommandRun.run(Psoas.self))
  }
}

/// Ends the program; in a command the name `exit` is that of a method of the argument parser.
private func end(_ code: Int32) -> Never { exit(code) }
