// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MultibodyDynamics
internal import MuscleMechanics

/// Scratch storage for rebuilding models; make one per task.
public struct RebuildWorkspace: ~Copyable {
  let make: ModelMake

  /// The reference geometry with the parameters of the model that is rebuilt.
  var reference: ReferencePaths

  /// Length of each path in the subject's neutral standing, in metres.
  private(set) var lengths: [Double]

  /// The same in the reference geometry, in metres.
  private(set) var referenceLengths: [Double]

  private let neutral: MultibodyState
  private var dynamics: DynamicsWorkspace
  private var paths: MuscleGeometryWorkspace

  /// Makes a workspace for a model and all models with the same muscles and length of the psoas.
  public init(for model: HumanModel) { self.init(model.make) }

  init(_ make: ModelMake) {
    self.make = make
    reference = .standard(make)
    let multibody = reference.skeleton.multibody
    neutral = multibody.neutralState()
    dynamics = DynamicsWorkspace(for: multibody)
    paths = MuscleGeometryWorkspace(for: reference.geometry)
    lengths = [Double](repeating: 0, count: reference.geometry.muscleCount)
    referenceLengths = lengths
  }

  /// Computes ``lengths`` of a geometry on a skeleton in neutral standing.
  mutating func measure(_ geometry: MuscleGeometry, on skeleton: Skeleton) {
    skeleton.multibody.updatePositions(neutral, in: &dynamics)
    geometry.computeLengths(using: dynamics, in: &paths)
    for muscle in lengths.indices { lengths[muscle] = paths.length(of: muscle) }
  }

  /// Computes ``referenceLengths``.
  mutating func measureReference() {
    measure(reference.geometry, on: reference.skeleton)
    swap(&lengths, &referenceLengths)
  }
}

/// What of a model is compiled: the rest is numbers.
struct ModelMake: Sendable, Equatable {
  let musculature: Musculature
  /// False for a psoas that ends at the brim of the pelvis.
  let psoasReachesFemur: Bool
}

/// A skeleton with the paths of its muscles: all of a model that is compiled.
struct ReferencePaths {
  let make: ModelMake
  /// The muscles of the right side.
  let entries: [MuscleEntry]
  private(set) var skeleton: Skeleton
  private(set) var geometry: MuscleGeometry

  private static let hipsToFemur = ReferencePaths(
    ModelMake(musculature: .trunkAndHips, psoasReachesFemur: true)
  )
  private static let legsToFemur = ReferencePaths(
    ModelMake(musculature: .trunkAndLegs, psoasReachesFemur: true)
  )
  private static let hipsToBrim = ReferencePaths(
    ModelMake(musculature: .trunkAndHips, psoasReachesFemur: false)
  )

  /// The reference geometry with the default parameters, compiled once where models are common.
  static func standard(_ make: ModelMake) -> ReferencePaths {
    switch (make.musculature, make.psoasReachesFemur) {
    case (.trunkAndHips, true): hipsToFemur
    case (.trunkAndLegs, true): legsToFemur
    case (.trunkAndHips, false): hipsToBrim
    case (.trunkAndLegs, false): ReferencePaths(make)
    }
  }

  private init(_ make: ModelMake) {
    self.make = make
    entries = make.musculature.entries
    let parameters = ModelParameters()
    skeleton = Skeleton(of: nil, parameters: parameters)
    geometry = PathBuilder(
      skeleton: skeleton,
      entries: entries,
      parameters: parameters,
      psoasReachesFemur: make.psoasReachesFemur
    ).geometry(make.musculature)
  }

  /// Gives bodies and paths the numbers of a subject, or of the reference geometry without one.
  ///
  /// - Throws: `MultibodyModelError` for numbers that no body or joint has; the value must then not
  ///   be used.
  mutating func rebuild(
    of subject: Subject?,
    parameters: ModelParameters
  ) throws(MultibodyModelError) {
    try skeleton.rebuild(of: subject, parameters: parameters)
    Self.place(in: &geometry, entries, make, on: skeleton, parameters)
  }

  /// Gives another skeleton and the paths on it, of the same make, the numbers of a subject.
  ///
  /// - Throws: `MultibodyModelError` for numbers that no body or joint has; both must then not be
  ///   used.
  func rebuild(
    _ skeleton: inout Skeleton,
    _ geometry: inout MuscleGeometry,
    of subject: Subject?,
    parameters: ModelParameters
  ) throws(MultibodyModelError) {
    try skeleton.rebuild(of: subject, parameters: parameters)
    Self.place(in: &geometry, entries, make, on: skeleton, parameters)
  }

  /// Static, since a method would hold the value, and with it the geometry, a second time: it would be
  /// copied.
  private static func place(
    in geometry: inout MuscleGeometry,
    _ entries: [MuscleEntry],
    _ make: ModelMake,
    on skeleton: Skeleton,
    _ parameters: ModelParameters
  ) {
    PathBuilder(
      skeleton: skeleton,
      entries: entries,
      parameters: parameters,
      psoasReachesFemur: make.psoasReachesFemur
    ).place(in: &geometry)
  }
}
