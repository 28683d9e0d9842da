// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// A muscle, a ligament, a spring, an actuator or any other force.
  public struct Force: Sendable, Hashable {
    /// The name of the force.
    public var name: String

    /// The name of the class in the file, such as `Thelen2003Muscle`.
    public var kind: String

    /// True when the force acts; false when the file switches it off.
    public var isApplied: Bool

    /// The line along which the force acts; nil for a force without one.
    public var path: GeometryPath?

    /// The parts that are words or numbers: those of the file, then those of `<defaults>`, then those of
    /// the class.
    ///
    /// A name is in the list once. An optional part that is given nowhere is not in the list.
    public var properties: [Property]

    /// The parts that are functions.
    public var functions: [NamedFunction]

    /// The frames on which the force acts.
    public var frames: [FrameLink]

    /// Where the force stands in the file.
    public var position: DocumentPosition

    /// Makes a force.
    public init(
      name: String,
      kind: String,
      isApplied: Bool = true,
      path: GeometryPath? = nil,
      properties: [Property] = [],
      functions: [NamedFunction] = [],
      frames: [FrameLink] = [],
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.kind = kind
      self.isApplied = isApplied
      self.path = path
      self.properties = properties
      self.functions = functions
      self.frames = frames
      self.position = position
    }

    /// True for the muscles of OpenSim and for every other class whose name ends in "Muscle".
    public var isMuscle: Bool {
      kind.hasSuffix("Muscle") || kind.hasSuffix("Muscle_Deprecated")
    }

    /// The property with a name; nil when there is none.
    public func property(_ name: String) -> Property? { properties.first { $0.name == name } }

    /// The function with a name; nil when there is none.
    public func function(_ name: String) -> ScalarFunction? {
      functions.first { $0.name == name }?.function
    }

    /// The frame with a name, a place in `frames`; nil when there is none.
    public func frame(_ name: String) -> Int? { frames.first { $0.name == name }?.frame }

    /// A property as one finite number, in the unit of the property.
    ///
    /// - Throws: `DocumentError` when there is no such property, or it is not a finite number.
    public func number(_ name: String) throws(DocumentError) -> Double {
      try existing(name).number()
    }

    /// A property as three finite numbers, in the unit of the property.
    ///
    /// - Throws: `DocumentError` when there is no such property, or it is not three finite numbers.
    public func vector(_ name: String) throws(DocumentError) -> SIMD3<Double> {
      try existing(name).vector()
    }

    /// A property as true or false.
    ///
    /// - Throws: `DocumentError` when there is no such property, or it is neither.
    public func flag(_ name: String) throws(DocumentError) -> Bool { try existing(name).flag() }

    /// A property as text.
    ///
    /// - Throws: `DocumentError` when there is no such property.
    public func text(_ name: String) throws(DocumentError) -> String { try existing(name).value }

    private func existing(_ name: String) throws(DocumentError) -> Property {
      if let property = property(name) { return property }
      throw DocumentError(
        .missing,
        "found no <\(name)>, which has no default; add it",
        element: "<\(kind) name=\"\(self.name)\">",
        line: position == .none ? nil : position.line,
        column: position == .none ? nil : position.column
      )
    }
  }
}
