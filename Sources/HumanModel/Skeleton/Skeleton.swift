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
  public private(set) var multibody: MultibodyModel

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
  public private(set) var neutralCurve: LumbarCurve

  /// Factor from the reference geometry's lengths to this subject's, dimensionless.
  public private(set) var scale: Double

  /// Mass centre of the right hand in the frame of the right forearm, in metres.
  public private(set) var handCentre: Vector3

  private(set) var shape: ReferenceShape

  /// The bodies of the muscle tables on the right and on the left, in the order of ``TableBody``.
  private let tableBodies: [(right: BodyID, left: BodyID)]

  /// The skeleton from which all others are made: only its numbers differ from theirs.
  private static let standard: Skeleton = {
    do {
      return try Skeleton(
        compiling: SkeletonNumbers(of: nil, parameters: ModelParameters())
      )
    } catch {
      preconditionFailure("the default parameters do not make a skeleton: \(error)")
    }
  }()

  /// Builds the skeleton of a subject; without one, the reference geometry as it stands, with the
  /// mass of the standard subject.
  public init(of subject: Subject?, parameters: ModelParameters) {
    do {
      try self.init(checking: subject, parameters: parameters)
    } catch {
      preconditionFailure("the parameters do not make a skeleton: \(error)")
    }
  }

  /// Builds the skeleton of a subject from parameters that may not make one.
  ///
  /// - Throws: `MultibodyModelError` for numbers that no body or joint has.
  init(checking subject: Subject?, parameters: ModelParameters) throws(MultibodyModelError) {
    self = .standard
    try rebuild(of: subject, parameters: parameters)
  }

  /// Gives the bodies and joints the numbers of a subject, in the storage that is there.
  ///
  /// - Throws: `MultibodyModelError` for numbers that no body or joint has; the skeleton must then
  ///   not be used.
  mutating func rebuild(
    of subject: Subject?,
    parameters: ModelParameters
  ) throws(MultibodyModelError) {
    let numbers = SkeletonNumbers(of: subject, parameters: parameters)
    for (place, body) in numbers.bodies.enumerated() {
      // Body 0 is ground.
      let id = BodyID(index: place + 1)
      try multibody.updateBody(
        id,
        mass: body.mass,
        massCenter: body.massCenter,
        inertia: body.inertia
      )
      try multibody.updateFrames(
        of: id,
        parentFrame: body.parentFrame,
        childFrame: body.childFrame
      )
    }
    multibody.updateRotationSlopes(of: abdomen, to: numbers.abdomenTurnShare)
    multibody.updateGravity(numbers.gravity)
    shape = numbers.shape
    neutralCurve = shape.curve
    scale = shape.scale
    handCentre = numbers.handCentre
  }

  /// Compiles bodies and joints from the beginning; a skeleton of given numbers has one value, however
  /// it was made.
  init(compiling numbers: SkeletonNumbers) throws(MultibodyModelError) {
    let multibody = try SkeletonBuilder.multibody(numbers)
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
    shape = numbers.shape
    handCentre = numbers.handCentre
    neutralCurve = numbers.shape.curve
    scale = numbers.shape.scale
    pelvis = body("pelvis")
    abdomen = body("abdomen")
    bodyAbove = PerLevel { body(SkeletonNames.bodyAbove($0)) }
    thighs = ["r", "l"].map { body("thigh_\($0)") }
    feet = ["r", "l"].map { body("foot_\($0)") }
    forearms = ["r", "l"].map { body("forearm_hand_\($0)") }
    pelvisCoordinates = SkeletonNames.pelvis.map(coordinate)
    lumbar = PerLevel { level in SkeletonNames.lumbar(level).map(coordinate) }
    hips = ["r", "l"].map { SkeletonNames.hip($0).map(coordinate) }
    knees = ["r", "l"].map { coordinate("knee_flexion_\($0)") }
    ankles = ["r", "l"].map { coordinate("ankle_dorsiflexion_\($0)") }
    shoulderFlexions = ["r", "l"].map { coordinate("shoulder_flexion_\($0)") }
    elbows = ["r", "l"].map { coordinate("elbow_flexion_\($0)") }
    balancedCoordinates =
      LumbarLevel.allCases.flatMap { SkeletonNames.lumbar($0).map(coordinate) }
      + ["r", "l"].flatMap { SkeletonNames.hip($0).map(coordinate) }
    abdomenCoordinates = SkeletonNames.abdomen.map(coordinate)
    tableBodies = TableBody.allCases.map { table in
      switch table {
      case .ilium, .sacrum: (body("pelvis"), body("pelvis"))
      case .l5, .l4, .l3, .l2, .l1, .thorax, .abdomen: (body(table.rawValue), body(table.rawValue))
      case .upperArm, .thigh, .shank, .foot:
        (body(table.rawValue + "_r"), body(table.rawValue + "_l"))
      }
    }
  }

  /// The turn of the hip bones against the pelvis' frame.
  var turnOfIlium: Rotation { shape.turnOfIlium }

  /// The body and the point on it, in metres, for a point of the muscle tables.
  ///
  /// - Parameters:
  ///   - point: In the table body's reference frame, right side, in metres.
  ///   - body: The body that the table names.
  ///   - isLeft: True for the mirrored muscle of the left side.
  /// - Returns: The body of the model, and the point in its frame in metres.
  func place(_ point: Vector3, on body: TableBody, isLeft: Bool) -> (BodyID, Vector3) {
    let bodies = tableBodies[body.place]
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
