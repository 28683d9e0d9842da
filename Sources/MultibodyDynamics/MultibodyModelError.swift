// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Why a model could not be built or changed: what was wrong, where, and what is allowed.
public struct MultibodyModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of mistake.
  public struct Code: Hashable, Sendable {
    /// The name of the kind.
    public let name: String

    /// A body's mass is negative or not finite.
    public static let invalidMass = Code(name: "invalidMass")
    /// A mass centre is not finite.
    public static let invalidMassCenter = Code(name: "invalidMassCenter")
    /// An inertia is not finite, not symmetric, or has a negative principal moment.
    public static let invalidInertia = Code(name: "invalidInertia")
    /// A name is empty or used twice.
    public static let invalidName = Code(name: "invalidName")
    /// A parent is not a body that was added before.
    public static let unknownParent = Code(name: "unknownParent")
    /// An axis is zero or not finite.
    public static let invalidAxis = Code(name: "invalidAxis")
    /// A joint frame is not finite or its rotation is not orthogonal.
    public static let invalidFrame = Code(name: "invalidFrame")
    /// The number of coordinate names is not the number of the joint's coordinates.
    public static let wrongCoordinateCount = Code(name: "wrongCoordinateCount")
    /// A transform axis refers to a coordinate that the joint does not have.
    public static let unknownCoordinate = Code(name: "unknownCoordinate")
    /// A coordinate moves nothing.
    public static let idleCoordinate = Code(name: "idleCoordinate")
    /// A joint has more than three rotations or three translations.
    public static let tooManyAxes = Code(name: "tooManyAxes")
    /// A coefficient of a function is not finite.
    public static let invalidFunction = Code(name: "invalidFunction")
    /// A coupling makes a coordinate depend on itself, on a dependent one, or twice.
    public static let invalidCoupling = Code(name: "invalidCoupling")
  }

  /// The kind of mistake.
  public var code: Code

  /// The name of the body, joint or coordinate.
  public var element: String

  /// What was found.
  public var found: String

  /// What is allowed.
  public var allowed: String

  /// Makes an error from its parts.
  public init(_ code: Code, element: String, found: String, allowed: String) {
    self.code = code
    self.element = element
    self.found = found
    self.allowed = allowed
  }

  /// One sentence for people.
  public var description: String { "\(element): found \(found); allowed: \(allowed)" }
}
