// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import Iliopsoas
public import LumbarSpine
public import MultibodyDynamics
public import MuscleMechanics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The musculoskeletal model of one subject: bodies, muscles and discs.
///
/// A value; share it freely between tasks. Everything in it follows from a ``Subject`` and
/// ``ModelParameters``.
public struct HumanModel: Sendable {
  /// The parameters from which it was built.
  public private(set) var parameters: ModelParameters

  /// The subject, or nil for the reference geometry.
  public private(set) var subject: Subject?

  /// Bodies and joints.
  public private(set) var skeleton: Skeleton

  /// Which muscles it has.
  public let musculature: Musculature

  /// The coordinates that its muscles balance: ``Skeleton/balancedCoordinates``, with muscles of the
  /// whole leg ``Skeleton/walkingCoordinates``.
  public var balancedCoordinates: [CoordinateID] {
    musculature.balancedCoordinates(of: skeleton)
  }

  /// The muscles: right side in the catalogue's order, then the left side.
  public private(set) var muscles: [Muscle]

  /// The state of the tissue of psoas and iliacus, which is in ``muscles``.
  public let tissue: HipFlexorTissue

  /// The muscles without any change of tissue; the same storage where nothing is changed.
  private var unchangedMuscles: [Muscle]

  /// False for a psoas that ends at the brim of the pelvis.
  private let psoasReachesFemur: Bool

  /// What of the model is compiled.
  var make: ModelMake {
    ModelMake(musculature: musculature, psoasReachesFemur: psoasReachesFemur)
  }

  /// The muscles' paths.
  ///
  /// The columns of the moment arms are ``balancedCoordinates``, then
  /// ``Skeleton/abdomenCoordinates``, which follow from the former, then
  /// ``Skeleton/shoulderFlexions``, since the arms hang when the trunk leans.
  public private(set) var geometry: MuscleGeometry

  /// The pressure law of each disc.
  public private(set) var discs: PerLevel<DiscPressure>

  /// The passive moment of the capsule of either hip against extension.
  public private(set) var hipCapsule: HipCapsule

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
    self.psoasReachesFemur = psoasReachesFemur
    let make = ModelMake(musculature: musculature, psoasReachesFemur: psoasReachesFemur)
    let reference = ReferencePaths.standard(make)
    skeleton = reference.skeleton
    geometry = reference.geometry
    unchangedMuscles = []
    muscles = []
    tissue = HipFlexorTissue()
    discs = PerLevel { _ in DiscPressure(unloadedPressure: 0, areaFactor: 1, area: 1) }
    hipCapsule = HipCapsule(engagedStiffness: 0, engagement: 0, spread: 1)
    var workspace = RebuildWorkspace(make)
    rebuild(subject, parameters, using: &workspace)
  }

  /// Turns the model into that of a subject with other parameters, in the storage that is there.
  ///
  /// The result is the same to the last bit as that of a new model: of the same subject, with the same
  /// tissue, muscles and length of the psoas. Where another value shares storage of this model, that
  /// storage is copied first.
  ///
  /// - Parameters:
  ///   - subject: The person.
  ///   - parameters: The values of all constants, which make a model (``check(_:parameters:)``).
  ///   - workspace: A workspace made for this model or one like it.
  public mutating func rebuild(
    of subject: Subject,
    parameters: ModelParameters,
    using workspace: inout RebuildWorkspace
  ) {
    rebuild(subject, parameters, using: &workspace)
  }

  private mutating func rebuild(
    _ subject: Subject?,
    _ parameters: ModelParameters,
    using workspace: inout RebuildWorkspace
  ) {
    precondition(
      workspace.make == make,
      "the workspace is for \(workspace.make), the model is \(make)"
    )
    self.parameters = parameters
    self.subject = subject
    do {
      try workspace.reference.rebuild(of: nil, parameters: parameters)
      try workspace.reference.rebuild(
        &skeleton,
        &geometry,
        of: subject,
        parameters: parameters
      )
    } catch {
      preconditionFailure("the parameters do not make a skeleton: \(error)")
    }
    workspace.measureReference()
    workspace.measure(geometry, on: skeleton)
    let mass = subject?.mass ?? parameters[Places.subjectMass]
    // Two names of one array would make it be copied.
    muscles = []
    MuscleCalibration(
      entries: workspace.reference.entries,
      mass: mass,
      parameters: parameters
    ).compute(
      into: &unchangedMuscles,
      neutralLengths: workspace.lengths,
      referenceLengths: workspace.referenceLengths
    )
    muscles = tissue.isUnchanged ? unchangedMuscles : unchangedMuscles.map(tissue.changed)
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
    psoasReachesFemur = model.psoasReachesFemur
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

  private static func discs(
    mass: Double,
    parameters: ModelParameters
  ) -> PerLevel<DiscPressure> {
    let areaScale = parameters.areaScale(mass: mass, reference: parameters[Places.discMass])
    return PerLevel { level in
      DiscPressure(
        unloadedPressure: parameters[Places.unloadedPressure],
        areaFactor: parameters[Places.areaFactor],
        area: parameters[Places.discAreas[level.rawValue]] * areaScale
      )
    }
  }

  /// The capsule of a hip: its stiffness grows as the moment of a muscle, with area and length.
  private static func hipCapsule(
    mass: Double,
    scale: Double,
    parameters: ModelParameters
  ) -> HipCapsule {
    let area = parameters.areaScale(mass: mass, reference: parameters[Places.muscleMass])
    return HipCapsule(
      engagedStiffness: parameters[Places.capsuleStiffness] * area * scale,
      engagement: parameters[Places.capsuleEngagement],
      spread: parameters[Places.capsuleSpread]
    )
  }

  /// Where the parameters of discs and hips stand in the catalogue.
  private enum Places {
    static let subjectMass = ParameterCatalogue.standard.required("subject.mass")
    static let discMass = ParameterCatalogue.standard.required("reference.disc_mass")
    static let muscleMass = ParameterCatalogue.standard.required("reference.muscle_mass")
    static let unloadedPressure = ParameterCatalogue.standard.required("disc.unloaded_pressure")
    static let areaFactor = ParameterCatalogue.standard.required("disc.area_factor")
    static let discAreas = LumbarLevel.allCases.map {
      ParameterCatalogue.standard.required("disc.\($0.name).area")
    }
    static let capsuleStiffness = ParameterCatalogue.standard.required("hip.capsule.stiffness")
    static let capsuleEngagement = ParameterCatalogue.standard.required("hip.capsule.engagement")
    static let capsuleSpread = ParameterCatalogue.standard.required("hip.capsule.spread")
  }
}

extension ModelParameters {
  /// Factor from an area of a body of the reference mass to one of this mass, both in kg.
  func areaScale(mass: Double, reference: Double) -> Double {
    pow(mass / reference, self[Self.areaExponent])
  }

  private static let areaExponent = ParameterCatalogue.standard.required("scaling.area_exponent")
}
