// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LumbarSpine
public import MultibodyDynamics

/// Which joints of a model are the levels T12-L1 to L5-S1, read from the names of the bodies that they join.
///
/// A vertebra is named like `lumbar4`, `L4`, `L4_vertebra` or `vertebra_L4`. What lies above L1 is the thorax,
/// whatever its name, and what lies below L5 the sacrum.
public struct LumbarMap: Sendable {
  /// The joint of each level that was found.
  public let joints: [LumbarLevel: JointID]

  /// True for a level whose joint holds the upper body in the lower one; false the other way round.
  let isUpward: [LumbarLevel: Bool]

  /// Finds the levels of a model.
  public init(of model: OpenSimModel) { self.init(of: model.multibody) }

  /// Finds the levels of a tree of bodies.
  public init(of model: MultibodyModel) {
    var joints: [LumbarLevel: JointID] = [:]
    var isUpward: [LumbarLevel: Bool] = [:]
    for index in 1..<max(1, model.bodyCount) {
      let body = BodyID(index: index)
      let child = Self.vertebra(model.name(of: body))
      let parent = Self.vertebra(model.name(of: model.parent(of: body)))
      let level: LumbarLevel
      let up: Bool
      switch (parent, child) {
      case (let lower?, let upper?) where lower == upper + 1:
        (level, up) = (LumbarLevel(index: 5 - upper), true)
      case (let upper?, let lower?) where lower == upper + 1:
        (level, up) = (LumbarLevel(index: 5 - upper), false)
      case (nil, 5?): (level, up) = (.l5s1, true)
      case (5?, nil) where Self.isBelow(model.name(of: body)): (level, up) = (.l5s1, false)
      case (1?, nil) where !Self.isAside(model.name(of: body)): (level, up) = (.t12l1, true)
      case (nil, 1?): (level, up) = (.t12l1, false)
      default: continue
      }
      if joints[level] == nil {
        joints[level] = body.inboardJoint
        isUpward[level] = up
      }
    }
    self.joints = joints
    self.isUpward = isUpward
  }

  /// The levels that were found, from T12-L1 down.
  public var levels: [LumbarLevel] { LumbarLevel.topToBottom.filter { joints[$0] != nil } }

  /// The number of a lumbar vertebra in the name of a body, 1 to 5; nil for other bodies.
  static func vertebra(_ name: String) -> Int? {
    let text = name.lowercased()
    for part in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      for prefix in ["lumbar", "l"] where part.hasPrefix(prefix) && part.count == prefix.count + 1 {
        if let number = part.last?.wholeNumberValue, (1...5).contains(number) { return number }
      }
    }
    // `lumbar_4`: the number stands apart.
    if text.hasPrefix("lumbar"), let number = text.last?.wholeNumberValue, text.count <= 8 {
      return (1...5).contains(number) ? number : nil
    }
    return nil
  }

  private static func isBelow(_ name: String) -> Bool {
    let text = name.lowercased()
    return text.contains("sacrum") || text.contains("pelvis") || text == "s1"
  }

  /// True for a body beside the column, such as the abdomen.
  private static func isAside(_ name: String) -> Bool { name.lowercased().contains("abd") }
}
