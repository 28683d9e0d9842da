// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// Analyses postures over and over, for a profiler.
///
/// `PostureLoop COUNT [on|off]`, the latter for stability, off by default. The sweep goes from -15
/// to 25 degrees of tilt in steps of 0.1 and begins again.
@main
struct PostureLoop {
  static func main() {
    let arguments = CommandLine.arguments
    let count = arguments.count > 1 ? Int(arguments[1]) ?? 0 : 401
    BLASThreading.setCount(1)
    let model = HumanModel(of: Subject(standardIn: ModelParameters()))
    var settings = PostureSettings()
    settings.requiresStability = arguments.count > 2 && arguments[2] == "on"
    var solver = PostureSolver(model: model, settings: settings)
    var solution = PostureSolution(for: model)
    var sum = 0.0
    for step in 0..<count {
      solver.solve(tilt: Angle.degrees(-15 + 0.1 * Double(step % 401)), into: &solution)
      sum += solution[.l4l5].compression
    }
    print("mean compression at L4-L5, N:", sum / Double(max(count, 1)))
  }
}
