// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LumbarSpine
internal import MultibodyDynamics

/// The places of the coordinates that a posture sets, in the multibody model.
struct PostureCoordinates {
  let pelvis: [Int]
  /// Flexion, bending and rotation of the levels from L5-S1 up.
  let lumbar: [Int]
  let abdomen: [Int]
  /// Flexion, adduction and rotation of the right, then of the left hip.
  let hips: [[Int]]
  let knees: [Int]
  let ankles: [Int]
  let shoulders: [Int]
  let elbows: [Int]

  init(_ skeleton: Skeleton) {
    pelvis = skeleton.pelvisCoordinates.map(\.index)
    lumbar = LumbarLevel.allCases.flatMap { skeleton.lumbar[$0].map(\.index) }
    abdomen = skeleton.abdomenCoordinates.map(\.index)
    hips = skeleton.hips.map { $0.map(\.index) }
    knees = skeleton.knees.map(\.index)
    ankles = skeleton.ankles.map(\.index)
    shoulders = skeleton.shoulderFlexions.map(\.index)
    elbows = skeleton.elbows.map(\.index)
  }

  /// Flexion of the levels from L5-S1 up.
  func flexion(_ level: Int) -> Int { lumbar[3 * level] }
}

/// Writes the joint angles of a posture.
///
/// The levels share the lumbar flexion by the rhythm; thighs and arms keep their directions while
/// pelvis and thorax turn. On feet, ``StanceClosure`` then leans the legs.
struct PostureKinematics {
  let places: PostureCoordinates
  private let shares: [Double]
  private static let bothLegs = [true, true]

  init(model: HumanModel, settings: PostureSettings) {
    places = PostureCoordinates(model.skeleton)
    let weights = LumbarLevel.allCases.map {
      model.parameters["\(settings.rhythm.parameterPrefix).\($0.name)"]
    }
    let sum = weights.reduce(0, +)
    shares = weights.map { $0 / sum }
  }

  /// Writes all joint angles of a posture, in radians, over those that stand there.
  func write(_ posture: BodyPosture, to q: UnsafeMutableBufferPointer<Double>) {
    q.update(repeating: 0)
    q[places.pelvis[0]] = posture.pelvicTilt
    q[places.pelvis[1]] = posture.sideLean
    let flexion = posture.thoraxPitch - posture.pelvicTilt
    for level in 0..<LumbarLevel.count { q[places.flexion(level)] = flexion * shares[level] }
    for side in 0..<2 {
      let leg = side == 0 ? posture.rightLeg : posture.leftLeg
      q[places.knees[side]] = leg.kneeFlexion
      q[places.ankles[side]] = leg.ankleDorsiflexion
      q[places.elbows[side]] = posture.arms.elbowFlexion
    }
    follow(posture, q, legs: Self.bothLegs)
  }

  /// Brings abdomen, shoulders and the hips of legs that no foot holds after the pelvis and the levels.
  ///
  /// - Parameters:
  ///   - posture: The directions of thighs and arms.
  ///   - q: The coordinates, in radians or metres.
  ///   - legs: Whether the thigh of the right and of the left leg keeps its direction.
  func follow(
    _ posture: BodyPosture,
    _ q: UnsafeMutableBufferPointer<Double>,
    legs: [Bool]
  ) {
    for axis in 0..<3 {
      var sum = 0.0
      for level in 0..<LumbarLevel.count { sum += q[places.lumbar[3 * level + axis]] }
      q[places.abdomen[axis]] = sum
    }
    let pitch = q[places.pelvis[0]] + q[places.abdomen[0]]
    for side in 0..<2 {
      let leg = side == 0 ? posture.rightLeg : posture.leftLeg
      if legs[side] { q[places.hips[side][0]] = leg.thighElevation + q[places.pelvis[0]] }
      q[places.shoulders[side]] = posture.arms.elevation + pitch
    }
  }

  /// Turns derivatives by all coordinates into derivatives by those that ``follow(_:_:legs:)`` reads.
  func pullBack(_ gradient: UnsafeMutableBufferPointer<Double>, legs: [Bool]) {
    for side in 0..<2 {
      let arm = gradient[places.shoulders[side]]
      gradient[places.pelvis[0]] += arm
      if legs[side] { gradient[places.pelvis[0]] += gradient[places.hips[side][0]] }
      for level in 0..<LumbarLevel.count { gradient[places.flexion(level)] += arm }
    }
  }
}
