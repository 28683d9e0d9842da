// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Names a body of a model by its place in the tree; body 0 is ground.
public struct BodyID: Hashable, Sendable, Codable {
  /// The place of the body in the model's list, dimensionless; 0 is ground.
  public var index: Int

  /// Makes the identifier of the body at a place in the model's list.
  public init(index: Int) { self.index = index }

  /// The body that never moves.
  public static let ground = BodyID(index: 0)

  /// The joint that connects the body to its parent; ground has none.
  public var inboardJoint: JointID { JointID(index: index) }
}

/// Names a joint of a model; the joint of a body to its parent has the index of that body.
public struct JointID: Hashable, Sendable, Codable {
  /// The index of the body outboard of the joint, dimensionless, from 1.
  public var index: Int

  /// Makes the identifier of the joint inboard of the body with the same index.
  public init(index: Int) { self.index = index }

  /// The body that the joint connects to its parent.
  public var outboardBody: BodyID { BodyID(index: index) }
}

/// Names a generalized coordinate of a model by its place in the state.
public struct CoordinateID: Hashable, Sendable, Codable {
  /// The place of the coordinate in the state's arrays, dimensionless, from 0.
  public var index: Int

  /// Makes the identifier of the coordinate at a place in the state's arrays.
  public init(index: Int) { self.index = index }
}
