// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import ArgumentParser
internal import ExampleSupport
public import Lumbopelvic

/// The lumbar curve when the pelvis tilts under an upright thorax.
@main
struct LumbarCurveAgainstTilt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lumbar-curve-against-tilt",
    abstract: "Endplates, segmental angles, lordosis, apex and joint centres against pelvic tilt.",
    discussion: """
      One row per tilt and level, from T12-L1 down. pelvic_tilt_deg: degrees from neutral \
      standing, anterior positive. Slopes: degrees forward from the horizontal (front edge lower \
      is positive) of the endplates above and below the disc and of its mid-plane. \
      segmental_angle_deg: between the upper endplates of the level's two vertebrae, lordotic \
      positive (T12-L1: the disc alone). lumbar_lordosis_deg: Cobb angle L1-S1, the sum over \
      L1-L2 to L5-S1. apex: the vertebra or disc that is horizontal. centre_x_mm (anterior) and \
      centre_y_mm (up): the joint's centre from the midpoint of the hips.
      """
  )

  @OptionGroup var sweep: TiltOptions

  @Option(help: "Rhythm of the levels: lfb (most at L4-L5) or christophy (most at L1-L2).")
  var rhythm: RhythmChoice = .lfb

  @OptionGroup var destination: OutputOption

  func run() throws {
    let model = HumanModel(of: Subject(standardIn: ModelParameters()))
    let skeleton = model.skeleton
    var settings = PostureSettings()
    settings.rhythm = rhythm
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    var table = CSVTable(columns: [
      "pelvic_tilt_deg", "lumbar_lordosis_deg", "apex", "level", "segmental_angle_deg",
      "endplate_above_disc_deg", "endplate_below_disc_deg", "disc_slope_deg", "centre_x_mm",
      "centre_y_mm",
    ])
    for tilt in try sweep.tilts() {
      let state = model.standingState(tilt: Angle.degrees(tilt), settings: settings)
      skeleton.multibody.updatePositions(state, in: &dynamics)
      let curve = skeleton.lumbarCurve(at: state)
      for level in LumbarLevel.topToBottom {
        let centre = skeleton.jointCentre(of: level, using: dynamics)
        table.append(
          tilt,
          Angle.inDegrees(curve.lordosis),
          curve.apex ?? "none",
          level.name,
          Angle.inDegrees(curve.segmentalAngle(at: level)),
          Angle.inDegrees(curve.lowerEndplateSlopes[level.rawValue]),
          Angle.inDegrees(curve.upperEndplateSlopes[level.rawValue]),
          Angle.inDegrees(curve.discSlope(at: level)),
          centre.x * 1000,
          centre.y * 1000
        )
      }
    }
    try table.write(to: destination.output)
  }
}

extension RhythmChoice: ExpressibleByArgument {}
