// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import OpenSimFormats

/// Something in a model file that the tree of bodies cannot represent.
public struct UnsupportedPart: Sendable, Hashable {
  /// The name of the part in the file.
  public var name: String

  /// The class of the part in the file.
  public var kind: String

  /// What it would do, and where it stands.
  public var error: DocumentError

  /// The parts of a document that change how bodies move and are not supported.
  ///
  /// Constraints that are not enforced have no effect and are not in the list.
  public static func parts(of document: OpenSimModelDocument) -> [UnsupportedPart] {
    document.constraints.filter(\.isEnforced).compactMap { constraint in
      guard case .other(let kind) = constraint.kind else { return nil }
      return UnsupportedPart(
        name: constraint.name,
        kind: kind,
        error: DocumentError(
          .unsupported,
          "found a constraint that is not supported; allow '\(constraint.name)' or '\(kind)' by name to "
            + "leave it out, or set <isEnforced> to false",
          element: "<\(kind) name=\"\(constraint.name)\">",
          at: constraint.position
        )
      )
    }
  }
}

extension DocumentError {
  /// An error at a position in a file.
  init(_ code: Code, _ message: String, element: String, at position: DocumentPosition) {
    self.init(
      code,
      message,
      element: element,
      line: position == .none ? nil : position.line,
      column: position == .none ? nil : position.column
    )
  }
}
