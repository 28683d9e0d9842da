// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics

extension MuscleGeometry {
  /// How a muscle meets the surfaces that it may wrap, from origin to insertion, as last computed.
  ///
  /// One entry for each pair of points that counts and may wrap, in the frame of its surface: look
  /// here for geodesics that were not found and for ends that lie inside a surface.
  ///
  /// - Parameters:
  ///   - muscle: The muscle.
  ///   - workspace: A workspace of this geometry with lengths.
  /// - Returns: The paths in the frames of their surfaces; lengths in metres.
  public func wrappedPaths(
    of muscle: Int,
    in workspace: borrowing MuscleGeometryWorkspace
  ) -> [WrappedPath] {
    checkMuscle(muscle)
    check(workspace)
    checkGeodesic()
    var result: [WrappedPath] = []
    for segment in tables.muscles[muscle].segments
    where tables.segments[segment].surface >= 0 && workspace.segmentLengths[segment] >= 0 {
      result.append(workspace.wraps[workspace.wrapPlaces[segment]])
    }
    return result
  }

  /// The course of a muscle in ground, in metres, for pictures and checks.
  ///
  /// All points that count, from origin to insertion, with the two points where the path meets and
  /// leaves each surface that it wraps.
  ///
  /// - Parameters:
  ///   - muscle: The muscle.
  ///   - dynamics: The workspace with which the lengths were computed.
  ///   - workspace: The workspace that holds them.
  /// - Returns: Positions in ground, in metres.
  public func course(
    of muscle: Int,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: borrowing MuscleGeometryWorkspace
  ) -> [Vector3] {
    checkMuscle(muscle)
    check(workspace)
    checkGeodesic()
    let compiled = tables.muscles[muscle]
    var result: [Vector3] = []
    for point in compiled.pointStart..<compiled.pointStart + compiled.pointCount {
      let slot = tables.pointSlots[point]
      guard slot >= 0 else {
        result.append(
          dynamics.transform(of: BodyID(index: tables.pointBodies[point]))
            * tables.positions[point]
        )
        continue
      }
      let counting = compiled.segments.filter { workspace.segmentLengths[$0] >= 0 }
      let leaving = counting.first { tables.segments[$0].start == slot }
      let isFixedToNeighbour = compiled.constantPieces.contains {
        tables.constantPieces[$0] == point || tables.constantPieces[$0] + 1 == point
      }
      guard
        leaving != nil || isFixedToNeighbour
          || counting.contains(where: { tables.segments[$0].end == slot })
      else { continue }
      result.append(position(slot, workspace))
      guard let leaving, tables.segments[leaving].surface >= 0 else { continue }
      let path = workspace.wraps[workspace.wrapPlaces[leaving]]
      guard path.contact != .straight else { continue }
      let frame = workspace.surfaces[tables.segments[leaving].surface]
      result.append(frame * path.firstContact)
      result.append(frame * path.lastContact)
    }
    return result
  }
}
