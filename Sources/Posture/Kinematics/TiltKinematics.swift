// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LumbarSpine
internal import MultibodyDynamics

/// The joint angles of standing with the pelvis tilted and the thorax upright.
///
/// The hips stay where they are, the thighs vertical and the arms hanging; the lordosis takes up
/// the tilt by gain and rhythm.
struct TiltKinematics {
  private let rhythm: LumbarRhythm
  private let anteriorGain: Double
  private let posteriorGain: Double
  private let pelvicTilt: Int
  private let flexion: [Int]
  private let hipFlexion: [Int]
  private let abdomenFlexion: Int
  private var extensions = [Double](repeating: 0, count: LumbarLevel.count)

  init(model: HumanModel, settings: PostureSettings) {
    let parameters = model.parameters
    rhythm = LumbarRhythm(
      shares: LumbarLevel.allCases.dropLast().map {
        parameters["\(settings.rhythm.parameterPrefix).\($0.name)"]
      }
    )
    anteriorGain = settings.lordosisGain ?? parameters["rhythm.gain.anterior"]
    posteriorGain = settings.lordosisGain ?? parameters["rhythm.gain.posterior"]
    pelvicTilt = model.skeleton.pelvicTilt.index
    flexion = LumbarLevel.allCases.map { model.skeleton.lumbar[$0][0].index }
    abdomenFlexion = model.skeleton.abdomenCoordinates[0].index
    hipFlexion = model.skeleton.hips.map { $0[0].index }
  }

  /// Writes the coordinates, in radians, of a tilt in radians; the others must be zero.
  mutating func write(tilt: Double, to coordinates: UnsafeMutablePointer<Double>) {
    rhythm.distribute(
      tilt: tilt,
      gain: tilt > 0 ? anteriorGain : posteriorGain,
      into: &extensions
    )
    coordinates[pelvicTilt] = tilt
    for level in 0..<LumbarLevel.count { coordinates[flexion[level]] = -extensions[level] }
    // The six extensions sum to the tilt, and the abdomen turns with the thorax.
    coordinates[abdomenFlexion] = -tilt
    for side in 0..<hipFlexion.count { coordinates[hipFlexion[side]] = tilt }
  }
}
