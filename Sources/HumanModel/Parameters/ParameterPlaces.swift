// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Where the parameters `name.x`, `name.y` and `name.z` of a point stand in the catalogue.
///
/// Looking up a name takes longer than everything else that is done with its value: what builds a
/// model again and again keeps the places.
struct PointPlaces: Sendable {
  /// Places in the catalogue; nil for a component that has no parameter and is zero.
  fileprivate let x: Int?
  fileprivate let y: Int?
  fileprivate let z: Int?

  /// Looks the three names up; at least one of them must exist.
  init(_ name: String) {
    func place(_ axis: String) -> Int? {
      ParameterCatalogue.standard["\(name).\(axis)"]?.index
    }
    x = place("x")
    y = place("y")
    z = place("z")
    precondition(x != nil || y != nil || z != nil, "no parameter is named '\(name).x', .y or .z")
  }
}

extension ModelParameters {
  /// The point whose parameters stand at some places, in metres.
  func point(_ places: PointPlaces) -> Vector3 {
    Vector3(
      places.x.map { values[$0] } ?? 0,
      places.y.map { values[$0] } ?? 0,
      places.z.map { values[$0] } ?? 0
    )
  }
}
