// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Iliopsoas
internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics

/// Turns the entries of the muscle tables into paths on a skeleton, right side first.
struct PathBuilder {
  let skeleton: Skeleton
  /// The muscles of the right side.
  let entries: [MuscleEntry]
  let parameters: ModelParameters
  /// False for the psoas of spine models, which ends at the brim.
  let psoasReachesFemur: Bool

  /// The cylinders of the catalogue, each right then left.
  var surfaces: [WrapSurface] {
    ParameterCatalogue.standard.wraps.flatMap { wrap in
      Muscle.Side.allCases.map { side in surface(wrap, side) }
    }
  }

  /// The paths and surfaces, compiled.
  ///
  /// The columns of the moment arms are those that ``HumanModel/geometry`` states.
  func geometry(_ musculature: Musculature) -> MuscleGeometry {
    MuscleGeometry(
      paths: paths(),
      surfaces: surfaces,
      model: skeleton.multibody,
      coordinates: musculature.balancedCoordinates(of: skeleton) + skeleton.abdomenCoordinates
        + skeleton.shoulderFlexions
    )
  }

  /// The paths of all muscles: those of the right side in the catalogue's order, then the left.
  func paths() -> [MusclePath] {
    Muscle.Side.allCases.flatMap { side in
      entries.map { path(of: $0, side) }
    }
  }

  private func path(of entry: MuscleEntry, _ side: Muscle.Side) -> MusclePath {
    let name = "\(entry.name)_\(side.rawValue)"
    let points = entry.points.map { point in
      let (body, position) = place(point, side)
      return PathPoint.fixed(body, position)
    }
    // The surfaces stand in pairs of sides.
    let surface = entry.wrap.map { 2 * $0 + (side == .right ? 0 : 1) }
    if entry.group == .psoas, let surface {
      let route = psoasRoute(side, surface: surface)
      return psoasReachesFemur
        ? route.path(named: name, from: points[0]) : route.pathToBrim(named: name, from: points[0])
    }
    guard let wrap = entry.wrap, let surface else { return MusclePath(name: name, points: points) }
    let first = ParameterCatalogue.standard.wraps[wrap].firstPoint
    return MusclePath(
      name: name,
      points: points,
      wraps: [PathWrap(after: first, surface: surface)]
    )
  }

  /// Moves the points and cylinders of a geometry to where they are on this skeleton.
  ///
  /// - Parameter geometry: One of the same muscles, with the psoas as long as here.
  func place(in geometry: inout MuscleGeometry) {
    for (index, surface) in surfaces.enumerated() { geometry.setSurface(index, to: surface) }
    var positions: [Vector3] = []
    for (place, side) in Muscle.Side.allCases.enumerated() {
      // The surface itself has its place already.
      let route = psoasRoute(side, surface: 0)
      let beyondOrigin = (psoasReachesFemur ? route.femur : [route.brim]).map(\.fixedPosition)
      for index in entries.indices {
        let isRouted = entries[index].group == .psoas && entries[index].wrap != nil
        positions.removeAll(keepingCapacity: true)
        for point in 0..<(isRouted ? 1 : entries[index].points.count) {
          positions.append(self.place(entries[index].points[point], side).1)
        }
        if isRouted { positions += beyondOrigin }
        geometry.setPoints(ofMuscle: place * entries.count + index, to: positions.span)
      }
    }
  }

  private func psoasRoute(_ side: Muscle.Side, surface: Int) -> IliopsoasRoute {
    func point(_ places: PointPlaces, _ body: TableBody) -> PathPoint {
      let place = skeleton.place(parameters.point(places), on: body, isLeft: side == .left)
      return .fixed(place.0, place.1)
    }
    return IliopsoasRoute(
      brim: point(PsoasPlaces.brim, .ilium),
      femur: [point(PsoasPlaces.femur1, .thigh), point(PsoasPlaces.femur2, .thigh)],
      surface: surface
    )
  }

  /// Where the parameters of the psoas' path stand in the catalogue.
  private enum PsoasPlaces {
    static let brim = PointPlaces("psoas.path.brim")
    static let femur1 = PointPlaces("psoas.path.femur1")
    static let femur2 = PointPlaces("psoas.path.femur2")
  }

  private func place(_ point: MuscleEntry.Point, _ side: Muscle.Side) -> (BodyID, Vector3) {
    skeleton.place(vector(point.first), on: point.body, isLeft: side == .left)
  }

  private func surface(_ wrap: WrapEntry, _ side: Muscle.Side) -> WrapSurface {
    let isLeft = side == .left
    let (body, centre) = skeleton.place(vector(wrap.first), on: wrap.body, isLeft: isLeft)
    // Mirroring in the sagittal plane reverses rotations about X and Y.
    let sign = isLeft ? -1.0 : 1.0
    let values = parameters.values
    let inTable = Rotation(
      bodyFixedXYZ: Vector3(sign * values[wrap.first + 3], sign * values[wrap.first + 4], 0)
    )
    let radius = values[wrap.first + 5] * skeleton.scale
    return WrapSurface(
      body: body,
      placement: RigidTransform(
        rotation: wrap.body == .ilium ? skeleton.turnOfIlium * inTable : inTable,
        translation: centre
      ),
      shape: .cylinder(radius: radius, length: 2 * radius),
      side: .toward(inTable.inverseRotate(isLeft ? wrap.side.mirrored : wrap.side))
    )
  }

  /// Three parameters that stand in a row.
  private func vector(_ first: Int) -> Vector3 {
    let values = parameters.values
    return Vector3(values[first], values[first + 1], values[first + 2])
  }
}

extension PathPoint {
  /// Where a fixed point lies in its body's frame, in metres.
  fileprivate var fixedPosition: Vector3 {
    guard case .fixed(_, let position) = self else { preconditionFailure("\(self) is not fixed") }
    return position
  }
}
