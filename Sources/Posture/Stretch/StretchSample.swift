// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// One fascicle of psoas or iliacus at one time of a session.
public struct FascicleStretch: Sendable, Equatable {
  /// Place of the muscle in the model.
  public let muscle: Int

  /// Length of muscle and tendon along the path, in metres.
  public let length: Double

  /// Its growth from the subject's neutral standing, in metres.
  public let lengthening: Double

  /// Passive force without relaxation, in newtons.
  public let elasticForce: Double

  /// Passive force with relaxation, in newtons.
  public let force: Double
}

/// Sums over the fascicles of one muscle on one side.
public struct MuscleStretch: Sendable, Equatable {
  /// Growth from neutral standing, the mean over the cross-section, in metres.
  public let lengthening: Double

  /// Passive force without relaxation, in newtons.
  public let elasticForce: Double

  /// Passive force with relaxation, in newtons.
  public let force: Double
}

/// The passive moments that flex one hip, in newton metres; flexing positive.
public struct HipStretchMoment: Sendable, Equatable {
  /// Of psoas and iliacus, with relaxation, in newton metres.
  public let iliopsoas: Double

  /// Of all muscles that cross the hip, with relaxation, in newton metres.
  public let allMuscles: Double

  /// Of all muscles that cross the hip, without relaxation, in newton metres.
  public let elastic: Double

  /// Of the capsule with its ligaments, which does not relax here, in newton metres.
  public let capsule: Double
}

/// One time of a session.
public struct StretchSample: Sendable {
  /// Time from the start of the session, in seconds.
  public let time: Double

  /// The repeat, from 1.
  public let repetition: Int

  /// The part of the repeat that ends here.
  public let phase: StretchProtocol.Phase

  /// The place on the path, dimensionless: 0 start posture, 1 stretch.
  public let fraction: Double

  /// The fascicles of psoas and iliacus of both sides, in the model's order.
  public let fascicles: [FascicleStretch]

  /// The passive moments about the right and about the left hip.
  public let hipMoments: [HipStretchMoment]

  /// The passive force of every muscle, with relaxation, in newtons.
  public let passiveForces: [Double]

  /// Psoas or iliacus of one side in one number each.
  ///
  /// - Parameters:
  ///   - group: Psoas or iliacus.
  ///   - side: The side of the body.
  ///   - model: The model of the session.
  /// - Returns: Mean lengthening, in metres, and sums of the forces, in newtons.
  public func sum(
    of group: MuscleGroup,
    _ side: Muscle.Side,
    in model: HumanModel
  ) -> MuscleStretch {
    var area = 0.0
    var lengthening = 0.0
    var elastic = 0.0
    var force = 0.0
    for fascicle in fascicles {
      let muscle = model.muscles[fascicle.muscle]
      guard muscle.group == group, muscle.side == side else { continue }
      area += muscle.crossSection
      lengthening += muscle.crossSection * fascicle.lengthening
      elastic += fascicle.elasticForce
      force += fascicle.force
    }
    precondition(area > 0, "no fascicle of \(group) on side \(side)")
    return MuscleStretch(lengthening: lengthening / area, elasticForce: elastic, force: force)
  }
}
