// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import ExampleSupport
internal import Lumbopelvic

/// The load of each lumbar disc over one cycle of walking, and what the psoas adds to it.
@main
struct LumbarLoadInWalking: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lumbar-load-in-walking",
    abstract: "Load and pressure of every lumbar disc over a cycle of the built-in walk.",
    discussion: """
      One row per frame and level. cycle_percent: from right strike to right strike. \
      compression_N: along the normal of the disc's mid-plane, what presses the disc positive; \
      psoas_compression_N and inertia_compression_N are parts of it. hip_flexor_moment_r_Nm: net \
      moment at the right hip, flexing positive. pelvic_tilt_deg: degrees from neutral standing, \
      forward positive.
      """
  )

  @Option(help: "Frames of the cycle, 3 to 1001; the last is the next strike.")
  var frames = 101

  @Flag(help: "Least effort alone: the muscles need not make the column stable.")
  var leastEffort = false

  @OptionGroup var destination: OutputOption

  func validate() throws {
    guard (3...1001).contains(frames) else {
      throw ValidationError("--frames: \(frames) is outside 3 to 1001")
    }
  }

  func run() throws {
    BLASThreading.setCount(1)
    let model = HumanModel(
      of: Subject(standardIn: ModelParameters()),
      musculature: .trunkAndLegs
    )
    var settings = WalkingSettings()
    settings.requiresStability = !leastEffort
    let motion = BuiltInWalk.standard.motion(of: model, settings: settings, frames: frames)
    let hip = model.balancedCoordinates.firstIndex(of: model.skeleton.hips[0][0]) ?? 0
    var solver = WalkingSolver(model: model, settings: settings)
    var table = CSVTable(columns: [
      "cycle_percent", "pelvic_tilt_deg", "hip_flexor_moment_r_Nm", "level", "compression_N",
      "psoas_compression_N", "inertia_compression_N", "disc_pressure_MPa", "status",
    ])
    for (index, frame) in solver.solve(motion).enumerated() {
      for load in frame.levels {
        table.append(
          100 * Double(index) / Double(frames - 1),
          Angle.inDegrees(frame.pelvicTilt),
          frame.jointMoments[hip],
          load.level.name,
          load.compression,
          load.compressionParts[.psoas],
          load.compressionParts[.inertia],
          load.pressure / 1e6,
          frame.status.description
        )
      }
    }
    try table.write(to: destination.output)
  }
}
