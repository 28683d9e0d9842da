// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelWriter {
  func force(_ force: OpenSimModelDocument.Force) -> DocumentElement {
    var parts = [leaf("appliesForce", force.isApplied)]
    parts += links(force.frames)
    parts += list("frames", offsetFrames(of: "/forceset/" + force.name))
    if let path = force.path { parts.append(geometryPath(path)) }
    parts += properties(force.properties, besides: force.frames)
    parts += force.functions.map { property($0.name, $0.function) }
    return named(force.kind, force.name, parts)
  }

  /// The frames that are sockets; others are properties with the name of a body.
  func links(_ frames: [OpenSimModelDocument.FrameLink]) -> [DocumentElement] {
    frames.filter { !ModelWriter.namesOfBodies.contains($0.name) }.map {
      leaf("socket_" + $0.name, document.frames[$0.frame].path)
    }
  }

  /// The properties that hold the name of a body as text also since 4.0.
  private static let namesOfBodies: Set<String> = [
    "body", "bodyA", "bodyB", "applied_to_body", "force_expressed_in_body",
    "point_expressed_in_body",
  ]

  /// The properties of a file or its prototypes, with inner objects put together again.
  func properties(
    _ properties: [OpenSimModelDocument.Property],
    besides frames: [OpenSimModelDocument.FrameLink]
  ) -> [DocumentElement] {
    var result: [DocumentElement] = []
    for property in properties where property.origin != .classDefault {
      guard
        ModelWriter.namesOfBodies.contains(property.name)
          || !frames.contains(where: { $0.name == property.name })
      else { continue }
      let names = property.name.split(separator: ".").map(String.init)
      let last = names.count - 1
      let tag = property.isSocket ? "socket_" + names[last] : names[last]
      insert(leaf(tag, property.value), below: names[..<last], into: &result)
    }
    return result
  }

  private func insert(
    _ element: DocumentElement,
    below names: ArraySlice<String>,
    into list: inout [DocumentElement]
  ) {
    guard let first = names.first else {
      list.append(element)
      return
    }
    let place: Int
    if let found = list.firstIndex(where: { $0.tag == first }) {
      place = found
    } else {
      place = list.count
      list.append(DocumentElement(first))
    }
    insert(element, below: names.dropFirst(), into: &list[place].children)
  }

  // MARK: Paths

  private func geometryPath(_ path: OpenSimModelDocument.GeometryPath) -> DocumentElement {
    named(
      "GeometryPath",
      "geometrypath",
      [
        DocumentElement(
          "PathPointSet",
          children: [DocumentElement("objects", children: path.points.map(point))]
        ),
        DocumentElement(
          "PathWrapSet",
          children: [DocumentElement("objects", children: path.wraps.map(wrap))]
        ),
      ]
    )
  }

  private func point(_ point: OpenSimModelDocument.PathPoint) -> DocumentElement {
    let frame = leaf("socket_parent_frame", document.frames[point.frame].path)
    let location = leaf("location", point.location)
    switch point.kind {
    case .fixed:
      return named("PathPoint", point.name, [frame, location])
    case .conditional(let coordinate, let lower, let upper):
      return named(
        "ConditionalPathPoint",
        point.name,
        [
          frame, location, leaf("socket_coordinate", path(ofCoordinate: coordinate)),
          leaf("range", numbers([lower, upper])),
        ]
      )
    case .moving(let x, let y, let z):
      var parts = [frame]
      for (axis, component) in [("x", x), ("y", y), ("z", z)] {
        if let coordinate = component.coordinate {
          parts.append(leaf("socket_\(axis)_coordinate", path(ofCoordinate: coordinate)))
        }
        parts.append(property("\(axis)_location", component.function))
      }
      return named("MovingPathPoint", point.name, parts)
    }
  }

  private func wrap(_ wrap: OpenSimModelDocument.PathWrap) -> DocumentElement {
    named(
      "PathWrap",
      wrap.name,
      [
        leaf("wrap_object", document.wrapObjects[wrap.wrapObject].name),
        leaf("method", wrap.method.rawValue),
        leaf("range", "\(wrap.firstPoint ?? -1) \(wrap.lastPoint ?? -1)"),
      ]
    )
  }

  func wrapSet(ofFrame frame: Int) -> [DocumentElement] {
    let objects = document.wrapObjects.filter { $0.frame == frame }
    return objects.isEmpty ? [] : [set("WrapObjectSet", objects.map(wrapObject))]
  }

  private func wrapObject(_ object: OpenSimModelDocument.WrapObject) -> DocumentElement {
    let size: [DocumentElement] =
      switch object.shape {
      case .cylinder(let radius, let length): [leaf("radius", radius), leaf("length", length)]
      case .sphere(let radius): [leaf("radius", radius)]
      case .ellipsoid(let radii): [leaf("dimensions", radii)]
      case .torus(let inner, let outer):
        [leaf("inner_radius", inner), leaf("outer_radius", outer)]
      case .unknown: []
      }
    return named(
      object.shape.className,
      object.name,
      [
        leaf("active", object.isActive), leaf("xyz_body_rotation", object.rotation),
        leaf("translation", object.translation), leaf("quadrant", object.quadrant.rawValue),
      ] + size
    )
  }

  private func path(ofCoordinate place: Int) -> String {
    let coordinate = document.coordinates[place]
    return "/jointset/" + document.joints[coordinate.joint].name + "/" + coordinate.name
  }
}
