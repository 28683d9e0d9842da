// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

extension MuscleGeometry {
  /// Builds the path of a muscle as OpenSim does, and fills its length and its line forces.
  ///
  /// Each surface in turn takes the first piece within its range that meets it, or else the candidate
  /// that lengthens the path least; its two tangent points join the chain. With several surfaces that is
  /// done again, up to eight rounds, until a round changes the length by less than 0.5 mm. OpenSim 4.6
  /// keeps the tangent points in ground of the first time that a surface is laid: straight pieces are
  /// measured, and forces applied, between those, while the arcs are those of the last round. So is it here,
  /// and the derivative of the length follows the rounds backwards.
  ///
  /// Performs no heap allocation.
  func construct(
    muscle: CompiledMuscle,
    counting: UInt64,
    pulls: ConstructedPulls,
    _ workspace: borrowing MuscleGeometryWorkspace
  ) -> Double {
    var path = PathConstruction(
      muscle: muscle,
      counting: counting,
      tables: tables,
      workspace: workspace
    )
    path.build()
    let length = path.measure()
    for transition in muscle.transitions { workspace.lineForceStorage[transition] = .zero }
    path.spread(pulls: pulls, workspace.lineForceStorage)
    return length
  }

  /// The places, in the list of a muscle's surfaces, of those that its path touches, as last computed.
  package func touchedSurfaces(
    of muscle: Int,
    in workspace: borrowing MuscleGeometryWorkspace
  ) -> [Int] {
    checkMuscle(muscle)
    check(workspace)
    return tables.muscles[muscle].constructedWraps.indices.filter {
      workspace.construction.touches[tables.muscles[muscle].constructedWraps[$0]]
    }.map { $0 - tables.muscles[muscle].constructedWraps.startIndex }
  }
}

/// The building of one path.
private struct PathConstruction {
  let muscle: CompiledMuscle
  let counting: UInt64
  let tables: GeometryTables
  let storage: ConstructionStorage
  let x: UnsafeMutableBufferPointer<Double>
  let y: UnsafeMutableBufferPointer<Double>
  let z: UnsafeMutableBufferPointer<Double>
  var chainCount = 0
  var stepCount = 0

  /// A round that changes the length by less, in metres, is the last one, as in OpenSim.
  private static var lengthTolerance: Double { 0.0005 }

  init(
    muscle: CompiledMuscle,
    counting: UInt64,
    tables: GeometryTables,
    workspace: borrowing MuscleGeometryWorkspace
  ) {
    self.muscle = muscle
    self.counting = counting
    self.tables = tables
    storage = workspace.construction
    x = workspace.x
    y = workspace.y
    z = workspace.z
  }

  private var wrapCount: Int { muscle.constructedWraps.count }

  private func wrap(_ index: Int) -> CompiledConstructedWrap {
    tables.constructedWraps[muscle.constructedWraps.lowerBound + index]
  }

  private func counts(_ point: Int) -> Bool {
    let bit = tables.constructedPoints[muscle.pointStart + point].bit
    return bit < 0 || counting & (1 << UInt64(bit)) != 0
  }

  private func position(_ node: Int) -> Vector3 {
    guard node >= 0 else { return storage.tangents[-node - 1] }
    let slot = tables.pointSlots[muscle.pointStart + node]
    return Vector3(x[slot], y[slot], z[slot])
  }

  /// The place from which straight pieces are measured.
  private func measuredPosition(_ node: Int) -> Vector3 {
    node < 0 ? storage.firstTangents[-node - 1] : position(node)
  }

  /// The surface of a node, or -1 for a point.
  private func surface(_ node: Int) -> Int { node < 0 ? wrap((-node - 1) / 2).surface : -1 }

  private mutating func remove(_ wrap: Int) {
    for place in 0..<chainCount where storage.chain[place] == -2 * wrap - 1 {
      for later in place..<(chainCount - 2) { storage.chain[later] = storage.chain[later + 2] }
      chainCount -= 2
      return
    }
  }

  /// Lays all surfaces over the path.
  mutating func build() {
    for wrap in 0..<wrapCount { storage.isLaid[wrap] = false }
    for point in 0..<muscle.pointCount where counts(point) {
      storage.chain[chainCount] = point
      chainCount += 1
    }
    for wrap in 0..<wrapCount { storage.order[wrap] = wrap }
    var last = Double.infinity
    for round in 0..<(wrapCount < 2 ? 1 : ConstructionStorage.roundLimit) {
      for place in 0..<wrapCount {
        // As in OpenSim, a surface without a point in its range ends the building.
        guard lay(place) else { return }
      }
      let length = measure()
      if abs(length - last) < Self.lengthTolerance { return }
      last = length
      if round == 0 && wrapCount > 1 && storage.outcomes[0] == .clear
        && storage.outcomes[1] == .inside
      {
        storage.order[0] = 1
        storage.order[1] = 0
        remove(0)
      }
    }
  }

  /// Lays the surface at a place of the order; false when no point of its range counts.
  private mutating func lay(_ place: Int) -> Bool {
    let index = storage.order[place]
    let wrap = wrap(index)
    storage.outcomes[place] = .clear
    remove(index)
    var firstPoint = wrap.firstPoint
    var lastPoint = wrap.lastPoint
    while firstPoint <= lastPoint && !counts(firstPoint) { firstPoint += 1 }
    while lastPoint >= firstPoint && !counts(lastPoint) { lastPoint -= 1 }
    guard firstPoint <= lastPoint else { return false }
    var start = 0
    var end = 0
    for place in 0..<chainCount {
      if storage.chain[place] == firstPoint { start = place }
      if storage.chain[place] == lastPoint { end = place }
    }
    let frame = storage.frames[wrap.surface]
    let kernel = tables.constructedSurfaces[wrap.surface].kernel
    var best: (place: Int, contact: WrapContact)?
    var least = Double.infinity
    for piece in start..<max(start, end) {
      let startNode = storage.chain[piece]
      let endNode = storage.chain[piece + 1]
      let startSurface = surface(startNode)
      if startSurface >= 0 && startSurface == surface(endNode) { continue }
      let a = frame.inverseTransform(position(startNode))
      let b = frame.inverseTransform(position(endNode))
      let contact = kernel.contact(from: a, to: b, method: wrap.method, isAlone: wrapCount == 1)
      storage.outcomes[place] = contact.outcome
      if contact.outcome == .mandatory {
        best = (piece, contact)
        break
      }
      guard contact.outcome == .possible else { continue }
      let change = self.change(contact, frame, startNode, endNode)
      if change < least {
        least = change
        best = (piece, contact)
      }
    }
    guard let best else { return true }
    let startNode = storage.chain[best.place]
    let endNode = storage.chain[best.place + 1]
    storage.steps[stepCount] = WrapStep(
      wrap: index,
      startNode: startNode,
      endNode: endNode,
      start: position(startNode),
      end: position(endNode),
      contact: best.contact,
      isFirst: !storage.isLaid[index]
    )
    stepCount += 1
    storage.tangents[2 * index] = frame * best.contact.first
    storage.tangents[2 * index + 1] = frame * best.contact.last
    if !storage.isLaid[index] {
      storage.isLaid[index] = true
      storage.firstTangents[2 * index] = storage.tangents[2 * index]
      storage.firstTangents[2 * index + 1] = storage.tangents[2 * index + 1]
    }
    storage.arcs[index] = best.contact.arcLength
    var later = chainCount - 1
    while later > best.place {
      storage.chain[later + 2] = storage.chain[later]
      later -= 1
    }
    storage.chain[best.place + 1] = -2 * index - 1
    storage.chain[best.place + 2] = -2 * index - 2
    chainCount += 2
    return true
  }

  /// What a contact adds to the length of a piece, in metres.
  private func change(
    _ contact: WrapContact,
    _ frame: RigidTransform,
    _ startNode: Int,
    _ endNode: Int
  ) -> Double {
    let start = measuredPosition(startNode)
    let end = measuredPosition(endNode)
    return (frame * contact.first - start).length + contact.arcLength
      + (end - frame * contact.last).length - (end - start).length
  }

  /// The number of the surface between a node and the next one of the chain, or -1.
  private func arc(after place: Int) -> Int {
    let node = storage.chain[place]
    guard node < 0, node % 2 != 0, storage.chain[place + 1] == node - 1 else { return -1 }
    return (-node - 1) / 2
  }

  /// The length of the chain, in metres.
  func measure() -> Double {
    var length = 0.0
    for place in 0..<max(0, chainCount - 1) {
      let arc = arc(after: place)
      length +=
        arc >= 0
        ? storage.arcs[arc]
        : (measuredPosition(storage.chain[place + 1]) - measuredPosition(storage.chain[place]))
          .length
    }
    return length
  }

  private func addDerivative(_ node: Int, _ value: Vector3) {
    if node >= 0 { storage.byPoint[node] += value } else { storage.byTangent[-node - 1] += value }
  }

  private func addMeasured(_ node: Int, _ value: Vector3) {
    if node >= 0 {
      storage.byPoint[node] += value
    } else {
      storage.byFirstTangent[-node - 1] += value
    }
  }

  /// Gives every body its share of the derivative of the length.
  func spread(
    pulls: ConstructedPulls,
    _ forces: UnsafeMutableBufferPointer<SpatialForce>
  ) {
    for point in 0..<muscle.pointCount { storage.byPoint[point] = .zero }
    for wrap in 0..<wrapCount {
      for node in (2 * wrap)...(2 * wrap + 1) {
        storage.byTangent[node] = .zero
        storage.byFirstTangent[node] = .zero
      }
      storage.byArc[wrap] = 0
      storage.touches[muscle.constructedWraps.lowerBound + wrap] = false
    }
    for place in 0..<max(0, chainCount - 1) {
      let arc = arc(after: place)
      if arc >= 0 {
        storage.byArc[arc] = 1
        storage.touches[muscle.constructedWraps.lowerBound + arc] = true
        continue
      }
      let start = storage.chain[place]
      let end = storage.chain[place + 1]
      let span = measuredPosition(end) - measuredPosition(start)
      let length = span.length
      guard length > 0 else { continue }
      let direction = span * (1 / length)
      addMeasured(start, -direction)
      addMeasured(end, direction)
    }
    switch pulls {
    case .ofLength: followStepsBack(forces)
    case .alongPieces:
      for wrap in 0..<wrapCount {
        let transition = self.wrap(wrap).transition
        guard transition >= 0 else { continue }
        for node in (2 * wrap)...(2 * wrap + 1) {
          forces[transition] -= SpatialForce(
            force: storage.byFirstTangent[node],
            at: storage.firstTangents[node]
          )
        }
      }
    }
    for point in 0..<muscle.pointCount {
      let value = storage.byPoint[point]
      let slot = tables.pointSlots[muscle.pointStart + point]
      storage.slotPulls[slot] = -value
      let transition = tables.constructedPoints[muscle.pointStart + point].transition
      guard transition >= 0, counts(point) else { continue }
      forces[transition] -= SpatialForce(force: value, at: position(point))
    }
  }

  /// Turns derivatives by tangent points and arcs into derivatives by points and surfaces.
  private func followStepsBack(_ forces: UnsafeMutableBufferPointer<SpatialForce>) {
    var index = stepCount
    while index > 0 {
      index -= 1
      let step = storage.steps[index]
      let wrap = wrap(step.wrap)
      let frame = storage.frames[wrap.surface]
      var first = storage.byTangent[2 * step.wrap]
      var last = storage.byTangent[2 * step.wrap + 1]
      if step.isFirst {
        first += storage.byFirstTangent[2 * step.wrap]
        last += storage.byFirstTangent[2 * step.wrap + 1]
      }
      let arc = storage.byArc[step.wrap]
      storage.byTangent[2 * step.wrap] = .zero
      storage.byTangent[2 * step.wrap + 1] = .zero
      storage.byArc[step.wrap] = 0
      guard first != .zero || last != .zero || arc != 0 else { continue }
      let contact = step.contact
      let local =
        contact.firstJacobian.transposed(times: frame.rotation.inverseRotate(first))
        + contact.lastJacobian.transposed(times: frame.rotation.inverseRotate(last))
        + arc * contact.arcGradient
      let byStart = frame.rotation * local.byStart
      let byEnd = frame.rotation * local.byEnd
      addDerivative(step.startNode, byStart)
      addDerivative(step.endNode, byEnd)
      guard wrap.transition >= 0 else { continue }
      // The surface moves the tangent points, and moves against the ends.
      forces[wrap.transition] -=
        SpatialForce(force: first, at: frame * contact.first)
        + SpatialForce(force: last, at: frame * contact.last)
        - SpatialForce(force: byStart, at: step.start)
        - SpatialForce(force: byEnd, at: step.end)
    }
  }
}
