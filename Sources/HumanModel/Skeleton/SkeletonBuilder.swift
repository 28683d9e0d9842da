// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics

/// Puts the bodies and joints of one subject together.
struct SkeletonBuilder {
  /// The names of bodies and coordinates.
  struct Names {
    static let pelvis = [
      "pelvis_tilt", "pelvis_list", "pelvis_turn", "pelvis_x", "pelvis_y", "pelvis_z",
    ]

    static func bodyAbove(_ level: LumbarLevel) -> String {
      level == .t12l1 ? "thorax" : level.upperVertebra
    }

    func lumbar(_ level: LumbarLevel) -> [String] {
      ["flexion", "bending", "rotation"].map { "\(level.name)_\($0)" }
    }

    func hip(_ side: String) -> [String] {
      ["flexion", "adduction", "rotation"].map { "hip_\($0)_\(side)" }
    }
  }

  private let names = Names()
  private let parameters: ModelParameters
  private let shape: ReferenceShape
  private let masses: SegmentMasses
  private let bodyMass: Double
  private var builder: MultibodyModelBuilder

  init(subject: Subject?, parameters: ModelParameters) {
    self.parameters = parameters
    shape = ReferenceShape(of: subject, parameters: parameters)
    masses = SegmentMasses(
      sex: subject?.sex ?? .male,
      shape: shape,
      parameters: parameters
    )
    bodyMass = subject?.mass ?? parameters["subject.mass"]
    builder = MultibodyModelBuilder(gravity: Vector3(0, -parameters["gravity"], 0))
  }

  mutating func build() throws -> Skeleton {
    let pelvis = try addPelvis()
    let thorax = try addSpine(on: pelvis)
    try addAbdomen(on: pelvis)
    try addBody("head", on: thorax, joint: .weld, at: parameters.point("joint.neck"))
    for side in ["r", "l"] {
      try addArm(side, on: thorax)
      try addLeg(side, on: pelvis)
    }
    return Skeleton(
      multibody: try builder.build(),
      names: names,
      shape: shape,
      handCentre: parameters.point("segment.hand.centre") * shape.scale
    )
  }

  private func rotationOfPelvis() -> Rotation { ReferenceShape.forward(shape.sacrumTurn) }

  /// The pelvis on ground: tilt, list and turn about the midpoint of the hips, then translations.
  private mutating func addPelvis() throws -> BodyID {
    let hips = shape.ofIlium(Vector3(shape.hip.x, shape.hip.y, 0)) * shape.scale
    let upright = RigidTransform(rotation: rotationOfPelvis().inverse, translation: hips)
    return try builder.addBody(
      description("pelvis", centre: shape.ofIlium(parameters.point("segment.pelvis.centre"))),
      parent: .ground,
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
      childFrame: upright,
      coordinates: Names.pelvis
    )
  }

  /// The vertebrae from L5 up and the thorax, each on a joint with flexion, bending and rotation.
  private mutating func addSpine(on pelvis: BodyID) throws -> BodyID {
    var below = pelvis
    var belowOrigin = Vector3.zero
    var belowRotation = rotationOfPelvis()
    for level in LumbarLevel.allCases {
      let name = Names.bodyAbove(level)
      let origin = parameters.point("frame.\(name)")
      let turn = level == .t12l1 ? 0 : shape.vertebraTurns[level.rawValue]
      let rotation = ReferenceShape.forward(turn)
      let centre = shape.centres[level.rawValue]
      // The joint's axes are those of ground in neutral standing.
      below = try builder.addBody(
        description(name, centre: parameters.point("segment.\(name).centre")),
        parent: below,
        joint: .threeAxes(-Vector3.unitZ, .unitX, .unitY),
        jointName: level.name,
        parentFrame: RigidTransform(
          rotation: belowRotation.inverse,
          translation: (centre - belowOrigin) * shape.scale
        ),
        childFrame: RigidTransform(
          rotation: rotation.inverse,
          translation: (centre - origin) * shape.scale
        ),
        coordinates: names.lumbar(level)
      )
      belowOrigin = origin
      belowRotation = rotation
    }
    return below
  }

  /// The abdomen, which turns with the thorax about the centre of L5-S1: each of its rotations is
  /// the sum of those of the six levels.
  private mutating func addAbdomen(on pelvis: BodyID) throws {
    let centre = shape.centres[0]
    let coordinates = ["abdomen_flexion", "abdomen_bending", "abdomen_rotation"]
    try builder.addBody(
      BodyDescription(name: "abdomen", mass: 0),
      parent: pelvis,
      joint: .threeAxes(-Vector3.unitZ, .unitX, .unitY),
      parentFrame: RigidTransform(
        rotation: rotationOfPelvis().inverse,
        translation: centre * shape.scale
      ),
      childFrame: RigidTransform(
        translation: (centre - parameters.point("frame.abdomen")) * shape.scale
      ),
      coordinates: coordinates
    )
    for (axis, name) in coordinates.enumerated() {
      guard let dependent = builder.coordinate(named: name) else { continue }
      let terms = LumbarLevel.allCases.compactMap { level in
        builder.coordinate(named: names.lumbar(level)[axis]).map {
          CoordinateCoupling.Term(independent: $0, function: .identity)
        }
      }
      try builder.addCoupling(CoordinateCoupling(dependent: dependent, terms: terms))
    }
  }

  private mutating func addArm(_ side: String, on thorax: BodyID) throws {
    let forearm = parameters.point("segment.forearm.centre")
    let hand = parameters.point("segment.hand.centre")
    let share = masses.handShare
    let upper = try addBody(
      "upper_arm",
      side: side,
      on: thorax,
      joint: jointAxes(side),
      at: parameters.point("joint.shoulder"),
      centre: parameters.point("segment.upper_arm.centre"),
      coordinates: ["flexion", "adduction", "rotation"].map { "shoulder_\($0)_\(side)" }
    )
    try addBody(
      "forearm_hand",
      side: side,
      on: upper,
      joint: .revolute(.unitZ),
      at: parameters.point("joint.elbow"),
      centre: forearm * (1 - share) + hand * share,
      coordinates: ["elbow_flexion_\(side)"]
    )
  }

  private mutating func addLeg(_ side: String, on pelvis: BodyID) throws {
    let hip = shape.ofIlium(shape.hip) * shape.scale
    let thigh = try builder.addBody(
      description("thigh", side: side, centre: parameters.point("segment.thigh.centre")),
      parent: pelvis,
      joint: jointAxes(side),
      jointName: "hip_\(side)",
      parentFrame: RigidTransform(
        rotation: rotationOfPelvis().inverse,
        translation: onSide(hip, side)
      ),
      coordinates: names.hip(side)
    )
    let shank = try addBody(
      "shank",
      side: side,
      on: thigh,
      joint: .revolute(-Vector3.unitZ),
      at: parameters.point("joint.knee"),
      axisAt: parameters.point("joint.knee_axis"),
      centre: parameters.point("segment.shank.centre"),
      coordinates: ["knee_flexion_\(side)"]
    )
    try addBody(
      "foot",
      side: side,
      on: shank,
      joint: .revolute(.unitZ),
      at: parameters.point("joint.ankle"),
      centre: parameters.point("segment.foot.centre"),
      coordinates: ["ankle_dorsiflexion_\(side)"]
    )
  }

  /// Flexion, adduction and inward rotation, mirrored on the left.
  private func jointAxes(_ side: String) -> JointKind {
    let sign = side == "r" ? 1.0 : -1.0
    return .threeAxes(.unitZ, Vector3.unitX * sign, Vector3.unitY * sign)
  }

  private func onSide(_ point: Vector3, _ side: String) -> Vector3 {
    side == "r" ? point : point.mirrored
  }

  /// A body whose origin lies at a point of its parent, on a joint there or, when that is given, at
  /// another point of the parent.
  @discardableResult
  private mutating func addBody(
    _ name: String,
    side: String? = nil,
    on parent: BodyID,
    joint: JointKind,
    at centre: Vector3,
    axisAt axis: Vector3? = nil,
    centre massCentre: Vector3? = nil,
    coordinates: [String] = []
  ) throws -> BodyID {
    let hinge = axis ?? centre
    return try builder.addBody(
      description(
        name,
        side: side,
        centre: massCentre ?? parameters.point("segment.\(name).centre")
      ),
      parent: parent,
      joint: joint,
      parentFrame: RigidTransform(translation: onSide(hinge * shape.scale, side ?? "r")),
      childFrame: RigidTransform(
        translation: onSide((hinge - centre) * shape.scale, side ?? "r")
      ),
      coordinates: coordinates
    )
  }

  /// Mass and mass centre of a body; the centre in the table frame of the right side, in metres.
  private func description(
    _ name: String,
    side: String? = nil,
    centre: Vector3
  ) -> BodyDescription {
    let mass = masses[name] * bodyMass
    let gyration = parameters.point("segment.\(name).gyration") * shape.scale
    return BodyDescription(
      name: side.map { "\(name)_\($0)" } ?? name,
      mass: mass,
      massCenter: onSide(centre * shape.scale, side ?? "r"),
      inertia: Matrix3(
        diagonal: Vector3(
          mass * gyration.x * gyration.x,
          mass * gyration.y * gyration.y,
          mass * gyration.z * gyration.z
        )
      )
    )
  }
}
