// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  mutating func readJoints() throws(DocumentError) {
    if isNested {
      for element in objects(of: "BodySet") where element.tag == "Body" {
        guard let name = element.attribute("name"), name != "ground" else { continue }
        guard let joint = element.child("Joint")?.children.first else { continue }
        try readNestedJoint(joint, child: name)
      }
    }
    for element in objects(of: "JointSet") {
      let name = try requiredName(of: element)
      let owner = "/jointset/" + name
      guard let parent = socket("parent_frame", of: element),
        let child = socket("child_frame", of: element)
      else {
        throw element.error(
          .missing,
          "found no <socket_parent_frame> or <socket_child_frame>; name the frames of the joint"
        )
      }
      try readJoint(
        element,
        name: name,
        parent: try resolveFrame(parent, from: owner),
        child: try resolveFrame(child, from: owner),
        coordinates: element.child("coordinates")?.children ?? []
      )
    }
  }

  /// Reads the joint inside of a body, and adds the two frames that the newer layout has for it.
  private mutating func readNestedJoint(
    _ element: DocumentElement,
    child: String
  ) throws(DocumentError) {
    let name = element.attribute("name").flatMap { $0.isEmpty ? nil : $0 } ?? child + "_joint"
    let owner = "/jointset/" + name
    try checkNewJoint(name, element)
    guard let reference = element.child("parent_body") else {
      throw element.error(.missing, "found no <parent_body>; name the body on the other side")
    }
    let parent = try resolveFrame(reference, from: "/bodyset")
    guard let body = index.frame(atPath: "/bodyset/" + child) else { return }
    // A body must not be joined to itself; two frames of one name would be one.
    guard parent != body else {
      throw reference.error(.cycle, "found the body '\(child)' as its own parent")
    }
    let frames = [
      (parent, "location_in_parent", "orientation_in_parent"), (body, "location", "orientation"),
    ]
    let first = document.frames.count
    for (base, location, orientation) in frames {
      let frameName = document.frames[base].name + "_offset"
      addFrame(
        OpenSimModelDocument.Frame(
          name: frameName,
          path: owner + "/" + frameName,
          placement: .offset(
            parent: base,
            translation: try vector(of: element, location),
            orientation: try vector(of: element, orientation)
          ),
          position: element.position
        )
      )
    }
    let reversed = try flag(of: element, "reverse") ?? false
    try readJoint(
      element,
      name: name,
      parent: reversed ? first + 1 : first,
      child: reversed ? first : first + 1,
      coordinates: element.child("CoordinateSet")?.child("objects")?.children ?? []
    )
  }

  mutating func checkNewJoint(
    _ name: String,
    _ element: DocumentElement
  ) throws(DocumentError) {
    guard index.addJoint(named: name) else {
      throw element.error(.duplicate, "found a second joint of this name; rename one of them")
    }
  }

  private mutating func readJoint(
    _ element: DocumentElement,
    name: String,
    parent: Int,
    child: Int,
    coordinates: [DocumentElement]
  ) throws(DocumentError) {
    let owner = "/jointset/" + name
    let place = document.joints.count
    let first = document.coordinates.count
    for coordinate in coordinates {
      guard coordinate.tag == "Coordinate" else {
        unread(coordinate, owner: owner)
        continue
      }
      try readCoordinate(coordinate, joint: place, owner: owner)
    }
    let count = try jointCoordinateCount(element)
    if let count {
      // A joint has all its coordinates, also those that the file leaves out.
      while document.coordinates.count - first < count {
        let number = document.coordinates.count - first
        let coordinateName = name + "_coord_\(number)"
        guard index.addCoordinate(document.coordinates.count, named: coordinateName) else {
          throw element.error(.duplicate, "found a second coordinate '\(coordinateName)'")
        }
        document.coordinates.append(
          OpenSimModelDocument.Coordinate(
            name: coordinateName,
            joint: place,
            position: element.position
          )
        )
      }
      guard document.coordinates.count - first == count else {
        throw element.error(
          .inconsistent,
          "found \(document.coordinates.count - first) coordinates; allowed: \(count)"
        )
      }
    }
    let range = first..<document.coordinates.count
    document.joints.append(
      OpenSimModelDocument.Joint(
        name: name,
        kind: try readJointKind(element, coordinates: range),
        parentFrame: parent,
        childFrame: child,
        coordinates: range,
        position: element.position
      )
    )
    listUnread(
      in: element,
      owner: owner,
      known: KnownParts.joint
    )
  }

  /// The number of coordinates of a kind of joint; nil where the file decides.
  private func jointCoordinateCount(_ element: DocumentElement) throws(DocumentError) -> Int? {
    switch element.tag {
    case "WeldJoint": 0
    case "PinJoint", "SliderJoint": 1
    case "UniversalJoint": 2
    case "BallJoint", "GimbalJoint", "PlanarJoint", "EllipsoidJoint", "ConstantCurvatureJoint": 3
    case "FreeJoint": 6
    default: nil
    }
  }

  private mutating func readJointKind(
    _ element: DocumentElement,
    coordinates: Range<Int>
  ) throws(DocumentError) -> OpenSimModelDocument.Joint.Kind {
    switch element.tag {
    case "WeldJoint": return .weld
    case "PinJoint": return .pin
    case "SliderJoint": return .slider
    case "UniversalJoint": return .universal
    case "BallJoint": return .ball
    case "GimbalJoint": return .gimbal
    case "FreeJoint": return .free
    case "PlanarJoint": return .planar
    case "EllipsoidJoint":
      guard let radii = part(of: element, "radii_x_y_z") else {
        throw element.error(.missing, "found no <radii_x_y_z>; add the three radii in metres")
      }
      return .ellipsoid(radii: try value(radii).vector())
    case "ConstantCurvatureJoint":
      return .constantCurvature(
        neutralAngles: try vector(of: element, "neutral_angle_x_z_y"),
        length: try number(of: element, "length") ?? 1
      )
    case "CustomJoint": return .custom(try readTransform(element, coordinates: coordinates))
    default: return .unknown(element.tag)
    }
  }

  private mutating func readTransform(
    _ joint: DocumentElement,
    coordinates: Range<Int>
  ) throws(DocumentError) -> OpenSimModelDocument.SpatialTransform {
    let axes = part(of: joint, "SpatialTransform")?.children ?? []
    let owner = "/jointset/" + (joint.attribute("name") ?? "")
    let names = [
      "rotation1", "rotation2", "rotation3", "translation1", "translation2", "translation3",
    ]
    let unit: [SIMD3<Double>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    var read = (0..<6).map { OpenSimModelDocument.TransformAxis(axis: unit[$0 % 3]) }
    for axis in axes {
      guard axis.tag == "TransformAxis",
        let place = names.firstIndex(of: axis.attribute("name") ?? "")
      else {
        unread(axis, owner: owner)
        continue
      }
      if let direction = axis.child("axis") { read[place].axis = try value(direction).vector() }
      guard read[place].axis != .zero else {
        throw axis.error(.invalidValue, "found the axis 0 0 0; allowed: a direction")
      }
      read[place].position = axis.position
      if let list = axis.child("coordinates") {
        for name in value(list).words {
          let coordinate = try resolveCoordinate(name, at: list)
          guard coordinates.contains(coordinate) else {
            throw list.error(
              .unknownReference,
              "found '\(name)'; allowed: a coordinate of the same joint"
            )
          }
          read[place].coordinates.append(coordinate)
        }
      }
      if let function = functionElement("function", of: axis)
        ?? axis.children.first(where: { ModelReader.isFunction($0.tag) })
      {
        read[place].function = try readFunction(function)
      } else {
        guard read[place].coordinates.isEmpty else {
          throw axis.error(.missing, "found coordinates but no function of them; add the function")
        }
      }
    }
    return OpenSimModelDocument.SpatialTransform(
      rotations: Array(read[..<3]),
      translations: Array(read[3...])
    )
  }

  private mutating func readCoordinate(
    _ element: DocumentElement,
    joint: Int,
    owner: String
  ) throws(DocumentError) {
    let name = try requiredName(of: element)
    guard index.addCoordinate(document.coordinates.count, named: name) else {
      throw element.error(.duplicate, "found a second coordinate of this name; rename one of them")
    }
    var coordinate = OpenSimModelDocument.Coordinate(
      name: name,
      joint: joint,
      defaultValue: try number(of: element, "default_value") ?? 0,
      defaultSpeed: try number(of: element, "default_speed_value") ?? 0,
      isClamped: try flag(of: element, "clamped") ?? false,
      isLocked: try flag(of: element, "locked") ?? false,
      isPrescribed: try flag(of: element, "prescribed") ?? false,
      position: element.position
    )
    if let range = part(of: element, "range"), !range.text.isEmpty {
      (coordinate.lowerLimit, coordinate.upperLimit) = try value(range).pair(allowingInfinity: true)
      guard coordinate.lowerLimit <= coordinate.upperLimit else {
        throw range.error(
          .invalidValue,
          "found \(range.text); allowed: the lower end, then the upper end"
        )
      }
    }
    if let function = functionElement("prescribed_function", of: element) {
      coordinate.prescribedFunction = try readFunction(function)
    }
    guard !coordinate.isPrescribed || coordinate.prescribedFunction != nil else {
      throw element.error(
        .inconsistent,
        "found <prescribed>true without a <prescribed_function>; add it or write false"
      )
    }
    document.coordinates.append(coordinate)
    for child in element.children
    where !KnownParts.coordinate.contains(child.tag)
      && child.attribute("name") != "prescribed_function"
    {
      unread(child, owner: owner + "/" + name)
    }
  }
}
