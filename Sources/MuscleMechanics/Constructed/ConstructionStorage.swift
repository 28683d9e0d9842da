// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// What a muscle whose path is constructed does to the bodies.
package enum ConstructedPulls: Sendable, Hashable {
  /// The derivatives of the length: the work of the tension is exact.
  case ofLength

  /// A pull along every straight piece, as OpenSim applies it.
  ///
  /// On an ellipsoid, and on a cylinder that is crossed at an angle, the path is not shortest, and
  /// these are not the derivatives of the length.
  case alongPieces
}

/// One surface of a path laid over the piece between two nodes of its chain.
struct WrapStep {
  /// The place of the surface on the muscle's list.
  var wrap: Int
  var startNode: Int
  var endNode: Int
  /// The nodes in ground, in metres.
  var start: Vector3
  var end: Vector3
  /// The contact in the frame of the surface.
  var contact: WrapContact
  /// True for the first step of this surface: its tangent points are those of the straight pieces.
  var isFirst: Bool
}

/// Scratch of paths that are built in rounds: the longest one's.
///
/// A path is a chain of nodes: its points by their number, and of surface w the tangent points -2 w - 1
/// and -2 w - 2.
struct ConstructionStorage {
  /// The constructed surfaces in ground.
  let frames: UnsafeMutableBufferPointer<RigidTransform>
  let chain: UnsafeMutableBufferPointer<Int>
  let order: UnsafeMutableBufferPointer<Int>
  /// By place in the order: what became of the surface in this round.
  let outcomes: UnsafeMutableBufferPointer<WrapContact.Outcome>
  /// By surface: its tangent points in ground as last laid and as first laid, whether it was laid at all,
  /// and the length between the points as last laid.
  let tangents: UnsafeMutableBufferPointer<Vector3>
  let firstTangents: UnsafeMutableBufferPointer<Vector3>
  let isLaid: UnsafeMutableBufferPointer<Bool>
  let arcs: UnsafeMutableBufferPointer<Double>
  /// Every surface that was laid over the path, in the order of doing so.
  let steps: UnsafeMutableBufferPointer<WrapStep>
  /// Derivatives of the length by point, by tangent point as last and as first laid, and by arc.
  let byPoint: UnsafeMutableBufferPointer<Vector3>
  let byTangent: UnsafeMutableBufferPointer<Vector3>
  let byFirstTangent: UnsafeMutableBufferPointer<Vector3>
  let byArc: UnsafeMutableBufferPointer<Double>
  /// By slot: the pull on a point of a constructed path, in ground axes.
  let slotPulls: UnsafeMutableBufferPointer<Vector3>
  /// By surface of every muscle: whether the path touches it, as last computed.
  let touches: UnsafeMutableBufferPointer<Bool>

  /// A path with several surfaces is built in at most this many rounds, as in OpenSim.
  static var roundLimit: Int { 8 }

  init(for tables: GeometryTables) {
    var points = 0
    var wraps = 0
    for muscle in tables.muscles where !muscle.constructedWraps.isEmpty {
      points = max(points, muscle.pointCount)
      wraps = max(wraps, muscle.constructedWraps.count)
    }
    let slots = wraps == 0 ? 0 : tables.slotCount
    frames = .filled(.identity, count: tables.constructedSurfaces.count)
    chain = .filled(0, count: points + 2 * wraps)
    order = .filled(0, count: wraps)
    outcomes = .filled(.clear, count: wraps)
    tangents = .filled(.zero, count: 2 * wraps)
    firstTangents = .filled(.zero, count: 2 * wraps)
    isLaid = .filled(false, count: wraps)
    arcs = .filled(0, count: wraps)
    steps = .filled(
      WrapStep(
        wrap: 0,
        startNode: 0,
        endNode: 0,
        start: .zero,
        end: .zero,
        contact: .none(.clear),
        isFirst: false
      ),
      count: Self.roundLimit * wraps
    )
    byPoint = .filled(.zero, count: points)
    byTangent = .filled(.zero, count: 2 * wraps)
    byFirstTangent = .filled(.zero, count: 2 * wraps)
    byArc = .filled(0, count: wraps)
    slotPulls = .filled(.zero, count: slots)
    touches = .filled(false, count: tables.constructedWraps.count)
  }

  func deallocate() {
    frames.deallocate()
    chain.deallocate()
    order.deallocate()
    outcomes.deallocate()
    tangents.deallocate()
    firstTangents.deallocate()
    isLaid.deallocate()
    arcs.deallocate()
    steps.deallocate()
    byPoint.deallocate()
    byTangent.deallocate()
    byFirstTangent.deallocate()
    byArc.deallocate()
    slotPulls.deallocate()
    touches.deallocate()
  }
}
