// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

extension MultibodyModel {
  /// The body on the inboard side of a body's joint.
  public func parent(of body: BodyID) -> BodyID {
    checkMovingBody(body)
    return BodyID(index: definitions[body.index].parent)
  }

  /// The coordinates of the joint inboard of a body, in the joint kind's order.
  public func coordinates(of body: BodyID) -> [CoordinateID] {
    checkBody(body)
    return coordinateRange(of: body).map(CoordinateID.init(index:))
  }

  /// The coordinates of a joint, in the joint kind's order.
  public func coordinates(of joint: JointID) -> [CoordinateID] {
    coordinates(of: joint.outboardBody)
  }

  /// The body whose inboard joint has a coordinate.
  public func body(of coordinate: CoordinateID) -> BodyID {
    checkCoordinate(coordinate)
    return BodyID(index: coordinateBodies[coordinate.index])
  }

  /// The frame F of the joint inboard of a body, in its parent.
  public func parentFrame(of body: BodyID) -> RigidTransform {
    checkMovingBody(body)
    return definitions[body.index].parentFrame
  }

  /// The frame M of the joint inboard of a body, in the body.
  public func childFrame(of body: BodyID) -> RigidTransform {
    checkMovingBody(body)
    return definitions[body.index].childFrame
  }

  /// True when a body is `root` or lies outboard of it, so that moving `root` carries it.
  public func isInSubtree(_ body: BodyID, of root: BodyID) -> Bool {
    checkBody(body)
    checkBody(root)
    return subtreeTable[body.index * bodyCount + root.index]
  }

  /// The last body that the paths from ground to two bodies have in common.
  public func commonAncestor(of first: BodyID, and second: BodyID) -> BodyID {
    checkBody(second)
    var body = first.index
    checkBody(first)
    while !subtreeTable[second.index * bodyCount + body] { body = definitions[body].parent }
    return BodyID(index: body)
  }

  /// The coordinates whose motion changes where one body is relative to another.
  ///
  /// With S the motion axes and u the speeds, the motion of `target` relative to `origin`, in
  /// ground axes about the ground origin, is the sum of sign S u over the result. The sign is +1
  /// for a coordinate that moves `target`, and -1 for one that moves `origin`; a coordinate that
  /// moves both alike is not in the result. The order is along the tree from `origin` to
  /// `target`; the coordinates of one joint are in reverse order where the sign is -1.
  ///
  /// - Parameters:
  ///   - origin: The body at one end.
  ///   - target: The body at the other end.
  /// - Returns: The coordinates with their signs.
  public func coordinatePath(
    from origin: BodyID,
    to target: BodyID
  ) -> [(coordinate: CoordinateID, sign: Double)] {
    let ancestor = commonAncestor(of: origin, and: target)
    var path: [(coordinate: CoordinateID, sign: Double)] = []
    var body = origin.index
    while body != ancestor.index {
      for index in coordinateRange(of: BodyID(index: body)).reversed() {
        path.append((CoordinateID(index: index), -1))
      }
      body = definitions[body].parent
    }
    let turn = path.count
    body = target.index
    while body != ancestor.index {
      for index in coordinateRange(of: BodyID(index: body)).reversed() {
        path.append((CoordinateID(index: index), 1))
      }
      body = definitions[body].parent
    }
    path[turn...].reverse()
    return path
  }

  /// The indices of the coordinates of the joint inboard of a body.
  package func coordinateRange(of body: BodyID) -> Range<Int> {
    let definition = definitions[body.index]
    return definition.coordinateStart..<definition.coordinateStart + definition.coordinateCount
  }
}
