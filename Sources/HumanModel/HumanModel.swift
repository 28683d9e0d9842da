// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation
public import Iliopsoas
public import LumbarSpine
public import MultibodyDynamics
public import MuscleMechanics

/// The musculoskeletal model of one subject: bodies, muscles and discs.
///
/// Immutable; share it freely between tasks. Everything in it follows from a ``Subject`` and
/// ``ModelParameters``.
public struct HumanModel: Sendable {
  /// The parameters from which it was built.
  public let parameters: ModelParameters

  /// The subject, or nil for the reference geometry.
  public let subject: Subject?

  /// Bodies and joints.
  public let skeleton: Skeleton

  /// Which muscles it has.
  public let musculature: Musculature

  /// The coordinates that its muscles balance: ``Skeleton/balancedCoordinates``, with muscles of the
  /// whole leg ``Skeleton/walkingCoordinates``.
  public var balancedCoordinates: [CoordinateID] {
    musculature.balancedCoordinates(of: skeleton)
  }

  /// The muscles: right side in the catalogue's order, then the left side.
  public let muscles: [Muscle]

  /// The state of the tissue of psoas and iliacus, which is in ``muscles``.
  public let tissue: HipFlexorTissue

  /// The muscles without any change of tissue; the same storage where nothing is changed.
  private let unchangedMuscles: [Muscle]

  /// The muscles' paths.
  ///
  /// The columns of the moment arms are ``balancedCoordinates``, then
  /// ``Skeleton/abdomenCoordinates``, which follow from the former, then
  /// ``Skeleton/shoulderFlexions``, since the arms hang when the trunk leans.
  public let geometry: MuscleGeometry

  /// The pressure law of each disc.
  public let discs: PerLevel<DiscPressure>

  /// The passive moment of the capsule of either hip against extension.
  public let hipCapsule: HipCapsule

  /// Builds the model of a subject.
  ///
  /// - Parameters:
  ///   - subject: The person.
  ///   - parameters: The values of all constants.
  ///   - musculature: The muscles of the whole leg only where legs are moved by them.
  public init(
    of subject: Subject,
    parameters: ModelParameters = ModelParameters(),
    musculature: Musculature = .trunkAndHips
  ) {
    self.init(
      subject: subject,
      parameters: parameters,
      musculature: musculature,
      psoasReachesFemur: true
    )
  }

  /// Builds the model of a subject whose psoas may end at the brim of the pelvis.
  ///
  /// Such a psoas, as in spine models without legs, cannot act on the hip. For comparison only.
  ///
  /// - Parameters:
  ///   - subject: The person.
  ///   - parameters: The values of all constants.
  ///   - psoasReachesFemur: False for a psoas that ends at the brim.
  public init(
    of subject: Subject,
    parameters: ModelParameters = ModelParameters(),
    psoasReachesFemur: Bool
  ) {
    self.init(
      subject: subject,
      parameters: parameters,
      musculature: .trunkAndHips,
      psoasReachesFemur: psoasReachesFemur
    )
  }

  /// Builds the geometry of the reference table as it stands: nothing scaled, nothing turned.
  ///
  /// For agreement with programs that run the same table. Forces and lengths of the muscles are
  /// those of the standard subject's mass.
  ///
  /// - Parameters:
  ///   - parameters: The values of all constants.
  ///   - psoasReachesFemur: False for a psoas that ends at the brim, as in the table.
  /// - Returns: The model.
  public static func referenceGeometry(
    parameters: ModelParameters = ModelParameters(),
    psoasReachesFemur: Bool = true
  ) -> HumanModel {
    HumanModel(
      subject: nil,
      parameters: parameters,
      musculature: .trunkAndHips,
      psoasReachesFemur: psoasReachesFemur
    )
  }

  private init(
    subject: Subject?,
    parameters: ModelParameters,
    musculature: Musculature,
    psoasReachesFemur: Bool
  ) {
    self.parameters = parameters
    self.subject = subject
    self.musculature = musculature
    skeleton = Skeleton(of: subject, parameters: parameters)
    geometry = Self.geometry(
      on: skeleton,
      parameters: parameters,
      musculature: musculature,
      psoasReachesFemur: psoasReachesFemur
    )
    let lengths = Self.neutralLengths(of: geometry, on: skeleton)
    let referenceLengths: [Double]
    if subject == nil {
      referenceLengths = lengths
    } else {
      let reference = Skeleton(of: nil, parameters: parameters)
      referenceLengths = Self.neutralLengths(
        of: Self.geometry(
          on: reference,
          parameters: parameters,
          musculature: musculature,
          psoasReachesFemur: psoasReachesFemur
        ),
        on: reference
      )
    }
    let mass = subject?.mass ?? parameters["subject.mass"]
    let calibration = MuscleCalibration(
      entries: musculature.entries,
      mass: mass,
      parameters: parameters
    )
    unchangedMuscles = calibration.muscles(
      neutralLengths: lengths,
      referenceLengths: referenceLengths
    )
    muscles = unchangedMuscles
    tissue = HipFlexorTissue()
    discs = Self.discs(mass: mass, parameters: parameters)
    hipCapsule = Self.hipCapsule(mass: mass, scale: skeleton.scale, parameters: parameters)
  }

  private init(_ model: HumanModel, tissue: HipFlexorTissue) {
    parameters = model.parameters
    subject = model.subject
    musculature = model.musculature
    skeleton = model.skeleton
    geometry = model.geometry
    discs = model.discs
    hipCapsule = model.hipCapsule
    unchangedMuscles = model.unchangedMuscles
    self.tissue = tissue
    muscles = tissue.isUnchanged ? unchangedMuscles : unchangedMuscles.map(tissue.changed)
  }

  /// The model of the same subject with another state of the tissue of psoas and iliacus.
  ///
  /// Skeleton, paths and discs are shared, and the state of this model is replaced, not added to.
  /// Lengths of paths in neutral standing stay: a shortened muscle is stretched there.
  ///
  /// - Parameter tissue: The state of the tissue.
  /// - Returns: The model.
  public func with(_ tissue: HipFlexorTissue) -> HumanModel { HumanModel(self, tissue: tissue) }

  static func geometry(
    on skeleton: Skeleton,
    parameters: ModelParameters,
    musculature: Musculature,
    psoasReachesFemur: Bool
  ) -> MuscleGeometry {
    let paths = PathBuilder(
      skeleton: skeleton,
      entries: musculature.entries,
      parameters: parameters,
      psoasReachesFemur: psoasReachesFemur
    )
    return MuscleGeometry(
      paths: paths.paths(),
      surfaces: paths.surfaces,
      model: skeleton.multibody,
      coordinates: musculature.balancedCoordinates(of: skeleton) + skeleton.abdomenCoordinates
        + skeleton.shoulderFlexions
    )
  }

  static func neutralLengths(
    of geometry: MuscleGeometry,
    on skeleton: Skeleton
  ) -> [Double] {
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    skeleton.multibody.updatePositions(skeleton.multibody.neutralState(), in: &dynamics)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    return (0..<geometry.muscleCount).map { workspace.length(of: $0) }
  }

  private static func discs(
    mass: Double,
    parameters: ModelParameters
  ) -> PerLevel<DiscPressure> {
    let areaScale = parameters.areaScale(
      mass: mass,
      reference: parameters["reference.disc_mass"]
    )
    return PerLevel { level in
      DiscPressure(
        unloadedPressure: parameters["disc.unloaded_pressure"],
        areaFactor: parameters["disc.area_factor"],
        area: parameters["disc.\(level.name).area"] * areaScale
      )
    }
  }
}

extension HumanModel {
  /// The capsule of a hip: its stiffness grows as the moment of a muscle, with area and length.
  private static func hipCapsule(
    mass: Double,
    scale: Double,
    parameters: ModelParameters
  ) -> HipCapsule {
    let area = parameters.areaScale(mass: mass, reference: parameters["reference.muscle_mass"])
    return HipCapsule(
      engagedStiffness: parameters["hip.capsule.stiffness"] * area * scale,
      engagement: parameters["hip.capsule.engagement"],
      spread: parameters["hip.capsule.spread"]
    )
  }
}

extension ModelParameters {
  /// Factor from an area of a body of the reference mass to one of this mass, both in kg.
  func areaScale(mass: Double, reference: Double) -> Double {
    pow(mass / reference, self["scaling.area_exponent"])
  }
}
