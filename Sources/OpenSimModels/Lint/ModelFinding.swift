// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Something in a model file that is odd or that makes results jump.
public struct ModelFinding: Sendable, Hashable {
  /// What is odd.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The length of a path jumps as a coordinate moves: the size is the jump, in metres.
    case jump
    /// A moment arm changes its sign: the size is the least of the greatest arms on both sides, in metres.
    case signFlip = "sign flip"
    /// The moment arm of the forces that OpenSim applies is not the derivative of the length: the size is
    /// their difference, in metres.
    case appliedArm = "arm is not -dL/dq"
    /// A path is shorter than its tendon: the size is by how much, in metres.
    case slackTendon = "path shorter than tendon"
    /// A fibre beside a rigid tendon is shorter or longer than one that makes active force: the size is its
    /// length over the optimal one, dimensionless.
    case fibreLength = "impossible fibre length"
    /// A muscle differs from the one of the other side: the size is their relative difference, dimensionless.
    case sides = "left-right difference"
    /// Two muscles have one origin and one insertion: the size is the distance of their ends, in metres.
    case double = "double muscle"
    /// Gravity is not that of the earth along -Y: the size is the difference, in metres per second squared.
    case gravity = "odd gravity"
  }

  /// What is odd.
  public var kind: Kind

  /// The muscle; nil for what concerns the whole model.
  public var muscle: String?

  /// The coordinate that was moved.
  public var coordinate: String?

  /// The value of the coordinate, in radians or metres.
  public var value: Double?

  /// How large the oddity is, in the unit of its kind.
  public var size: Double

  /// The unit of the size: `m`, `m/s2` or `1`.
  public var unit: String

  /// What was found, in words.
  public var detail: String

  /// Makes a finding.
  public init(
    _ kind: Kind,
    muscle: String? = nil,
    coordinate: String? = nil,
    value: Double? = nil,
    size: Double,
    unit: String,
    detail: String
  ) {
    self.kind = kind
    self.muscle = muscle
    self.coordinate = coordinate
    self.value = value
    self.size = size
    self.unit = unit
    self.detail = detail
  }
}
