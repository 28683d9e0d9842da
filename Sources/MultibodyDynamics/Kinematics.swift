// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

extension MultibodyModel {
  /// Computes where every body is and how every coordinate moves it.
  ///
  /// After it, `transform(of:)` and `motionAxis(of:)` of the workspace are valid. Coordinates
  /// that are not finite stop the program. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: Coordinates of this model; the speeds are not read.
  ///   - workspace: A workspace made for this model.
  public func updatePositions(
    _ state: borrowing MultibodyState,
    in workspace: inout DynamicsWorkspace
  ) {
    checkCount(state.coordinates.count, "coordinates")
    state.coordinates.withUnsafeBufferPointer { q in
      guard let q = q.baseAddress else { return updatePositions(at: [], in: &workspace) }
      updatePositions(at: q, in: &workspace)
    }
  }

  /// Computes where every body is and how it moves.
  ///
  /// After it, `transform(of:)`, `motionAxis(of:)` and `velocity(of:)` of the workspace are
  /// valid. Coordinates or speeds that are not finite stop the program. Performs no heap
  /// allocation.
  ///
  /// - Parameters:
  ///   - state: Coordinates and speeds of this model.
  ///   - workspace: A workspace made for this model.
  public func updateKinematics(
    _ state: borrowing MultibodyState,
    in workspace: inout DynamicsWorkspace
  ) {
    updatePositions(state, in: &workspace)
    checkCount(state.speeds.count, "speeds")
    state.speeds.withUnsafeBufferPointer { u in
      guard let u = u.baseAddress else { return updateVelocities(speeds: [], in: &workspace) }
      updateVelocities(speeds: u, in: &workspace)
    }
  }

  /// Computes positions and velocities from coordinates and speeds in spans.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - coordinates: In radians or metres (`count == coordinateCount`).
  ///   - speeds: In rad/s or m/s (`count == coordinateCount`).
  ///   - workspace: A workspace made for this model.
  public func updateKinematics(
    coordinates: Span<Double>,
    speeds: Span<Double>,
    in workspace: inout DynamicsWorkspace
  ) {
    checkCount(coordinates.count, "coordinates")
    checkCount(speeds.count, "speeds")
    coordinates.withUnsafeBufferPointer { q in
      speeds.withUnsafeBufferPointer { u in
        guard let q = q.baseAddress, let u = u.baseAddress else {
          updatePositions(at: [], in: &workspace)
          return updateVelocities(speeds: [], in: &workspace)
        }
        updatePositions(at: q, in: &workspace)
        updateVelocities(speeds: u, in: &workspace)
      }
    }
  }

  /// The recursion of `updatePositions(_:in:)` for `coordinateCount` coordinates at a pointer.
  package func updatePositions(
    at coordinates: UnsafePointer<Double>,
    in workspace: inout DynamicsWorkspace
  ) {
    workspace.requireLayout(of: self)
    checkFinite(coordinates, "coordinate")
    let model = storage
    evaluateSteps(model, coordinates, workspace)
    let transforms = workspace.transforms
    let motionAxes = workspace.motionAxes
    for body in 1..<model.bodyCount {
      let joint = model.joints + body
      let parent = transforms + joint.pointee.parent
      var r = parent.pointee.rotation.matrix
      var p = parent.pointee.translation
      let isPlain = joint.pointee.isPlain
      if !isPlain {
        let start = joint.pointee.coordinateStart
        for c in start..<start + joint.pointee.coordinateCount { motionAxes[c] = .zero }
      }
      var step = joint.pointee.stepStart
      let directions = model.directions + joint.pointee.translationStart
      for place in 0..<joint.pointee.translationCount {
        let direction = r * directions[place]
        p += direction * workspace.stepValues[step]
        store(
          SpatialMotion(angular: .zero, linear: direction),
          step,
          isPlain,
          model,
          workspace
        )
        step += 1
      }
      if joint.pointee.rotationCount == 0 {
        let constant = joint.pointee.constant
        p += r * constant.translation
        r = product(r, constant.rotation.matrix)
      }
      let rotations = model.rotations + joint.pointee.rotationStart
      for place in 0..<joint.pointee.rotationCount {
        let rotation = rotations + place
        let axis = r * rotation.pointee.axis
        let point = p + r * rotation.pointee.point
        store(
          SpatialMotion(angular: axis, linear: point.cross(axis)),
          step,
          isPlain,
          model,
          workspace
        )
        let cosine = workspace.cosines[step]
        let sine = workspace.sines[step]
        let shift =
          rotation.pointee.constantTranslation + rotation.pointee.cosineTranslation * cosine
          + rotation.pointee.sineTranslation * sine
        let turn = Matrix3(
          rows: rotation.pointee.constantRotation.row0
            + rotation.pointee.cosineRotation.row0 * cosine
            + rotation.pointee.sineRotation.row0 * sine,
          rotation.pointee.constantRotation.row1 + rotation.pointee.cosineRotation.row1 * cosine
            + rotation.pointee.sineRotation.row1 * sine,
          rotation.pointee.constantRotation.row2 + rotation.pointee.cosineRotation.row2 * cosine
            + rotation.pointee.sineRotation.row2 * sine
        )
        p += r * shift
        r = product(r, turn)
        step += 1
      }
      transforms[body] = RigidTransform(rotation: Rotation(orthogonal: r), translation: p)
      workspace.massCenters[body] = p + r * model.masses[body].center
    }
    workspace.stage = .positions
  }

  /// Adds velocities to a workspace whose positions are up to date.
  package func updateVelocities(
    speeds: UnsafePointer<Double>,
    in workspace: inout DynamicsWorkspace
  ) {
    workspace.require(.positions, of: self)
    checkFinite(speeds, "speed")
    let model = storage
    for body in 1..<model.bodyCount {
      let joint = model.joints + body
      // v: velocity of the frame before the next step; a: acceleration with all q'' zero.
      // A step's axis S is fixed in the frame before it, so d(S s')/dt = v x S s' + S s''.
      var v = workspace.velocities[joint.pointee.parent]
      var a = SpatialMotion.zero
      if joint.pointee.isPlain {
        let first = joint.pointee.stepStart
        for step in first..<first + joint.pointee.coordinateCount {
          let c = model.sources[step].coordinate
          let motion = workspace.motionAxes[c] * speeds[c]
          a += v.cross(motion)
          v += motion
        }
      } else {
        let first = joint.pointee.stepStart
        let count = joint.pointee.translationCount + joint.pointee.rotationCount
        for step in first..<first + count {
          let axis = workspace.stepAxes[step]
          let place = model.sources[step].multivariate
          // The rate of the step's value, and its second rate with all q'' zero.
          var rate: Double
          var secondRate: Double
          if place < 0 {
            let speed = speeds[model.sources[step].coordinate]
            rate = workspace.stepFirst[step] * speed
            secondRate = workspace.stepSecond[step] * speed * speed
          } else {
            let speeds = arguments(of: model, place, speeds)
            rate = workspace.stepGradients[place].dot(speeds)
            secondRate = speeds.dot(workspace.stepHessians[place] * speeds)
          }
          let motion = axis * rate
          a += v.cross(motion) + axis * secondRate
          v += motion
        }
      }
      workspace.velocities[body] = v
      workspace.velocityProducts[body] = a
    }
    workspace.stage = .velocities
  }

  /// Values and derivatives of all steps and couplings; sines and cosines.
  @inline(__always)
  private func evaluateSteps(
    _ model: CompiledModel,
    _ coordinates: UnsafePointer<Double>,
    _ workspace: borrowing DynamicsWorkspace
  ) {
    for step in 0..<model.stepCount {
      workspace.stepValues[step] = coordinates[model.sources[step].coordinate]
    }
    if model.hasFunctions { evaluateFunctions(model, coordinates, workspace) }
    // Displacements are taken along: that costs less than telling them apart.
    var step = 0
    while step < model.stepCount {
      SineCosine.evaluate(
        workspace.stepValues + step,
        workspace.sines + step,
        workspace.cosines + step
      )
      step += 4
    }
  }

  /// Values and derivatives of the steps and couplings that are functions of coordinates.
  @inline(never)
  private func evaluateFunctions(
    _ model: CompiledModel,
    _ coordinates: UnsafePointer<Double>,
    _ workspace: borrowing DynamicsWorkspace
  ) {
    // x - x is zero for every finite x and NaN otherwise.
    var sum = 0.0
    for step in 0..<model.stepCount {
      let source = model.sources[step]
      if source.multivariate >= 0 {
        let function = model.multivariateSteps[source.multivariate].function
        let f = function.sample(at: arguments(of: model, source.multivariate, coordinates))
        workspace.stepValues[step] = f.value
        workspace.stepGradients[source.multivariate] = f.gradient
        workspace.stepHessians[source.multivariate] = f.hessian
        let rows = f.hessian.row0 + f.hessian.row1 + f.hessian.row2 + f.gradient
        let total = f.value + rows.x + rows.y + rows.z
        sum += total - total
        continue
      }
      guard source.function >= 0 else { continue }
      let f = model.functions.evaluate(source.function, at: coordinates[source.coordinate])
      workspace.stepValues[step] = f.value
      workspace.stepFirst[step] = f.first
      workspace.stepSecond[step] = f.second
      let total = f.value + f.first + f.second
      sum += total - total
    }
    for place in 0..<model.couplingTermCount {
      let term = model.couplingTerms[place]
      let f = model.functions.evaluate(term.function, at: coordinates[term.independent])
      workspace.couplingFirst[place] = f.first
      workspace.couplingSecond[place] = f.second
      let total = f.first + f.second
      sum += total - total
    }
    precondition(sum == 0, "a function of a joint or a coupling gives a number that is not finite")
  }

  /// The numbers of an array by coordinate that belong to the arguments of a step; zero where there is
  /// none.
  private func arguments(
    of model: CompiledModel,
    _ place: Int,
    _ numbers: UnsafePointer<Double>
  ) -> Vector3 {
    let step = model.multivariateSteps[place]
    return Vector3(
      numbers[step.first],
      step.second < 0 ? 0 : numbers[step.second],
      step.third < 0 ? 0 : numbers[step.third]
    )
  }

  /// Stores the axis of a step and adds its share to the coordinate's motion axis.
  @inline(__always)
  private func store(
    _ axis: SpatialMotion,
    _ step: Int,
    _ isPlain: Bool,
    _ model: CompiledModel,
    _ workspace: borrowing DynamicsWorkspace
  ) {
    let coordinate = model.sources[step].coordinate
    if isPlain {
      workspace.motionAxes[coordinate] = axis
    } else {
      workspace.stepAxes[step] = axis
      let place = model.sources[step].multivariate
      guard place >= 0 else {
        workspace.motionAxes[coordinate] += axis * workspace.stepFirst[step]
        return
      }
      let several = model.multivariateSteps[place]
      let gradient = workspace.stepGradients[place]
      workspace.motionAxes[several.first] += axis * gradient.x
      if several.second >= 0 { workspace.motionAxes[several.second] += axis * gradient.y }
      if several.third >= 0 { workspace.motionAxes[several.third] += axis * gradient.z }
    }
  }

  /// Stops, naming the coordinate, when a number is infinite or NaN.
  func checkFinite(_ values: UnsafePointer<Double>, _ what: StaticString) {
    // x - x is zero for every finite x and NaN otherwise.
    var sum = 0.0
    for index in 0..<storage.coordinateCount { sum += values[index] - values[index] }
    guard sum != 0 else { return }
    for index in 0..<storage.coordinateCount where !values[index].isFinite {
      preconditionFailure(
        "the \(what) of '\(coordinateNames[index])' is \(values[index]), which is not finite"
      )
    }
  }
}

/// The matrix product, always in line: a call costs as much as the product.
@inline(__always)
private func product(_ left: Matrix3, _ right: Matrix3) -> Matrix3 {
  Matrix3(
    rows: right.row0 * left.row0.x + right.row1 * left.row0.y + right.row2 * left.row0.z,
    right.row0 * left.row1.x + right.row1 * left.row1.y + right.row2 * left.row1.z,
    right.row0 * left.row2.x + right.row1 * left.row2.y + right.row2 * left.row2.z
  )
}
