// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import MultibodyDynamics

extension HumanModel {
  /// The coordinates of standing with the pelvis tilted and the thorax upright, at rest.
  ///
  /// The posture that ``PostureSolver`` analyses: the lordosis takes up the tilt by gain and rhythm,
  /// the thighs stay vertical, the arms hang.
  ///
  /// - Parameters:
  ///   - tilt: Anterior tilt of the pelvis from neutral standing, in radians.
  ///   - settings: The gain and the rhythm.
  /// - Returns: The coordinates, with all speeds zero.
  public func standingState(
    tilt: Double,
    settings: PostureSettings = PostureSettings()
  ) -> MultibodyState {
    precondition(
      PostureSolver.tiltRange.contains(tilt),
      "a tilt of \(tilt) rad is outside \(PostureSolver.tiltRange)"
    )
    var state = skeleton.multibody.neutralState()
    var kinematics = TiltKinematics(model: self, settings: settings)
    state.coordinates.withUnsafeMutableBufferPointer { buffer in
      guard let coordinates = buffer.baseAddress else { return }
      kinematics.write(tilt: tilt, to: coordinates)
    }
    return state
  }
}
