// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import LumbarSpine
public import MultibodyDynamics

extension Skeleton {
  /// The number of levels below a body: 0 for pelvis and legs, 6 for thorax, head and arms.
  public func levelsBelow(_ body: BodyID) -> Int {
    for level in LumbarLevel.allCases.reversed()
    where multibody.isInSubtree(body, of: bodyAbove[level]) {
      return level.rawValue + 1
    }
    return 0
  }

  /// The slopes of the endplates in a posture of the sagittal plane.
  ///
  /// Only the tilt of the pelvis and the flexion of the levels are read.
  public func lumbarCurve(at state: MultibodyState) -> LumbarCurve {
    var turn = state[pelvicTilt]
    var turns = [turn]
    for level in LumbarLevel.allCases {
      turn += state[lumbar[level][0]]
      turns.append(turn)
    }
    return neutralCurve.turned(forward: turns)
  }

  /// The centre of the joint at a level, in ground axes, in metres.
  ///
  /// - Parameters:
  ///   - level: The level.
  ///   - dynamics: A workspace of the model with positions up to date.
  /// - Returns: The centre, in metres.
  public func jointCentre(
    of level: LumbarLevel,
    using dynamics: borrowing DynamicsWorkspace
  ) -> Vector3 {
    let above = bodyAbove[level]
    return dynamics.transform(of: multibody.parent(of: above))
      * multibody.parentFrame(of: above).translation
  }
}
