// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  mutating func readForces(_ elements: [DocumentElement]) throws(DocumentError) {
    var names = SetNames()
    for element in elements {
      let name = names.name(of: element)
      let owner = "/forceset/" + name
      listRenamed(element, owner, name)
      var force = OpenSimModelDocument.Force(
        name: name,
        kind: element.tag,
        isApplied: try isActive(element, "appliesForce"),
        position: element.position
      )
      var parts = ForceParts()
      try listOffsetFrames(element.child("frames"), owner: owner)
      try resolveOffsetFrames()
      try readParts(of: element, owner: owner, into: &parts)
      if let prototype = defaults[element.tag] {
        parts.isFromPrototype = true
        try readParts(of: prototype, owner: owner, into: &parts)
      }
      try addOldFrames(owner: owner, element, into: &parts)
      if force.isMuscle { try readOldMuscle(element, owner: owner, into: &parts) }
      force.path = parts.path
      force.properties = parts.properties
      force.frames = parts.frames
      for (name, value) in ClassDefaults.properties(of: element.tag)
      where !parts.names.contains(name) {
        force.properties.append(
          OpenSimModelDocument.Property(
            name: name,
            value: value,
            origin: .classDefault,
            position: element.position
          )
        )
      }
      for entry in parts.functions {
        force.functions.append(
          OpenSimModelDocument.NamedFunction(
            name: entry.name,
            function: try readFunction(entry.element),
            position: entry.element.position
          )
        )
      }
      document.forces.append(force)
    }
  }

  /// What the children of a force say, each name once.
  struct ForceParts {
    var path: OpenSimModelDocument.GeometryPath?
    var properties: [OpenSimModelDocument.Property] = []
    var functions: [(name: String, element: DocumentElement)] = []
    var frames: [OpenSimModelDocument.FrameLink] = []
    var names: Set<String> = []
    var isFromPrototype = false
  }

  /// The properties that name a frame or a body.
  private static let frameNames: Set<String> = [
    "frame1", "frame2", "body1", "body2", "body_1", "body_2", "body", "bodyA", "bodyB", "frame",
    "parent_frame", "base_frame", "follower_frame", "line_body", "follower_body", "rolling_body",
    "surface_body", "body_a", "body_b", "applied_to_body", "force_expressed_in_body",
    "point_expressed_in_body",
  ]

  /// Children of a force that are read by themselves, or only for pictures.
  private static let readElsewhere: Set<String> = [
    "isDisabled", "appliesForce", "isEnforced", "frames", "VisibleObject", "Appearance",
    "display_preference",
  ]

  mutating func readParts(
    of element: DocumentElement,
    owner: String,
    into parts: inout ForceParts
  ) throws(DocumentError) {
    for child in element.children {
      try readPart(child, prefix: "", owner: owner, into: &parts)
    }
  }

  private mutating func readPart(
    _ child: DocumentElement,
    prefix: String,
    owner: String,
    into parts: inout ForceParts
  ) throws(DocumentError) {
    switch child.tag {
    case _
    where ModelReader.readElsewhere.contains(child.tag) || ModelReader.pathSets.contains(child.tag):
      return
    case "connectors":
      for connector in child.children {
        guard let name = connector.attribute("name"),
          let reference = connector.child("connectee_name")
        else { continue }
        try addReference(name, reference, owner: owner, into: &parts)
      }
      return
    case "GeometryPath":
      if !parts.isFromPrototype { parts.path = try readPath(child, owner: owner) }
      return
    default:
      break
    }
    // A function stands inside of its property, or has its name.
    if ModelReader.isFunction(child.tag), let name = child.attribute("name"), !name.isEmpty,
      prefix.isEmpty
    {
      guard isPropertyName(name) else { return unread(child, owner: owner) }
      if parts.names.insert(name).inserted { parts.functions.append((name, child)) }
      return
    }
    if let inner = child.children.first, child.children.count == 1,
      ModelReader.isFunction(inner.tag)
    {
      let name = prefix + child.tag
      if parts.names.insert(name).inserted { parts.functions.append((name, inner)) }
      return
    }
    var name = child.tag
    let isSocket = name.hasPrefix("socket_")
    if isSocket { name.removeFirst("socket_".count) }
    if name.hasSuffix("_connectee_name") { name.removeLast("_connectee_name".count) }
    if child.children.isEmpty {
      // An empty element is an inner object with all its defaults, or no value.
      guard !child.text.isEmpty else {
        parts.names.insert(prefix + name)
        return
      }
      if prefix.isEmpty, ModelReader.frameNames.contains(name) {
        try addReference(name, child, owner: owner, into: &parts)
        // The path of a frame is in the list of frames alone; the name of a body stays a property too.
        if isSocket { return }
      }
      guard parts.names.insert(prefix + name).inserted else { return }
      parts.properties.append(
        OpenSimModelDocument.Property(
          name: prefix + name,
          value: child.text,
          origin: parts.isFromPrototype ? .defaults : .file,
          isSocket: isSocket,
          position: child.position
        )
      )
      return
    }
    // An inner object of the file takes nothing from that of the prototype.
    guard !parts.isFromPrototype || !parts.names.contains(prefix + name) else { return }
    parts.names.insert(prefix + name)
    if child.children.allSatisfy({ ["objects", "groups"].contains($0.tag) }) {
      if !child.isEmptySet { unread(child, owner: owner) }
      return
    }
    for inner in child.children {
      try readPart(inner, prefix: prefix + name + ".", owner: owner, into: &parts)
    }
  }

  /// Whether a property of a class can have a name: it is one of the C++ language, and an element of that
  /// name is read as a property.
  private func isPropertyName(_ name: String) -> Bool {
    let isTaken =
      ModelReader.readElsewhere.contains(name) || ModelReader.pathSets.contains(name)
      || name == "connectors" || name == "GeometryPath" || name.hasPrefix("socket_")
      || name.hasSuffix("_connectee_name")
    return !isTaken
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      } && name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  /// Muscles of older files: up to 2.3 there was no `<GeometryPath>` and the pennation angle had a shorter
  /// name; before 4.0 a least control of zero was written without being meant, and the class decides.
  private mutating func readOldMuscle(
    _ element: DocumentElement,
    owner: String,
    into parts: inout ForceParts
  ) throws(DocumentError) {
    let sets = element.children.filter { ModelReader.pathSets.contains($0.tag) }
    if parts.path == nil, !sets.isEmpty {
      var path = DocumentElement("GeometryPath", children: sets)
      path.position = element.position
      parts.path = try readPath(path, owner: owner)
    }
    for place in parts.properties.indices where parts.properties[place].name == "pennation_angle" {
      parts.properties[place].name = "pennation_angle_at_optimal"
      parts.names.insert("pennation_angle_at_optimal")
    }
    if document.version < 30513,
      let place = parts.properties.firstIndex(where: { $0.name == "min_control" }),
      try parts.properties[place].number() == 0
    {
      parts.properties.remove(at: place)
      parts.names.remove("min_control")
    }
  }

  /// The sets of a path, which stood directly in a muscle up to 2.3.
  private static let pathSets: Set<String> = [
    "MusclePointSet", "PathPointSet", "MuscleWrapSet", "PathWrapSet",
  ]

  /// Before 4.0 a place on a body was three properties; each such place becomes a frame.
  mutating func addOldFrames(
    owner: String,
    _ element: DocumentElement,
    into parts: inout ForceParts
  ) throws(DocumentError) {
    for number in ["1", "2"] {
      guard let base = parts.frames.first(where: { $0.name == "body_" + number })?.frame,
        let location = parts.properties.first(where: { $0.name == "location_body_" + number }),
        let orientation = parts.properties.first(where: { $0.name == "orientation_body_" + number })
      else { continue }
      let translation = try location.vector()
      let rotation = try orientation.vector()
      let name = document.frames[base].name + "_offset" + number
      addFrame(
        OpenSimModelDocument.Frame(
          name: name,
          path: owner + "/" + name,
          placement: .offset(parent: base, translation: translation, orientation: rotation),
          position: element.position
        )
      )
      parts.frames.append(
        OpenSimModelDocument.FrameLink(name: "frame" + number, frame: document.frames.count - 1)
      )
      parts.frames.removeAll { $0.name == "body_" + number }
      let old = ["body_", "location_body_", "orientation_body_"].map { $0 + number }
      parts.properties.removeAll { old.contains($0.name) }
    }
  }

  /// Resolves a frame that a property names, where it is the name of a frame.
  private func addReference(
    _ name: String,
    _ reference: DocumentElement,
    owner: String,
    into parts: inout ForceParts
  ) throws(DocumentError) {
    guard !parts.frames.contains(where: { $0.name == name }), !reference.text.isEmpty,
      reference.text.lowercased() != "unassigned"
    else { return }
    parts.frames.append(
      OpenSimModelDocument.FrameLink(
        name: name,
        frame: try resolveFrame(reference, from: owner)
      )
    )
  }
}
