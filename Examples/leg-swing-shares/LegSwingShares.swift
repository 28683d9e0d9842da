// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import ExampleSupport
internal import Lumbopelvic

/// What moves the back leg forward.
@main
struct LegSwingShares: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leg-swing-shares",
    abstract: "How far contraction, passive tissue, weight, inertia and push-off carry the hip.",
    discussion: """
      One row per variant of the swing of the built-in leg, from toe-off to heel strike. \
      swing_time_s: seconds. hip_travel_deg: degrees of hip flexion, positive, from toe-off to the \
      strike; the next five columns sum to it: the part by the rate at toe-off (push-off), by \
      contraction, by passive tissue, by weight, by velocities and the motion of the hip. \
      psoas_deg: what the psoas did of it, active and passive. A swing without a strike has a \
      status and no numbers.
      """
  )

  @OptionGroup var destination: OutputOption

  func run() throws {
    let parameters = ModelParameters()
    let leg = SwingLeg(of: HumanModel(of: Subject(standardIn: parameters)))
    let plain = SwingProgram(parameters: parameters)
    var table = CSVTable(columns: [
      "variant", "swing_time_s", "hip_travel_deg", "push_off_deg", "active_deg", "passive_deg",
      "gravity_deg", "inertia_deg", "psoas_deg", "status",
    ])
    for variant in Variant.allCases {
      var program = plain
      variant.change(&program)
      let swing = SwingSolver().solve(leg, program)
      guard swing.status == .ok else {
        let none = Double.nan
        table.append(
          variant.rawValue,
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          swing.status.name
        )
        continue
      }
      let shares = SwingShares(of: swing)
      table.append(
        variant.rawValue,
        swing.endTime,
        Angle.inDegrees(shares.travel),
        Angle.inDegrees(shares.pushOff),
        Angle.inDegrees(shares[kind: .active]),
        Angle.inDegrees(shares[kind: .passive]),
        Angle.inDegrees(shares[kind: .gravity]),
        Angle.inDegrees(shares[kind: .inertia]),
        Angle.inDegrees(shares[SwingSource.psoasActive] + shares[SwingSource.psoasPassive]),
        swing.status.name
      )
    }
    try table.write(to: destination.output)
  }
}

/// A swing with one thing changed.
enum Variant: String, CaseIterable {
  case whole
  case strongPsoas = "psoas 120 percent"
  case weakPsoas = "psoas 80 percent"
  case noContraction = "no contraction"
  case noPassiveTissue = "no passive tissue"
  case lessPushOff = "push-off 90 percent"
  case ballistic

  func change(_ program: inout SwingProgram) {
    switch self {
    case .whole: break
    case .strongPsoas: program.psoasStrength = 1.2
    case .weakPsoas: program.psoasStrength = 0.8
    case .noContraction: program.hasExcitation = false
    case .noPassiveTissue: program.hasPassiveTissue = false
    case .lessPushOff: program.pushOff = 0.9
    case .ballistic: program.isBallistic = true
    }
  }
}
