// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Scratch storage and results for one geometry; make one per task.
///
/// It fits the geometry that it was made for and every copy with moved points or surfaces.
public struct MuscleGeometryWorkspace: ~Copyable, @unchecked Sendable {
  // Unchecked: the storage has this value as its only owner.

  let muscleCount: Int
  let columnCount: Int
  let transitionCount: Int
  let segmentCount: Int

  // Results.
  let lengthStorage: UnsafeMutableBufferPointer<Double>
  let armStorage: UnsafeMutableBufferPointer<Double>
  let lineForceStorage: UnsafeMutableBufferPointer<SpatialForce>

  // By slot: positions in ground, in metres.
  let x: UnsafeMutableBufferPointer<Double>
  let y: UnsafeMutableBufferPointer<Double>
  let z: UnsafeMutableBufferPointer<Double>
  /// Surfaces in ground.
  let surfaces: UnsafeMutableBufferPointer<RigidTransform>
  /// By segment: length in metres, negative when it does not count.
  let segmentLengths: UnsafeMutableBufferPointer<Double>
  /// By segment that wraps, at the place of its segment: its path in the surface's frame.
  let wraps: UnsafeMutableBufferPointer<WrappedPath>
  /// The place of each segment among the wraps, or -1.
  let wrapPlaces: UnsafeMutableBufferPointer<Int>

  /// For paths as OpenSim constructs them.
  let construction: ConstructionStorage

  // For second derivatives: by body.
  let velocities: UnsafeMutableBufferPointer<SpatialMotion>
  let accelerations: UnsafeMutableBufferPointer<SpatialMotion>
  /// By coordinate of a path, twice for a wrap.
  let items: UnsafeMutableBufferPointer<HessianItem>
  let hessian: UnsafeMutableBufferPointer<Double>

  /// Makes a workspace of the size that a geometry needs.
  public init(for geometry: MuscleGeometry) {
    let tables = geometry.tables
    muscleCount = tables.muscleCount
    columnCount = tables.columnCount
    transitionCount = tables.transitionCount
    segmentCount = tables.segmentCount
    lengthStorage = .filled(0, count: tables.muscleCount)
    armStorage = .filled(0, count: tables.muscleCount * tables.columnCount)
    lineForceStorage = .filled(.zero, count: tables.transitionCount)
    x = .filled(0, count: tables.slotCount)
    y = .filled(0, count: tables.slotCount)
    z = .filled(0, count: tables.slotCount)
    surfaces = .filled(.identity, count: tables.surfaces.count)
    segmentLengths = .filled(0, count: tables.segmentCount)
    wrapPlaces = .filled(-1, count: tables.segmentCount)
    var wrapCount = 0
    for segment in 0..<tables.segmentCount where tables.segments[segment].surface >= 0 {
      wrapPlaces[segment] = wrapCount
      wrapCount += 1
    }
    wraps = .filled(.straight(from: .zero, to: .zero), count: wrapCount)
    construction = ConstructionStorage(for: tables)
    velocities = .filled(.zero, count: tables.bodyCount)
    accelerations = .filled(.zero, count: tables.bodyCount)
    let longest = tables.pairs.map(\.entries.count).max() ?? 0
    items = .filled(HessianItem(), count: 2 * longest)
    hessian = .filled(0, count: tables.columnCount * tables.columnCount)
  }

  deinit {
    // Everything stored is plain data: nothing to deinitialize.
    lengthStorage.deallocate()
    armStorage.deallocate()
    lineForceStorage.deallocate()
    x.deallocate()
    y.deallocate()
    z.deallocate()
    surfaces.deallocate()
    segmentLengths.deallocate()
    wrapPlaces.deallocate()
    wraps.deallocate()
    construction.deallocate()
    velocities.deallocate()
    accelerations.deallocate()
    items.deallocate()
    hessian.deallocate()
  }

  /// The length of a muscle's path as last computed, in metres.
  public func length(of muscle: Int) -> Double {
    precondition(
      muscle >= 0 && muscle < muscleCount,
      "muscle \(muscle) given, there are \(muscleCount)"
    )
    return lengthStorage[muscle]
  }

  /// A muscle's moment arm about the coordinate of a column as last computed, in metres.
  ///
  /// Minus the derivative of length by coordinate: positive when the muscle's tension drives the
  /// coordinate up. In metres per radian, or dimensionless for a translation.
  public func momentArm(of muscle: Int, column: Int) -> Double {
    precondition(
      muscle >= 0 && muscle < muscleCount,
      "muscle \(muscle) given, there are \(muscleCount)"
    )
    precondition(
      column >= 0 && column < columnCount,
      "column \(column) given, there are \(columnCount)"
    )
    return armStorage[muscle * columnCount + column]
  }

  /// The pull of a transition on its first body per newton of tension, as last computed.
  ///
  /// In ground axes about the ground origin: force dimensionless, moment in metres. The second body
  /// feels the opposite. Zero for a transition whose conditional points do not count.
  public func lineForce(of transition: Int) -> SpatialForce {
    precondition(
      transition >= 0 && transition < transitionCount,
      "transition \(transition) given, there are \(transitionCount)"
    )
    return lineForceStorage[transition]
  }

  /// The lengths of all muscles, in metres; a copy.
  public var lengths: [Double] { Array(lengthStorage) }

  /// All moment arms by rows of muscles and columns of coordinates, in metres; a copy.
  public var momentArms: [Double] { Array(armStorage) }

  /// The line forces of all transitions; a copy.
  public var lineForces: [SpatialForce] { Array(lineForceStorage) }

  /// Lengths of all muscles, in metres, while the workspace lives.
  package var lengthsPointer: UnsafeMutablePointer<Double>? { lengthStorage.baseAddress }

  /// Moment arms by rows of muscles, in metres, while the workspace lives.
  package var momentArmsPointer: UnsafeMutablePointer<Double>? { armStorage.baseAddress }

  /// Line forces by transition, per newton of tension, while the workspace lives.
  package var lineForcesPointer: UnsafePointer<SpatialForce>? {
    UnsafePointer(lineForceStorage.baseAddress)
  }
}

/// What one coordinate of a path does to one line, for the matrix of second derivatives.
struct HessianItem {
  var column = 0
  /// Displacements across the line, along two directions.
  var across0 = 0.0
  var across1 = 0.0
  /// The axis of rotation, and the displacement crossed with the line's direction.
  var angular = Vector3.zero
  var turned = Vector3.zero
}
