// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MuscleMechanics

/// Along which lines a muscle pulls where its path wraps.
///
/// On ellipsoids, and on cylinders that are crossed askew, OpenSim's paths are not geodesics, and the two differ.
public enum MusclePulls: String, Sendable, Hashable, Codable, CaseIterable {
  /// Along the pieces of the path, as OpenSim applies forces.
  case alongPieces = "pieces"

  /// So that the moment arm is minus the derivative of the length.
  case ofLength = "length"

  /// The same for a constructed path.
  var ofConstruction: ConstructedPulls {
    switch self {
    case .alongPieces: .alongPieces
    case .ofLength: .ofLength
    }
  }
}
