// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The values that a parameter may take, by its name and unit.
///
/// The limits are chosen: wider than any study needs, narrow enough that one value alone cannot
/// make a law meaningless (an area of zero, a negative mass). What several values break together
/// is found by ``HumanModel/check(_:parameters:)``.
enum ParameterLimits {
  /// The allowed values of a parameter, in its SI unit.
  ///
  /// - Parameters:
  ///   - name: The name in the catalogue.
  ///   - unit: Its SI unit.
  ///   - value: Its default, in that unit.
  /// - Returns: The closed range of allowed values, in the same unit.
  static func allowed(name: String, unit: String, standard value: Double) -> ClosedRange<Double> {
    if let rule = rules.first(where: { $0.covers(name) }) { return rule.range }
    switch unit {
    case "m": return -3...3
    case "m2": return 1e-9...1
    case "rad": return -Double.pi...Double.pi
    case "kg": return 1e-3...1000
    default: return value < 0 ? -1e9...1e9 : 0...1e9
    }
  }

  /// A range for the parameters with a beginning and an end of the name.
  private struct Rule {
    let prefix: String
    let suffix: String
    let range: ClosedRange<Double>

    init(_ prefix: String, _ suffix: String, _ range: ClosedRange<Double>) {
      self.prefix = prefix
      self.suffix = suffix
      self.range = range
    }

    init(_ prefix: String, _ range: ClosedRange<Double>) { self.init(prefix, "", range) }

    func covers(_ name: String) -> Bool { name.hasPrefix(prefix) && name.hasSuffix(suffix) }
  }

  private static func degrees(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    Angle.degrees(low)...Angle.degrees(high)
  }

  /// The first rule that covers a name holds; ranges in SI units.
  private static let rules = [
    Rule("gravity", 0...30),
    Rule("subject.height", Subject.heightRange),
    Rule("subject.mass", Subject.massRange),
    Rule("reference.height", 0.5...3),
    Rule("reference.", "mass", 10...500),
    Rule("scaling.area_exponent", 0...2),
    Rule("spinopelvic.pelvic_incidence", degrees(10, 140)),
    Rule("spinopelvic.radiographic_pelvic_tilt", degrees(-40, 80)),
    Rule("spinopelvic.correlation", -1...1),
    Rule("lordosis.", ".incidence", degrees(1, 150)),
    Rule("lordosis.", degrees(-60, 90)),
    Rule("vertebra.", degrees(-45, 45)),
    Rule("disc.", ".wedge", degrees(-45, 45)),
    Rule("disc.", ".area", 1e-5...1e-2),
    Rule("disc.area_factor", 0.05...2),
    Rule("disc.unloaded_pressure", 0...5e6),
    Rule("sacrum.reference_slope", degrees(-30, 130)),
    Rule("pelvis.reference_tilt", degrees(-30, 60)),
    Rule("rhythm.gain.", 0...2),
    Rule("rhythm.", 0...1),
    Rule("segment.", ".mass_fraction.male", 1e-4...1),
    Rule("segment.", ".mass_fraction.female", 1e-4...1),
    Rule("segment.omphalion_height.", 1e-3...1),
    Rule("segment.xiphion_height.", 1e-3...1),
    Rule("segment.", ".gyration.x", 0...1),
    Rule("segment.", ".gyration.y", 0...1),
    Rule("segment.", ".gyration.z", 0...1),
    Rule("segment_stiffness.disc_share", 0...1),
    Rule("segment_stiffness.transition", 1e-4...0.2),
    Rule("segment_stiffness.end", 0...1e7),
    Rule("segment_stiffness.preload_growth", 0...20),
    Rule("segment_stiffness.preload_half", 1...1e5),
    Rule("flexion_creep.growth", 0...1),
    Rule("flexion_creep.time", 1...1e6),
    Rule("facet.erect_share", 0...1),
    Rule("facet.unloading_flexion", 1e-3...1.5),
    Rule("segment_stiffness.", 0...1e4),
    Rule("segment_range.", 1e-2...1.5),
    Rule("muscle.passive.shape", 0.1...20),
    Rule("", ".passive.strain", 0.05...5),
    Rule("", ".passive.slack_length", 0...1),
    Rule("muscle.passive.toe", 0...0.1),
    Rule("support.cost", 1e-12...1),
    Rule("equilibrium.pitch_weight", 0...1000),
    Rule("muscle.least_tendon_share", 0...0.9),
    Rule("muscle.stiffness_coefficient", 0...1000),
    Rule("", ".neutral_fibre_length", 0.2...1.9),
    Rule("thomas.pelvic_tilt", degrees(-20, 0)),
    Rule("thomas.knee_flexion", degrees(0, 120)),
    Rule("sitting.extension_loss", degrees(0, 30)),
    Rule("sitting.", "_time", 0...86_400),
    Rule("hip.capsule.stiffness", 0...1e4),
    Rule("hip.capsule.engagement", degrees(-60, 30)),
    Rule("hip.capsule.spread", degrees(0.1, 30)),
    Rule("specific_tension.", 1e3...1e7),
    Rule("", ".wrap.radius", 1e-3...0.2),
    Rule("ligament.posterior_arm", 1e-3...0.2),
    Rule("abdomen.turn_share", 0...1),
    Rule("abdomen.pressure_arm", -0.5...0.5),
    Rule("abdomen.pressure", 0...1e5),
    Rule("abdomen.diaphragm_area", 0...0.2),
    Rule("stretch.relaxation.", ".amplitude", 0...0.49),
    Rule("stretch.relaxation.", ".time", 1e-2...1e6),
    Rule("stretch.adaptation.gain", degrees(0, 30)),
    Rule("stretch.adaptation.rate", 0...1),
    Rule("stretch.adaptation.decay_time", 3600...1e9),
    Rule("stretch.acute.gain", degrees(0, 30)),
    Rule("stretch.acute.dose", 1...1e5),
    Rule("stretch.acute.decay_time", 1...1e6),
    Rule("muscle.", "activation_time", 1e-3...1),
    Rule("muscle.activation_smoothing", 1e-2...1e6),
    Rule("muscle.tendon.strain", 1e-3...0.5),
    Rule("muscle.fibre_damping", 1e-3...1),
    Rule("swing.stride_time", 0.3...5),
    Rule("swing.speed", 0.1...4),
    Rule("swing.duration", 0.1...2),
    Rule("swing.hip.lift", -0.05...0.05),
    Rule("swing.hip.forward.", -20...20),
    Rule("swing.hip.upward.", -20...20),
    Rule("swing.ankle.stiffness", 0...1000),
    Rule("swing.ankle.damping", 0...100),
    Rule("swing.knee_stop.stiffness", 0...1e4),
    Rule("swing.knee_stop.spread", degrees(0.1, 30)),
    Rule("swing.knee_stop.damping_time", 0...1),
    Rule("swing.toe_tolerance", 0...0.1),
    Rule("swing.time_limit", 0.1...10),
    Rule("swing.short_tendon", 0...10),
    Rule("swing.excitation.edge", 1e-4...0.1),
    Rule("swing.", ".amplitude", 0...1),
    Rule("swing.", ".onset", -1...2),
    Rule("swing.", ".end", -1...2),
    Rule("swing.", "_rate", -30...30),
    Rule("landmark.", -0.5...0.5),
    Rule("support.", ".friction", 0...2),
    Rule("posture.", ".hand_load", 0...100),
    Rule("posture.", ".load_distance", 0.05...0.7),
    Rule("posture.", ".load_drop", -0.6...0.7),
    Rule("posture.", ".lumbar_share", 0...1),
    Rule("posture.", ".lumbar_flexion", degrees(-60, 90)),
    Rule("posture.", "knee_flexion", degrees(-10, 160)),
    Rule("posture.", ".elbow_flexion", degrees(0, 150)),
    Rule("posture.", "ankle_dorsiflexion", degrees(-90, 60)),
    Rule("posture.", ".back_rest_recline", degrees(0, 80)),
    Rule("", ".pcsa", 1e-8...0.1),
    Rule("", ".optimal_fibre_length", 1e-3...1),
    Rule("", ".pennation", 0...1.2),
  ]
}
