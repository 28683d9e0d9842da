// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics

extension MuscleGeometry {
  /// Computes the lengths, lines of action and moment arms of all muscles.
  ///
  /// For paths without conditional or moving points. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - dynamics: A workspace of the model with positions up to date.
  ///   - workspace: A workspace made for this geometry; holds the results afterwards.
  public func computeLengthsAndMomentArms(
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    requireFixedPoints()
    compute(coordinates: nil, using: dynamics, in: &workspace)
  }

  /// Computes the lengths, lines of action and moment arms of all muscles in a state.
  ///
  /// The frames of the bodies come from `dynamics`; the state is read only where a conditional or
  /// moving point depends on a coordinate. The derivative of the length by the coordinate of a
  /// moving point has a part that slides the point; it is in the moment arms and not in the line
  /// forces. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: The state for which `dynamics` was updated.
  ///   - dynamics: A workspace of the model with positions up to date.
  ///   - workspace: A workspace made for this geometry; holds the results afterwards.
  public func computeLengthsAndMomentArms(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace, pulls: .ofLength)
  }

  /// The same, with a choice of the pulls of constructed paths; see `ConstructedPulls`.
  package func computeLengthsAndMomentArms(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    pulls: ConstructedPulls
  ) {
    check(state)
    state.coordinates.withUnsafeBufferPointer {
      compute(coordinates: $0.baseAddress, using: dynamics, in: &workspace, pulls: pulls)
    }
  }

  /// Computes the lengths and lines of action of all muscles, and leaves the moment arms as they are.
  ///
  /// For paths without conditional or moving points. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - dynamics: A workspace of the model with positions up to date.
  ///   - workspace: A workspace made for this geometry; holds the results afterwards.
  public func computeLengths(
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    requireFixedPoints()
    computeLengths(coordinates: nil, using: dynamics, in: &workspace)
  }

  /// Computes the lengths and lines of action of all muscles in a state, with a choice of the pulls of constructed
  /// paths, and leaves the moment arms as they are.
  package func computeLengths(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    pulls: ConstructedPulls
  ) {
    check(state)
    state.coordinates.withUnsafeBufferPointer {
      computeLengths(
        coordinates: $0.baseAddress,
        using: dynamics,
        in: &workspace,
        pulls: pulls
      )
    }
  }

  /// Adds the moment arms about a dependent coordinate to those about the one it follows.
  ///
  /// With q_dependent = f(q_independent) and f' = `slope`, the moment arm about the independent
  /// coordinate becomes r_independent + slope r_dependent. The dependent column becomes zero.
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - dependent: Column of the dependent coordinate.
  ///   - independent: Column of the coordinate that it follows.
  ///   - slope: Derivative of the one by the other, dimensionless between rotations.
  ///   - workspace: A workspace with moment arms.
  public func foldMomentArms(
    dependent: Int,
    into independent: Int,
    slope: Double,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    let count = coordinateCount
    precondition(
      dependent >= 0 && dependent < count && independent >= 0 && independent < count
        && dependent != independent,
      "columns \(dependent) and \(independent) given, there are \(count)"
    )
    addMomentArms(of: dependent, to: independent, slope: slope, in: &workspace)
    clearMomentArms(of: dependent, in: &workspace)
  }

  /// Adds slope times the moment arms of one column to those of another one.
  package func addMomentArms(
    of dependent: Int,
    to independent: Int,
    slope: Double,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    check(workspace)
    let count = coordinateCount
    for muscle in 0..<muscleCount {
      let row = muscle * count
      workspace.armStorage[row + independent] += slope * workspace.armStorage[row + dependent]
    }
  }

  /// Makes the moment arms of a column zero.
  package func clearMomentArms(of column: Int, in workspace: inout MuscleGeometryWorkspace) {
    check(workspace)
    for muscle in 0..<muscleCount {
      workspace.armStorage[muscle * coordinateCount + column] = 0
    }
  }

  func check(_ workspace: borrowing MuscleGeometryWorkspace) {
    precondition(
      workspace.muscleCount == tables.muscleCount && workspace.columnCount == tables.columnCount
        && workspace.transitionCount == tables.transitionCount
        && workspace.segmentCount == tables.segmentCount,
      "the workspace is for \(workspace.muscleCount) muscles, \(workspace.columnCount) columns and "
        + "\(workspace.transitionCount) transitions, the geometry has \(tables.muscleCount), "
        + "\(tables.columnCount) and \(tables.transitionCount)"
    )
  }

  private func check(_ state: borrowing MultibodyState) {
    precondition(
      state.coordinates.count == tables.modelCoordinateCount,
      "\(state.coordinates.count) coordinates given, the model has \(tables.modelCoordinateCount)"
    )
  }

  private func requireFixedPoints() {
    precondition(
      tables.slidingPoints.isEmpty && tables.conditions.isEmpty,
      "a path has conditional or moving points: give the state as well"
    )
  }

  private func compute(
    coordinates: UnsafePointer<Double>?,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    pulls: ConstructedPulls = .ofLength
  ) {
    computeLengths(coordinates: coordinates, using: dynamics, in: &workspace, pulls: pulls)
    sumMomentArms(dynamics.motionAxesPointer, workspace)
    if let coordinates { addSliding(coordinates, dynamics.transformsPointer, workspace) }
  }

  private func computeLengths(
    coordinates: UnsafePointer<Double>?,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    pulls: ConstructedPulls = .ofLength
  ) {
    check(workspace)
    // Stops when positions are not up to date.
    _ = dynamics.transform(of: BodyID(index: tables.bodyCount - 1))
    let frames = dynamics.transformsPointer
    transformPoints(frames, workspace)
    if let coordinates { placeSlidingPoints(coordinates, frames, workspace) }
    for surface in tables.surfaces.indices {
      let compiled = tables.surfaces[surface]
      workspace.surfaces[surface] = frames[compiled.body] * compiled.placement
    }
    for surface in tables.constructedSurfaces.indices {
      let compiled = tables.constructedSurfaces[surface]
      workspace.construction.frames[surface] = frames[compiled.body] * compiled.placement
    }
    measure(coordinates, workspace, pulls)
  }

  /// Positions in ground of all points that have a slot, body by body.
  private func transformPoints(
    _ frames: UnsafePointer<RigidTransform>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    guard let x = tables.x.baseAddress, let y = tables.y.baseAddress,
      let z = tables.z.baseAddress, let gx = workspace.x.baseAddress,
      let gy = workspace.y.baseAddress, let gz = workspace.z.baseAddress
    else { return }
    for body in 0..<tables.bodyCount {
      let first = tables.bodySlots[body]
      let last = tables.bodySlots[body + 1]
      guard first < last else { continue }
      let r = frames[body].rotation.matrix
      let t = frames[body].translation
      for i in first..<last {
        gx[i] = r.row0.x * x[i] + r.row0.y * y[i] + r.row0.z * z[i] + t.x
        gy[i] = r.row1.x * x[i] + r.row1.y * y[i] + r.row1.z * z[i] + t.y
        gz[i] = r.row2.x * x[i] + r.row2.y * y[i] + r.row2.z * z[i] + t.z
      }
    }
  }

  /// Lengths and line forces of all segments, and the lengths of the muscles.
  private func measure(
    _ coordinates: UnsafePointer<Double>?,
    _ workspace: borrowing MuscleGeometryWorkspace,
    _ pulls: ConstructedPulls
  ) {
    guard let segments = tables.segments.baseAddress, let x = workspace.x.baseAddress,
      let y = workspace.y.baseAddress, let z = workspace.z.baseAddress,
      let forces = workspace.lineForceStorage.baseAddress,
      let segmentLengths = workspace.segmentLengths.baseAddress
    else {
      for muscle in 0..<tables.muscleCount {
        workspace.lengthStorage[muscle] = tables.muscles[muscle].constantLength
      }
      return
    }
    for muscle in 0..<tables.muscleCount {
      let compiled = tables.muscles[muscle]
      var total = compiled.constantLength
      var counting: UInt64 = 0
      if !compiled.conditions.isEmpty, let coordinates {
        for (bit, index) in compiled.conditions.enumerated() {
          let condition = tables.conditions[index]
          let value = coordinates[condition.coordinate]
          if value >= condition.lower && value <= condition.upper { counting |= 1 << UInt64(bit) }
        }
      }
      if !compiled.constructedWraps.isEmpty {
        workspace.lengthStorage[muscle] = construct(
          muscle: compiled,
          counting: counting,
          pulls: pulls,
          workspace
        )
        continue
      }
      for index in compiled.segments {
        let segment = segments[index]
        let k = segment.transition
        if counting & segment.required != segment.required || counting & segment.forbidden != 0 {
          segmentLengths[index] = -1
          forces[k] = .zero
          if segment.surface >= 0 { forces[k + 1] = .zero }
          continue
        }
        let a = Vector3(x[segment.start], y[segment.start], z[segment.start])
        let b = Vector3(x[segment.end], y[segment.end], z[segment.end])
        if segment.surface < 0 {
          let d = b - a
          let length = d.length
          let u = length > 0 ? d * (1 / length) : .zero
          forces[k] = SpatialForce(force: u, at: a)
          segmentLengths[index] = length
          total += length
        } else {
          let frame = workspace.surfaces[segment.surface]
          let path = tables.surfaces[segment.surface].kernel.path(
            from: frame.inverseTransform(a),
            to: frame.inverseTransform(b)
          )
          workspace.wraps[workspace.wrapPlaces[index]] = path
          forces[k] = SpatialForce(force: frame.rotation * path.pullAtStart, at: a)
          forces[k + 1] = SpatialForce(force: -(frame.rotation * path.pullAtEnd), at: b)
          segmentLengths[index] = path.length
          total += path.length
        }
      }
      workspace.lengthStorage[muscle] = total
    }
  }

  /// Moment arms: minus sign S.w over the transitions whose tree path holds the coordinate.
  private func sumMomentArms(
    _ axes: UnsafePointer<SpatialMotion>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    workspace.armStorage.update(repeating: 0)
    guard let arms = workspace.armStorage.baseAddress,
      let forces = workspace.lineForceStorage.baseAddress,
      let pathCoordinates = tables.pathCoordinates.baseAddress
    else { return }
    for muscle in 0..<tables.muscleCount {
      let row = arms + muscle * tables.columnCount
      for k in tables.muscles[muscle].transitions {
        let w = forces[k]
        for entry in tables.pairs[tables.transitionPairs[k]].entries {
          let path = pathCoordinates[entry]
          row[path.column] -= path.sign * axes[path.coordinate].dot(w)
        }
      }
    }
  }

  /// Places the moving points by their functions.
  private func placeSlidingPoints(
    _ coordinates: UnsafePointer<Double>,
    _ frames: UnsafePointer<RigidTransform>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    for (index, point) in tables.slidingPoints.enumerated() {
      let functions = slidingFunctions[index]
      let position =
        frames[point.body]
        * (point.frame
          * Vector3(
            functions.x.value(at: coordinates[point.coordinates.x]),
            functions.y.value(at: coordinates[point.coordinates.y]),
            functions.z.value(at: coordinates[point.coordinates.z])
          ))
      workspace.x[point.slot] = position.x
      workspace.y[point.slot] = position.y
      workspace.z[point.slot] = position.z
    }
  }

  /// Adds what the sliding of moving points does to the lengths.
  private func addSliding(
    _ coordinates: UnsafePointer<Double>,
    _ frames: UnsafePointer<RigidTransform>,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) {
    for (index, point) in tables.slidingPoints.enumerated() {
      let functions = slidingFunctions[index]
      // The pull on the point, along the axes of its frame.
      let pull = (frames[point.body].rotation * point.frame.rotation)
        .inverseRotate(pullOnSlidingPoint(point, workspace))
      let row = point.muscle * tables.columnCount
      if point.columns.x >= 0 {
        workspace.armStorage[row + point.columns.x] +=
          pull.x * functions.x.firstDerivative(at: coordinates[point.coordinates.x])
      }
      if point.columns.y >= 0 {
        workspace.armStorage[row + point.columns.y] +=
          pull.y * functions.y.firstDerivative(at: coordinates[point.coordinates.y])
      }
      if point.columns.z >= 0 {
        workspace.armStorage[row + point.columns.z] +=
          pull.z * functions.z.firstDerivative(at: coordinates[point.coordinates.z])
      }
    }
  }

  /// The pull of its muscle on a moving point per newton of tension, in ground axes.
  private func pullOnSlidingPoint(
    _ point: SlidingPoint,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) -> Vector3 {
    let muscle = tables.muscles[point.muscle]
    guard muscle.constructedWraps.isEmpty else {
      return workspace.construction.slotPulls[point.slot]
    }
    var pull = Vector3.zero
    for s in muscle.segments where workspace.segmentLengths[s] >= 0 {
      let segment = tables.segments[s]
      let first = segment.transition
      let last = segment.surface >= 0 ? first + 1 : first
      if segment.start == point.slot { pull += workspace.lineForceStorage[first].force }
      if segment.end == point.slot { pull -= workspace.lineForceStorage[last].force }
    }
    return pull
  }
}
