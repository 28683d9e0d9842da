// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Iliopsoas
internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics

/// Turns the entries of the muscle tables into paths on a skeleton, right side first.
struct PathBuilder {
  let skeleton: Skeleton
  let parameters: ModelParameters
  /// False for the psoas of spine models, which ends at the brim.
  let psoasReachesFemur: Bool

  /// The cylinders in front of the hips: psoas right, psoas left, iliacus right, iliacus left.
  var surfaces: [WrapSurface] {
    ["psoas", "iliacus"].flatMap { muscle in
      Muscle.Side.allCases.map { side in hipCylinder("\(muscle).wrap", side) }
    }
  }

  /// The paths of all muscles: those of the right side in the catalogue's order, then the left.
  func paths() -> [MusclePath] {
    Muscle.Side.allCases.flatMap { side in
      ParameterCatalogue.standard.muscles.map { path(of: $0, side) }
    }
  }

  private func path(of entry: MuscleEntry, _ side: Muscle.Side) -> MusclePath {
    let name = "\(entry.name)_\(side.rawValue)"
    let points = entry.points.map { point($0, side) }
    switch entry.group {
    case .psoas:
      let route = psoasRoute(side)
      return psoasReachesFemur
        ? route.path(named: name, from: points[0]) : route.pathToBrim(named: name, from: points[0])
    case .iliacus:
      let surface = side == .right ? 2 : 3
      return MusclePath(name: name, points: points, wraps: [PathWrap(after: 1, surface: surface)])
    default: return MusclePath(name: name, points: points)
    }
  }

  private func psoasRoute(_ side: Muscle.Side) -> IliopsoasRoute {
    func point(_ name: String, _ body: TableBody) -> PathPoint {
      let place = skeleton.place(
        parameters.point("psoas.path.\(name)"),
        on: body,
        isLeft: side == .left
      )
      return .fixed(place.0, place.1)
    }
    return IliopsoasRoute(
      brim: point("brim", .ilium),
      femur: [point("femur1", .thigh), point("femur2", .thigh)],
      surface: side == .right ? 0 : 1
    )
  }

  private func point(_ point: MuscleEntry.Point, _ side: Muscle.Side) -> PathPoint {
    let values = parameters.values
    let position = Vector3(
      values[point.first],
      values[point.first + 1],
      values[point.first + 2]
    )
    let place = skeleton.place(position, on: point.body, isLeft: side == .left)
    return .fixed(place.0, place.1)
  }

  private func hipCylinder(_ name: String, _ side: Muscle.Side) -> WrapSurface {
    let isLeft = side == .left
    let (body, centre) = skeleton.place(parameters.point(name), on: .ilium, isLeft: isLeft)
    let sign = isLeft ? -1.0 : 1.0
    // Mirroring in the sagittal plane reverses rotations about X and Y.
    let angles = Vector3(
      sign * parameters["\(name).rotation_x"],
      sign * parameters["\(name).rotation_y"],
      parameters["\(name).rotation_z"]
    )
    let inIlium = Rotation(bodyFixedXYZ: angles)
    let rotation = skeleton.turnOfIlium * inIlium
    return IliopsoasRoute.hipCylinder(
      on: body,
      placement: RigidTransform(rotation: rotation, translation: centre),
      radius: parameters["\(name).radius"] * skeleton.scale,
      side: inIlium.inverseRotate(Vector3(1, -1, 0))
    )
  }
}
