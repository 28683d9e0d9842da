// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics

/// One body of the skeleton with the joint inboard of it, as far as they are the same for everybody.
///
/// The numbers of a subject are in ``SkeletonNumbers``.
struct BodyPlan: Sendable {
  /// What a body stands for.
  enum Segment: Sendable, Equatable {
    /// The pelvis with the sacrum.
    case pelvis
    /// The body above a level: a vertebra, or the thorax.
    case spine(LumbarLevel)
    case abdomen, head, upperArm, forearmWithHand, thigh, shank, foot
  }

  let segment: Segment
  /// Right, left, or neither.
  let side: Muscle.Side?
  let name: String
  /// Name of the body on the other side of the joint, which comes before this one.
  let parent: String
  let joint: JointKind
  let jointName: String
  let coordinates: [String]
  /// The mass centre in the table frame of the right side; that of forearm and hand has two.
  let centre: PointPlaces?
  /// The radii of gyration, or nil for a body without mass.
  let gyration: PointPlaces?
  /// The body's origin in its parent's table frame, or for the spine and the abdomen its table frame
  /// in the reference geometry.
  let origin: PointPlaces?
  /// The joint in the parent's table frame where it is not at the origin.
  let hinge: PointPlaces?

  /// All bodies but ground, each behind its parent.
  static let standard: [BodyPlan] =
    [pelvis] + LumbarLevel.allCases.map(spine) + [abdomen, head]
    + Muscle.Side.allCases.flatMap { arm($0) + leg($0) }

  /// The pelvis on ground: tilt, list and turn about the midpoint of the hips, then translations.
  private static let pelvis = BodyPlan(
    .pelvis,
    name: "pelvis",
    parent: "ground",
    joint: .transformAxes(
      rotations: [
        TransformAxis(axis: -Vector3.unitZ, coordinate: 0),
        TransformAxis(axis: .unitX, coordinate: 1),
        TransformAxis(axis: .unitY, coordinate: 2),
      ],
      translations: [
        TransformAxis(axis: .unitX, coordinate: 3),
        TransformAxis(axis: .unitY, coordinate: 4),
        TransformAxis(axis: .unitZ, coordinate: 5),
      ]
    ),
    coordinates: SkeletonNames.pelvis
  )

  /// A vertebra or the thorax, on a joint with flexion, bending and rotation.
  ///
  /// The joint's axes are those of ground in neutral standing.
  private static func spine(_ level: LumbarLevel) -> BodyPlan {
    let name = SkeletonNames.bodyAbove(level)
    return BodyPlan(
      .spine(level),
      name: name,
      parent: level == .l5s1
        ? "pelvis" : SkeletonNames.bodyAbove(LumbarLevel(index: level.rawValue - 1)),
      joint: .threeAxes(-Vector3.unitZ, .unitX, .unitY),
      jointName: level.name,
      coordinates: SkeletonNames.lumbar(level),
      origin: PointPlaces("frame.\(name)")
    )
  }

  /// The wall of the abdomen, which goes part of the way with the thorax, about the centre of L5-S1.
  ///
  /// Its coordinates are the turns of the thorax, and it turns by a share of them that
  /// ``SkeletonNumbers/abdomenTurnShare`` states in place of the slope here, which is neither 0 nor 1,
  /// since a joint compiles those as a constant and as the coordinate itself.
  private static let abdomen = BodyPlan(
    .abdomen,
    name: "abdomen",
    parent: "pelvis",
    joint: .transformAxes(
      rotations: [-Vector3.unitZ, .unitX, .unitY].enumerated().map {
        TransformAxis(axis: $1, coordinate: $0, function: .linear(slope: 0.5, intercept: 0))
      },
      translations: []
    ),
    coordinates: SkeletonNames.abdomen,
    origin: PointPlaces("frame.abdomen")
  )

  private static let head = BodyPlan(
    .head,
    name: "head",
    parent: "thorax",
    joint: .weld,
    origin: PointPlaces("joint.neck")
  )

  private static func arm(_ side: Muscle.Side) -> [BodyPlan] {
    let letter = side.rawValue
    return [
      BodyPlan(
        .upperArm,
        side: side,
        name: "upper_arm",
        parent: "thorax",
        joint: threeAxes(side),
        coordinates: ["flexion", "adduction", "rotation"].map { "shoulder_\($0)_\(letter)" },
        origin: PointPlaces("joint.shoulder")
      ),
      BodyPlan(
        .forearmWithHand,
        side: side,
        name: "forearm_hand",
        parent: "upper_arm_\(letter)",
        joint: .revolute(.unitZ),
        coordinates: ["elbow_flexion_\(letter)"],
        centre: PointPlaces("segment.forearm.centre"),
        origin: PointPlaces("joint.elbow")
      ),
    ]
  }

  private static func leg(_ side: Muscle.Side) -> [BodyPlan] {
    let letter = side.rawValue
    return [
      BodyPlan(
        .thigh,
        side: side,
        name: "thigh",
        parent: "pelvis",
        joint: threeAxes(side),
        jointName: "hip_\(letter)",
        coordinates: SkeletonNames.hip(letter)
      ),
      BodyPlan(
        .shank,
        side: side,
        name: "shank",
        parent: "thigh_\(letter)",
        joint: .revolute(-Vector3.unitZ),
        coordinates: ["knee_flexion_\(letter)"],
        origin: PointPlaces("joint.knee"),
        hinge: PointPlaces("joint.knee_axis")
      ),
      BodyPlan(
        .foot,
        side: side,
        name: "foot",
        parent: "shank_\(letter)",
        joint: .revolute(.unitZ),
        coordinates: ["ankle_dorsiflexion_\(letter)"],
        origin: PointPlaces("joint.ankle")
      ),
    ]
  }

  /// Flexion, adduction and inward rotation, mirrored on the left.
  private static func threeAxes(_ side: Muscle.Side) -> JointKind {
    let sign = side == .right ? 1.0 : -1.0
    return .threeAxes(.unitZ, Vector3.unitX * sign, Vector3.unitY * sign)
  }

  /// A body whose table has the name `name`; that of a side gets its letter.
  private init(
    _ segment: Segment,
    side: Muscle.Side? = nil,
    name: String,
    parent: String,
    joint: JointKind,
    jointName: String? = nil,
    coordinates: [String] = [],
    centre: PointPlaces? = nil,
    origin: PointPlaces? = nil,
    hinge: PointPlaces? = nil
  ) {
    self.segment = segment
    self.side = side
    self.name = side.map { "\(name)_\($0.rawValue)" } ?? name
    self.parent = parent
    self.joint = joint
    self.jointName = jointName ?? self.name
    self.coordinates = coordinates
    let hasMass = segment != .abdomen
    self.centre = centre ?? (hasMass ? PointPlaces("segment.\(name).centre") : nil)
    gyration = hasMass ? PointPlaces("segment.\(name).gyration") : nil
    self.origin = origin
    self.hinge = hinge
  }
}

/// The names of bodies and coordinates.
enum SkeletonNames {
  static let pelvis = [
    "pelvis_tilt", "pelvis_list", "pelvis_turn", "pelvis_x", "pelvis_y", "pelvis_z",
  ]

  static let abdomen = ["abdomen_flexion", "abdomen_bending", "abdomen_rotation"]

  static func bodyAbove(_ level: LumbarLevel) -> String {
    level == .t12l1 ? "thorax" : level.upperVertebra
  }

  static func lumbar(_ level: LumbarLevel) -> [String] {
    ["flexion", "bending", "rotation"].map { "\(level.name)_\($0)" }
  }

  static func hip(_ side: String) -> [String] {
    ["flexion", "adduction", "rotation"].map { "hip_\($0)_\(side)" }
  }
}
