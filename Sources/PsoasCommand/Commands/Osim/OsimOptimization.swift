// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic
internal import OpenSimModels

/// A static optimisation after its files were read and its frames solved.
struct OsimOptimization {
  let actuators: OsimActuatorOptions.Reading
  let reading: OsimMotionOptions.Reading
  let problem: StaticOptimizationOfMotion
  let frames: [StaticOptimizationFrame]
  let record: [String: SidecarValue]
  let inputs: [(option: String, path: String?)]

  init(
    model: OsimModelOptions,
    motion: OsimMotionOptions,
    actuators options: OsimActuatorOptions,
    optimization: OsimOptimizationOptions
  ) throws {
    let settings = try optimization.settings(options.pulls.lines)
    actuators = try options.reading(of: model)
    let osim = actuators.model
    reading = try motion.reading(
      of: osim,
      .ofSampledSpeeds,
      allowing: model.allowances.motionAllowances
    )
    problem = StaticOptimizationOfMotion(
      model: osim.multibody,
      balanced: try optimization.balanced(osim, allowing: model.allowances.neglected),
      held: osim.lockedCoordinates + osim.prescribedCoordinates.map(\.coordinate),
      motion: reading.motion,
      loads: reading.loads,
      muscles: actuators.muscles,
      reserves: actuators.reserves,
      passive: actuators.passive,
      settings: settings
    )
    var progress = ProgressLine(of: reading.times.count, "frames")
    var frames: [StaticOptimizationFrame] = []
    // Frames are independent, so pieces change nothing but when progress shows.
    let piece = 64 * reading.map.threads
    for start in stride(from: 0, to: reading.times.count, by: piece) {
      let times = Array(reading.times[start..<min(start + piece, reading.times.count)])
      frames += problem.solution(at: times, using: reading.map)
      for _ in times { progress.advance() }
    }
    progress.end()
    self.frames = frames
    record = motion.record
      .merging(options.record) { $1 }
      .merging(optimization.record) { $1 }
      .merging(["model": .text(model.model)]) { $1 }
    inputs = motion.files + options.files + [("model", model.model)]
  }

  /// For each frame `ok` or which coordinate lacks how much.
  var statuses: [String] { frames.map { problem.complaint(about: $0) ?? "ok" } }
}
