// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import ExampleSupport
internal import Lumbopelvic

/// The pressure in each lumbar disc against pelvic tilt.
@main
struct DiscPressureAgainstTilt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disc-pressure-against-tilt",
    abstract: "Pressure in every lumbar disc against pelvic tilt, in standing.",
    discussion: """
      One row per tilt and level. pelvic_tilt_deg: degrees from neutral standing, anterior \
      positive. disc_pressure_MPa: pressure in the nucleus. compression_N: along the normal of the \
      disc's mid-plane; psoas_compression_N is the part that the psoas exerts directly.
      """
  )

  @OptionGroup var sweep: TiltOptions

  @Flag(help: "Least effort alone: the muscles need not make the column stable.")
  var leastEffort = false

  @OptionGroup var destination: OutputOption

  func run() throws {
    BLASThreading.setCount(1)
    let model = HumanModel(of: Subject(standardIn: ModelParameters()))
    var settings = PostureSettings()
    settings.requiresStability = !leastEffort
    var solver = PostureSolver(model: model, settings: settings)
    var solution = PostureSolution(for: model)
    var table = CSVTable(columns: [
      "pelvic_tilt_deg", "level", "disc_pressure_MPa", "compression_N", "psoas_compression_N",
      "status",
    ])
    for tilt in try sweep.tilts() {
      solver.solve(tilt: Angle.degrees(tilt), into: &solution)
      for load in solution.levels {
        table.append(
          tilt,
          load.level.name,
          load.pressure / 1e6,
          load.compression,
          load.compressionParts[.psoas],
          solution.status.description
        )
      }
    }
    try table.write(to: destination.output)
  }
}
