// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The tags of parts that the reader knows; all others are listed as unread.
enum KnownParts {
  /// Those of a model.
  static let model: Set<String> = [
    "defaults", "Ground", "gravity", "credits", "publications", "length_units", "force_units",
    "BodySet", "JointSet", "ConstraintSet", "ForceSet", "MarkerSet", "components",
    "ComponentSet",
    "ModelVisualPreferences", "assembly_accuracy",
  ]

  /// Those of ground, of a body and of an offset frame.
  static let frame: Set<String> = [
    "FrameGeometry", "attached_geometry", "Appearance", "WrapObjectSet", "components", "mass",
    "mass_center", "inertia", "inertia_xx", "inertia_yy", "inertia_zz", "inertia_xy",
    "inertia_xz", "inertia_yz", "VisibleObject", "Joint", "socket_parent",
    "socket_parent_connectee_name", "connectors", "translation", "orientation",
  ]

  /// Those of a surface.
  static let wrapObject: Set<String> = [
    "radius", "length", "dimensions", "inner_radius", "outer_radius", "translation",
    "xyz_body_rotation", "quadrant", "active", "Appearance", "VisibleObject",
    "display_preference", "visible", "color",
  ]

  /// Those of a path.
  static let path: Set<String> = [
    "PathPointSet", "MusclePointSet", "PathWrapSet", "MuscleWrapSet", "Appearance",
    "VisibleObject", "default_color", "display",
  ]

  /// Those of a point of a path.
  static let pathPoint: Set<String> = [
    "socket_parent_frame", "socket_parent_frame_connectee_name", "connectors", "body",
    "location", "socket_coordinate", "socket_coordinate_connectee_name", "coordinate", "range",
    "socket_x_coordinate", "socket_y_coordinate", "socket_z_coordinate", "x_coordinate",
    "y_coordinate", "z_coordinate", "x_location", "y_location", "z_location", "VisibleObject",
    "socket_x_coordinate_connectee_name", "socket_y_coordinate_connectee_name",
    "socket_z_coordinate_connectee_name", "SimmSpline", "MultiplierFunction", "Constant",
    "LinearFunction", "PiecewiseLinearFunction", "PolynomialFunction",
  ]

  /// Those of a joint.
  static let joint: Set<String> = [
    "socket_parent_frame", "socket_child_frame", "socket_parent_frame_connectee_name",
    "socket_child_frame_connectee_name", "connectors", "coordinates", "frames", "components",
    "SpatialTransform", "parent_body", "location_in_parent", "orientation_in_parent",
    "location",
    "orientation", "CoordinateSet", "reverse", "radii_x_y_z", "neutral_angle_x_z_y", "length",
  ]

  /// Those of a coordinate.
  static let coordinate: Set<String> = [
    "default_value", "default_speed_value", "initial_value", "range", "clamped", "locked",
    "prescribed", "prescribed_function", "is_free_to_satisfy_constraints", "motion_type",
  ]

  /// Those of a coupler, besides its function.
  static let coupler: Set<String> = [
    "isEnforced", "isDisabled", "dependent_coordinate_name", "independent_coordinate_names",
    "coupled_coordinates_function", "scale_factor",
  ]
}
