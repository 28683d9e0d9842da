// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  mutating func readWrapObjects(
    _ set: DocumentElement,
    frame: Int,
    owner: String
  ) throws(DocumentError) {
    for element in set.child("objects")?.children ?? [] {
      let name = try requiredName(of: element)
      let shape: OpenSimModelDocument.WrapObject.Shape
      switch element.tag {
      case "WrapCylinder":
        shape = .cylinder(
          radius: try size(of: element, "radius"),
          length: try size(of: element, "length")
        )
      case "WrapSphere":
        shape = .sphere(radius: try size(of: element, "radius"))
      case "WrapEllipsoid":
        guard let radii = part(of: element, "dimensions") else {
          throw element.error(.missing, "found no <dimensions>; add the three radii in metres")
        }
        let vector = try value(radii).vector()
        guard vector.min() > 0 else {
          throw radii.error(.invalidValue, "found \(radii.text); allowed: radii above zero")
        }
        shape = .ellipsoid(radii: vector)
      case "WrapTorus":
        shape = .torus(
          innerRadius: try size(of: element, "inner_radius"),
          outerRadius: try size(of: element, "outer_radius")
        )
      default:
        shape = .unknown(element.tag)
      }
      index.addWrapObject(document.wrapObjects.count, named: name)
      document.wrapObjects.append(
        OpenSimModelDocument.WrapObject(
          name: name,
          frame: frame,
          shape: shape,
          translation: try vector(of: element, "translation"),
          rotation: try vector(of: element, "xyz_body_rotation"),
          quadrant: try readQuadrant(of: element),
          isActive: try flag(of: element, "active") ?? true,
          position: element.position
        )
      )
      if case .unknown = shape {
        unread(element, owner: owner + "/" + name)
        continue
      }
      listUnread(
        in: element,
        owner: owner + "/" + name,
        known: KnownParts.wrapObject
      )
    }
    listUnread(in: set, owner: owner, known: ["objects", "groups"])
  }

  /// A radius or a length in metres.
  private func size(of element: DocumentElement, _ tag: String) throws(DocumentError) -> Double {
    guard let part = part(of: element, tag) else {
      throw element.error(.missing, "found no <\(tag)>; add it in metres")
    }
    let number = try value(part).number()
    guard number > 0 else {
      throw part.error(.invalidValue, "found \(part.text); allowed: a number above zero, in metres")
    }
    return number
  }

  private func readQuadrant(
    of element: DocumentElement
  ) throws(DocumentError) -> OpenSimModelDocument.WrapObject.Quadrant {
    guard let part = part(of: element, "quadrant") else { return .all }
    var name = part.text.lowercased()
    if name.hasPrefix("+") { name.removeFirst() }
    if name.isEmpty || name == "unassigned" { return .all }
    guard let quadrant = OpenSimModelDocument.WrapObject.Quadrant(rawValue: name) else {
      throw part.error(
        .invalidValue,
        "found '\(part.text)'; allowed: all, x, -x, y, -y, z or -z"
      )
    }
    return quadrant
  }

  mutating func readPath(
    _ element: DocumentElement,
    owner: String
  ) throws(DocumentError) -> OpenSimModelDocument.GeometryPath {
    var path = OpenSimModelDocument.GeometryPath(points: [], position: element.position)
    let points = element.child("PathPointSet") ?? element.child("MusclePointSet")
    for point in points?.child("objects")?.children ?? [] {
      if let read = try readPathPoint(point, owner: owner) { path.points.append(read) }
    }
    let wraps = element.child("PathWrapSet") ?? element.child("MuscleWrapSet")
    for wrap in wraps?.child("objects")?.children ?? [] {
      guard wrap.tag == "PathWrap" || wrap.tag == "MuscleWrap" else {
        unread(wrap, owner: owner)
        continue
      }
      path.wraps.append(try readPathWrap(wrap, pointCount: path.points.count))
    }
    listUnread(
      in: element,
      owner: owner,
      known: KnownParts.path
    )
    return path
  }

  private mutating func readPathPoint(
    _ element: DocumentElement,
    owner: String
  ) throws(DocumentError) -> OpenSimModelDocument.PathPoint? {
    let name = element.attribute("name") ?? ""
    guard let reference = socket("parent_frame", of: element) ?? element.child("body") else {
      throw element.error(.missing, "found no <socket_parent_frame>; name the frame of the point")
    }
    var point = OpenSimModelDocument.PathPoint(
      name: name,
      frame: try resolveFrame(reference, from: owner + "/geometrypath/" + name),
      location: .zero,
      position: element.position
    )
    switch element.tag {
    case "PathPoint", "MusclePoint":
      point.location = try requiredLocation(of: element)
    case "ConditionalPathPoint", "MuscleViaPoint":
      point.location = try requiredLocation(of: element)
      guard let coordinate = socket("coordinate", of: element) ?? element.child("coordinate"),
        let range = part(of: element, "range")
      else {
        throw element.error(
          .missing,
          "found no <socket_coordinate> or <range>; add the coordinate and its range"
        )
      }
      let (lower, upper) = try value(range).pair(allowingInfinity: true)
      point.kind = .conditional(
        coordinate: try resolveCoordinate(coordinate.text, at: coordinate),
        lower: lower,
        upper: upper
      )
    case "MovingPathPoint", "MovingMusclePoint":
      point.kind = .moving(
        x: try readComponent("x", of: element),
        y: try readComponent("y", of: element),
        z: try readComponent("z", of: element)
      )
    default:
      throw element.error(
        .unsupported,
        "found <\(element.tag)>; allowed: PathPoint, ConditionalPathPoint and MovingPathPoint"
      )
    }
    listUnread(
      in: element,
      owner: owner,
      known: KnownParts.pathPoint
    )
    return point
  }

  private func requiredLocation(
    of element: DocumentElement
  ) throws(DocumentError) -> SIMD3<Double> {
    guard let part = part(of: element, "location") else {
      throw element.error(.missing, "found no <location>; add it in metres")
    }
    return try value(part).vector()
  }

  /// A component of a moving point; one without a function is zero.
  private func readComponent(
    _ axis: String,
    of element: DocumentElement
  ) throws(DocumentError) -> OpenSimModelDocument.PathPoint.Component {
    let name = axis + "_coordinate"
    var coordinate: Int?
    if let reference = socket(name, of: element) ?? element.child(name), !reference.text.isEmpty {
      coordinate = try resolveCoordinate(reference.text, at: reference)
    }
    guard let function = functionElement(axis + "_location", of: element) else {
      return OpenSimModelDocument.PathPoint.Component(coordinate: nil, function: .constant(0))
    }
    let read = try readFunction(function)
    if coordinate == nil {
      guard case .constant = read else {
        throw element.error(
          .missing,
          "found a function <\(axis)_location> without <socket_\(name)>; name its coordinate"
        )
      }
    }
    return OpenSimModelDocument.PathPoint.Component(coordinate: coordinate, function: read)
  }

  private func readPathWrap(
    _ element: DocumentElement,
    pointCount: Int
  ) throws(DocumentError) -> OpenSimModelDocument.PathWrap {
    guard let reference = element.child("wrap_object") else {
      throw element.error(.missing, "found no <wrap_object>; name the surface")
    }
    let name = reference.text.split(separator: "/").last.map(String.init) ?? ""
    guard let object = index.wrapObject(named: name) else {
      throw reference.error(
        .unknownReference,
        "found '\(reference.text)'; allowed: the name of a surface of this model"
      )
    }
    var wrap = OpenSimModelDocument.PathWrap(
      name: element.attribute("name") ?? "",
      wrapObject: object,
      position: element.position
    )
    if let method = part(of: element, "method"), !method.text.isEmpty,
      method.text.lowercased() != "unassigned"
    {
      guard let read = OpenSimModelDocument.PathWrap.Method(rawValue: method.text.lowercased())
      else {
        throw method.error(
          .invalidValue,
          "found '\(method.text)'; allowed: hybrid, midpoint or axial"
        )
      }
      wrap.method = read
    }
    if let range = part(of: element, "range"), !range.text.isEmpty {
      let (first, last) = try value(range).pair(allowingInfinity: false)
      guard let first = Int(exactly: first), let last = Int(exactly: last) else {
        throw range.error(.invalidValue, "found \(range.text); allowed: two whole numbers")
      }
      // Numbers below one leave an end open.
      wrap.firstPoint = first >= 1 ? first : nil
      wrap.lastPoint = last >= 1 ? last : nil
      if let first = wrap.firstPoint ?? wrap.lastPoint,
        let last = wrap.lastPoint ?? wrap.firstPoint,
        first > pointCount || last > pointCount
          || (wrap.firstPoint ?? 1) > (wrap.lastPoint ?? pointCount)
      {
        throw range.error(
          .invalidValue,
          "found \(range.text); allowed: numbers of points of the path, 1 to \(pointCount), in order, "
            + "or -1"
        )
      }
    }
    return wrap
  }
}
