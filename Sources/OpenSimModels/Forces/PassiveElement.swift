// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import OpenSimFormats

/// One passive force, ready to be evaluated.
enum PassiveElement: Sendable {
  case spring(CoordinateSpring)
  case limit(CoordinateLimit)
  /// A path by its place, and its tension.
  case path(Int, PathTension)
  case bushing(Bushing)

  /// The force of a document; its path, if it has one, joins the others.
  init(
    _ force: OpenSimModelDocument.Force,
    _ model: OpenSimModel,
    _ paths: inout PathBuilder
  ) throws(DocumentError) {
    switch force.kind {
    case "SpringGeneralizedForce":
      self = .spring(
        CoordinateSpring(
          coordinate: try Self.coordinate(of: force, model).index,
          stiffness: try force.number("stiffness"),
          rest: try force.number("rest_length"),
          viscosity: try force.number("viscosity")
        )
      )
    case "CoordinateLimitForce":
      let coordinate = try Self.coordinate(of: force, model)
      self = .limit(
        try CoordinateLimit(
          force,
          coordinate: coordinate.index,
          isAngle: model.multibody.coordinateMotions[coordinate.index] == .rotational
        )
      )
    case "Ligament":
      let source = force.function("force_length_curve") ?? PathTension.defaultLigament
      let curve = try FunctionConversion.function(
        source,
        of: "<Ligament name=\"\(force.name)\">",
        force.position
      )
      self = try Self.path(force, &paths) { .ligament(rest: $0, strength: $1, curve: curve) }
    case "PathSpring":
      let place = paths.paths.count
      try paths.add(force)
      self = .path(
        place,
        .spring(
          rest: try force.number("resting_length"),
          stiffness: try force.number("stiffness"),
          dissipation: try force.number("dissipation")
        )
      )
    case "PointToPointSpring":
      let place = paths.paths.count
      let first = try Self.frame(of: force, "body1", model)
      let second = try Self.frame(of: force, "body2", model)
      paths.addLine(
        force.name,
        first,
        Vector3(try force.vector("point1")),
        second,
        Vector3(try force.vector("point2"))
      )
      self = .path(
        place,
        .line(rest: try force.number("rest_length"), stiffness: try force.number("stiffness"))
      )
    case "BushingForce":
      self = .bushing(
        Bushing(
          first: try Self.frame(of: force, "frame1", model),
          second: try Self.frame(of: force, "frame2", model),
          rotationalStiffness: Vector3(try force.vector("rotational_stiffness")),
          translationalStiffness: Vector3(try force.vector("translational_stiffness")),
          rotationalDamping: Vector3(try force.vector("rotational_damping")),
          translationalDamping: Vector3(try force.vector("translational_damping"))
        )
      )
    default:
      throw DocumentError(
        .unsupported,
        "found a force that is not supported; allow '\(force.name)' or '\(force.kind)' by name to leave it out, "
          + "or set <appliesForce> to false",
        element: "<\(force.kind) name=\"\(force.name)\">",
        at: force.position
      )
    }
  }

  private static func path(
    _ force: OpenSimModelDocument.Force,
    _ paths: inout PathBuilder,
    _ law: (Double, Double) -> PathTension
  ) throws(DocumentError) -> PassiveElement {
    let rest = try force.number("resting_length")
    guard rest > 0 else {
      throw DocumentError(
        .invalidValue,
        "found the resting length \(rest); allowed: above zero",
        element: "<\(force.kind) name=\"\(force.name)\">",
        at: force.position
      )
    }
    let place = paths.paths.count
    try paths.add(force)
    return .path(place, law(rest, try force.number("pcsa_force")))
  }

  private static func coordinate(
    of force: OpenSimModelDocument.Force,
    _ model: OpenSimModel
  ) throws(DocumentError) -> CoordinateID {
    let name = try force.text("coordinate")
    guard let coordinate = model.multibody.coordinate(named: name) else {
      throw DocumentError(
        .unknownReference,
        "found no coordinate '\(name)'; name one of the model",
        element: "<\(force.kind) name=\"\(force.name)\">",
        at: force.position
      )
    }
    return coordinate
  }

  private static func frame(
    of force: OpenSimModelDocument.Force,
    _ name: String,
    _ model: OpenSimModel
  ) throws(DocumentError) -> OpenSimModel.BodyFrame {
    guard let place = force.frame(name) else {
      throw DocumentError(
        .missing,
        "found no <socket_\(name)>; name a frame",
        element: "<\(force.kind) name=\"\(force.name)\">",
        at: force.position
      )
    }
    return model.frames[place]
  }
}

/// A spring and a damper along one coordinate: -k (q - q0) - c dq/dt.
struct CoordinateSpring: Sendable {
  var coordinate: Int
  var stiffness: Double
  var rest: Double
  var viscosity: Double

  func force(_ value: Double, _ speed: Double) -> Double {
    -stiffness * (value - rest) - viscosity * speed
  }
}

/// Springs and dampers beyond the ends of a range of one coordinate.
///
/// Stiffness and damping grow from zero at the limit to their values over the transition, by the step
/// 10 x^3 - 15 x^4 + 6 x^5. Files state them by degree for rotational coordinates.
struct CoordinateLimit: Sendable {
  var coordinate: Int
  private var upperLimit: Double
  private var upperStiffness: Double
  private var lowerLimit: Double
  private var lowerStiffness: Double
  private var damping: Double
  private var transition: Double

  init(
    _ force: OpenSimModelDocument.Force,
    coordinate: Int,
    isAngle: Bool
  ) throws(DocumentError) {
    let degree = isAngle ? Double.pi / 180 : 1
    self.coordinate = coordinate
    upperLimit = try force.number("upper_limit") * degree
    lowerLimit = try force.number("lower_limit") * degree
    upperStiffness = try force.number("upper_stiffness") / degree
    lowerStiffness = try force.number("lower_stiffness") / degree
    damping = try force.number("damping") / degree
    transition = try force.number("transition") * degree
    guard transition > 0 else {
      throw DocumentError(
        .invalidValue,
        "found the transition \(transition / degree); allowed: above zero",
        element: "<\(force.kind) name=\"\(force.name)\">",
        at: force.position
      )
    }
  }

  func force(_ value: Double, _ speed: Double) -> Double {
    let upper = step((value - upperLimit) / transition)
    let lower = step((lowerLimit - value) / transition)
    return -upper * upperStiffness * (value - upperLimit)
      + lower * lowerStiffness * (lowerLimit - value) - (upper + lower) * damping * speed
  }

  private func step(_ x: Double) -> Double {
    x <= 0 ? 0 : x >= 1 ? 1 : x * x * x * (10 - 15 * x + 6 * x * x)
  }
}

/// The tension of a path by its length, in metres, and its speed, in metres per second.
enum PathTension: Sendable {
  case ligament(rest: Double, strength: Double, curve: CoordinateFunction)
  case spring(rest: Double, stiffness: Double, dissipation: Double)
  case line(rest: Double, stiffness: Double)

  /// OpenSim's curve where a file has none: a spline of SIMM through points of force over strength by
  /// length over resting length.
  ///
  /// opensim-core, `Ligament`.
  static let defaultLigament = OpenSimModelDocument.ScalarFunction.simmSpline(
    OpenSimModelDocument.ScalarFunction.Points(
      arguments: [-5, 0.998, 0.999, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.601, 1.602, 5],
      values: [0, 0, 0, 0, 0.035, 0.12, 0.26, 0.55, 1.17, 2, 2, 2, 2]
    )
  )

  func tension(length: Double, speed: Double) -> Double {
    switch self {
    case .ligament(let rest, let strength, let curve):
      return length > rest ? strength * curve.value(at: length / rest) : 0
    case .spring(let rest, let stiffness, let dissipation):
      guard length > rest else { return 0 }
      return max(0, stiffness * (length - rest) * (1 + dissipation * speed))
    case .line(let rest, let stiffness):
      return stiffness * (length - rest)
    }
  }
}
