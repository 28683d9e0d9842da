// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// The text of a model file of version 40000 that says the same.
  ///
  /// Values that the section `<defaults>` gave stand in each object; defaults of classes are left out. Of
  /// what the reader did not know, the parts that belong to the model itself are written as they were read,
  /// if they were read from a file of at least that version; others are lost.
  public func fileText() -> String { ModelWriter(document: self).root.xmlDocument() }

  /// Writes a model file of version 40000.
  ///
  /// - Parameter path: The path of the file; one that exists is replaced.
  /// - Throws: `DocumentError` when the file cannot be written.
  public func write(toFile path: String) throws(DocumentError) {
    try DocumentBytes.write(Array(fileText().utf8), to: path)
  }
}

/// Makes the elements of a model file out of a document.
struct ModelWriter {
  let document: OpenSimModelDocument

  var root: DocumentElement {
    DocumentElement(
      "OpenSimDocument",
      attributes: [
        DocumentElement.Attribute(
          name: "Version",
          value: "\(OpenSimModelDocument.writtenVersion)"
        )
      ],
      children: [model]
    )
  }

  private var model: DocumentElement {
    var ground = named("Ground", "ground", frameParts(0))
    ground.children += wrapSet(ofFrame: 0)
    var parts = [ground]
    parts.append(leaf("gravity", document.gravity))
    if !document.credits.isEmpty { parts.append(leaf("credits", document.credits)) }
    if !document.publications.isEmpty { parts.append(leaf("publications", document.publications)) }
    parts += [leaf("length_units", "meters"), leaf("force_units", "N")]
    parts += list("components", offsetFrames(of: ""))
    parts.append(set("BodySet", document.bodies.indices.map(body)))
    parts.append(set("JointSet", document.joints.map(joint)))
    parts.append(set("ConstraintSet", document.constraints.map(constraint)))
    parts.append(set("ForceSet", document.forces.map(force)))
    parts.append(set("MarkerSet", document.markers.map(marker)))
    let components = offsetFrames(of: "/componentset")
    if !components.isEmpty { parts.append(set("ComponentSet", components)) }
    if document.version >= OpenSimModelDocument.writtenVersion {
      parts += document.unread.filter { $0.owner == "/" }.map(\.element)
    }
    return named("Model", document.name, parts)
  }

  // MARK: Frames and bodies

  private func body(_ place: Int) -> DocumentElement {
    let body = document.bodies[place]
    let frame = document.frame(ofBody: place)
    return named(
      "Body",
      body.name,
      frameParts(frame) + wrapSet(ofFrame: frame) + [
        leaf("mass", body.mass), leaf("mass_center", body.massCenter),
        leaf("inertia", numbers(vector(body.moments) + vector(body.products))),
      ]
    )
  }

  /// What is drawn at a frame, and the offset frames that it owns.
  private func frameParts(_ frame: Int) -> [DocumentElement] {
    document.frames[frame].display
      + list("components", offsetFrames(of: document.frames[frame].path))
  }

  /// The offset frames directly below a path.
  func offsetFrames(of owner: String) -> [DocumentElement] {
    document.frames.indices.compactMap { place in
      let frame = document.frames[place]
      guard case .offset(let parent, let translation, let orientation) = frame.placement,
        frame.path == owner + "/" + frame.name
      else { return nil }
      return named(
        "PhysicalOffsetFrame",
        frame.name,
        frameParts(place) + wrapSet(ofFrame: place) + [
          leaf("socket_parent", document.frames[parent].path),
          leaf("translation", translation), leaf("orientation", orientation),
        ]
      )
    }
  }

  private func marker(_ marker: OpenSimModelDocument.Marker) -> DocumentElement {
    named(
      "Marker",
      marker.name,
      [
        leaf("socket_parent_frame", document.frames[marker.frame].path),
        leaf("location", marker.location), leaf("fixed", marker.isFixed),
      ]
    )
  }

  // MARK: Joints and constraints

  private func joint(_ joint: OpenSimModelDocument.Joint) -> DocumentElement {
    let tag: String
    var parts: [DocumentElement] = []
    switch joint.kind {
    case .weld: tag = "WeldJoint"
    case .pin: tag = "PinJoint"
    case .slider: tag = "SliderJoint"
    case .universal: tag = "UniversalJoint"
    case .ball: tag = "BallJoint"
    case .gimbal: tag = "GimbalJoint"
    case .free: tag = "FreeJoint"
    case .planar: tag = "PlanarJoint"
    case .ellipsoid(let radii):
      tag = "EllipsoidJoint"
      parts = [leaf("radii_x_y_z", radii)]
    case .constantCurvature(let neutral, let length):
      tag = "ConstantCurvatureJoint"
      parts = [leaf("neutral_angle_x_z_y", neutral), leaf("length", length)]
    case .custom(let transform):
      tag = "CustomJoint"
      parts = [spatialTransform(transform)]
    case .unknown(let kind): tag = kind
    }
    return named(
      tag,
      joint.name,
      [
        leaf("socket_parent_frame", document.frames[joint.parentFrame].path),
        leaf("socket_child_frame", document.frames[joint.childFrame].path),
        DocumentElement(
          "coordinates",
          children: document.coordinates[joint.coordinates].map(coordinate)
        ),
      ] + list("frames", offsetFrames(of: "/jointset/" + joint.name)) + parts
    )
  }

  private func coordinate(_ coordinate: OpenSimModelDocument.Coordinate) -> DocumentElement {
    var parts = [
      leaf("default_value", coordinate.defaultValue),
      leaf("default_speed_value", coordinate.defaultSpeed),
      leaf("range", numbers([coordinate.lowerLimit, coordinate.upperLimit])),
      leaf("clamped", coordinate.isClamped), leaf("locked", coordinate.isLocked),
    ]
    if let function = coordinate.prescribedFunction {
      parts.append(property("prescribed_function", function))
    }
    parts.append(leaf("prescribed", coordinate.isPrescribed))
    return named("Coordinate", coordinate.name, parts)
  }

  private func spatialTransform(
    _ transform: OpenSimModelDocument.SpatialTransform
  ) -> DocumentElement {
    var axes: [DocumentElement] = []
    for (kind, list) in [
      ("rotation", transform.rotations), ("translation", transform.translations),
    ] {
      for (place, axis) in list.enumerated() {
        axes.append(
          named(
            "TransformAxis",
            kind + "\(place + 1)",
            [
              leaf(
                "coordinates",
                axis.coordinates.map { document.coordinates[$0].name }.joined(separator: " ")
              ), leaf("axis", axis.axis), property("function", axis.function),
            ]
          )
        )
      }
    }
    return DocumentElement("SpatialTransform", children: axes)
  }

  private func constraint(_ constraint: OpenSimModelDocument.Constraint) -> DocumentElement {
    let owner = "/constraintset/" + constraint.name
    switch constraint.kind {
    case .coordinateCoupler(let dependent, let independents, let function, let scale):
      return named(
        "CoordinateCouplerConstraint",
        constraint.name,
        [
          leaf("isEnforced", constraint.isEnforced),
          property("coupled_coordinates_function", function),
          leaf(
            "independent_coordinate_names",
            independents.map { document.coordinates[$0].name }.joined(separator: " ")
          ), leaf("dependent_coordinate_name", document.coordinates[dependent].name),
          leaf("scale_factor", scale),
        ]
      )
    case .other(let kind):
      return named(
        kind,
        constraint.name,
        [leaf("isEnforced", constraint.isEnforced)]
          + links(constraint.frames)
          + list("frames", offsetFrames(of: owner))
          + properties(constraint.properties, besides: constraint.frames)
      )
    }
  }
}
