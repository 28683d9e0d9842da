// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  mutating func readConstraints() throws(DocumentError) {
    var names = SetNames()
    for element in objects(of: "ConstraintSet") {
      let name = names.name(of: element)
      let owner = "/constraintset/" + name
      listRenamed(element, owner, name)
      var constraint = OpenSimModelDocument.Constraint(
        name: name,
        kind: .other(element.tag),
        isEnforced: try isActive(element, "isEnforced"),
        position: element.position
      )
      if element.tag == "CoordinateCouplerConstraint" {
        constraint.kind = try readCoupler(element, owner: owner)
      } else {
        var parts = ForceParts()
        try listOffsetFrames(element.child("frames"), owner: owner)
        try resolveOffsetFrames()
        try readParts(of: element, owner: owner, into: &parts)
        try addOldFrames(owner: owner, element, into: &parts)
        constraint.properties = parts.properties
        constraint.frames = parts.frames
        for function in parts.functions { unread(function.element, owner: owner) }
      }
      document.constraints.append(constraint)
    }
  }

  private mutating func readCoupler(
    _ element: DocumentElement,
    owner: String
  ) throws(DocumentError) -> OpenSimModelDocument.Constraint.Kind {
    guard let dependent = element.child("dependent_coordinate_name"),
      let independents = element.child("independent_coordinate_names"),
      let function = functionElement("coupled_coordinates_function", of: element)
    else {
      throw element.error(
        .missing,
        "found no <dependent_coordinate_name>, <independent_coordinate_names> or "
          + "<coupled_coordinates_function>; add all three"
      )
    }
    var places: [Int] = []
    for name in value(independents).words {
      places.append(try resolveCoordinate(name, at: independents))
    }
    guard !places.isEmpty else {
      throw independents.error(.missing, "found nothing; allowed: the names of coordinates")
    }
    let read = try readFunction(function)
    if case .linear(let slopes, _) = read {
      guard slopes.count == places.count else {
        throw function.error(
          .inconsistent,
          "found \(slopes.count) slopes for \(places.count) coordinates; allowed: as many"
        )
      }
    } else if places.count > 1 {
      throw function.error(
        .unsupported,
        "found <\(function.tag)> of \(places.count) coordinates; allowed: a LinearFunction, or one "
          + "coordinate"
      )
    }
    listUnread(
      in: element,
      owner: owner,
      known: KnownParts.coupler.union([function.tag])
    )
    return .coordinateCoupler(
      dependent: try resolveCoordinate(dependent.text, at: dependent),
      independents: places,
      function: read,
      scale: try number(of: element, "scale_factor") ?? 1
    )
  }

  /// The flag of a force or a constraint: true by default; before 4.0 its opposite was stored.
  func isActive(_ element: DocumentElement, _ tag: String) throws(DocumentError) -> Bool {
    if let active = try flag(of: element, tag) { return active }
    if let disabled = try flag(of: element, "isDisabled") { return !disabled }
    return true
  }
}
