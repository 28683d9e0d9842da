// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Where something stands in a file.
public struct DocumentPosition: Sendable, Hashable, Codable {
  /// The line, dimensionless, from 1; 0 when it came from no file.
  public var line: Int

  /// The place in the line in bytes, dimensionless, from 1; 0 when it came from no file.
  public var column: Int

  /// Makes a position from a line and a place in it, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The position of what came from no file.
  public static let none = DocumentPosition(line: 0, column: 0)
}

/// An element of an XML document with all that it holds.
///
/// Comments and processing instructions are not kept.
public struct DocumentElement: Sendable, Hashable {
  /// A name with a value in the start tag of an element.
  public struct Attribute: Sendable, Hashable {
    /// The name of the attribute.
    public var name: String

    /// The value, with its entities resolved.
    public var value: String

    /// Makes an attribute.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The name of the tag.
  public var tag: String

  /// The attributes in the order of the file.
  public var attributes: [Attribute]

  /// The elements directly inside, in the order of the file.
  public var children: [DocumentElement]

  /// The characters directly inside, entities resolved, without the blanks around them.
  public var text: String

  /// Where the start tag begins.
  public var position: DocumentPosition

  /// Makes an element.
  public init(
    _ tag: String,
    attributes: [Attribute] = [],
    text: String = "",
    children: [DocumentElement] = [],
    position: DocumentPosition = .none
  ) {
    self.tag = tag
    self.attributes = attributes
    self.text = text
    self.children = children
    self.position = position
  }

  /// The value of the attribute with a name; nil when there is none.
  public func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// The first child with a tag; nil when there is none.
  public func child(_ tag: String) -> DocumentElement? {
    children.first { $0.tag == tag }
  }

  /// The tag with the `name` attribute, as in `<Body name="pelvis">`.
  public var label: String {
    attribute("name").map { "<\(tag) name=\"\($0)\">" } ?? "<\(tag)>"
  }

  /// An error at this element.
  ///
  /// - Parameters:
  ///   - code: The kind of mistake.
  ///   - message: What was found, what is allowed, and how to mend it.
  /// - Returns: The error with the element and its place.
  public func error(_ code: DocumentError.Code, _ message: String) -> DocumentError {
    DocumentError(
      code,
      message,
      element: label,
      line: position == .none ? nil : position.line,
      column: position == .none ? nil : position.column
    )
  }
}
