// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics

/// A place on the body where something outside can carry it.
///
/// Its point is the parameter `landmark.NAME`, in metres in the reference frame of its body, right
/// side; the left side is its mirror image. A place on the midline is a pair of points beside it.
public enum Landmark: String, Sendable, CaseIterable, Codable {
  /// The tuberosity of the ischium, on which one sits.
  case ischium
  /// The flesh behind the ischium, onto which a pelvis that rolls back comes to sit.
  case buttock
  /// The back of the sacrum.
  case sacrum
  /// The front of the pelvis.
  case iliacSpine = "iliac_spine"
  /// The side of the hip.
  case trochanter
  /// The back of the head.
  case occiput
  /// The front of the head.
  case forehead
  /// The side of the head.
  case temple
  /// The back of the rib cage between the shoulder blades.
  case upperBack = "upper_back"
  /// The back of the rib cage at its lower end.
  case lowerRibs = "lower_ribs"
  /// The front of the rib cage.
  case chest
  /// The side of the rib cage.
  case ribs
  /// The side of the waist.
  case waist
  /// The back of the thigh above the knee.
  case thighBack = "thigh_back"
  /// The front of the thigh above the knee.
  case thighFront = "thigh_front"
  /// The front of the knee, on which one kneels.
  case knee
  /// The outer side of the knee.
  case kneeSide = "knee_side"
  /// The heel.
  case heel
  /// The ball of the foot under the great toe.
  case ball
  /// The ball of the foot under the little toe.
  case outerBall = "outer_ball"
  /// The elbow, on an arm rest.
  case elbow

  /// The name of the body that carries it; a body on each side is named without its side.
  var body: (name: String, isPaired: Bool) {
    switch self {
    case .ischium, .buttock, .sacrum, .iliacSpine: ("pelvis", false)
    case .occiput, .forehead, .temple: ("head", false)
    case .upperBack, .lowerRibs, .chest, .ribs: ("thorax", false)
    case .waist: ("L3", false)
    case .trochanter, .thighBack, .thighFront: ("thigh", true)
    case .knee, .kneeSide: ("shank", true)
    case .heel, .ball, .outerBall: ("foot", true)
    case .elbow: ("forearm_hand", true)
    }
  }
}

extension Skeleton {
  /// The body that carries a landmark, and its point in the frame of that body in metres.
  ///
  /// - Parameters:
  ///   - landmark: The landmark.
  ///   - side: Right or left.
  ///   - parameters: Those from which the skeleton was built.
  /// - Returns: Body and point.
  public func place(
    of landmark: Landmark,
    side: Muscle.Side,
    parameters: ModelParameters
  ) -> (body: BodyID, point: Vector3) {
    let (name, isPaired) = landmark.body
    let fullName = isPaired ? "\(name)_\(side.rawValue)" : name
    guard let body = multibody.body(named: fullName) else {
      preconditionFailure("no body '\(fullName)'")
    }
    var point = parameters.point("landmark.\(landmark.rawValue)")
    // The frame of the pelvis is that of the sacrum, against which the hip bones turn.
    if body == pelvis, landmark != .sacrum { point = shape.ofIlium(point) }
    let scaled = point * scale
    return (body, side == .left ? scaled.mirrored : scaled)
  }
}
