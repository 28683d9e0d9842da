// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// Reads the model in a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - limits: How large the file may be.
  /// - Throws: `DocumentError` with the line and the element when the file cannot be read.
  public init(
    contentsOfFile path: String,
    limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) {
    let root = try DocumentElement(contentsOfFile: path, limits: limits)
    do throws(DocumentError) {
      try self.init(root: root)
    } catch {
      throw error.inFile(path)
    }
    self.path = path
  }

  /// Reads the model in a text.
  ///
  /// - Parameters:
  ///   - text: The text of a model file.
  ///   - limits: How large the text may be.
  /// - Throws: `DocumentError` with the line and the element when the text cannot be read.
  public init(
    parsing text: String,
    limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) {
    try self.init(root: try DocumentElement(parsing: text, limits: limits))
  }

  /// Reads the model in an element `<OpenSimDocument>`.
  ///
  /// - Throws: `DocumentError` with the line and the element when the element is not a model.
  public init(root: DocumentElement) throws(DocumentError) {
    let content = try DocumentContent(
      root,
      kind: "Model",
      versions: OpenSimModelDocument.readVersions
    )
    var reader = ModelReader(content)
    self = try reader.read()
  }
}

/// Reads an element `<Model>` of any layout into a document.
struct ModelReader {
  let model: DocumentElement
  /// The prototypes of the section `<defaults>`, by tag.
  let defaults: [String: DocumentElement]
  var document: OpenSimModelDocument
  var index = NameIndex()
  /// The offset frames whose parents are not resolved yet.
  var listedFrames: [(frame: Int, owner: String, element: DocumentElement)] = []
  /// The wrap sets of frames, read once all frames are known.
  var wrapSets: [(frame: Int, owner: String, set: DocumentElement)] = []

  init(_ content: DocumentContent) {
    model = content.element
    document = OpenSimModelDocument(name: content.element.attribute("name") ?? "")
    document.version = content.version
    // Of two prototypes of a class the first one counts, as in OpenSim.
    defaults = Dictionary(
      (content.element.child("defaults")?.children ?? []).map { ($0.tag, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// True for the layout in which a body holds its joint.
  var isNested: Bool { document.version < 30500 }

  mutating func read() throws(DocumentError) -> OpenSimModelDocument {
    if let gravity = part(of: model, "gravity") { document.gravity = try value(gravity).vector() }
    document.credits = model.child("credits")?.text ?? ""
    document.publications = model.child("publications")?.text ?? ""
    try checkUnits()
    try readBodies()
    try listOtherFrames()
    try resolveOffsetFrames()
    try readJoints()
    for entry in wrapSets {
      try readWrapObjects(entry.set, frame: entry.frame, owner: entry.owner)
    }
    try readMarkers()
    try readConstraints()
    try readForces(objects(of: "ForceSet"))
    listUnread(
      in: model,
      owner: "/",
      known: KnownParts.model
    )
    for set in model.children where isReadSet(set.tag) {
      listUnread(in: set, owner: "/" + set.tag.lowercased(), known: ["objects", "groups"])
    }
    return document
  }

  private func isReadSet(_ tag: String) -> Bool {
    ["BodySet", "JointSet", "ConstraintSet", "ForceSet", "MarkerSet", "ComponentSet"].contains(tag)
  }

  private func checkUnits() throws(DocumentError) {
    for (tag, allowed) in [
      ("length_units", ["meters", "m", "Unassigned"]),
      ("force_units", ["N", "newtons", "Unassigned"]),
    ] {
      guard let element = model.child(tag), !element.text.isEmpty else { continue }
      guard allowed.contains(where: { $0.lowercased() == element.text.lowercased() }) else {
        throw element.error(
          .unsupported,
          "found '\(element.text)'; allowed: \(allowed[0]); every number of the file is read in SI"
        )
      }
    }
  }

  // MARK: Bodies and frames

  private mutating func readBodies() throws(DocumentError) {
    index.addFrame(0, document.frames[0])
    if let ground = model.child("Ground") { readFrameParts(of: ground, frame: 0, owner: "/ground") }
    var later: [(owner: String, element: DocumentElement)] = []
    if let ground = model.child("Ground") { later.append(("/ground", ground)) }
    for element in objects(of: "BodySet") {
      guard element.tag == "Body" else {
        unread(element, owner: "/bodyset")
        continue
      }
      let name = try requiredName(of: element)
      // The nested layout has ground among the bodies.
      if name == "ground", isNested {
        readFrameParts(of: element, frame: 0, owner: "/ground")
        continue
      }
      guard index.frame(atPath: "/bodyset/" + name) == nil, name != "ground" else {
        throw element.error(.duplicate, "found a second body of this name; rename one of them")
      }
      let frame = document.frames.count
      let owner = "/bodyset/" + name
      document.bodies.append(try readBody(element, name: name))
      addFrame(
        OpenSimModelDocument.Frame(
          name: name,
          path: owner,
          placement: .body(document.bodies.count - 1),
          position: element.position
        )
      )
      readFrameParts(of: element, frame: frame, owner: owner)
      later.append((owner, element))
    }
    for (owner, element) in later {
      try listOffsetFrames(element.child("components"), owner: owner)
    }
  }

  private func readBody(
    _ element: DocumentElement,
    name: String
  ) throws(DocumentError) -> OpenSimModelDocument.Body {
    guard let mass = part(of: element, "mass") else {
      throw element.error(.missing, "found no <mass>; add the mass of the body in kilograms")
    }
    var body = OpenSimModelDocument.Body(
      name: name,
      mass: try value(mass).number(),
      position: element.position
    )
    if let center = part(of: element, "mass_center") {
      body.massCenter = try value(center).vector()
    }
    if let inertia = part(of: element, "inertia") {
      let numbers = try value(inertia).numbers()
      guard numbers.count == 6 else {
        throw inertia.error(
          .invalidValue,
          "found \(numbers.count) numbers; allowed: six, Ixx Iyy Izz Ixy Ixz Iyz in kg m2"
        )
      }
      body.moments = SIMD3(numbers[0], numbers[1], numbers[2])
      body.products = SIMD3(numbers[3], numbers[4], numbers[5])
    } else {
      for (place, axes) in ["xx", "yy", "zz"].enumerated() {
        if let entry = part(of: element, "inertia_" + axes) {
          body.moments[place] = try value(entry).number()
        }
      }
      for (place, axes) in ["xy", "xz", "yz"].enumerated() {
        if let entry = part(of: element, "inertia_" + axes) {
          body.products[place] = try value(entry).number()
        }
      }
    }
    return body
  }

  /// Lists the frames that joints and the model itself own.
  private mutating func listOtherFrames() throws(DocumentError) {
    for joint in objects(of: "JointSet") {
      let name = try requiredName(of: joint)
      try checkNewJoint(name, joint)
      let owner = "/jointset/" + name
      try listOffsetFrames(joint.child("frames"), owner: owner)
      try listOffsetFrames(joint.child("components"), owner: owner)
    }
    try listOffsetFrames(model.child("components"), owner: "")
    try listOffsetFrames(model.child("ComponentSet")?.child("objects"), owner: "/componentset")
  }

  private mutating func readMarkers() throws(DocumentError) {
    if let set = model.child("MarkerSet"), set.attribute("file") != nil {
      unread(set, owner: "/")
    }
    for element in objects(of: "MarkerSet") {
      guard element.tag == "Marker" else {
        unread(element, owner: "/markerset")
        continue
      }
      // A marker has no part in results; one of a body that is not there is listed.
      let owner = "/markerset/" + (element.attribute("name") ?? "")
      guard let reference = socket("parent_frame", of: element) ?? element.child("body"),
        let frame = try? resolveFrame(reference, from: owner)
      else {
        unread(element, owner: "/markerset")
        continue
      }
      document.markers.append(
        OpenSimModelDocument.Marker(
          name: element.attribute("name") ?? "",
          frame: frame,
          location: try vector(of: element, "location"),
          isFixed: try flag(of: element, "fixed") ?? false,
          position: element.position
        )
      )
    }
  }
}
