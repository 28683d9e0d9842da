// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A muscle of the right side in the catalogue: what it is called, and where its parameters stand.
public struct MuscleEntry: Sendable, Equatable {
  /// A point of the path: a body of the table, and the place of its X parameter (Y and Z follow).
  public struct Point: Sendable, Equatable {
    /// The body that carries the point.
    public let body: TableBody

    /// Position of X in the catalogue; Y and Z stand behind it.
    let first: Int
  }

  /// The fascicle's name in the field, such as `LTpT_T7`.
  public let name: String

  /// The group that it belongs to.
  public let group: MuscleGroup

  /// The points of its path, from the table.
  public internal(set) var points: [Point]

  /// The place of the cylinder that it wraps in the catalogue's list of them, or nil.
  let wrap: Int?

  /// Position of the cross-section; optimal fibre length and pennation stand behind it.
  let first: Int

  /// Position of the fibre length in neutral standing: the fascicle's own, that of its group, or
  /// that of all muscles.
  var neutralFibre = -1

  /// The fascicle's name in the names of parameters: that of a psoas fascicle without `Ps_`.
  var label: Substring { group == .psoas ? name.dropFirst(3) : name[...] }
}

/// The bodies that the muscle tables name, right side.
public enum TableBody: String, Sendable, CaseIterable {
  /// The hip bones, which turn about S1 when the incidence changes.
  case ilium
  /// The sacrum.
  case sacrum
  /// The fifth lumbar vertebra.
  case l5 = "L5"
  /// The fourth lumbar vertebra.
  case l4 = "L4"
  /// The third lumbar vertebra.
  case l3 = "L3"
  /// The second lumbar vertebra.
  case l2 = "L2"
  /// The first lumbar vertebra.
  case l1 = "L1"
  /// The rib cage with the thoracic spine.
  case thorax
  /// The front of the abdominal wall, which turns with the thorax about L5-S1.
  case abdomen
  /// The right upper arm.
  case upperArm = "upper_arm"
  /// The right thigh.
  case thigh
  /// The right shank.
  case shank
  /// The right foot, in the frame of the ankle.
  case foot

  /// The place among all cases.
  var place: Int {
    switch self {
    case .ilium: 0
    case .sacrum: 1
    case .l5: 2
    case .l4: 3
    case .l3: 4
    case .l2: 5
    case .l1: 6
    case .thorax: 7
    case .abdomen: 8
    case .upperArm: 9
    case .thigh: 10
    case .shank: 11
    case .foot: 12
    }
  }
}
