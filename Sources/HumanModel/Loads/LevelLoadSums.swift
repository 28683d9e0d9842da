// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

package import LinearAlgebra
internal import LumbarSpine
package import MultibodyDynamics
internal import MuscleMechanics

/// Sums the forces of every source on everything above each level, and writes the levels' loads.
///
/// A part is the force of its source on all bodies above the level, in ground axes about the ground
/// origin; the load is their sum in the frame of the disc. One owner: it is no value to share.
package final class LevelLoadSums {
  private let model: HumanModel
  private let passive: PassiveMoments
  private let facets: FacetShare
  private let levelsBelow: [Int]
  private let flexions: [Int]
  private let sums: UnsafeMutableBufferPointer<SpatialForce>

  /// The mid-planes of the discs in the posture updated last.
  package private(set) var discs: DiscFrames

  /// The lines of action across the levels.
  package let splitter: LoadSplitter

  package init(model: HumanModel, passive: PassiveMoments) {
    self.model = model
    self.passive = passive
    facets = FacetShare(
      erectShare: model.parameters["facet.erect_share"],
      unloadingFlexion: model.parameters["facet.unloading_flexion"]
    )
    let skeleton = model.skeleton
    levelsBelow = (0..<skeleton.multibody.bodyCount).map {
      skeleton.levelsBelow(BodyID(index: $0))
    }
    flexions = LumbarLevel.allCases.map { skeleton.lumbar[$0][0].index }
    sums = .filled(.zero, count: LumbarLevel.count * LoadPart.count)
    discs = DiscFrames(model: model)
    splitter = LoadSplitter(model: model)
  }

  deinit { sums.deallocate() }

  /// Moves the mid-planes to the posture of a workspace with positions up to date.
  package func updateDiscs(using dynamics: borrowing DynamicsWorkspace) {
    discs.update(using: dynamics)
  }

  /// Starts anew with the muscles' forces, in newtons, and the tension of the ligaments.
  package func start(muscleForces: [Double], in geometry: PostureGeometry) {
    sums.update(repeating: .zero)
    guard let lines = geometry.workspace.lineForcesPointer, let first = sums.baseAddress
    else { return }
    muscleForces.withUnsafeBufferPointer { pointer in
      guard let forces = pointer.baseAddress else { return }
      splitter.add(forces: forces, lines: lines, to: first)
    }
    for level in 0..<LumbarLevel.count {
      let frame = discs.frames[level]
      let tension = passive.ligamentTension(
        of: level,
        atFlexion: geometry.coordinates[flexions[level]]
      )
      self[level, .passive] = SpatialForce(force: frame.normal * -tension, at: frame.centre)
    }
  }

  /// One part at one level, counted from L5-S1 up.
  package subscript(level: Int, part: LoadPart) -> SpatialForce {
    get { sums[level * LoadPart.count + part.rawValue] }
    set { sums[level * LoadPart.count + part.rawValue] = newValue }
  }

  /// Adds a force on one body to a part of every level below it.
  package func add(_ force: SpatialForce, on body: Int, to part: LoadPart) {
    for level in 0..<levelsBelow[body] { self[level, part] += force }
  }

  /// Writes the load of one level, counted from L5-S1 up.
  ///
  /// - Parameters:
  ///   - level: Number of the level.
  ///   - unmet: The part of the demanded flexion moment that the muscles left, in newton metres.
  ///   - coordinates: Those of the multibody model, in radians or metres.
  ///   - load: Receives the load of that level.
  package func write(
    _ level: Int,
    unmet: Double,
    at coordinates: UnsafeMutableBufferPointer<Double>,
    into load: inout LevelLoad
  ) {
    let frame = discs.frames[level]
    var total = Vector3.zero
    for part in 0..<LoadPart.count {
      let force = sums[level * LoadPart.count + part].force
      total += force
      load.compressionParts[part] = -force.dot(frame.normal)
      load.anteriorShearParts[part] = force.dot(frame.anterior)
    }
    load.compression = load.compressionParts.total
    load.anteriorShear = load.anteriorShearParts.total
    load.lateralShear = total.dot(frame.right)
    load.unmetMoment = abs(unmet) < Self.momentRounding ? 0 : unmet
    // What is above bends the level by what its passive tissue and the unmet part hold.
    let flexion = coordinates[flexions[level]]
    load.flexionMoment = -passive.moment(along: 3 * level, at: flexion) - load.unmetMoment
    load.facetCompression = facets.compression(of: load.compression, atFlexion: flexion)
    load.pressure = model.discs[load.level].pressure(atCompression: load.compression)
  }

  /// Moments below this, in newton metres, are rounding of the load sharing and count as met.
  private static let momentRounding = 1e-9
}
