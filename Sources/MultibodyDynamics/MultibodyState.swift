// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The generalized coordinates and speeds of a model at one instant.
public struct MultibodyState: Sendable, Codable, Equatable {
  /// Coordinates by `CoordinateID`, in radians or metres.
  public var coordinates: [Double]

  /// Their rates by `CoordinateID`, in rad/s or m/s.
  public var speeds: [Double]

  /// Makes a state from coordinates, in rad or m, and speeds, in rad/s or m/s.
  public init(coordinates: [Double], speeds: [Double]) {
    precondition(
      coordinates.count == speeds.count,
      "\(coordinates.count) coordinates and \(speeds.count) speeds given; the counts must agree"
    )
    self.coordinates = coordinates
    self.speeds = speeds
  }

  /// Makes a state at rest from coordinates, in radians or metres.
  public init(coordinates: [Double]) {
    self.init(coordinates: coordinates, speeds: Array(repeating: 0, count: coordinates.count))
  }

  /// The value of a coordinate, in radians or metres.
  public subscript(coordinate: CoordinateID) -> Double {
    get { coordinates[coordinate.index] }
    set { coordinates[coordinate.index] = newValue }
  }
}

extension MultibodyModel {
  /// The state with every independent coordinate and every speed zero, couplings applied.
  public func neutralState() -> MultibodyState {
    var state = MultibodyState(coordinates: Array(repeating: 0, count: coordinateCount))
    applyCouplings(to: &state)
    return state
  }
}
