// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MultibodyDynamics

/// Which muscles a model has, and with them the coordinates that they must balance.
public enum Musculature: Sendable, Equatable {
  /// The muscles that cross a lumbar level or a hip; knees and ankles are held by something else.
  case trunkAndHips
  /// Those, and the muscles that cross only knee or ankle.
  case trunkAndLegs

  /// The muscles of the right side in the catalogue's order.
  var entries: [MuscleEntry] {
    let catalogue = ParameterCatalogue.standard
    return switch self {
    case .trunkAndHips: Array(catalogue.muscles.prefix(catalogue.trunkAndHipCount))
    case .trunkAndLegs: catalogue.muscles
    }
  }

  /// The coordinates that the muscles balance.
  func balancedCoordinates(of skeleton: Skeleton) -> [CoordinateID] {
    switch self {
    case .trunkAndHips: skeleton.balancedCoordinates
    case .trunkAndLegs: skeleton.walkingCoordinates
    }
  }
}
