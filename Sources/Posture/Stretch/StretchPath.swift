// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import MultibodyDynamics
internal import MuscleMechanics

/// Lengths and elastic forces of all muscles along a straight path between two postures.
///
/// The joint angles vary evenly along the path; everything is kept at evenly spaced knots.
struct StretchPath {
  /// What one knot holds, by muscle.
  struct Knot {
    /// Coordinates of the multibody model, in radians or metres.
    var coordinates: [Double]
    /// Lengths of the muscles, in metres.
    var lengths: [Double]
    /// Passive forces without relaxation, in newtons.
    var elasticForces: [Double]
    /// Moment arms about the flexion of the right and of the left hip, in metres; flexing positive.
    var hipArms: [[Double]]
  }

  /// Steps between two rows of a ramp: the elastic force is a straight line in each.
  ///
  /// Chosen: half and twice as many change the force after a ramp by less than 1e-4 of itself.
  static let stepsPerRow = 8

  let knots: [Knot]

  /// Makes the path between two sets of coordinates, each in radians or metres.
  init(model: HumanModel, from start: [Double], to end: [Double]) {
    let count = StretchProtocol.rampRows * Self.stepsPerRow
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    var state = multibody.neutralState()
    // The hips are the last six of the balanced coordinates, flexion first at each.
    let columns = (0..<2).map { model.skeleton.balancedCoordinates.count - 6 + 3 * $0 }
    knots = (0...count).map { index in
      let share = Double(index) / Double(count)
      // At the ends exactly the coordinates that were given.
      let coordinates = zip(start, end).map { (1 - share) * $0 + share * $1 }
      state.coordinates = coordinates
      multibody.updatePositions(state, in: &dynamics)
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      let lengths = model.muscles.indices.map { workspace.length(of: $0) }
      return Knot(
        coordinates: coordinates,
        lengths: lengths,
        elasticForces: zip(model.muscles, lengths).map { $0.law.passiveForce(pathLength: $1) },
        hipArms: columns.map { column in
          model.muscles.indices.map { workspace.momentArm(of: $0, column: column) }
        }
      )
    }
  }

  /// The knot at a place on the path, a multiple of the distance between two knots.
  func index(at fraction: Double) -> Int {
    Int((fraction * Double(knots.count - 1)).rounded())
  }
}
