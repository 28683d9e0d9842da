// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics

/// The paths of a set of muscles on a model, compiled for lengths, moment arms and lines of action.
///
/// A path is a chain of *transitions*: straight lines between two bodies, each of which may be the
/// body of a wrap surface. A muscle with tension F pulls the first body of transition k with
/// F `lineForces[k]` and the second with the opposite: that is all that the muscle does to the
/// bodies, so it gives moment arms, joint reactions and the share of each muscle in a load.
///
/// The value is immutable and can be shared between tasks; its mutating functions move points and
/// surfaces in place and copy first when somebody else holds the same storage.
public struct MuscleGeometry: Sendable {
  /// The names of the muscles, in the order of every result.
  public let muscleNames: [String]

  /// The coordinates whose moment arms are computed: the columns of the results.
  public let coordinates: [CoordinateID]

  /// The first and second body of every transition; both may be one body.
  public let transitionBodies: [(first: BodyID, second: BodyID)]

  private(set) var tables: GeometryTables
  let slidingFunctions: [(x: CoordinateFunction, y: CoordinateFunction, z: CoordinateFunction)]

  /// Compiles paths on a model.
  ///
  /// Bodies, coordinates, surfaces and points that do not exist stop the program.
  ///
  /// - Parameters:
  ///   - paths: The muscles.
  ///   - surfaces: What the paths may wrap; paths refer to them by place.
  ///   - model: The model on whose bodies the points lie.
  ///   - coordinates: The coordinates about which moment arms are wanted, each once.
  public init(
    paths: [MusclePath],
    surfaces: [WrapSurface] = [],
    model: MultibodyModel,
    coordinates: [CoordinateID]
  ) {
    self.init(
      paths: paths,
      surfaces: surfaces,
      constructedSurfaces: [],
      model: model,
      coordinates: coordinates
    )
  }

  /// Compiles paths on a model, of which some may wrap surfaces as OpenSim constructs it.
  ///
  /// Second derivatives and courses are not offered when a path has such surfaces.
  package init(
    paths: [MusclePath],
    surfaces: [WrapSurface] = [],
    constructedSurfaces: [ConstructedSurface],
    model: MultibodyModel,
    coordinates: [CoordinateID]
  ) {
    let compiler = GeometryCompiler(
      paths: paths,
      surfaces: surfaces,
      constructedSurfaces: constructedSurfaces,
      model: model,
      coordinates: coordinates
    )
    muscleNames = paths.map(\.name)
    self.coordinates = coordinates
    transitionBodies = compiler.transitionPairs.map {
      (BodyID(index: compiler.pairs[$0].first), BodyID(index: compiler.pairs[$0].second))
    }
    slidingFunctions = compiler.slidingFunctions
    tables = GeometryTables(compiler)
  }

  /// The number of muscles, dimensionless.
  public var muscleCount: Int { tables.muscleCount }

  /// The number of columns of the moment arms, dimensionless.
  public var coordinateCount: Int { tables.columnCount }

  /// The number of transitions of all muscles, dimensionless.
  public var transitionCount: Int { tables.transitionCount }

  /// The number of wrap surfaces, dimensionless.
  public var surfaceCount: Int { tables.surfaces.count }

  /// The transitions of a muscle, from origin to insertion.
  public func transitions(of muscle: Int) -> Range<Int> {
    checkMuscle(muscle)
    return tables.muscles[muscle].transitions
  }

  /// The place of a point of a path in its body's frame, in metres; zero for a moving point.
  public func point(_ point: Int, ofMuscle muscle: Int) -> Vector3 {
    tables.positions[index(ofPoint: point, muscle)]
  }

  /// Moves a fixed or conditional point in its body's frame, to a position in metres.
  ///
  /// Allocates only when another value shares the storage. A moving point is overwritten by its
  /// functions.
  public mutating func setPoint(_ point: Int, ofMuscle muscle: Int, to position: Vector3) {
    let index = index(ofPoint: point, muscle)
    makeUnique()
    move(index, to: position, muscle)
    tables.updateConstantLength(of: muscle)
  }

  /// Moves all points of a muscle, as ``setPoint(_:ofMuscle:to:)`` does each, in one go.
  ///
  /// Allocates only when another value shares the storage.
  ///
  /// - Parameters:
  ///   - muscle: The muscle.
  ///   - positions: As many as the muscle has points, each in its body's frame, in metres.
  public mutating func setPoints(ofMuscle muscle: Int, to positions: Span<Vector3>) {
    checkMuscle(muscle)
    let compiled = tables.muscles[muscle]
    precondition(
      positions.count == compiled.pointCount,
      "\(positions.count) points given, muscle '\(muscleNames[muscle])' has \(compiled.pointCount)"
    )
    makeUnique()
    for point in positions.indices {
      move(compiled.pointStart + point, to: positions[point], muscle)
    }
    tables.updateConstantLength(of: muscle)
  }

  /// Writes a point, given by its place in the list of all points, to its tables.
  private func move(_ index: Int, to position: Vector3, _ muscle: Int) {
    precondition(
      position.isFinite,
      "a point of muscle '\(muscleNames[muscle])' is set to \(position)"
    )
    tables.positions[index] = position
    let slot = tables.pointSlots[index]
    guard slot >= 0 else { return }
    tables.x[slot] = position.x
    tables.y[slot] = position.y
    tables.z[slot] = position.z
  }

  /// Replaces the place, shape and side of a wrap surface; its body stays.
  ///
  /// Allocates only when another value shares the storage.
  ///
  /// - Parameters:
  ///   - index: The place of the surface in the list that the geometry was made with.
  ///   - surface: The new surface, on the same body; lengths in metres.
  public mutating func setSurface(_ index: Int, to surface: WrapSurface) {
    precondition(
      tables.surfaces.indices.contains(index),
      "surface \(index) given, there are \(tables.surfaces.count)"
    )
    precondition(
      surface.body.index == tables.surfaces[index].body,
      "surface \(index) is on body \(tables.surfaces[index].body), not \(surface.body.index)"
    )
    precondition(surface.placement.translation.isFinite, "surface \(index) has no finite place")
    makeUnique()
    tables.surfaces[index].placement = surface.placement
    tables.surfaces[index].kernel = WrapKernel(shape: surface.shape, side: surface.side)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&tables) { tables = GeometryTables(copying: tables) }
  }

  private func index(ofPoint point: Int, _ muscle: Int) -> Int {
    checkMuscle(muscle)
    precondition(
      point >= 0 && point < tables.muscles[muscle].pointCount,
      "point \(point) given, muscle '\(muscleNames[muscle])' has "
        + "\(tables.muscles[muscle].pointCount)"
    )
    return tables.muscles[muscle].pointStart + point
  }

  /// Stops where only paths without constructed surfaces are served.
  func checkGeodesic() {
    precondition(
      tables.constructedWraps.isEmpty,
      "a path wraps as OpenSim constructs it: it has lengths, moment arms and line forces only"
    )
  }

  func checkMuscle(_ muscle: Int) {
    precondition(
      muscle >= 0 && muscle < tables.muscleCount,
      "muscle \(muscle) given, there are \(tables.muscleCount)"
    )
  }
}
