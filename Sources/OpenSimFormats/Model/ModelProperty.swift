// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// A named value of a force or a constraint, as text.
  public struct Property: Sendable, Hashable {
    /// Where a value comes from.
    public enum Origin: Sendable, Hashable {
      /// The element itself.
      case file
      /// The section `<defaults>` of the file.
      case defaults
      /// The default of the class in OpenSim 4.6.
      case classDefault
    }

    /// The name; that of a part of an inner object follows its tag and a dot, as in
    /// `ActiveForceLengthCurve.minimum_value`.
    public var name: String

    /// The value as text.
    public var value: String

    /// Where the value comes from.
    public var origin: Origin

    /// True when the value is the path of a component: the file has `socket_` before the name.
    public var isSocket: Bool

    /// Where the value stands in the file.
    public var position: DocumentPosition

    /// Makes a property.
    public init(
      name: String,
      value: String,
      origin: Origin = .file,
      isSocket: Bool = false,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.value = value
      self.isSocket = isSocket
      self.origin = origin
      self.position = position
    }

    /// The value as numbers, in the unit of the property.
    ///
    /// - Throws: `DocumentError` when a word is not a number, or is NaN. Infinity is a number here.
    public func numbers() throws(DocumentError) -> [Double] {
      try ValueText(value, in: "<\(name)>", at: position).numbers(allowingInfinity: true)
    }

    /// The value as one finite number, in the unit of the property.
    ///
    /// - Throws: `DocumentError` when the text is anything else.
    public func number() throws(DocumentError) -> Double {
      try ValueText(value, in: "<\(name)>", at: position).number()
    }

    /// The value as three finite numbers, in the unit of the property.
    ///
    /// - Throws: `DocumentError` when the text is anything else.
    public func vector() throws(DocumentError) -> SIMD3<Double> {
      try ValueText(value, in: "<\(name)>", at: position).vector()
    }

    /// The value as true or false.
    ///
    /// - Throws: `DocumentError` when the text is anything else.
    public func flag() throws(DocumentError) -> Bool {
      try ValueText(value, in: "<\(name)>", at: position).flag()
    }
  }

  /// A frame that a force or a constraint acts on.
  public struct FrameLink: Sendable, Hashable {
    /// The property that names the frame, such as `frame1` or `bodyA`.
    public var name: String

    /// The frame: a place in `frames`.
    public var frame: Int

    /// Makes a link.
    public init(name: String, frame: Int) {
      self.name = name
      self.frame = frame
    }
  }

  /// A function that belongs to a force.
  public struct NamedFunction: Sendable, Hashable {
    /// The property that holds the function, such as `force_length_curve`.
    public var name: String

    /// The function.
    public var function: ScalarFunction

    /// Where the function stands in the file.
    public var position: DocumentPosition

    /// Makes a function with a name.
    public init(name: String, function: ScalarFunction, position: DocumentPosition = .none) {
      self.name = name
      self.function = function
      self.position = position
    }
  }
}
