// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import NumericalMethods

/// A leg swing at one instant.
public struct SwingSample: Sendable {
  /// What the fascicles of a group do together.
  public struct GroupState: Sendable, Hashable {
    /// Activation, dimensionless in 0...1.
    public var activation: Double

    /// Force of the contracting parts, summed over the fascicles, in newtons.
    public var activeForce: Double

    /// Force of passive tissue and dampers, summed over the fascicles, in newtons.
    public var passiveForce: Double

    /// Length of the paths, weighted by strength, in metres.
    public var pathLength: Double

    /// Rate of the paths' length, weighted by strength, in m/s; positive while they lengthen.
    public var pathSpeed: Double

    /// Power that the muscles give to the leg, in watts; positive while they shorten.
    public var power: Double

    /// Force of contracting and passive parts together, in newtons.
    public var force: Double { activeForce + passiveForce }
  }

  /// Time from toe-off, in seconds.
  public let time: Double

  /// Angles of the leg and their rates.
  public let angles: LegAngles

  /// Moment of all muscles and tissue about the hip, in newton metres; flexing positive.
  public let hipMoment: Double

  /// Moment of all muscles and tissue about the knee, in newton metres; flexing positive.
  public let kneeMoment: Double

  /// Where the foot is.
  public let foot: FootPlace

  /// What each source does to the accelerations of the joints.
  public let accelerations: SwingAccelerations

  /// Kinetic and potential energy less the work since toe-off, against toe-off, in joules.
  public let energyError: Double

  /// Tension of each fascicle of the swing leg, in newtons, in the order of the leg's fascicles.
  let tensions: [Double]

  private let groups: [GroupState]

  /// Power of the moment about the hip, in watts.
  public var hipPower: Double { hipMoment * angles.hipRate }

  /// What a group of muscles does.
  public subscript(group: SwingGroup) -> GroupState { groups[group.rawValue] }

  init?(of solution: SwingSolution, at time: Double, _ system: inout SwingDynamics) {
    let y = solution.motion.state(at: time)
    guard let foot = system.footPlace(y, at: time),
      let accelerations = system.inducedAccelerations(y, at: time)
    else { return nil }
    let start = solution.motion.state(at: 0)
    let leg = solution.leg
    self.time = time
    self.foot = foot
    self.accelerations = accelerations
    angles = system.angles(y)
    tensions = system.tensions.map(\.total)
    func moment(_ joint: Int) -> Double {
      (0..<SwingSource.momentCount).reduce(0) { $0 + system.moments[3 * $1 + joint] }
    }
    hipMoment = moment(0)
    kneeMoment = moment(1)
    groups = SwingGroup.allCases.map { group in
      var state = GroupState(
        activation: y[system.activationStart + group.rawValue],
        activeForce: 0,
        passiveForce: 0,
        pathLength: 0,
        pathSpeed: 0,
        power: 0
      )
      var strength = 0.0
      for (fascicle, force) in zip(leg.fascicles, system.tensions) where fascicle.group == group {
        let weight = fascicle.law.maximumIsometricForce
        strength += weight
        state.activeForce += force.active
        state.passiveForce += force.passive
        state.pathLength += weight * force.pathLength
        state.pathSpeed += weight * force.pathSpeed
        state.power -= force.total * force.pathSpeed
      }
      state.pathLength /= strength
      state.pathSpeed /= strength
      return state
    }
    let balance = system.energy(y, at: time) - y[system.workPlace]
    energyError = balance - system.energy(start, at: 0) + start[system.workPlace]
  }
}
