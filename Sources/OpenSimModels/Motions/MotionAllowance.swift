// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Something odd about a motion that stops a run unless it is allowed by name.
///
/// Each of these changes results without any sign in them, so none passes in silence.
public enum MotionAllowance: String, Sendable, Hashable, Codable, CaseIterable {
  /// The file does not say whether angles are in degrees; they are then taken as radians.
  case missingDegreesFlag = "missing-degrees-flag"

  /// Angles look as if they were in the other unit than the file says; the file is then believed.
  case implausibleAngles = "implausible-angles"

  /// A column names no coordinate of the model; it is then left out.
  case unknownColumns = "unknown-columns"

  /// A coordinate has no column; it then keeps its default value.
  case missingColumns = "missing-columns"

  /// A coordinate that others determine has no column; it then follows from them.
  case missingDependentColumns = "missing-dependent-columns"

  /// A value lies beyond the range of a clamped coordinate; it is then used as it is.
  case outOfRange = "out-of-range"
}
