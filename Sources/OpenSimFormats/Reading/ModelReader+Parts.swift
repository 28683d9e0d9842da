// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  /// A part of an element, or that of the prototype of its class.
  func part(of element: DocumentElement, _ tag: String) -> DocumentElement? {
    element.child(tag) ?? defaults[element.tag]?.child(tag)
  }

  /// The text of an element as a value.
  func value(_ element: DocumentElement) -> ValueText {
    ValueText(element)
  }

  /// A part as three finite numbers; zero when it is not there.
  func vector(of element: DocumentElement, _ tag: String) throws(DocumentError) -> SIMD3<Double> {
    guard let part = part(of: element, tag) else { return .zero }
    return try value(part).vector()
  }

  /// A part as a finite number; nil when it is not there.
  func number(of element: DocumentElement, _ tag: String) throws(DocumentError) -> Double? {
    guard let part = part(of: element, tag) else { return nil }
    return try value(part).number()
  }

  /// A part as true or false; nil when it is not there or empty.
  func flag(of element: DocumentElement, _ tag: String) throws(DocumentError) -> Bool? {
    guard let part = part(of: element, tag), !part.text.isEmpty else { return nil }
    return try value(part).flag()
  }

  func requiredName(of element: DocumentElement) throws(DocumentError) -> String {
    guard let name = element.attribute("name"), !name.isEmpty else {
      throw element.error(.missing, "found no name; add the attribute name=\"...\"")
    }
    return name
  }

  /// The objects of a set of the model, in the order of the file.
  func objects(of set: String) -> [DocumentElement] {
    model.child(set)?.child("objects")?.children ?? []
  }

  // MARK: References

  /// The element that names what a component is connected to, in any of the dialects since 3.3.
  func socket(_ name: String, of element: DocumentElement) -> DocumentElement? {
    for tag in ["socket_" + name, "socket_" + name + "_connectee_name"] {
      if let child = element.child(tag) { return child }
    }
    if let connector = element.child("connectors")?.children.first(where: {
      $0.attribute("name") == name
    }) {
      return connector.child("connectee_name")
    }
    return nil
  }

  /// The frame that the text of an element names.
  ///
  /// - Parameters:
  ///   - reference: An element with a path or a name.
  ///   - owner: The absolute path of the component that holds it.
  /// - Returns: A place in the frames of the document.
  /// - Throws: `DocumentError` when there is no such frame, or more than one.
  func resolveFrame(
    _ reference: DocumentElement,
    from owner: String
  ) throws(DocumentError) -> Int {
    let text = Substring(reference.text)
    guard !text.isEmpty else {
      throw reference.error(.missing, "found nothing; allowed: the name or path of a frame or body")
    }
    if let frame = index.frame(atPath: reference.text) { return frame }
    if let path = NameIndex.absolutePath(text, from: owner), let frame = index.frame(atPath: path) {
      return frame
    }
    // A name alone, or a path through a set that has another name.
    let name = String(text.split(separator: "/").last ?? text)
    let found = index.frames(named: name)
    if let first = found.first, found.count == 1 || document.frames[first].placement.isBase {
      return first
    }
    throw reference.error(
      .unknownReference,
      found.isEmpty
        ? "found '\(text)'; allowed: the name or path of a frame or body of this model"
        : "found '\(text)', which \(found.count) frames are called; give the whole path"
    )
  }

  /// The coordinate that the text of an element names.
  func resolveCoordinate(
    _ text: some StringProtocol,
    at element: DocumentElement
  ) throws(DocumentError) -> Int {
    let name = String(text).split(separator: "/").last.map(String.init) ?? ""
    if let coordinate = index.coordinate(named: name) { return coordinate }
    throw element.error(
      text.isEmpty ? .missing : .unknownReference,
      text.isEmpty
        ? "found nothing; allowed: the name of a coordinate"
        : "found '\(text)'; allowed: the name or path of a coordinate of this model"
    )
  }

  // MARK: What is not known

  mutating func unread(_ element: DocumentElement, owner: String) {
    document.unread.append(
      OpenSimModelDocument.UnreadElement(owner: owner, element: element)
    )
  }

  /// Lists an element that is called otherwise than in the file.
  mutating func listRenamed(_ element: DocumentElement, _ path: String, _ name: String) {
    let given = element.attribute("name") ?? ""
    guard given != name else { return }
    document.renamed.append(
      OpenSimModelDocument.RenamedElement(
        path: path,
        nameInFile: given,
        kind: element.tag,
        position: element.position
      )
    )
  }

  /// Lists the parts of an element that are not known, unless they are empty.
  mutating func listUnread(in element: DocumentElement, owner: String, known: Set<String>) {
    for child in element.children where !known.contains(child.tag) && !child.isEmptySet {
      unread(child, owner: owner)
    }
  }
}

extension OpenSimModelDocument.Frame.Placement {
  /// True for ground and bodies.
  var isBase: Bool {
    if case .offset = self { false } else { true }
  }
}

extension DocumentElement {
  /// True for an element that holds no text and no objects, such as a set without members.
  var isEmptySet: Bool {
    text.isEmpty && children.allSatisfy { ["objects", "groups"].contains($0.tag) && $0.isEmptySet }
  }
}
