// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels

/// Writes small model files in the layout since 4.0.
struct SmallModel {
  var bodies: [String] = ["link"]
  var joints: [String] = []
  var constraints: [String] = []
  var mass = "1"

  /// The text of the file.
  var text: String {
    """
    <OpenSimDocument Version="40000"><Model name="small">
    <gravity>0 -10 0</gravity>
    <BodySet><objects>
    \(bodies.map { body in
      """
      <Body name="\(body)"><mass>\(mass)</mass><mass_center>0.1 0.2 0.3</mass_center>
      <inertia>0.3 0.4 0.5 0.01 0.02 0.03</inertia></Body>
      """
    }.joined(separator: "\n"))
    </objects></BodySet>
    <JointSet><objects>
    \(joints.joined(separator: "\n"))
    </objects></JointSet>
    <ConstraintSet><objects>
    \(constraints.joined(separator: "\n"))
    </objects></ConstraintSet>
    </Model></OpenSimDocument>
    """
  }

  /// A joint between the frames of two bodies.
  static func joint(
    _ kind: String,
    _ name: String = "joint",
    parent: String = "ground",
    child: String = "link",
    coordinates: [String] = [],
    parts: String = "",
    flags: String = ""
  ) -> String {
    """
    <\(kind) name="\(name)">
    <socket_parent_frame>\(parent)</socket_parent_frame>
    <socket_child_frame>\(child)</socket_child_frame>
    <coordinates>\(coordinates.map { "<Coordinate name=\"\($0)\">\(flags)</Coordinate>" }.joined())
    </coordinates>\(parts)</\(kind)>
    """
  }

  /// The motion of a custom joint: axis by name, with its coordinates and function.
  static func transform(
    _ axes: [(name: String, axis: String, coordinates: String, function: String)]
  )
    -> String
  {
    "<SpatialTransform>"
      + axes.map {
        "<TransformAxis name=\"\($0.name)\"><coordinates>\($0.coordinates)</coordinates>"
          + "<axis>\($0.axis)</axis><function>\($0.function)</function></TransformAxis>"
      }.joined() + "</SpatialTransform>"
  }

  static func coupler(
    _ name: String,
    dependent: String,
    independent: String,
    function: String,
    parts: String = ""
  ) -> String {
    """
    <CoordinateCouplerConstraint name="\(name)">
    <coupled_coordinates_function>\(function)</coupled_coordinates_function>
    <independent_coordinate_names>\(independent)</independent_coordinate_names>
    <dependent_coordinate_name>\(dependent)</dependent_coordinate_name>\(parts)
    </CoordinateCouplerConstraint>
    """
  }

  func model(neglecting allowed: Set<String> = []) throws -> OpenSimModel {
    try OpenSimModel(OpenSimModelDocument(parsing: text), neglecting: allowed)
  }
}

extension OpenSimModel {
  /// The place of a body with the given coordinates.
  func transform(of body: String, at coordinates: [Double]) -> RigidTransform? {
    guard let id = multibody.body(named: body) else { return nil }
    var workspace = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(
      MultibodyState(
        coordinates: coordinates,
        speeds: [Double](repeating: 0, count: coordinates.count)
      ),
      in: &workspace
    )
    return workspace.transform(of: id)
  }
}
