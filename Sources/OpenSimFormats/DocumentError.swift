// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Why a file could not be read: what was found and allowed, and the place.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of mistake.
  public struct Code: Hashable, Sendable {
    /// The name of the kind.
    public let name: String

    /// The file is missing or may not be read or written.
    public static let inaccessible = Code(name: "inaccessible")
    /// The file, its nesting or its number of parts is beyond a limit.
    public static let tooLarge = Code(name: "tooLarge")
    /// The text does not follow the rules of its format, or ends too early.
    public static let malformed = Code(name: "malformed")
    /// The text holds something that is never read, such as a document type.
    public static let refused = Code(name: "refused")
    /// The format or its version is not one that is read.
    public static let unsupported = Code(name: "unsupported")
    /// Something that must be there is not.
    public static let missing = Code(name: "missing")
    /// A number, a word or a list is not one that is allowed at its place.
    public static let invalidValue = Code(name: "invalidValue")
    /// A name stands twice where it must stand once.
    public static let duplicate = Code(name: "duplicate")
    /// A name refers to nothing.
    public static let unknownReference = Code(name: "unknownReference")
    /// Things refer to each other in a circle.
    public static let cycle = Code(name: "cycle")
    /// Two parts of the file, or two files, contradict each other.
    public static let inconsistent = Code(name: "inconsistent")
  }

  /// The kind of mistake.
  public var code: Code

  /// What was found, what is allowed, and how to mend it.
  public var message: String

  /// The path of the file; nil for text that came from no file.
  public var path: String?

  /// The line, from 1; nil when the mistake has no line.
  public var line: Int?

  /// The place in the line in bytes, from 1, or the column of a table, from 1.
  public var column: Int?

  /// The element, property or column label concerned.
  public var element: String?

  /// Makes an error from its parts.
  ///
  /// - Parameters:
  ///   - code: The kind of mistake.
  ///   - message: What was found, what is allowed, and how to mend it.
  ///   - element: The element, property or column label concerned.
  ///   - line: The line, from 1.
  ///   - column: The place in the line, or the column of a table, from 1.
  ///   - path: The path of the file.
  public init(
    _ code: Code,
    _ message: String,
    element: String? = nil,
    line: Int? = nil,
    column: Int? = nil,
    path: String? = nil
  ) {
    self.code = code
    self.message = message
    self.element = element
    self.line = line
    self.column = column
    self.path = path
  }

  /// The same error with the path of the file, unless it has one already.
  public func inFile(_ path: String?) -> DocumentError {
    var error = self
    if error.path == nil { error.path = path }
    return error
  }

  /// One line for people: `path:line:column: element: message`.
  public var description: String {
    let place = [path, line.map(String.init), column.map(String.init)]
      .compactMap { $0 }.joined(separator: ":")
    return [place, element ?? "", message].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
