// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LumbarSpine
internal import MultibodyDynamics

/// Turns the channels of a motion into the coordinates of the multibody model.
///
/// Every coordinate is a sum of channels with constant weights, so that values, rates and
/// accelerations go the same way. The levels share lumbar flexion by the rhythm, bending and
/// rotation in equal parts (chosen: no shares in walking are published level by level for all
/// three). The abdomen turns with the thorax. The arms hang: they do not swing.
struct WalkingKinematics {
  /// One share of a channel in a coordinate.
  private struct Term {
    let channel: Int
    let coordinate: Int
    let weight: Double
  }

  private let terms: [Term]
  private let count: Int

  init(model: HumanModel, rhythm: RhythmChoice) {
    let skeleton = model.skeleton
    count = skeleton.multibody.coordinateCount
    var terms: [Term] = []
    func add(_ channel: MotionChannel, _ coordinate: CoordinateID, _ weight: Double = 1) {
      terms.append(
        Term(channel: channel.index, coordinate: coordinate.index, weight: weight)
      )
    }
    let pelvis: [MotionChannel] = [
      .pelvisTilt, .pelvisList, .pelvisTurn, .pelvisX, .pelvisY, .pelvisZ,
    ]
    for (channel, coordinate) in zip(pelvis, skeleton.pelvisCoordinates) {
      add(channel, coordinate)
    }
    let weights = LumbarLevel.allCases.map {
      model.parameters["\(rhythm.parameterPrefix).\($0.name)"]
    }
    let sum = weights.reduce(0, +)
    let lumbar: [MotionChannel] = [.lumbarFlexion, .lumbarBending, .lumbarRotation]
    for (axis, channel) in lumbar.enumerated() {
      for level in LumbarLevel.allCases {
        let share =
          axis == 0 ? weights[level.rawValue] / sum : 1 / Double(LumbarLevel.count)
        add(channel, skeleton.lumbar[level][axis], share)
      }
      add(channel, skeleton.abdomenCoordinates[axis])
    }
    let legs: [[MotionChannel]] = [
      [
        .hipFlexionRight, .hipAdductionRight, .hipRotationRight, .kneeFlexionRight,
        .ankleDorsiflexionRight,
      ],
      [
        .hipFlexionLeft, .hipAdductionLeft, .hipRotationLeft, .kneeFlexionLeft,
        .ankleDorsiflexionLeft,
      ],
    ]
    for side in 0..<2 {
      let coordinates = skeleton.hips[side] + [skeleton.knees[side], skeleton.ankles[side]]
      for (channel, coordinate) in zip(legs[side], coordinates) { add(channel, coordinate) }
      // The arms keep hanging while the trunk pitches.
      add(.pelvisTilt, skeleton.shoulderFlexions[side])
      add(.lumbarFlexion, skeleton.shoulderFlexions[side])
    }
    self.terms = terms
  }

  /// Writes coordinates, or their derivatives, from those of the channels.
  func write(_ channels: [Double], to coordinates: UnsafeMutablePointer<Double>) {
    for index in 0..<count { coordinates[index] = 0 }
    for index in 0..<terms.count {
      let term = terms[index]
      coordinates[term.coordinate] += term.weight * channels[term.channel]
    }
  }
}
