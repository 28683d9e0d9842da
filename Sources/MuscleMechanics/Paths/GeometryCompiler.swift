// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

/// Turns paths on a model into flat tables.
///
/// Points that can move against their neighbours get a slot among the points to be transformed,
/// sorted by body. Two fixed points of one body in a row become a constant length. With conditional
/// points a segment is made for every pair that can follow one another, with the bits that say when.
struct GeometryCompiler {
  var muscles: [CompiledMuscle] = []
  var segments: [PathSegment] = []
  var conditions: [PointCondition] = []
  var slotPositions: [Vector3] = []
  var bodySlots: [Int] = []
  var pointSlots: [Int] = []
  var pointBodies: [Int] = []
  var positions: [Vector3] = []
  var constantPieces: [Int] = []
  var surfaces: [CompiledSurface] = []
  var transitionPairs: [Int] = []
  var pairs: [BodyPair] = []
  var pathCoordinates: [PathCoordinate] = []
  var slidingPoints: [SlidingPoint] = []
  var constructedSurfaces: [CompiledConstructedSurface] = []
  var constructedWraps: [CompiledConstructedWrap] = []
  var constructedPoints: [ConstructedPoint] = []
  var slidingFunctions: [(x: CoordinateFunction, y: CoordinateFunction, z: CoordinateFunction)] = []
  var parents: [Int] = []
  var chainStarts: [Int] = []
  var chainSteps: [ChainStep] = []
  let columnCount: Int
  let bodyCount: Int
  let modelCoordinateCount: Int

  private let model: MultibodyModel
  private var columns: [Int]
  private var slotBodies: [Int] = []
  private var pairIndex: [Int: Int] = [:]

  init(
    paths: [MusclePath],
    surfaces: [WrapSurface],
    constructedSurfaces: [ConstructedSurface] = [],
    model: MultibodyModel,
    coordinates: [CoordinateID]
  ) {
    self.model = model
    bodyCount = model.bodyCount
    modelCoordinateCount = model.coordinateCount
    columnCount = coordinates.count
    columns = Array(repeating: -1, count: model.coordinateCount)
    for (column, coordinate) in coordinates.enumerated() {
      precondition(
        columns.indices.contains(coordinate.index),
        "coordinate index \(coordinate.index) given, model has \(columns.count) coordinates"
      )
      precondition(
        columns[coordinate.index] < 0,
        "coordinate index \(coordinate.index) is given twice"
      )
      columns[coordinate.index] = column
    }
    for (index, surface) in surfaces.enumerated() {
      check(surface.body, "wrap surface \(index)")
      precondition(
        surface.placement.translation.isFinite,
        "wrap surface \(index) has no finite place"
      )
      self.surfaces.append(
        CompiledSurface(
          body: surface.body.index,
          placement: surface.placement,
          kernel: WrapKernel(shape: surface.shape, side: surface.side)
        )
      )
    }
    for (index, surface) in constructedSurfaces.enumerated() {
      check(surface.body, "constructed surface \(index)")
      precondition(
        surface.placement.translation.isFinite && surface.shape.isValid,
        "constructed surface \(index) needs a finite place and dimensions above zero"
      )
      self.constructedSurfaces.append(
        CompiledConstructedSurface(
          body: surface.body.index,
          placement: surface.placement,
          kernel: ConstructedKernel(shape: surface.shape, quadrant: surface.quadrant)
        )
      )
    }
    for path in paths { add(path) }
    sortSlots()
    compileChains()
  }

  private func check(_ body: BodyID, _ what: String) {
    precondition(
      body.index >= 0 && body.index < bodyCount,
      "\(what): body index \(body.index) given, model has \(bodyCount) bodies"
    )
  }

  private mutating func add(_ path: MusclePath) {
    precondition(
      path.points.count >= 2,
      "muscle '\(path.name)' has \(path.points.count) points, needs two"
    )
    let muscle = muscles.count
    let pointStart = positions.count
    let segmentStart = segments.count
    let transitionStart = transitionPairs.count
    let pieceStart = constantPieces.count
    let conditionStart = conditions.count
    let sliding = slidingPoints.count

    // Positions, conditions and functions of the points; bit of each conditional point, or -1.
    var bits: [Int] = []
    var isSliding: [Bool] = []
    for (place, point) in path.points.enumerated() {
      check(point.body, "point \(place) of muscle '\(path.name)'")
      var position = Vector3.zero
      var bit = -1
      switch point {
      case .fixed(_, let fixed): position = fixed
      case .conditional(_, let fixed, let coordinate, let range):
        checkCoordinate(coordinate, path.name)
        position = fixed
        bit = conditions.count - conditionStart
        precondition(bit < 64, "muscle '\(path.name)' has more than 64 conditional points")
        conditions.append(
          PointCondition(
            coordinate: coordinate.index,
            lower: range.lowerBound,
            upper: range.upperBound
          )
        )
      case .moving(let body, let coordinate, let x, let y, let z):
        addSliding(
          place,
          of: path,
          muscle,
          body,
          .identity,
          PathPointComponent(coordinate: coordinate, function: x),
          PathPointComponent(coordinate: coordinate, function: y),
          PathPointComponent(coordinate: coordinate, function: z)
        )
      case .sliding(let body, let frame, let x, let y, let z):
        addSliding(place, of: path, muscle, body, frame, x, y, z)
      }
      precondition(
        position.isFinite,
        "point \(place) of muscle '\(path.name)' is at \(position)"
      )
      bits.append(bit)
      switch point {
      case .moving, .sliding: isSliding.append(true)
      case .fixed, .conditional: isSliding.append(false)
      }
      constructedPoints.append(ConstructedPoint(bit: bit, transition: -1))
      positions.append(position)
      pointSlots.append(-1)
      pointBodies.append(point.body.index)
    }

    var surfaceAfter = [Int](repeating: -1, count: path.points.count)
    for wrap in path.wraps {
      precondition(
        wrap.firstPoint >= 0 && wrap.firstPoint < path.points.count - 1
          && surfaces.indices.contains(wrap.surface),
        "muscle '\(path.name)' wraps surface \(wrap.surface) of \(surfaces.count) after point "
          + "\(wrap.firstPoint) of \(path.points.count)"
      )
      precondition(
        surfaceAfter[wrap.firstPoint] < 0,
        "muscle '\(path.name)' has two surfaces after point \(wrap.firstPoint); put a point between"
      )
      surfaceAfter[wrap.firstPoint] = wrap.surface
    }

    let wrapStart = constructedWraps.count
    if !path.constructedWraps.isEmpty { addConstruction(path, pointStart) }
    for first in 0..<(path.points.count - 1) where path.constructedWraps.isEmpty {
      var forbidden: UInt64 = 0
      var surface = -1
      for second in (first + 1)..<path.points.count {
        let after = surfaceAfter[second - 1]
        precondition(
          after < 0 || surface < 0 || after == surface,
          "muscle '\(path.name)' may wrap two surfaces while a conditional point does not count"
        )
        surface = max(surface, after)
        var required: UInt64 = 0
        for bit in [bits[first], bits[second]] where bit >= 0 { required |= 1 << UInt64(bit) }
        addSegment(
          from: first,
          to: second,
          of: path,
          pointStart: pointStart,
          surface: surface,
          required: required,
          forbidden: forbidden,
          isRigid: !isSliding[first] && !isSliding[second]
        )
        guard bits[second] >= 0 else { break }
        forbidden |= 1 << UInt64(bits[second])
      }
    }
    for index in sliding..<slidingPoints.count {
      slidingPoints[index].slot = slot(of: slidingPoints[index].slot, of: path, pointStart)
    }
    muscles.append(
      CompiledMuscle(
        segments: segmentStart..<segments.count,
        transitions: transitionStart..<transitionPairs.count,
        constantPieces: pieceStart..<constantPieces.count,
        conditions: conditionStart..<conditions.count,
        constructedWraps: wrapStart..<constructedWraps.count,
        pointStart: pointStart,
        pointCount: path.points.count,
        constantLength: 0
      )
    )
  }

  private mutating func addSliding(
    _ place: Int,
    of path: MusclePath,
    _ muscle: Int,
    _ body: BodyID,
    _ frame: RigidTransform,
    _ x: PathPointComponent,
    _ y: PathPointComponent,
    _ z: PathPointComponent
  ) {
    for component in [x, y, z] { checkCoordinate(component.coordinate, path.name) }
    let indices = (x.coordinate.index, y.coordinate.index, z.coordinate.index)
    slidingPoints.append(
      SlidingPoint(
        slot: place,
        body: body.index,
        frame: frame,
        coordinates: indices,
        columns: (columns[indices.0], columns[indices.1], columns[indices.2]),
        muscle: muscle
      )
    )
    slidingFunctions.append((x.function, y.function, z.function))
  }

  /// A path with surfaces as OpenSim constructs them: one transition from the body of the origin to each
  /// other body of its points and surfaces.
  private mutating func addConstruction(_ path: MusclePath, _ pointStart: Int) {
    precondition(
      path.wraps.isEmpty,
      "muscle '\(path.name)' has geodesic and constructed surfaces; one kind is allowed"
    )
    let hub = path.points[0].body.index
    var transitionOf: [Int: Int] = [:]
    func transition(_ body: Int, _ compiler: inout GeometryCompiler) -> Int {
      guard body != hub else { return -1 }
      if let known = transitionOf[body] { return known }
      let index = compiler.transitionPairs.count
      compiler.transitionPairs.append(compiler.pair(body, hub))
      transitionOf[body] = index
      return index
    }
    for (place, point) in path.points.enumerated() {
      _ = slot(of: place, of: path, pointStart)
      constructedPoints[pointStart + place].transition = transition(point.body.index, &self)
    }
    for wrap in path.constructedWraps {
      precondition(
        constructedSurfaces.indices.contains(wrap.surface)
          && path.points.indices.contains(wrap.points.lowerBound)
          && path.points.indices.contains(wrap.points.upperBound),
        "muscle '\(path.name)' wraps constructed surface \(wrap.surface) of "
          + "\(constructedSurfaces.count) between points \(wrap.points) of \(path.points.count)"
      )
      constructedWraps.append(
        CompiledConstructedWrap(
          surface: wrap.surface,
          firstPoint: wrap.points.lowerBound,
          lastPoint: wrap.points.upperBound,
          method: wrap.method,
          transition: transition(constructedSurfaces[wrap.surface].body, &self)
        )
      )
    }
  }

  private func checkCoordinate(_ coordinate: CoordinateID, _ muscle: String) {
    precondition(
      columns.indices.contains(coordinate.index),
      "muscle '\(muscle)': coordinate index \(coordinate.index) given, model has "
        + "\(columns.count) coordinates"
    )
  }

  private mutating func addSegment(
    from first: Int,
    to second: Int,
    of path: MusclePath,
    pointStart: Int,
    surface: Int,
    required: UInt64,
    forbidden: UInt64,
    isRigid: Bool
  ) {
    let a = path.points[first].body.index
    let b = path.points[second].body.index
    let isUnconditional = required == 0 && forbidden == 0
    if surface < 0 && a == b && isRigid && isUnconditional {
      constantPieces.append(pointStart + first)
      return
    }
    let segment = PathSegment(
      start: slot(of: first, of: path, pointStart),
      end: slot(of: second, of: path, pointStart),
      transition: transitionPairs.count,
      surface: surface,
      required: required,
      forbidden: forbidden
    )
    segments.append(segment)
    if surface < 0 {
      transitionPairs.append(pair(a, b))
    } else {
      transitionPairs.append(pair(a, surfaces[surface].body))
      transitionPairs.append(pair(surfaces[surface].body, b))
    }
  }

  private mutating func slot(of point: Int, of path: MusclePath, _ pointStart: Int) -> Int {
    let index = pointStart + point
    if pointSlots[index] < 0 {
      pointSlots[index] = slotPositions.count
      slotPositions.append(positions[index])
      slotBodies.append(path.points[point].body.index)
    }
    return pointSlots[index]
  }

  private mutating func pair(_ first: Int, _ second: Int) -> Int {
    let key = first * bodyCount + second
    if let known = pairIndex[key] { return known }
    let start = pathCoordinates.count
    let path = model.coordinatePath(from: BodyID(index: first), to: BodyID(index: second))
    // The side of the first body comes out from the body to the ancestor: turn it round.
    let inward = path.filter { $0.sign < 0 }
    let outward = path.filter { $0.sign > 0 }
    for (side, sign) in [(Array(inward.reversed()), -1.0), (outward, 1.0)] {
      for entry in inKinematicOrder(side.map(\.coordinate.index))
      where columns[entry] >= 0 {
        pathCoordinates.append(
          PathCoordinate(coordinate: entry, column: columns[entry], sign: sign)
        )
      }
    }
    let turn = pathCoordinates[start...].firstIndex { $0.sign > 0 } ?? pathCoordinates.count
    pairs.append(
      BodyPair(
        first: first,
        second: second,
        entries: start..<pathCoordinates.count,
        turn: turn
      )
    )
    pairIndex[key] = pairs.count - 1
    return pairs.count - 1
  }

  /// Within each joint the translations come before the rotations, which turn what they carry.
  private func inKinematicOrder(_ coordinates: [Int]) -> [Int] {
    var result: [Int] = []
    var index = 0
    while index < coordinates.count {
      let body = model.body(of: CoordinateID(index: coordinates[index]))
      var end = index
      while end < coordinates.count, model.body(of: CoordinateID(index: coordinates[end])) == body {
        end += 1
      }
      let joint = coordinates[index..<end].sorted()
      result += joint.filter { model.coordinateMotions[$0] == .translational }
      result += joint.filter { model.coordinateMotions[$0] != .translational }
      index = end
    }
    return result
  }

  /// Renumbers the slots so that those of one body stand together.
  private mutating func sortSlots() {
    let order = slotBodies.indices.sorted { (slotBodies[$0], $0) < (slotBodies[$1], $1) }
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    slotPositions = order.map { slotPositions[$0] }
    let bodies = order.map { slotBodies[$0] }
    slotBodies = bodies
    for index in segments.indices {
      segments[index].start = place[segments[index].start]
      segments[index].end = place[segments[index].end]
    }
    for index in slidingPoints.indices {
      slidingPoints[index].slot = place[slidingPoints[index].slot]
    }
    for index in pointSlots.indices where pointSlots[index] >= 0 {
      pointSlots[index] = place[pointSlots[index]]
    }
    bodySlots = [0]
    var next = 0
    for body in 0..<bodyCount {
      while next < bodies.count && bodies[next] == body { next += 1 }
      bodySlots.append(next)
    }
  }

  private mutating func compileChains() {
    chainStarts = [0]
    for body in 0..<bodyCount {
      let id = BodyID(index: body)
      parents.append(body == 0 ? 0 : model.parent(of: id).index)
      let coordinates = body == 0 ? [] : inKinematicOrder(model.coordinates(of: id).map(\.index))
      for coordinate in coordinates where columns[coordinate] >= 0 {
        chainSteps.append(ChainStep(coordinate: coordinate, column: columns[coordinate]))
      }
      chainStarts.append(chainSteps.count)
    }
  }
}
