// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import Iliopsoas
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics

/// The right leg of a subject, reduced to what moves in the sagittal plane during a swing.
///
/// Thigh, shank and foot of the subject's skeleton on revolute joints; pelvis and lumbar spine stay as
/// in neutral standing, so that the length of every muscle is a function of hip and knee flexion. These
/// functions are tabulated from the subject's paths once. Build it once per subject; it is immutable.
public struct SwingLeg: Sendable {
  /// The subject's model.
  public let model: HumanModel

  /// A fascicle that can be excited, with its path as a function of hip and knee.
  struct Fascicle: Sendable {
    /// Place in the model's muscles.
    var muscle: Int
    var group: SwingGroup
    var law: RigidTendonMuscle
    /// Nil where the tendon is rigid in every program.
    var compliant: CompliantTendonMuscle?
    var path: PathTable
  }

  let fascicles: [Fascicle]
  /// Energy of the passive tissue of all other muscles about the hip, in joules.
  let passiveEnergy: PathTable
  /// The flexor moment that keeps the knee from bending backward.
  let kneeStop: HipCapsule
  let kneeStopDamping: Double
  let ankle: (stiffness: Double, damping: Double, rest: Double)
  let activation: ActivationDynamics
  /// Shank-fixed chain: thigh, shank and foot; on the standing leg where `hasStanceLeg`.
  let chains: (prescribed: MultibodyModel, stanceLeg: MultibodyModel)
  let foot: (prescribed: BodyID, stanceLeg: BodyID)
  let heel: Vector3
  let ball: Vector3
  /// Length of the standing leg from the ground to the hip, in metres.
  let standingLength: Double
  let start: SwingStart
  /// Height of the hip above the ground at toe-off, in metres: the heel of the measured posture at
  /// heel strike then lies at the measured time as far above the ground as the start lifts the hip.
  let toeOffHeight: Double

  /// Hip flexion over which paths are tabulated, in radians: -50 to 90 degrees.
  public static let hipRange = hipGrid.range

  /// Knee flexion over which paths are tabulated, in radians: -15 to 125 degrees.
  public static let kneeRange = kneeGrid.range

  static let hipGrid = AngleGrid(from: -50, through: 90, by: 4)
  static let fineHipGrid = AngleGrid(from: -50, through: 90, by: 1)
  static let kneeGrid = AngleGrid(from: -15, through: 125, by: 5)

  /// Reduces the right leg of a model.
  ///
  /// - Parameter model: The subject's model, with the tissue that psoas and iliacus have.
  public init(of model: HumanModel) {
    let parameters = model.parameters
    self.model = model
    let tables = SwingTables(model: model)
    fascicles = tables.fascicles
    passiveEnergy = tables.passiveEnergy
    kneeStop = HipCapsule(
      engagedStiffness: parameters["swing.knee_stop.stiffness"],
      engagement: parameters["swing.knee_stop.engagement"],
      spread: parameters["swing.knee_stop.spread"]
    )
    kneeStopDamping = parameters["swing.knee_stop.damping_time"]
    ankle = (
      parameters["swing.ankle.stiffness"], parameters["swing.ankle.damping"],
      parameters["swing.ankle.rest"]
    )
    activation = ActivationDynamics(
      activationTime: parameters["muscle.activation_time"],
      deactivationTime: parameters["muscle.deactivation_time"],
      smoothing: parameters["muscle.activation_smoothing"]
    )
    let builder = SwingChainBuilder(model: model)
    chains = builder.chains
    foot = builder.feet
    heel = builder.heel
    ball = builder.ball
    standingLength = builder.standingLength
    start = SwingStart(parameters: parameters)
    let rise = PrescribedHip(start, speedRatio: 1).rise(start.swingTime)
    toeOffHeight = builder.heelDepth(in: start.strike) - rise + start.hipLift
  }
}

/// Posture, rates and the hip's motion at toe-off, from the parameters.
struct SwingStart: Sendable {
  let hipFlexion: Double
  let kneeFlexion: Double
  let dorsiflexion: Double
  let hipRate: Double
  let kneeRate: Double
  let ankleRate: Double
  /// Posture in which the measured leg strikes the ground.
  let strike: (hip: Double, knee: Double, ankle: Double)
  let strideTime: Double
  let speed: Double
  let swingTime: Double
  /// What the hip is higher than the measured posture at heel strike has it, in metres.
  let hipLift: Double
  let hipForward: PrescribedHip.Series
  let hipUpward: PrescribedHip.Series
  let toeTolerance: Double
  let timeLimit: Double

  init(parameters: ModelParameters) {
    func value(_ name: String) -> Double { parameters["swing." + name] }
    hipFlexion = value("toe_off.hip_flexion")
    kneeFlexion = value("toe_off.knee_flexion")
    dorsiflexion = value("toe_off.ankle_dorsiflexion")
    hipRate = value("toe_off.hip_rate")
    kneeRate = value("toe_off.knee_rate")
    ankleRate = value("toe_off.ankle_rate")
    strike = (
      value("strike.hip_flexion"), value("strike.knee_flexion"), value("strike.ankle_dorsiflexion")
    )
    strideTime = value("stride_time")
    speed = value("speed")
    swingTime = value("duration")
    hipLift = value("hip.lift")
    func series(_ name: String) -> PrescribedHip.Series {
      PrescribedHip.Series(
        cosines: SIMD2(value(name + ".cosine_1"), value(name + ".cosine_2")),
        sines: SIMD2(value(name + ".sine_1"), value(name + ".sine_2"))
      )
    }
    hipForward = series("hip.forward")
    hipUpward = series("hip.upward")
    toeTolerance = value("toe_tolerance")
    timeLimit = value("time_limit")
  }
}
