// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What an element `<OpenSimDocument>` holds: one object and the version of its layout.
struct DocumentContent {
  let version: Int
  let element: DocumentElement

  /// Takes the object out of a document.
  ///
  /// - Parameters:
  ///   - root: The outermost element.
  ///   - kind: The tag that the object must have.
  ///   - versions: The versions that are read.
  /// - Throws: `DocumentError` when there is no such object, or the version is not read.
  init(
    _ root: DocumentElement,
    kind: String,
    versions: Range<Int>
  ) throws(DocumentError) {
    guard root.tag == "OpenSimDocument" else {
      throw root.error(
        .unsupported,
        "found <\(root.tag)>; allowed: <OpenSimDocument Version=\"...\">"
      )
    }
    guard let text = root.attribute("Version"), let version = Int(text) else {
      throw root.error(
        .missing,
        "found no whole number as Version; allowed: \(versions.lowerBound) to \(versions.upperBound - 1)"
      )
    }
    guard versions.contains(version) else {
      throw root.error(
        .unsupported,
        "found version \(version); allowed: \(versions.lowerBound) to \(versions.upperBound - 1); "
          + "open the file in OpenSim 4 and save it again"
      )
    }
    guard let element = root.child(kind) else {
      throw root.error(
        .unsupported,
        "found \(root.children.first?.label ?? "nothing"); allowed: <\(kind)>"
      )
    }
    self.version = version
    self.element = element
    try DocumentContent.checkNoOtherFile(element)
  }

  /// Throws when any element asks for another file; markers, which have no part in results, may.
  private static func checkNoOtherFile(_ element: DocumentElement) throws(DocumentError) {
    if let file = element.attribute("file"), !file.isEmpty, element.tag != "MarkerSet" {
      throw element.error(
        .refused,
        "found a reference to the file '\(file)'; other files are never opened: put its content here"
      )
    }
    for child in element.children { try checkNoOtherFile(child) }
  }
}
