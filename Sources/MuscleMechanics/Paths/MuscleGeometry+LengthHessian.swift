// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics

extension MuscleGeometry {
  /// Adds the weighted second derivatives of the lengths to a matrix.
  ///
  ///     K_ij += sum over muscles m of F_m d2L_m / dq_i dq_j
  ///
  /// the geometric stiffness of muscles with constant tensions F. For a straight piece from a to b
  /// with unit vector u and length L, with J_i the derivative of b - a,
  ///
  ///     d2L = J_i (I - u u') J_j / L + u . (w_i x J_j)
  ///
  /// where the second term, with w_i the axis of rotation of i, is there when i and j move the same
  /// end and i lies between j and the common ancestor of both bodies, or is j itself. Exactness and
  /// limits are those of `computeSecondDerivatives(along:using:in:into:)`. Muscles of weight 0 cost
  /// nothing. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - weights: F by muscle (`count == muscleCount`), in newtons.
  ///   - dynamics: The workspace with which the lengths were computed.
  ///   - workspace: The workspace that holds them.
  ///   - matrix: K by rows (`count == coordinateCount` squared), in N m; stays symmetric if it was.
  public func addLengthHessian(
    weights: borrowing [Double],
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    into matrix: inout [Double]
  ) {
    precondition(
      weights.count == muscleCount && matrix.count == coordinateCount * coordinateCount,
      "\(weights.count) weights and \(matrix.count) entries given, the geometry has "
        + "\(muscleCount) muscles and \(coordinateCount) coordinates"
    )
    weights.withUnsafeBufferPointer { weights in
      matrix.withUnsafeMutableBufferPointer { matrix in
        guard let weights = weights.baseAddress, let matrix = matrix.baseAddress else { return }
        addLengthHessian(weights: weights, using: dynamics, in: &workspace, into: matrix)
      }
    }
  }

  /// The same for `muscleCount` weights and a matrix of `coordinateCount` squared at pointers.
  package func addLengthHessian(
    weights: UnsafePointer<Double>,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    into matrix: UnsafeMutablePointer<Double>
  ) {
    check(workspace)
    checkGeodesic()
    let axes = dynamics.motionAxesPointer
    let n = tables.columnCount
    // Half of the sum: the matrix gets it and its transpose.
    workspace.hessian.update(repeating: 0)
    for muscle in 0..<tables.muscleCount where weights[muscle] != 0 {
      let weight = weights[muscle]
      for index in tables.muscles[muscle].segments where workspace.segmentLengths[index] >= 0 {
        let segment = tables.segments[index]
        let pair = tables.pairs[tables.transitionPairs[segment.transition]]
        let start = position(segment.start, workspace)
        let end = position(segment.end, workspace)
        if segment.surface < 0 {
          guard !pair.entries.isEmpty else { continue }
          addLine(
            weight,
            pair,
            start,
            end,
            workspace.segmentLengths[index],
            workspace.lineForceStorage[segment.transition].force,
            axes,
            workspace
          )
        } else {
          let wrap = WrapInGround(
            workspace.wraps[workspace.wrapPlaces[index]],
            workspace.surfaces[segment.surface]
          )
          let last = tables.pairs[tables.transitionPairs[segment.transition + 1]]
          addLine(
            weight,
            pair,
            start,
            wrap.first,
            (wrap.first - start).length,
            wrap.directionAtStart,
            axes,
            workspace
          )
          addLine(
            weight,
            last,
            wrap.last,
            end,
            (end - wrap.last).length,
            wrap.directionAtEnd,
            axes,
            workspace
          )
          addCorrection(
            weight,
            wrap.normalCorrection,
            pair,
            start,
            wrap.normalAtStart,
            last,
            end,
            wrap.normalAtEnd,
            axes,
            workspace
          )
          addCorrection(
            weight,
            wrap.lateralCorrection,
            pair,
            start,
            wrap.lateralAtStart,
            last,
            end,
            wrap.lateralAtEnd,
            axes,
            workspace
          )
        }
      }
    }
    guard let half = workspace.hessian.baseAddress else { return }
    for i in 0..<n {
      for j in 0..<n { matrix[i * n + j] += half[i * n + j] + half[j * n + i] }
    }
  }

  /// Adds the second derivatives of one straight line, both ends fixed in their bodies.
  @inline(__always)
  private func addLine(
    _ weight: Double,
    _ pair: BodyPair,
    _ a: Vector3,
    _ b: Vector3,
    _ length: Double,
    _ u: Vector3,
    _ axes: UnsafePointer<SpatialMotion>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    guard let items = workspace.items.baseAddress, let half = workspace.hessian.baseAddress,
      let entries = tables.pathCoordinates.baseAddress
    else { return }
    let n = tables.columnCount
    // The projector I - uu' as two directions across the line, stretched by the root of F / L.
    let e0 = u.anyPerpendicular
    let e1 = u.cross(e0)
    let factor = weight / max(length, shortestPiece)
    let pull = u * weight
    let count = pair.entries.count
    let turn = pair.turn - pair.entries.lowerBound
    for place in 0..<count {
      let entry = entries[pair.entries.lowerBound + place]
      let axis = axes[entry.coordinate]
      let step = axis.velocity(at: place < turn ? a : b) * entry.sign
      items[place] = HessianItem(
        column: entry.column,
        across0: step.dot(e0),
        across1: step.dot(e1),
        angular: axis.angular,
        turned: step.cross(pull)
      )
    }
    for i in 0..<count {
      let item = items[i]
      let row = half + item.column * n
      let g0 = item.across0 * factor
      let g1 = item.across1 * factor
      row[item.column] +=
        0.5 * (g0 * item.across0 + g1 * item.across1 + item.angular.dot(item.turned))
      let sameSide = i < turn ? turn : count
      for j in (i + 1)..<max(i + 1, sameSide) {
        row[items[j].column] +=
          g0 * items[j].across0 + g1 * items[j].across1 + item.angular.dot(items[j].turned)
      }
      for j in sameSide..<max(sameSide, count) {
        row[items[j].column] += g0 * items[j].across0 + g1 * items[j].across1
      }
    }
  }

  /// Adds a quadratic form of the displacements of a wrap's ends in the frame of its surface.
  private func addCorrection(
    _ weight: Double,
    _ form: EndForm,
    _ first: BodyPair,
    _ start: Vector3,
    _ across0: Vector3,
    _ last: BodyPair,
    _ end: Vector3,
    _ across1: Vector3,
    _ axes: UnsafePointer<SpatialMotion>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    guard form != .zero, let items = workspace.items.baseAddress,
      let half = workspace.hessian.baseAddress
    else { return }
    let n = tables.columnCount
    var count = 0
    // A coordinate between start and surface moves the start against the surface: sign reversed.
    for entry in first.entries {
      let path = tables.pathCoordinates[entry]
      items[count].column = path.column
      items[count].across0 =
        -path.sign * axes[path.coordinate].velocity(at: start).dot(across0)
      items[count].across1 = 0
      count += 1
    }
    for entry in last.entries {
      let path = tables.pathCoordinates[entry]
      items[count].column = path.column
      items[count].across0 = 0
      items[count].across1 = path.sign * axes[path.coordinate].velocity(at: end).dot(across1)
      count += 1
    }
    for i in 0..<count {
      let row = half + items[i].column * n
      let y0 = weight * items[i].across0
      let y1 = weight * items[i].across1
      row[items[i].column] += 0.5 * form.value(y0, y1, items[i].across0, items[i].across1)
      for j in (i + 1)..<max(i + 1, count) {
        row[items[j].column] += form.value(y0, y1, items[j].across0, items[j].across1)
      }
    }
  }
}
