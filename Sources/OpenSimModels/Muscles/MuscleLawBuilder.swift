// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MultibodyDynamics
internal import MuscleMechanics
internal import OpenSimFormats

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Turns the properties of a muscle of a document into its law.
struct MuscleLawBuilder {
  let force: OpenSimModelDocument.Force

  /// The classes whose laws are known.
  static let supported = [
    "Thelen2003Muscle", "Millard2012EquilibriumMuscle", "DeGrooteFregly2016Muscle",
    "RigidTendonMuscle",
  ]

  private var element: String { "<\(force.kind) name=\"\(force.name)\">" }

  /// The law.
  func muscle() throws(DocumentError) -> HillMuscle {
    guard Self.supported.contains(force.kind) else { throw unsupported }
    let strength = try number("max_isometric_force", 0...Double.infinity)
    let fibre = try number("optimal_fiber_length", Double.leastNormalMagnitude...Double.infinity)
    let pennation = try number("pennation_angle_at_optimal", 0...(Double.pi / 2).nextDown)
    return HillMuscle(
      maximumIsometricForce: strength,
      optimalFibreLength: fibre,
      tendonSlackLength: try number("tendon_slack_length", 0...Double.infinity),
      pennationAtOptimal: pennation,
      maximumShorteningSpeed: try number(
        "max_contraction_velocity",
        Double.leastNormalMagnitude...Double.infinity
      ),
      shortestFibre: try shortestFibre(optimal: fibre, pennation: pennation),
      curves: try curves()
    )
  }

  /// The range of the control, dimensionless.
  func control() throws(DocumentError) -> ClosedRange<Double> {
    let lower = try number("min_control", -Double.infinity...Double.infinity)
    let upper = try number("max_control", lower...Double.infinity)
    return lower...upper
  }

  private var unsupported: DocumentError {
    DocumentError(
      .unsupported,
      "found a muscle whose law is not supported; allowed: \(Self.supported.joined(separator: ", ")). Allow "
        + "'\(force.name)' or '\(force.kind)' by name to leave it out",
      element: element,
      at: force.position
    )
  }

  private func number(
    _ name: String,
    _ range: ClosedRange<Double>
  ) throws(DocumentError) -> Double {
    guard let property = force.property(name) else { return try force.number(name) }
    let values = try property.numbers()
    guard values.count == 1, range.contains(values[0]) else {
      throw invalid(property, "one number from \(range.lowerBound) to \(range.upperBound)")
    }
    return values[0]
  }

  /// An optional number of a curve; nil when the file leaves it to OpenSim.
  private func optional(_ name: String) throws(DocumentError) -> Double? {
    guard let property = force.property(name) else { return nil }
    let values = try property.numbers()
    guard values.count <= 1 else { throw invalid(property, "one number or none") }
    return values.first
  }

  private func invalid(
    _ property: OpenSimModelDocument.Property,
    _ allowed: String
  ) -> DocumentError {
    DocumentError(
      .invalidValue,
      "found '\(property.value)' in <\(property.name)>; allowed: \(allowed)",
      element: element,
      at: property.position == .none ? force.position : property.position
    )
  }

  /// The fibre below which OpenSim's fixed-width pennation and active curve end, in metres.
  ///
  /// opensim-core, `MuscleFixedWidthPennationModel` and `Millard2012EquilibriumMuscle`.
  private func shortestFibre(optimal: Double, pennation: Double) throws(DocumentError) -> Double {
    guard force.kind == "Thelen2003Muscle" || force.kind == "Millard2012EquilibriumMuscle" else {
      return 0
    }
    let greatest = try number("maximum_pennation_angle", 0...Double.pi / 2)
    let byPennation =
      pennation > Double.ulpOfOne && greatest > Double.ulpOfOne
      ? optimal * sin(pennation) / sin(greatest) : 0.01 * optimal
    guard force.kind == "Millard2012EquilibriumMuscle" else { return byPennation }
    let name = "ActiveForceLengthCurve.min_norm_active_fiber_length"
    return max(byPennation, optimal * (try number(name, 0...Double.infinity)))
  }

  private func curves() throws(DocumentError) -> HillCurves {
    switch force.kind {
    case "Thelen2003Muscle": return try thelen()
    case "Millard2012EquilibriumMuscle": return try millard()
    case "DeGrooteFregly2016Muscle": return try deGrooteFregly()
    case "RigidTendonMuscle": return try functions()
    default: throw unsupported
    }
  }

  private var positive: ClosedRange<Double> { Double.leastNormalMagnitude...Double.infinity }

  private func thelen() throws(DocumentError) -> HillCurves {
    let greatest = try number("Flen", 1.0.nextUp...Double.infinity)
    return .thelen(
      active: Thelen2003ActiveForceLength(shape: try number("KshapeActive", positive)),
      velocity: Thelen2003ForceVelocity(
        shape: try number("Af", positive),
        greatestForce: greatest,
        linearShare: try number(
          "fv_linear_extrap_threshold",
          (1 / greatest).nextUp...1.0.nextDown
        )
      ),
      passive: Thelen2003PassiveForceLength(
        shape: try number("KshapePassive", positive),
        strainAtUnitForce: try number("FmaxMuscleStrain", positive)
      ),
      tendon: Thelen2003TendonForceLength(
        strainAtUnitForce: try number("FmaxTendonStrain", positive)
      )
    )
  }

  private func deGrooteFregly() throws(DocumentError) -> HillCurves {
    .deGrooteFregly(
      widthFactor: try number("active_force_width_scale", 1...Double.infinity),
      passive: DeGrooteFreglyPassiveForceLength(
        strainAtUnitForce: try number("passive_fiber_strain_at_one_norm_force", positive)
      ),
      tendon: DeGrooteFreglyTendonForceLength(
        strainAtUnitForce: try number("tendon_strain_at_one_norm_force", positive)
      )
    )
  }

  private func millard() throws(DocumentError) -> HillCurves {
    let any = -Double.infinity...Double.infinity
    let active = MillardCurve.activeForceLength(
      shortest: try number("ActiveForceLengthCurve.min_norm_active_fiber_length", any),
      transition: try number("ActiveForceLengthCurve.transition_norm_fiber_length", any),
      longest: try number("ActiveForceLengthCurve.max_norm_active_fiber_length", any),
      shallowSlope: try number("ActiveForceLengthCurve.shallow_ascending_slope", any),
      minimumValue: try number("ActiveForceLengthCurve.minimum_value", any)
    )
    let velocity = MillardCurve.forceVelocity(
      slopeAtGreatestShortening: try number("ForceVelocityCurve.concentric_slope_at_vmax", any),
      slopeNearGreatestShortening: try number(
        "ForceVelocityCurve.concentric_slope_near_vmax",
        any
      ),
      isometricSlope: try number("ForceVelocityCurve.isometric_slope", any),
      slopeAtGreatestLengthening: try number("ForceVelocityCurve.eccentric_slope_at_vmax", any),
      slopeNearGreatestLengthening: try number(
        "ForceVelocityCurve.eccentric_slope_near_vmax",
        any
      ),
      greatestForce: try number(
        "ForceVelocityCurve.max_eccentric_velocity_force_multiplier",
        any
      ),
      shorteningCurviness: try number("ForceVelocityCurve.concentric_curviness", any),
      lengtheningCurviness: try number("ForceVelocityCurve.eccentric_curviness", any)
    )
    let passive = MillardCurve.passiveForceLength(
      strainAtZeroForce: try number("FiberForceLengthCurve.strain_at_zero_force", any),
      strainAtUnitForce: try number("FiberForceLengthCurve.strain_at_one_norm_force", any),
      stiffnessAtLowForce: try optional("FiberForceLengthCurve.stiffness_at_low_force") ?? 0.2,
      stiffnessAtUnitForce: try optional("FiberForceLengthCurve.stiffness_at_one_norm_force"),
      curviness: try optional("FiberForceLengthCurve.curviness") ?? 0.75
    )
    let tendon = MillardCurve.tendonForceLength(
      strainAtUnitForce: try number("TendonForceLengthCurve.strain_at_one_norm_force", any),
      stiffnessAtUnitForce: try optional("TendonForceLengthCurve.stiffness_at_one_norm_force"),
      forceAtToeEnd: try optional("TendonForceLengthCurve.norm_force_at_toe_end") ?? 2.0 / 3.0,
      curviness: try optional("TendonForceLengthCurve.curviness") ?? 0.5
    )
    guard let active else { throw noCurve("ActiveForceLengthCurve") }
    guard let velocity else { throw noCurve("ForceVelocityCurve") }
    guard let passive else { throw noCurve("FiberForceLengthCurve") }
    guard let tendon else { throw noCurve("TendonForceLengthCurve") }
    return .millard(active: active, velocity: velocity, passive: passive, tendon: tendon)
  }

  private func noCurve(_ name: String) -> DocumentError {
    DocumentError(
      .invalidValue,
      "found numbers of <\(name)> whose lines do not meet between their ends; give it values nearer to the "
        + "defaults of the class",
      element: element,
      at: force.position
    )
  }

  private func functions() throws(DocumentError) -> HillCurves {
    .functions(
      active: try function("active_force_length_curve"),
      velocity: try function("force_velocity_curve"),
      passive: try function("passive_force_length_curve")
    )
  }

  private func function(_ name: String) throws(DocumentError) -> CoordinateFunction {
    guard let function = force.function(name) else {
      throw DocumentError(
        .missing,
        "found no <\(name)>; add the function",
        element: element,
        at: force.position
      )
    }
    return try FunctionConversion.function(function, of: element, force.position)
  }
}
