// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

/// One piece of a path between two points: a straight line, or a wrap of one surface.
struct PathSegment {
  /// Places of the ends among the transformed points.
  var start: Int
  var end: Int
  /// The first of its transitions: one for a line, two for a wrap.
  var transition: Int
  /// The surface, or -1 for a straight line.
  var surface: Int
  /// Bits of the muscle's conditional points that must and must not count.
  var required: UInt64
  var forbidden: UInt64
}

/// A muscle's share of the tables.
struct CompiledMuscle {
  var segments: Range<Int>
  var transitions: Range<Int>
  var constantPieces: Range<Int>
  var conditions: Range<Int>
  /// Its surfaces as OpenSim constructs them; with them it has no segments.
  var constructedWraps: Range<Int>
  /// The first of its points in the list of all points.
  var pointStart: Int
  var pointCount: Int
  /// Length of the pieces between fixed points of one body, in metres.
  var constantLength: Double
}

/// When a conditional point counts.
struct PointCondition {
  var coordinate: Int
  var lower: Double
  var upper: Double
}

/// A coordinate on the tree path between two bodies.
struct PathCoordinate {
  /// The coordinate in the model.
  var coordinate: Int
  /// Its column in the matrix of moment arms.
  var column: Int
  /// +1 where it moves the second body against the first, -1 where it moves the first.
  var sign: Double
}

/// The tree path between two bodies, each side in order from their common ancestor outwards.
struct BodyPair {
  var first: Int
  var second: Int
  /// Entries of the side of the first body (sign -1), then of the second (sign +1).
  var entries: Range<Int>
  var turn: Int
}

/// A surface in the body's frame.
struct CompiledSurface {
  var body: Int
  var placement: RigidTransform
  var kernel: WrapKernel
}

/// A point that slides with coordinates: where it stands among the transformed points.
struct SlidingPoint {
  var slot: Int
  var body: Int
  /// The frame of its components in the body.
  var frame: RigidTransform
  /// The coordinates of its components, and their columns or -1.
  var coordinates: (x: Int, y: Int, z: Int)
  var columns: (x: Int, y: Int, z: Int)
  var muscle: Int
}

/// A surface as OpenSim constructs it, in the body's frame.
struct CompiledConstructedSurface {
  var body: Int
  var placement: RigidTransform
  var kernel: ConstructedKernel
}

/// A surface on the list of one muscle.
struct CompiledConstructedWrap {
  var surface: Int
  var firstPoint: Int
  var lastPoint: Int
  var method: EllipsoidMethod
  /// The transition that takes up the pull on the surface, or -1 for the body of the origin.
  var transition: Int
}

/// A point of a muscle whose path is constructed.
struct ConstructedPoint {
  /// The bit of its condition, or -1.
  var bit: Int
  /// The transition that takes up the pull on the point, or -1 for the body of the origin.
  var transition: Int
}

/// A motion of a joint in a body's chain, for velocities along a direction.
struct ChainStep {
  var coordinate: Int
  var column: Int
}

/// The numbers of a geometry in flat storage for the loops.
///
/// Unchecked `Sendable`: written only before it is shared, or through `MuscleGeometry`'s mutating
/// functions, which first make sure that nobody else holds it.
final class GeometryTables: @unchecked Sendable {
  let muscleCount: Int
  let columnCount: Int
  let slotCount: Int
  let segmentCount: Int
  let transitionCount: Int
  let bodyCount: Int
  let modelCoordinateCount: Int

  let muscles: UnsafeMutableBufferPointer<CompiledMuscle>
  let segments: UnsafeMutableBufferPointer<PathSegment>
  let conditions: UnsafeMutableBufferPointer<PointCondition>
  /// Fixed positions in their bodies of the transformed points, in metres, by component.
  let x: UnsafeMutableBufferPointer<Double>
  let y: UnsafeMutableBufferPointer<Double>
  let z: UnsafeMutableBufferPointer<Double>
  /// Slots of body b: bodySlots[b]..<bodySlots[b + 1].
  let bodySlots: UnsafeMutableBufferPointer<Int>
  /// The slot of each point of each muscle, or -1.
  let pointSlots: UnsafeMutableBufferPointer<Int>
  /// The body of each point of each muscle.
  let pointBodies: UnsafeMutableBufferPointer<Int>
  /// The position of each point of each muscle in its body, in metres.
  let positions: UnsafeMutableBufferPointer<Vector3>
  /// Pairs of points whose distance does not change: place of the first in the list of all points.
  let constantPieces: UnsafeMutableBufferPointer<Int>
  let surfaces: UnsafeMutableBufferPointer<CompiledSurface>
  /// The body pair of each transition.
  let transitionPairs: UnsafeMutableBufferPointer<Int>
  let pairs: UnsafeMutableBufferPointer<BodyPair>
  let pathCoordinates: UnsafeMutableBufferPointer<PathCoordinate>
  let slidingPoints: UnsafeMutableBufferPointer<SlidingPoint>
  let constructedSurfaces: UnsafeMutableBufferPointer<CompiledConstructedSurface>
  let constructedWraps: UnsafeMutableBufferPointer<CompiledConstructedWrap>
  /// By point of every muscle.
  let constructedPoints: UnsafeMutableBufferPointer<ConstructedPoint>
  let parents: UnsafeMutableBufferPointer<Int>
  /// Steps of body b: chainStarts[b]..<chainStarts[b + 1].
  let chainStarts: UnsafeMutableBufferPointer<Int>
  let chainSteps: UnsafeMutableBufferPointer<ChainStep>

  init(_ compiler: borrowing GeometryCompiler) {
    muscleCount = compiler.muscles.count
    columnCount = compiler.columnCount
    slotCount = compiler.slotPositions.count
    segmentCount = compiler.segments.count
    transitionCount = compiler.transitionPairs.count
    bodyCount = compiler.bodyCount
    modelCoordinateCount = compiler.modelCoordinateCount
    muscles = .copy(of: compiler.muscles)
    segments = .copy(of: compiler.segments)
    conditions = .copy(of: compiler.conditions)
    x = .copy(of: compiler.slotPositions.map(\.x))
    y = .copy(of: compiler.slotPositions.map(\.y))
    z = .copy(of: compiler.slotPositions.map(\.z))
    bodySlots = .copy(of: compiler.bodySlots)
    pointSlots = .copy(of: compiler.pointSlots)
    pointBodies = .copy(of: compiler.pointBodies)
    positions = .copy(of: compiler.positions)
    constantPieces = .copy(of: compiler.constantPieces)
    surfaces = .copy(of: compiler.surfaces)
    transitionPairs = .copy(of: compiler.transitionPairs)
    pairs = .copy(of: compiler.pairs)
    pathCoordinates = .copy(of: compiler.pathCoordinates)
    slidingPoints = .copy(of: compiler.slidingPoints)
    constructedSurfaces = .copy(of: compiler.constructedSurfaces)
    constructedWraps = .copy(of: compiler.constructedWraps)
    constructedPoints = .copy(of: compiler.constructedPoints)
    parents = .copy(of: compiler.parents)
    chainStarts = .copy(of: compiler.chainStarts)
    chainSteps = .copy(of: compiler.chainSteps)
    for muscle in 0..<muscleCount { updateConstantLength(of: muscle) }
  }

  /// A copy that shares nothing.
  init(copying other: GeometryTables) {
    muscleCount = other.muscleCount
    columnCount = other.columnCount
    slotCount = other.slotCount
    segmentCount = other.segmentCount
    transitionCount = other.transitionCount
    bodyCount = other.bodyCount
    modelCoordinateCount = other.modelCoordinateCount
    muscles = .copy(of: other.muscles)
    segments = .copy(of: other.segments)
    conditions = .copy(of: other.conditions)
    x = .copy(of: other.x)
    y = .copy(of: other.y)
    z = .copy(of: other.z)
    bodySlots = .copy(of: other.bodySlots)
    pointSlots = .copy(of: other.pointSlots)
    pointBodies = .copy(of: other.pointBodies)
    positions = .copy(of: other.positions)
    constantPieces = .copy(of: other.constantPieces)
    surfaces = .copy(of: other.surfaces)
    transitionPairs = .copy(of: other.transitionPairs)
    pairs = .copy(of: other.pairs)
    pathCoordinates = .copy(of: other.pathCoordinates)
    slidingPoints = .copy(of: other.slidingPoints)
    constructedSurfaces = .copy(of: other.constructedSurfaces)
    constructedWraps = .copy(of: other.constructedWraps)
    constructedPoints = .copy(of: other.constructedPoints)
    parents = .copy(of: other.parents)
    chainStarts = .copy(of: other.chainStarts)
    chainSteps = .copy(of: other.chainSteps)
  }

  deinit {
    // Everything stored is plain data: nothing to deinitialize.
    muscles.deallocate()
    segments.deallocate()
    conditions.deallocate()
    x.deallocate()
    y.deallocate()
    z.deallocate()
    bodySlots.deallocate()
    pointSlots.deallocate()
    pointBodies.deallocate()
    positions.deallocate()
    constantPieces.deallocate()
    surfaces.deallocate()
    transitionPairs.deallocate()
    pairs.deallocate()
    pathCoordinates.deallocate()
    slidingPoints.deallocate()
    constructedSurfaces.deallocate()
    constructedWraps.deallocate()
    constructedPoints.deallocate()
    parents.deallocate()
    chainStarts.deallocate()
    chainSteps.deallocate()
  }

  /// Adds up the pieces of a muscle that no coordinate changes.
  func updateConstantLength(of muscle: Int) {
    var length = 0.0
    for piece in muscles[muscle].constantPieces {
      let point = constantPieces[piece]
      length += (positions[point + 1] - positions[point]).length
    }
    muscles[muscle].constantLength = length
  }
}

extension UnsafeMutableBufferPointer {
  /// New storage with the elements of a collection.
  static func copy(of elements: some Collection<Element>) -> Self {
    let buffer = Self.allocate(capacity: elements.count)
    _ = buffer.initialize(from: elements)
    return buffer
  }
}
