// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// Appends the forces of a set-up file, such as reserve and residual actuators, to those of the model.
  ///
  /// - Parameter path: The path of a file that holds a `<ForceSet>`.
  /// - Throws: `DocumentError` with the line and the element when the file cannot be read, or a force has
  ///   the name of one that the model has.
  public mutating func appendForces(contentsOf path: String) throws(DocumentError) {
    let root = try DocumentElement(contentsOfFile: path)
    do throws(DocumentError) {
      try appendForces(root: root)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Appends the forces of an element `<OpenSimDocument>` with a `<ForceSet>` to those of the model.
  ///
  /// - Throws: `DocumentError` with the line and the element when a force cannot be read, or has the name of
  ///   one that the model has.
  public mutating func appendForces(root: DocumentElement) throws(DocumentError) {
    let content = try DocumentContent(
      root,
      kind: "ForceSet",
      versions: OpenSimModelDocument.readVersions
    )
    var reader = ModelReader(appending: content, to: self)
    let first = forces.count
    try reader.readForces(content.element.child("objects")?.children ?? [])
    var names = Set(forces.map(\.name))
    for force in reader.document.forces[first...] {
      guard names.insert(force.name).inserted else {
        throw DocumentError(
          .duplicate,
          "found a second force of this name; rename one of them",
          element: "<\(force.kind) name=\"\(force.name)\">",
          line: force.position.line,
          column: force.position.column
        )
      }
    }
    reader.document.version = version
    self = reader.document
  }
}

extension ModelReader {
  /// Prepares to read forces that are added to a document.
  init(appending content: DocumentContent, to document: OpenSimModelDocument) {
    self.init(content)
    var index = NameIndex()
    for (place, frame) in document.frames.enumerated() { index.addFrame(place, frame) }
    for (place, coordinate) in document.coordinates.enumerated() {
      _ = index.addCoordinate(place, named: coordinate.name)
    }
    for (place, surface) in document.wrapObjects.enumerated() {
      index.addWrapObject(place, named: surface.name)
    }
    self.index = index
    self.document = document
    // The layout of the forces is that of their own file.
    self.document.version = content.version
  }
}
