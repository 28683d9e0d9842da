// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import LumbarSpine
public import MultibodyDynamics

/// The bodies and joints of one subject.
///
/// Ground axes are X anterior, Y superior, Z right; the origin is the midpoint of the hip centres
/// in neutral standing. All coordinates are zero in neutral standing: thorax upright, thighs
/// vertical, arms hanging. Lumbar flexion, bending to the right and turning to the left are
/// positive; anterior pelvic tilt is positive; hip, shoulder and elbow flexion are positive.
public struct Skeleton: Sendable {
  /// The multibody model.
  public let multibody: MultibodyModel

  /// The pelvis with the sacrum.
  public let pelvis: BodyID

  /// The body above each level: L5 for L5-S1, ..., the thorax for T12-L1.
  public let bodyAbove: PerLevel<BodyID>

  /// The abdomen's body, which has no mass.
  public let abdomen: BodyID

  /// Right and left thigh.
  public let thighs: [BodyID]

  /// The thorax with T12.
  public var thorax: BodyID { bodyAbove[.t12l1] }

  /// Right and left foot.
  public let feet: [BodyID]

  /// Right and left forearm with the hand.
  public let forearms: [BodyID]

  /// The pelvis on ground: anterior tilt, list to the right and turn to the left about the midpoint
  /// of the hips, then its shift along X, Y and Z.
  public let pelvisCoordinates: [CoordinateID]

  /// Anterior tilt of the pelvis from neutral standing.
  public var pelvicTilt: CoordinateID { pelvisCoordinates[0] }

  /// Flexion, bending and rotation at each level.
  public let lumbar: PerLevel<[CoordinateID]>

  /// Flexion, adduction and inward rotation of the right and of the left hip.
  public let hips: [[CoordinateID]]

  /// Flexion of the right and of the left knee.
  public let knees: [CoordinateID]

  /// Dorsiflexion of the right and of the left ankle.
  public let ankles: [CoordinateID]

  /// Flexion of the right and of the left shoulder.
  public let shoulderFlexions: [CoordinateID]

  /// Flexion of the right and of the left elbow.
  public let elbows: [CoordinateID]

  /// The coordinates that muscles must balance: three at each level from L5-S1 up, then three at
  /// the right and three at the left hip: 24 in all.
  public let balancedCoordinates: [CoordinateID]

  /// The coordinates that muscles must balance when the legs are moved and not held: the 24, then the
  /// knees, then the ankles.
  public var walkingCoordinates: [CoordinateID] { balancedCoordinates + knees + ankles }

  /// Flexion, bending and rotation of the abdomen, each the sum of those of the six levels.
  public let abdomenCoordinates: [CoordinateID]

  /// The endplates in neutral standing.
  public let neutralCurve: LumbarCurve

  /// Factor from the reference geometry's lengths to this subject's, dimensionless.
  public let scale: Double

  /// Mass centre of the right hand in the frame of the right forearm, in metres.
  public let handCentre: Vector3

  let shape: ReferenceShape
  let tableBodies: [TableBody: (right: BodyID, left: BodyID)]

  /// Builds the skeleton of a subject; without one, the reference geometry as it stands, with the
  /// mass of the standard subject.
  public init(of subject: Subject?, parameters: ModelParameters) {
    do {
      var builder = SkeletonBuilder(subject: subject, parameters: parameters)
      self = try builder.build()
    } catch {
      preconditionFailure("the parameters do not make a skeleton: \(error)")
    }
  }

  init(
    multibody: MultibodyModel,
    names: SkeletonBuilder.Names,
    shape: ReferenceShape,
    handCentre: Vector3
  ) {
    func body(_ name: String) -> BodyID {
      guard let body = multibody.body(named: name) else { preconditionFailure("no body '\(name)'") }
      return body
    }
    func coordinate(_ name: String) -> CoordinateID {
      guard let id = multibody.coordinate(named: name) else {
        preconditionFailure("no coordinate '\(name)'")
      }
      return id
    }
    self.multibody = multibody
    self.shape = shape
    self.handCentre = handCentre
    neutralCurve = shape.curve
    scale = shape.scale
    pelvis = body("pelvis")
    abdomen = body("abdomen")
    bodyAbove = PerLevel { body(SkeletonBuilder.Names.bodyAbove($0)) }
    thighs = ["r", "l"].map { body("thigh_\($0)") }
    feet = ["r", "l"].map { body("foot_\($0)") }
    forearms = ["r", "l"].map { body("forearm_hand_\($0)") }
    pelvisCoordinates = SkeletonBuilder.Names.pelvis.map(coordinate)
    lumbar = PerLevel { level in names.lumbar(level).map(coordinate) }
    hips = ["r", "l"].map { names.hip($0).map(coordinate) }
    knees = ["r", "l"].map { coordinate("knee_flexion_\($0)") }
    ankles = ["r", "l"].map { coordinate("ankle_dorsiflexion_\($0)") }
    shoulderFlexions = ["r", "l"].map { coordinate("shoulder_flexion_\($0)") }
    elbows = ["r", "l"].map { coordinate("elbow_flexion_\($0)") }
    balancedCoordinates =
      LumbarLevel.allCases.flatMap { names.lumbar($0).map(coordinate) }
      + ["r", "l"].flatMap { names.hip($0).map(coordinate) }
    abdomenCoordinates = ["flexion", "bending", "rotation"].map { coordinate("abdomen_\($0)") }
    let central: [(TableBody, String)] = [
      (.ilium, "pelvis"), (.sacrum, "pelvis"), (.l5, "L5"), (.l4, "L4"), (.l3, "L3"), (.l2, "L2"),
      (.l1, "L1"), (.thorax, "thorax"), (.abdomen, "abdomen"),
    ]
    var table: [TableBody: (right: BodyID, left: BodyID)] = [:]
    for (key, name) in central { table[key] = (body(name), body(name)) }
    for (key, name) in [
      (TableBody.upperArm, "upper_arm"), (.thigh, "thigh"), (.shank, "shank"), (.foot, "foot"),
    ] {
      table[key] = (body(name + "_r"), body(name + "_l"))
    }
    tableBodies = table
  }

  /// The turn of the hip bones against the pelvis' frame.
  var turnOfIlium: Rotation { ReferenceShape.forward(shape.iliumTurn) }

  /// The body and the point on it, in metres, for a point of the muscle tables.
  ///
  /// - Parameters:
  ///   - point: In the table body's reference frame, right side, in metres.
  ///   - body: The body that the table names.
  ///   - isLeft: True for the mirrored muscle of the left side.
  /// - Returns: The body of the model, and the point in its frame in metres.
  func place(_ point: Vector3, on body: TableBody, isLeft: Bool) -> (BodyID, Vector3) {
    guard let bodies = tableBodies[body] else { preconditionFailure("no body for '\(body)'") }
    let onBody: Vector3
    switch body {
    case .ilium: onBody = shape.ofIlium(point)
    case .sacrum: onBody = point + shape.sacrumOrigin
    default: onBody = point
    }
    let scaled = onBody * scale
    return isLeft ? (bodies.left, scaled.mirrored) : (bodies.right, scaled)
  }
}
