// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  /// Keeps what is drawn and the wrap set of a frame, and lists what is not known.
  mutating func readFrameParts(of element: DocumentElement, frame: Int, owner: String) {
    if !isNested {
      document.frames[frame].display = element.children.filter {
        ["FrameGeometry", "attached_geometry", "Appearance"].contains($0.tag)
      }
    }
    for child in element.children where child.tag == "WrapObjectSet" {
      wrapSets.append((frame, owner, child))
    }
    listUnread(
      in: element,
      owner: owner,
      known: KnownParts.frame
    )
  }

  mutating func addFrame(_ frame: OpenSimModelDocument.Frame) {
    index.addFrame(document.frames.count, frame)
    document.frames.append(frame)
  }

  /// Lists the `<PhysicalOffsetFrame>` elements directly inside an element, and those inside of them.
  ///
  /// A frame may refer to any other, so parents are resolved by `resolveOffsetFrames()` after all are
  /// listed.
  mutating func listOffsetFrames(
    _ list: DocumentElement?,
    owner: String
  ) throws(DocumentError) {
    for element in list?.children ?? [] {
      guard element.tag == "PhysicalOffsetFrame" || element.tag == "OffsetFrame" else {
        unread(element, owner: owner)
        continue
      }
      let name = try requiredName(of: element)
      let path = owner + "/" + name
      guard index.frame(atPath: path) == nil else {
        throw element.error(.duplicate, "found a second frame '\(path)'; rename one of them")
      }
      let frame = document.frames.count
      addFrame(
        OpenSimModelDocument.Frame(
          name: name,
          path: path,
          placement: .offset(
            parent: 0,
            translation: try vector(of: element, "translation"),
            orientation: try vector(of: element, "orientation")
          ),
          position: element.position
        )
      )
      readFrameParts(of: element, frame: frame, owner: path)
      listedFrames.append((frame, path, element))
      try listOffsetFrames(element.child("components"), owner: path)
    }
  }

  /// Finds the parents of the frames that were listed since the last call.
  mutating func resolveOffsetFrames() throws(DocumentError) {
    for (frame, owner, element) in listedFrames {
      guard case .offset(_, let translation, let orientation) = document.frames[frame].placement
      else { continue }
      guard let reference = socket("parent", of: element) else {
        throw element.error(.missing, "found no <socket_parent>; name the frame it is fixed to")
      }
      document.frames[frame].placement = .offset(
        parent: try resolveFrame(reference, from: owner),
        translation: translation,
        orientation: orientation
      )
    }
    try checkNoCycle(listedFrames.map { ($0.frame, $0.element) })
    listedFrames = []
  }

  /// Throws when a frame is fixed to itself through its parents; visits each frame once.
  private func checkNoCycle(
    _ added: [(frame: Int, element: DocumentElement)]
  ) throws(DocumentError) {
    var checked: Set<Int> = []
    for (frame, element) in added {
      var path: Set<Int> = []
      var current = frame
      while case .offset(let parent, _, _) = document.frames[current].placement,
        !checked.contains(current)
      {
        guard path.insert(current).inserted else {
          throw element.error(.cycle, "found a frame that is fixed to itself through its parents")
        }
        current = parent
      }
      checked.formUnion(path)
    }
  }
}
