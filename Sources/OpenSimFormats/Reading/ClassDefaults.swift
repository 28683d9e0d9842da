// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The values that OpenSim gives to properties that a file leaves out.
///
/// They are those of the constructors of OpenSim 4.6 (opensim-core, `constructProperties` of each class). A
/// property without a default is not in the lists.
enum ClassDefaults {
  /// The defaults of a class with those of the classes that it derives from.
  static func properties(of kind: String) -> [(name: String, value: String)] {
    switch kind {
    case "Thelen2003Muscle": muscle(minimumControl: "0.01") + thelen
    case "Millard2012EquilibriumMuscle": muscle(minimumControl: "0.01") + millard
    case "DeGrooteFregly2016Muscle": muscle(minimumControl: "0") + deGrooteFregly
    case "RigidTendonMuscle": muscle(minimumControl: "0")
    case "Ligament": [("resting_length", "0"), ("pcsa_force", "0")]
    case "CoordinateLimitForce": coordinateLimit
    case "BushingForce": bushing
    case "PointToPointSpring":
      [("point1", "0 0 0"), ("point2", "0 0 0"), ("stiffness", "1"), ("rest_length", "0")]
    case "PathSpring": [("resting_length", "0"), ("stiffness", "0"), ("dissipation", "0")]
    case "CoordinateActuator": actuator + [("optimal_force", "1")]
    case "ActivationCoordinateActuator":
      actuator + [("optimal_force", "1"), ("activation_time_constant", "0.01")]
    case "PointActuator":
      actuator + [
        ("point", "0 0 0"), ("point_is_global", "false"), ("direction", "1 0 0"),
        ("force_is_global", "false"), ("optimal_force", "1"),
      ]
    case "TorqueActuator":
      actuator + [("torque_is_global", "true"), ("axis", "1 0 0"), ("optimal_force", "1")]
    case "PointToPointActuator":
      actuator + [
        ("point1", "0 0 0"), ("point2", "0 0 0"), ("points_are_global", "false"),
        ("optimal_force", "1"),
      ]
    case "PathActuator": actuator + [("optimal_force", "1")]
    default: []
    }
  }

  private static let actuator: [(name: String, value: String)] = [
    ("min_control", "-Inf"), ("max_control", "Inf"),
  ]

  private static func muscle(minimumControl: String) -> [(name: String, value: String)] {
    [
      ("min_control", minimumControl), ("max_control", "1"), ("optimal_force", "1"),
      ("max_isometric_force", "1000"), ("optimal_fiber_length", "0.1"),
      ("tendon_slack_length", "0.2"), ("pennation_angle_at_optimal", "0"),
      ("max_contraction_velocity", "10"), ("ignore_tendon_compliance", "false"),
      ("ignore_activation_dynamics", "false"),
    ]
  }

  /// The arc cosine of 0.1, in radians: the largest pennation angle of two classes.
  private static let largestPennationAngle = "1.4706289056333368"

  private static let thelen: [(name: String, value: String)] = [
    ("FmaxTendonStrain", "0.04"), ("FmaxMuscleStrain", "0.6"), ("KshapeActive", "0.45"),
    ("KshapePassive", "5"), ("Af", "0.25"), ("Flen", "1.4"),
    ("fv_linear_extrap_threshold", "0.95"), ("maximum_pennation_angle", largestPennationAngle),
    ("activation_time_constant", "0.015"), ("deactivation_time_constant", "0.05"),
    ("minimum_activation", "0.01"), ("default_activation", "0.05"),
  ]

  private static let millard: [(name: String, value: String)] = [
    ("fiber_damping", "0.1"), ("default_activation", "0.05"),
    ("activation_time_constant", "0.01"), ("deactivation_time_constant", "0.04"),
    ("minimum_activation", "0.01"), ("maximum_pennation_angle", largestPennationAngle),
    ("ActiveForceLengthCurve.min_norm_active_fiber_length", "0.4441"),
    ("ActiveForceLengthCurve.transition_norm_fiber_length", "0.73"),
    ("ActiveForceLengthCurve.max_norm_active_fiber_length", "1.8123"),
    ("ActiveForceLengthCurve.shallow_ascending_slope", "0.8616"),
    ("ActiveForceLengthCurve.minimum_value", "0.1"),
    ("ForceVelocityCurve.concentric_slope_at_vmax", "0"),
    ("ForceVelocityCurve.concentric_slope_near_vmax", "0.25"),
    ("ForceVelocityCurve.isometric_slope", "5"),
    ("ForceVelocityCurve.eccentric_slope_at_vmax", "0"),
    ("ForceVelocityCurve.eccentric_slope_near_vmax", "0.15"),
    ("ForceVelocityCurve.max_eccentric_velocity_force_multiplier", "1.4"),
    ("ForceVelocityCurve.concentric_curviness", "0.6"),
    ("ForceVelocityCurve.eccentric_curviness", "0.9"),
    ("FiberForceLengthCurve.strain_at_zero_force", "0"),
    ("FiberForceLengthCurve.strain_at_one_norm_force", "0.7"),
    ("TendonForceLengthCurve.strain_at_one_norm_force", "0.049"),
  ]

  private static let deGrooteFregly: [(name: String, value: String)] = [
    ("activation_time_constant", "0.015"), ("deactivation_time_constant", "0.06"),
    ("default_activation", "0.5"), ("default_normalized_tendon_force", "0.5"),
    ("active_force_width_scale", "1"), ("fiber_damping", "0"),
    ("passive_fiber_strain_at_one_norm_force", "0.6"),
    ("tendon_strain_at_one_norm_force", "0.049"), ("ignore_passive_fiber_force", "false"),
    ("tendon_compliance_dynamics_mode", "explicit"),
  ]

  private static let coordinateLimit: [(name: String, value: String)] = [
    ("upper_stiffness", "1"), ("upper_limit", "0"), ("lower_stiffness", "1"), ("lower_limit", "0"),
    ("damping", "0.001"), ("transition", "0.1"), ("compute_dissipation_energy", "false"),
  ]

  private static let bushing: [(name: String, value: String)] = [
    ("rotational_stiffness", "0 0 0"), ("translational_stiffness", "0 0 0"),
    ("rotational_damping", "0 0 0"), ("translational_damping", "0 0 0"),
  ]
}
