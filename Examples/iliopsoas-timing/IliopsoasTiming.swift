// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import ExampleSupport
internal import Lumbopelvic

/// When the hip flexors work in a step, as least effort has it.
@main
struct IliopsoasTiming: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iliopsoas-timing",
    abstract: "Forces of the right hip flexors over a cycle of the built-in walk.",
    discussion: """
      One row per frame. cycle_percent: from right strike to right strike. hip_flexor_moment_r_Nm: \
      net moment at the right hip, flexing positive. psoas_N, iliacus_N, rectus_femoris_N: force of \
      all fascicles of the right side, active and passive, pulling positive. iliopsoas_activation: \
      mean over psoas and iliacus by strength, 0 to 1: the part that electrodes would see.
      """
  )

  @Option(help: "Frames of the cycle, 3 to 1001; the last is the next strike.")
  var frames = 101

  @Option(help: "Exponent of the effort, 1.1 to 10: how evenly muscles share the work.")
  var exponent = WalkingSettings().exponent

  @OptionGroup var destination: OutputOption

  func validate() throws {
    guard (3...1001).contains(frames) else {
      throw ValidationError("--frames: \(frames) is outside 3 to 1001")
    }
    guard (1.1...10).contains(exponent) else {
      throw ValidationError("--exponent: \(exponent) is outside 1.1 to 10")
    }
  }

  func run() throws {
    BLASThreading.setCount(1)
    let model = HumanModel(
      of: Subject(standardIn: ModelParameters()),
      musculature: .trunkAndLegs
    )
    var settings = WalkingSettings()
    settings.exponent = exponent
    let motion = BuiltInWalk.standard.motion(of: model, settings: settings, frames: frames)
    let hip = model.balancedCoordinates.firstIndex(of: model.skeleton.hips[0][0]) ?? 0
    var solver = WalkingSolver(model: model, settings: settings)
    var table = CSVTable(columns: [
      "cycle_percent", "hip_flexor_moment_r_Nm", "psoas_N", "iliacus_N", "rectus_femoris_N",
      "iliopsoas_activation", "status",
    ])
    for (index, frame) in solver.solve(motion).enumerated() {
      func force(_ group: MuscleGroup) -> Double {
        model.rightMuscles(of: group).reduce(0) { $0 + frame.muscleForces[$1] }
      }
      let iliopsoas = model.rightMuscles(of: .psoas) + model.rightMuscles(of: .iliacus)
      var (active, strength) = (0.0, 0.0)
      for muscle in iliopsoas {
        let greatest = model.muscles[muscle].law.maximumIsometricForce
        active += greatest * frame.activations[muscle]
        strength += greatest
      }
      table.append(
        100 * Double(index) / Double(frames - 1),
        frame.jointMoments[hip],
        force(.psoas),
        force(.iliacus),
        force(.rectusFemoris),
        active / strength,
        frame.status.description
      )
    }
    try table.write(to: destination.output)
  }
}

extension HumanModel {
  /// Places of the muscles of a group on the right side.
  fileprivate func rightMuscles(of group: MuscleGroup) -> [Int] {
    muscles.indices.filter { muscles[$0].group == group && muscles[$0].side == .right }
  }
}
