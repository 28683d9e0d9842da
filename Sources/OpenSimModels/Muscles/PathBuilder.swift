// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics
internal import OpenSimFormats

/// Turns paths and surfaces of a document into paths on the bodies of the tree.
struct PathBuilder {
  let model: OpenSimModel
  /// Names or kinds of what may be left out.
  let allowed: Set<String>

  /// The paths in the order in which they were added.
  private(set) var paths: [MusclePath] = []

  /// The surfaces that paths refer to.
  private(set) var surfaces: [ConstructedSurface] = []

  /// What was left out.
  private(set) var neglected: [UnsupportedPart] = []

  /// The place in `surfaces` of each surface of the document; nil for one that is not wrapped.
  private var surfacePlaces: [Int: Int] = [:]

  /// OpenSim lets a conditional point count this far beyond its range, in radians or metres.
  ///
  /// opensim-core, `ConditionalPathPoint::isActive`.
  private static let conditionMargin = 1e-5

  init(_ model: OpenSimModel, neglecting allowed: Set<String>) {
    self.model = model
    self.allowed = allowed
  }

  /// Adds the path of a force.
  mutating func add(_ force: OpenSimModelDocument.Force) throws(DocumentError) {
    let element = "<\(force.kind) name=\"\(force.name)\">"
    guard let source = force.path, source.points.count >= 2 else {
      throw DocumentError(
        .missing,
        "found a path of \(force.path?.points.count ?? 0) points; it needs an origin and an insertion",
        element: element,
        at: force.path?.position ?? force.position
      )
    }
    var path = MusclePath(name: force.name, points: [])
    for point in source.points { path.points.append(try converted(point, element)) }
    for wrap in source.wraps {
      guard let surface = try surface(wrap.wrapObject, element) else { continue }
      let first = (wrap.firstPoint ?? 1) - 1
      let last = (wrap.lastPoint ?? source.points.count) - 1
      guard first >= 0, last < source.points.count, first <= last else {
        throw DocumentError(
          .invalidValue,
          "found a wrap from point \(first + 1) to \(last + 1) of a path of \(source.points.count) points; "
            + "allowed: 1 to \(source.points.count) in ascending order, or -1 for the ends",
          element: element,
          at: wrap.position
        )
      }
      let method: EllipsoidMethod =
        switch wrap.method {
        case .hybrid: .hybrid
        case .midpoint: .midpoint
        case .axial: .axial
        }
      path.constructedWraps.append(
        ConstructedWrap(surface: surface, points: first...last, method: method)
      )
    }
    let conditions = path.points.filter { if case .conditional = $0 { true } else { false } }.count
    guard conditions <= 64 else {
      throw DocumentError(
        .unsupported,
        "found \(conditions) conditional points on one path; allowed: up to 64",
        element: element,
        at: source.position
      )
    }
    paths.append(path)
  }

  /// Adds a straight line between points of two frames, in metres.
  mutating func addLine(
    _ name: String,
    _ first: OpenSimModel.BodyFrame,
    _ firstPoint: Vector3,
    _ second: OpenSimModel.BodyFrame,
    _ secondPoint: Vector3
  ) {
    paths.append(
      MusclePath(
        name: name,
        points: [
          .fixed(first.body, first.transform * firstPoint),
          .fixed(second.body, second.transform * secondPoint),
        ]
      )
    )
  }

  private func converted(
    _ point: OpenSimModelDocument.PathPoint,
    _ element: String
  ) throws(DocumentError) -> PathPoint {
    let frame = model.frames[point.frame]
    let location = frame.transform * Vector3(point.location)
    switch point.kind {
    case .fixed:
      return .fixed(frame.body, location)
    case .conditional(let coordinate, let lower, let upper):
      guard lower <= upper else {
        throw DocumentError(
          .invalidValue,
          "found the range \(lower) to \(upper) of a conditional point; allowed: in ascending order",
          element: element,
          at: point.position
        )
      }
      return .conditional(
        frame.body,
        location,
        coordinate: model.coordinates[coordinate],
        range: (lower - Self.conditionMargin)...(upper + Self.conditionMargin)
      )
    case .moving(let x, let y, let z):
      return .sliding(
        frame.body,
        frame: frame.transform,
        x: try component(x, element, point.position),
        y: try component(y, element, point.position),
        z: try component(z, element, point.position)
      )
    }
  }

  private func component(
    _ component: OpenSimModelDocument.PathPoint.Component,
    _ element: String,
    _ position: DocumentPosition
  ) throws(DocumentError) -> PathPointComponent {
    let function = try FunctionConversion.function(component.function, of: element, position)
    guard let coordinate = component.coordinate else {
      // A component without a coordinate stays where its function is at zero.
      return PathPointComponent(
        coordinate: CoordinateID(index: 0),
        function: .constant(function.value(at: 0))
      )
    }
    return PathPointComponent(coordinate: model.coordinates[coordinate], function: function)
  }

  /// The place of a surface among those of the geometry; nil when paths do not wrap it.
  private mutating func surface(
    _ place: Int,
    _ element: String
  ) throws(DocumentError) -> Int? {
    if let known = surfacePlaces[place] { return known < 0 ? nil : known }
    let source = model.document.wrapObjects[place]
    let shape: WrapShape
    switch source.shape {
    case .cylinder(let radius, let length):
      // A length of zero never holds a contact, and has no shape of ours.
      shape = .cylinder(radius: radius, length: max(length, .leastNormalMagnitude))
    case .sphere(let radius):
      shape = .sphere(radius: radius)
    case .ellipsoid(let radii):
      shape = .ellipsoid(radii: Vector3(radii))
    case .torus, .unknown:
      return try leaveOut(source, place)
    }
    guard shape.isValid else {
      throw DocumentError(
        .invalidValue,
        "found dimensions that are not above zero; a surface needs them so",
        element: "<\(source.shape.className) name=\"\(source.name)\">",
        at: source.position
      )
    }
    guard source.isActive else {
      surfacePlaces[place] = -1
      return nil
    }
    let frame = model.frames[source.frame]
    let local = RigidTransform(
      rotation: Rotation(bodyFixedXYZ: Vector3(source.rotation)),
      translation: Vector3(source.translation)
    )
    surfacePlaces[place] = surfaces.count
    surfaces.append(
      ConstructedSurface(
        body: frame.body,
        placement: frame.transform * local,
        shape: shape,
        quadrant: WrapQuadrant(source.quadrant)
      )
    )
    return surfaces.count - 1
  }

  private mutating func leaveOut(
    _ source: OpenSimModelDocument.WrapObject,
    _ place: Int
  ) throws(DocumentError) -> Int? {
    let kind = source.shape.className
    let part = UnsupportedPart(
      name: source.name,
      kind: kind,
      error: DocumentError(
        .unsupported,
        "found a surface that is not supported; allow '\(source.name)' or '\(kind)' by name to let paths run "
          + "straight through it, or set <active> to false",
        element: "<\(kind) name=\"\(source.name)\">",
        at: source.position
      )
    )
    guard !source.isActive || allowed.contains(source.name) || allowed.contains(kind) else {
      throw part.error
    }
    if source.isActive { neglected.append(part) }
    surfacePlaces[place] = -1
    return nil
  }
}

extension WrapQuadrant {
  init(_ quadrant: OpenSimModelDocument.WrapObject.Quadrant) {
    self =
      switch quadrant {
      case .all: .all
      case .positiveX: .half(axis: 0, sign: 1)
      case .negativeX: .half(axis: 0, sign: -1)
      case .positiveY: .half(axis: 1, sign: 1)
      case .negativeY: .half(axis: 1, sign: -1)
      case .positiveZ: .half(axis: 2, sign: 1)
      case .negativeZ: .half(axis: 2, sign: -1)
      }
  }
}
