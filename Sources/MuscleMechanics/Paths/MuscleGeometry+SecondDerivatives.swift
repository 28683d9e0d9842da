// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics

extension MuscleGeometry {
  /// Computes the second derivative of every length along a direction of the coordinates.
  ///
  /// With q moving as q + s v the result is d2L/ds2 at s = 0. A straight piece of length L from a
  /// to b, with unit vector u, relative velocity r' and relative acceleration r'', gives
  ///
  ///     (|r'|^2 - (u.r')^2) / L + u.r''
  ///
  /// where r'' comes from the rotations alone, since v is constant. For wrapped pieces the contact
  /// points are first frozen on the surface; what their freedom changes is added exactly from the
  /// Jacobi field of the geodesic (``WrapSurface``).
  ///
  /// Exact for joints whose coordinates are each one angle or one displacement. For a joint axis
  /// that is a nonlinear function of its coordinate, or turns with several, its own second
  /// derivative is left out, and so is that of a moving point. With an end inside a wrap surface
  /// the result is that of frozen contact points. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - direction: v by column (`count == coordinateCount`), in rad or m per unit of s.
  ///   - dynamics: The workspace with which the lengths were computed.
  ///   - workspace: The workspace that holds them.
  ///   - result: d2L/ds2 by muscle (`count == muscleCount`), in metres per squared unit of s.
  public func computeSecondDerivatives(
    along direction: borrowing [Double],
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    into result: inout [Double]
  ) {
    precondition(
      direction.count == coordinateCount && result.count == muscleCount,
      "\(direction.count) components and \(result.count) results given, the geometry has "
        + "\(coordinateCount) coordinates and \(muscleCount) muscles"
    )
    direction.withUnsafeBufferPointer { v in
      result.withUnsafeMutableBufferPointer { result in
        guard let v = v.baseAddress, let result = result.baseAddress else { return }
        computeSecondDerivatives(along: v, using: dynamics, in: &workspace, into: result)
      }
    }
  }

  /// The same for `coordinateCount` numbers and `muscleCount` results at pointers.
  package func computeSecondDerivatives(
    along direction: UnsafePointer<Double>,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    into result: UnsafeMutablePointer<Double>
  ) {
    check(workspace)
    checkGeodesic()
    moveBodies(direction, dynamics.motionAxesPointer, workspace)
    for muscle in 0..<tables.muscleCount {
      var sum = 0.0
      for index in tables.muscles[muscle].segments where workspace.segmentLengths[index] >= 0 {
        let segment = tables.segments[index]
        let pair = tables.pairs[tables.transitionPairs[segment.transition]]
        let start = position(segment.start, workspace)
        let end = position(segment.end, workspace)
        if segment.surface < 0 {
          sum += lineTerm(
            start,
            pair.first,
            end,
            pair.second,
            workspace.segmentLengths[index],
            workspace.lineForceStorage[segment.transition].force,
            workspace
          )
        } else {
          let wrap = WrapInGround(
            workspace.wraps[workspace.wrapPlaces[index]],
            workspace.surfaces[segment.surface]
          )
          let last = tables.pairs[tables.transitionPairs[segment.transition + 1]]
          sum += lineTerm(
            start,
            pair.first,
            wrap.first,
            pair.second,
            (wrap.first - start).length,
            wrap.directionAtStart,
            workspace
          )
          sum += lineTerm(
            wrap.last,
            last.first,
            end,
            last.second,
            (end - wrap.last).length,
            wrap.directionAtEnd,
            workspace
          )
          // Velocities of the ends in the frame of the surface.
          let surface = workspace.velocities[pair.second]
          let v0 = (workspace.velocities[pair.first] - surface).velocity(at: start)
          let v1 = (workspace.velocities[last.second] - surface).velocity(at: end)
          let n0 = v0.dot(wrap.normalAtStart)
          let n1 = v1.dot(wrap.normalAtEnd)
          let b0 = v0.dot(wrap.lateralAtStart)
          let b1 = v1.dot(wrap.lateralAtEnd)
          sum += wrap.normalCorrection.value(n0, n1, n0, n1)
          sum += wrap.lateralCorrection.value(b0, b1, b0, b1)
        }
      }
      result[muscle] = sum
    }
  }

  /// Velocities of all bodies along a direction, and their accelerations with it constant.
  private func moveBodies(
    _ direction: UnsafePointer<Double>,
    _ axes: UnsafePointer<SpatialMotion>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    for body in 1..<tables.bodyCount {
      var velocity = workspace.velocities[tables.parents[body]]
      var acceleration = workspace.accelerations[tables.parents[body]]
      for step in tables.chainStarts[body]..<tables.chainStarts[body + 1] {
        let entry = tables.chainSteps[step]
        let motion = axes[entry.coordinate] * direction[entry.column]
        acceleration += velocity.cross(motion)
        velocity += motion
      }
      workspace.velocities[body] = velocity
      workspace.accelerations[body] = acceleration
    }
  }

  func position(_ slot: Int, _ workspace: borrowing MuscleGeometryWorkspace) -> Vector3 {
    Vector3(workspace.x[slot], workspace.y[slot], workspace.z[slot])
  }

  @inline(__always)
  private func lineTerm(
    _ a: Vector3,
    _ first: Int,
    _ b: Vector3,
    _ second: Int,
    _ length: Double,
    _ u: Vector3,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) -> Double {
    let velocityA = workspace.velocities[first]
    let velocityB = workspace.velocities[second]
    let va = velocityA.velocity(at: a)
    let vb = velocityB.velocity(at: b)
    let rate = vb - va
    let along = rate.dot(u)
    let acceleration =
      workspace.accelerations[second].velocity(at: b) + velocityB.angular.cross(vb)
      - workspace.accelerations[first].velocity(at: a) - velocityA.angular.cross(va)
    return (rate.squaredLength - along * along) / max(length, shortestPiece) + u.dot(acceleration)
  }
}

/// A wrapped path in ground axes, as second derivatives need it.
struct WrapInGround {
  var first: Vector3
  var last: Vector3
  /// Along the path, of length one.
  var directionAtStart: Vector3
  var directionAtEnd: Vector3
  var normalAtStart: Vector3
  var normalAtEnd: Vector3
  var lateralAtStart: Vector3
  var lateralAtEnd: Vector3
  var normalCorrection: EndForm
  var lateralCorrection: EndForm

  init(_ path: WrappedPath, _ frame: RigidTransform) {
    first = frame * path.firstContact
    last = frame * path.lastContact
    let pull0 = path.endsInside ? path.pullAtStart.unitOrZero : path.pullAtStart
    let pull1 = path.endsInside ? path.pullAtEnd.unitOrZero : path.pullAtEnd
    directionAtStart = frame.rotation * pull0
    directionAtEnd = -(frame.rotation * pull1)
    normalAtStart = frame.rotation * path.normalAtStart
    normalAtEnd = frame.rotation * path.normalAtEnd
    lateralAtStart = normalAtStart.cross(directionAtStart)
    lateralAtEnd = normalAtEnd.cross(directionAtEnd)
    let isFrozen = path.endsInside
    normalCorrection = isFrozen ? .zero : path.normalCorrection
    lateralCorrection = isFrozen ? .zero : path.lateralCorrection
  }
}

extension Vector3 {
  /// The vector of length one with this direction, or zero for a zero vector.
  fileprivate var unitOrZero: Vector3 {
    let length = length
    return length > 0 ? self * (1 / length) : .zero
  }
}
