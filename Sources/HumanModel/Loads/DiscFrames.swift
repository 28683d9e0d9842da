// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

package import LinearAlgebra
internal import LumbarSpine
package import MultibodyDynamics

/// The mid-plane of the disc at one level in a posture, in ground axes.
package struct DiscFrame {
  /// The joint's centre, in metres.
  package var centre = Vector3.zero
  /// The normal of the mid-plane, upward.
  package var normal = Vector3.unitY
  /// The sagittal line of the mid-plane, forward.
  package var anterior = Vector3.unitX
  /// The line of the mid-plane to the right.
  package var right = Vector3.unitZ
}

/// Follows the mid-planes of the six discs: each bisects the endplates beside it.
package struct DiscFrames {
  /// One endplate by its directions in the frame of its body.
  private struct Endplate {
    var normal: Vector3
    var anterior: Vector3
  }

  private struct Level {
    var below: Int
    var above: Int
    var centreInBelow: Vector3
    var lower: Endplate
    var upper: Endplate
  }

  private let levels: [Level]
  package private(set) var frames = [DiscFrame](repeating: DiscFrame(), count: LumbarLevel.count)

  package init(model: HumanModel) {
    let skeleton = model.skeleton
    let multibody = skeleton.multibody
    var workspace = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &workspace)
    /// An endplate with a slope in neutral standing, in the axes of the body that carries it.
    func endplate(slope: Double, on body: BodyID) -> Endplate {
      let turn = Rotation(angle: -slope, axis: .unitZ)
      let rotation = workspace.transform(of: body).rotation
      return Endplate(
        normal: rotation.inverseRotate(turn * .unitY),
        anterior: rotation.inverseRotate(turn * .unitX)
      )
    }
    var levels: [Level] = []
    for level in LumbarLevel.allCases {
      let above = skeleton.bodyAbove[level]
      let below = multibody.parent(of: above)
      let curve = skeleton.neutralCurve
      levels.append(
        Level(
          below: below.index,
          above: above.index,
          centreInBelow: multibody.parentFrame(of: above).translation,
          lower: endplate(slope: curve.upperEndplateSlopes[level.rawValue], on: below),
          upper: endplate(slope: curve.lowerEndplateSlopes[level.rawValue], on: above)
        )
      )
    }
    self.levels = levels
  }

  /// Moves the frames to the posture of a workspace with positions up to date.
  package mutating func update(using dynamics: borrowing DynamicsWorkspace) {
    let transforms = dynamics.transformsPointer
    for index in 0..<LumbarLevel.count {
      let level = levels[index]
      let below = transforms[level.below]
      let above = transforms[level.above].rotation
      let normal =
        (below.rotation * level.lower.normal + above * level.upper.normal).normalized
      let forward = below.rotation * level.lower.anterior + above * level.upper.anterior
      let anterior = (forward - normal * forward.dot(normal)).normalized
      frames[index] = DiscFrame(
        centre: below * level.centreInBelow,
        normal: normal,
        anterior: anterior,
        right: anterior.cross(normal)
      )
    }
  }
}
