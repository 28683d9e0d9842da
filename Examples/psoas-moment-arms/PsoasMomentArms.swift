// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import ExampleSupport
internal import Lumbopelvic

/// The moment arms of the psoas about every lumbar level and the hip.
@main
struct PsoasMomentArms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "psoas-moment-arms",
    abstract: "Moment arms of every psoas fascicle about lumbar levels and hip over the motion.",
    discussion: """
      One row per posture, fascicle of the right side and joint that it crosses. motion is tilt \
      (pelvic tilt under an upright thorax, anterior positive) or hip (flexion of both hips with \
      the spine in neutral standing); angle_deg is in degrees. Moment arms are in mm, positive \
      when the fascicle flexes the level or the hip. The columns centre_back and centre_forward \
      hold the arm about a centre that lies --centre-shift behind or in front of the model's. \
      to_brim is the arm of a psoas that ends at the brim of the pelvis. A moment arm does not \
      depend on the plane of the disc; psoas-force-vectors shows what does.
      """
  )

  @Option(help: "Step of pelvic tilt from -15 to 25 (degrees).")
  var tiltStep: Double = 5

  @Option(help: "Step of hip flexion from -20 to 90 (degrees).")
  var hipStep: Double = 10

  @Option(help: "Displacement of the joint centre (mm), horizontally.")
  var centreShift: Double = 5

  @OptionGroup var destination: OutputOption

  func run() throws {
    let subject = Subject(standardIn: ModelParameters())
    let model = HumanModel(of: subject)
    let toBrim = HumanModel(of: subject, psoasReachesFemur: false)
    let tilts = try AngleSweep(from: -15, to: 25, step: tiltStep, allowed: -20...30).degrees
    let flexions = try AngleSweep(from: -20, to: 90, step: hipStep, allowed: -30...120).degrees
    var poses = tilts.map { (name: "tilt", $0, model.standingState(tilt: Angle.degrees($0))) }
    for flexion in flexions {
      var state = model.skeleton.multibody.neutralState()
      for hip in model.skeleton.hips { state[hip[0]] = Angle.degrees(flexion) }
      poses.append((name: "hip", flexion, state))
    }
    var table = CSVTable(columns: [
      "motion", "angle_deg", "fascicle", "joint", "flexion_moment_arm_mm", "centre_back_mm",
      "centre_forward_mm", "to_brim_mm",
    ])
    var dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    var paths = MuscleGeometryWorkspace(for: model.geometry)
    var pathsToBrim = MuscleGeometryWorkspace(for: toBrim.geometry)
    for (motion, angle, state) in poses {
      model.skeleton.multibody.updatePositions(state, in: &dynamics)
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &paths)
      toBrim.geometry.computeLengthsAndMomentArms(using: dynamics, in: &pathsToBrim)
      for (index, muscle) in model.muscles.enumerated()
      where muscle.group == .psoas && muscle.side == .right {
        for joint in Joint.all(of: model) {
          let pull = model.pull(of: index, beyondJointOf: joint.body, in: paths)
          guard pull.force != .zero else { continue }
          // Moment about a centre displaced by d: (p - c - d) x f, about the joint's own axis.
          let axis = dynamics.motionAxis(of: joint.flexion).angular
          let shift = Vector3.unitX * (centreShift / 1000)
          let change = -axis.dot(shift.cross(pull.force))
          let arm = paths.momentArm(of: index, column: joint.column)
          table.append(
            motion,
            angle,
            muscle.fascicle,
            joint.name,
            1000 * arm,
            1000 * (arm - change),
            1000 * (arm + change),
            1000 * pathsToBrim.momentArm(of: index, column: joint.column)
          )
        }
      }
    }
    try table.write(to: destination.output)
  }
}
