// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// The parts of a model file as rows of text.
struct OsimInventory {
  /// One part.
  struct Row {
    var section: String
    var name: String
    var kind: String
    var detail: String
    var line: Int
    var status = "ok"
  }

  /// The parts in the order of the document.
  private(set) var rows: [Row] = []

  init(_ document: OpenSimModelDocument) {
    addModel(document)
    addTree(document)
    addForces(document)
    for element in document.renamed {
      rows.append(
        Row(
          section: "renamed",
          name: element.path,
          kind: element.kind,
          detail: element.nameInFile.isEmpty
            ? "no name in the file" : "'\(element.nameInFile)' in the file, a second of this name",
          line: element.position.line
        )
      )
    }
    for element in document.unread {
      rows.append(
        Row(
          section: "unread",
          name: element.owner,
          kind: element.element.tag,
          detail: element.element.attribute("name") ?? "",
          line: element.element.position.line,
          status: "unread"
        )
      )
    }
  }

  private static func number(_ value: Double) -> String {
    value.isFinite ? NumberText.text(of: value) : "\(value)"
  }

  private mutating func addModel(_ document: OpenSimModelDocument) {
    let mass = document.bodies.reduce(0) { $0 + $1.mass }
    let muscles = document.forces.count(where: \.isMuscle)
    rows.append(
      Row(
        section: "model",
        name: document.name,
        kind: "Model",
        detail:
          "version \(document.version); \(document.bodies.count) bodies, \(document.joints.count) joints, "
          + "\(document.coordinates.count) coordinates, \(document.constraints.count) constraints, "
          + "\(muscles) muscles, \(document.forces.count - muscles) other forces, "
          + "\(document.wrapObjects.count) wrap surfaces, \(document.markers.count) markers; mass "
          + "\(Self.number(mass)) kg; gravity \(Self.number(document.gravity.x)) "
          + "\(Self.number(document.gravity.y)) \(Self.number(document.gravity.z)) m/s2",
        line: 0
      )
    )
  }

  private mutating func addTree(_ document: OpenSimModelDocument) {
    let unsupported = UnsupportedPart.parts(of: document)
    for body in document.bodies {
      rows.append(
        Row(
          section: "body",
          name: body.name,
          kind: "Body",
          detail: "\(Self.number(body.mass)) kg",
          line: body.position.line
        )
      )
    }
    for joint in document.joints {
      var kind = "\(joint.kind)"
      if let end = kind.firstIndex(of: "(") { kind = String(kind[..<end]) }
      var status = "ok"
      if case .unknown(let name) = joint.kind { (kind, status) = (name, "unsupported") }
      rows.append(
        Row(
          section: "joint",
          name: joint.name,
          kind: kind,
          detail:
            "\(document.frames[joint.childFrame].path) in \(document.frames[joint.parentFrame].path)",
          line: joint.position.line,
          status: status
        )
      )
    }
    for coordinate in document.coordinates {
      let flags = [
        coordinate.isClamped ? "clamped" : nil, coordinate.isLocked ? "locked" : nil,
        coordinate.isPrescribed ? "prescribed" : nil,
      ].compactMap { $0 }
      rows.append(
        Row(
          section: "coordinate",
          name: coordinate.name,
          kind: "Coordinate",
          detail: "default \(Self.number(coordinate.defaultValue)), range "
            + "\(Self.number(coordinate.lowerLimit)) to \(Self.number(coordinate.upperLimit)) (rad or m)"
            + flags.map { ", " + $0 }.joined(),
          line: coordinate.position.line
        )
      )
    }
    for constraint in document.constraints {
      var detail = constraint.isEnforced ? "" : "not enforced"
      var kind = "CoordinateCouplerConstraint"
      switch constraint.kind {
      case .coordinateCoupler(let dependent, let independents, _, _):
        detail =
          "\(document.coordinates[dependent].name) follows "
          + independents.map { document.coordinates[$0].name }.joined(separator: ", ")
          + (detail.isEmpty ? "" : ", " + detail)
      case .other(let name): kind = name
      }
      rows.append(
        Row(
          section: "constraint",
          name: constraint.name,
          kind: kind,
          detail: detail,
          line: constraint.position.line,
          status: unsupported.contains { $0.name == constraint.name && $0.kind == kind }
            ? "unsupported" : "ok"
        )
      )
    }
  }

  private mutating func addForces(_ document: OpenSimModelDocument) {
    for force in document.forces {
      let isKnown = force.isMuscle || Self.knownForces.contains(force.kind)
      rows.append(
        Row(
          section: force.isMuscle ? "muscle" : "force",
          name: force.name,
          kind: force.kind,
          detail: force.isApplied ? "" : "does not act",
          line: force.position.line,
          status: isKnown || !force.isApplied ? "ok" : "unsupported"
        )
      )
    }
    for surface in document.wrapObjects {
      var kind = "\(surface.shape)"
      if let end = kind.firstIndex(of: "(") { kind = String(kind[..<end]) }
      var status = "ok"
      switch surface.shape {
      case .torus: status = "unsupported"
      case .unknown(let name): (kind, status) = (name, "unsupported")
      case .cylinder, .sphere, .ellipsoid: break
      }
      rows.append(
        Row(
          section: "wrap",
          name: surface.name,
          kind: kind,
          detail: "on \(document.frames[surface.frame].path)",
          line: surface.position.line,
          status: surface.isActive ? status : "ok"
        )
      )
    }
    for marker in document.markers {
      rows.append(
        Row(
          section: "marker",
          name: marker.name,
          kind: "Marker",
          detail: "on \(document.frames[marker.frame].path)",
          line: marker.position.line
        )
      )
    }
  }

  /// Forces beside muscles that the analyses know.
  private static let knownForces: Set<String> = [
    "CoordinateActuator", "PointActuator", "TorqueActuator", "Ligament", "PathSpring",
    "PointToPointSpring", "SpringGeneralizedForce", "CoordinateLimitForce", "BushingForce",
  ]
}
