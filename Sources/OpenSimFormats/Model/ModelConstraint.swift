// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// A condition on the motion of a model.
  public struct Constraint: Sendable, Hashable {
    /// The conditions that are known.
    public enum Kind: Sendable, Hashable {
      /// dependent = scale times function(independents).
      case coordinateCoupler(
        dependent: Int,
        independents: [Int],
        function: ScalarFunction,
        scale: Double
      )
      /// Any other, with its name in the file; see ``Constraint/properties`` and ``Constraint/frames``.
      case other(String)
    }

    /// The name of the constraint.
    public var name: String

    /// What the constraint asks.
    public var kind: Kind

    /// True when the constraint holds.
    public var isEnforced: Bool

    /// The parts of a constraint that is not a coupler.
    public var properties: [Property]

    /// The frames of a constraint that is not a coupler, by the name of their property.
    public var frames: [FrameLink]

    /// Where the constraint stands in the file.
    public var position: DocumentPosition

    /// Makes a constraint.
    public init(
      name: String,
      kind: Kind,
      isEnforced: Bool = true,
      properties: [Property] = [],
      frames: [FrameLink] = [],
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.kind = kind
      self.isEnforced = isEnforced
      self.properties = properties
      self.frames = frames
      self.position = position
    }
  }
}
