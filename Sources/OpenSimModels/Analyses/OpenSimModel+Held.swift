// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MultibodyDynamics
public import OpenSimFormats

extension OpenSimModel {
  /// The same tree with locked coordinates held by couplings, so that forces do not accelerate them.
  ///
  /// Bodies, joints and coordinates keep their places.
  ///
  /// - Returns: The tree itself when no coordinate is locked.
  /// - Throws: `DocumentError` when the model has no free coordinate.
  public func holdingLockedCoordinates() throws(DocumentError) -> MultibodyModel {
    guard !lockedCoordinates.isEmpty else { return multibody }
    guard let free = freeCoordinates.first,
      let independent = document.coordinate(named: multibody.name(of: free))
    else {
      throw DocumentError(
        .inconsistent,
        "every coordinate is locked, prescribed or coupled: nothing can move",
        path: document.path
      )
    }
    let coupled = Set(multibody.couplings.map(\.dependent))
    var document = self.document
    for coordinate in lockedCoordinates where !coupled.contains(coordinate) {
      let name = multibody.name(of: coordinate)
      guard let place = document.coordinate(named: name) else { continue }
      // A function without a slope: the value does not matter, since positions come from elsewhere.
      document.constraints.append(
        OpenSimModelDocument.Constraint(
          name: "lock of " + name,
          kind: .coordinateCoupler(
            dependent: place,
            independents: [independent],
            function: .constant(document.coordinates[place].defaultValue),
            scale: 1
          )
        )
      )
    }
    return try OpenSimModel(document, neglecting: Set(neglected.map(\.name))).multibody
  }
}
