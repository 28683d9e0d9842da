// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import ExampleSupport
internal import Lumbopelvic

/// The force that each psoas fascicle exerts on every level that it crosses.
@main
struct PsoasForceVectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "psoas-force-vectors",
    abstract: "Compression, shear and moment of every psoas fascicle at every lumbar level.",
    discussion: """
      On the geometry of the reference table in its own posture. One row per level and fascicle \
      of one side. force_N is the force at full activation and optimal fibre length. \
      compression_N presses the disc, anterior_shear_N pushes what is above it forward, \
      flexion_moment_Nm flexes the level; the columns per_N (moment: mm) are for one newton in \
      the fascicle. The rows both_sides sum all fascicles, left and right.

      With --variants: only those sums, for both ends of the path, both planes of the disc, and \
      joint centres behind and in front of the model's. with_antagonists_per_N is then the change \
      of the whole compression per newton of both sides, with the muscles of least effort that \
      balance the psoas.
      """
  )

  @Option(help: "Where the path ends: brim (as in the table) or femur.")
  var path: PathEnd = .brim

  @Option(help: "Plane of the disc: chord (of the joint centres) or endplates.")
  var discPlane: DiscPlane = .chord

  @Option(help: "Specific tension (N/cm2).")
  var specificTension: Double = 46

  @Option(help: "Displacement of the joint centres (mm) in the variants.")
  var centreShift: Double = 5

  @Option(help: "Tension of each side (N) from which the change with antagonists is taken.")
  var tension: Double = 100

  @Flag(help: "Print the sums for variants of path, plane and joint centre.")
  var variants = false

  @OptionGroup var destination: OutputOption

  func run() throws {
    BLASThreading.setCount(1)
    try (variants ? variantTable() : fascicleTable()).write(to: destination.output)
  }

  private func psoas(_ end: PathEnd, _ plane: DiscPlane, shift: Double) -> ReferencePsoas {
    ReferencePsoas(end: end, plane: plane, shift: shift / 1000, tension: specificTension * 1e4)
  }

  private func fascicleTable() -> CSVTable {
    var table = CSVTable(columns: [
      "level", "fascicle", "force_N", "compression_N", "anterior_shear_N", "flexion_moment_Nm",
      "compression_per_N", "anterior_shear_per_N", "flexion_moment_mm_per_N",
    ])
    let psoas = psoas(path, discPlane, shift: 0)
    for level in LumbarLevel.topToBottom {
      for (place, fascicle) in psoas.fascicles.enumerated() {
        guard let load = psoas.load(of: place, at: level) else { continue }
        let force = psoas.fullForce(of: place)
        table.append(
          level.name,
          psoas.model.muscles[fascicle].fascicle,
          force,
          force * load.compression,
          force * load.anteriorShear,
          force * load.flexionMoment,
          load.compression,
          load.anteriorShear,
          1000 * load.flexionMoment
        )
      }
      let sum = psoas.bothSides(at: level)
      let force = psoas.forceOfBothSides
      table.append(
        level.name,
        "both_sides",
        force,
        sum.compression,
        sum.anteriorShear,
        sum.flexionMoment,
        sum.compression / force,
        sum.anteriorShear / force,
        1000 * sum.flexionMoment / force
      )
    }
    return table
  }

  private func variantTable() -> CSVTable {
    var table = CSVTable(columns: [
      "path", "disc_plane", "centre_forward_mm", "level", "disc_slope_deg", "compression_N",
      "anterior_shear_N", "flexion_moment_Nm", "compression_per_N", "with_antagonists_per_N",
    ])
    for end in PathEnd.allCases {
      for shift in [-centreShift, 0, centreShift] {
        let antagonists = Antagonists(to: psoas(end, .endplates, shift: shift), tension: tension)
        for plane in DiscPlane.allCases {
          let psoas = psoas(end, plane, shift: shift)
          for level in LumbarLevel.topToBottom {
            let slope = plane.slope(at: level, of: psoas.unshifted)
            let turn = slope - psoas.model.skeleton.neutralCurve.discSlope(at: level)
            let sum = psoas.bothSides(at: level)
            table.append(
              end.rawValue,
              plane.rawValue,
              shift,
              level.name,
              Angle.inDegrees(slope),
              sum.compression,
              sum.anteriorShear,
              sum.flexionMoment,
              sum.compression / psoas.forceOfBothSides,
              antagonists.compression(at: level, turnedBy: turn)
            )
          }
        }
      }
    }
    return table
  }
}
