// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
public import OpenSimFormats

extension IdealActuator {
  /// The kinds of forces that are actuators of this sort.
  static let kinds: Set<String> = ["CoordinateActuator", "PointActuator", "TorqueActuator"]

  /// The actuator that a force of a document describes; nil for a force of another kind.
  ///
  /// - Parameters:
  ///   - force: A force of the model's document, or of one to which forces were appended.
  ///   - document: That document.
  ///   - model: The model.
  /// - Throws: `DocumentError` with the line and the element for a part that is missing or not allowed.
  public init?(
    _ force: OpenSimModelDocument.Force,
    in document: OpenSimModelDocument,
    of model: OpenSimModel
  ) throws(DocumentError) {
    guard Self.kinds.contains(force.kind) else { return nil }
    func error(_ code: DocumentError.Code, _ message: String) -> DocumentError {
      DocumentError(
        code,
        message,
        element: "<\(force.kind) name=\"\(force.name)\">",
        line: force.position.line,
        column: force.position.column,
        path: document.path
      )
    }
    func body(_ name: String) throws(DocumentError) -> BodyID {
      guard let frame = force.frame(name) else {
        throw error(.missing, "found no <\(name)>; name the body")
      }
      // Frames that were appended with the force stand behind those of the model.
      guard model.frames.indices.contains(frame) else {
        throw error(.unsupported, "found a frame of its own as <\(name)>; name a body of the model")
      }
      return model.frames[frame].body
    }
    func direction(_ name: String) throws(DocumentError) -> Vector3 {
      let vector = Vector3(try force.vector(name))
      guard vector.length > 0 else {
        throw error(.invalidValue, "found <\(name)> of length zero; allowed: a direction")
      }
      return vector / vector.length
    }
    let action: Action
    switch force.kind {
    case "CoordinateActuator":
      let name = try force.text("coordinate")
      guard let coordinate = model.multibody.coordinate(named: name) else {
        throw error(
          .unknownReference,
          "found '\(name)'; allowed: the name of a coordinate of the model"
        )
      }
      action = .coordinate(coordinate)
    case "PointActuator":
      action = .point(
        body: try body("body"),
        point: Vector3(try force.vector("point")),
        isPointInGround: try force.flag("point_is_global"),
        direction: try direction("direction"),
        isDirectionInGround: try force.flag("force_is_global")
      )
    default:
      action = .torque(
        on: try body("bodyA"),
        against: force.frame("bodyB") == nil ? .ground : try body("bodyB"),
        axis: try direction("axis"),
        isAxisInGround: try force.flag("torque_is_global")
      )
    }
    let controls = try Self.controls(of: force)
    self.init(
      name: force.name,
      action: action,
      optimalForce: try force.number("optimal_force"),
      controls: controls
    )
  }

  /// The range of the control of a force, dimensionless.
  static func controls(
    of force: OpenSimModelDocument.Force
  ) throws(DocumentError) -> ClosedRange<Double> {
    let low = try force.property("min_control")?.numbers().first ?? -.infinity
    let high = try force.property("max_control")?.numbers().first ?? .infinity
    guard low <= high else {
      throw DocumentError(
        .invalidValue,
        "found controls from \(low) to \(high); allowed: a minimum that is not above the maximum",
        element: "<\(force.kind) name=\"\(force.name)\">",
        line: force.position.line,
        column: force.position.column
      )
    }
    return low...high
  }
}
