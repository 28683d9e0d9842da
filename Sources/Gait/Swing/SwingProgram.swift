// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// How the hip's centre moves while the leg swings.
public enum SwingHipMotion: String, Sendable, Hashable, CaseIterable, Codable {
  /// Forward at constant speed, up and down as a cosine with two periods a stride.
  case prescribed
  /// On the rigid leg that stands, an inverted pendulum that carries head, arms and trunk.
  case stanceLeg = "stance-leg"
}

/// How the tendons of the muscles behave.
public enum SwingTendon: String, Sendable, Hashable, CaseIterable, Codable {
  /// They do not stretch.
  case rigid
  /// They stretch, and a damper lies beside the fibre.
  case compliant
}

/// What is done to a leg from toe-off on.
public struct SwingProgram: Sendable, Hashable {
  /// Factor of the active force of the psoas, dimensionless; its passive tissue stays.
  public var psoasStrength = 1.0

  /// Walking speed over that of the measured swing, dimensionless.
  ///
  /// The posture at toe-off stays; the rates of the leg and the frequency of the hip's rise and fall
  /// go with the speed, the times of excitation with its inverse: the length of the stride is held.
  public var speedRatio = 1.0

  /// Factor of the rates of hip, knee and ankle at toe-off, dimensionless.
  ///
  /// It stands for the push-off: for all that has set the leg in motion before the swing begins.
  public var pushOff = 1.0

  /// True when no muscle, passive tissue or capsule acts at hip and knee.
  ///
  /// The knee's stop at full extension and the hold of the ankle stay.
  public var isBallistic = false

  /// How the hip's centre moves.
  public var hipMotion = SwingHipMotion.prescribed

  /// How tendons behave.
  public var tendon = SwingTendon.rigid

  /// The excitation of each ``SwingGroup``, in the order of its cases.
  public var bursts: [ExcitationBurst]

  /// True when passive forces of muscles and the capsule of the hip act.
  public var hasPassiveTissue = true

  /// True when muscles are excited.
  public var hasExcitation = true

  /// The program of the parameters: the excitation that was fitted to the measured swing.
  public init(parameters: ModelParameters) {
    let edge = parameters["swing.excitation.edge"]
    bursts = SwingGroup.allCases.map { group in
      let onset = parameters["swing.\(group.parameterName).onset"]
      return ExcitationBurst(
        amplitude: parameters["swing.\(group.parameterName).amplitude"],
        onset: onset,
        end: max(parameters["swing.\(group.parameterName).end"], onset),
        edge: edge
      )
    }
  }

  /// The burst of a group, with its times as the speed has them.
  func burst(of group: SwingGroup) -> ExcitationBurst {
    bursts[group.rawValue].stretched(by: 1 / speedRatio)
  }
}
