// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// A joint that the psoas may cross: a level of the spine or the right hip.
struct Joint {
  /// `L4-L5` or `hip`.
  let name: String

  /// The body beyond the joint: the vertebra above the level, or the thigh.
  let body: BodyID

  /// The coordinate of flexion.
  let flexion: CoordinateID

  /// The coordinate's column in the table of moment arms.
  let column: Int

  /// The six levels from T12-L1 down, then the right hip.
  static func all(of model: HumanModel) -> [Joint] {
    let skeleton = model.skeleton
    var joints: [(String, BodyID, CoordinateID)] = LumbarLevel.topToBottom.map {
      ($0.name, skeleton.bodyAbove[$0], skeleton.lumbar[$0][0])
    }
    joints.append(("hip", skeleton.thighs[0], skeleton.hips[0][0]))
    return joints.compactMap { name, body, flexion in
      model.geometry.coordinates.firstIndex(of: flexion).map {
        Joint(name: name, body: body, flexion: flexion, column: $0)
      }
    }
  }
}
