// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics
internal import NumericalMethods

/// A stretch of the hip flexors of one side: where it begins and where it ends.
///
/// It begins in the same kneeling with the thigh of the stretched side upright and pelvis and trunk
/// as in neutral standing, so that the hip of that side is neutral, too.
public struct StretchPosture: Sendable {
  /// The stretches of this package.
  public enum Name: String, Sendable, CaseIterable, Codable {
    /// The hip driven forward, the pelvis left to itself.
    case halfKneeling = "half-kneeling"
    /// The hip driven forward, the pelvis held tilted back.
    case halfKneelingPosteriorTilt = "half-kneeling-posterior-tilt"
  }

  /// Which stretch.
  public let name: Name

  /// The side that kneels and is stretched.
  public let side: Muscle.Side

  /// The posture before the stretch.
  public let start: BodyPosture

  /// The posture in the stretch.
  public let end: BodyPosture

  /// Makes a stretch of one side.
  ///
  /// - Parameters:
  ///   - name: Which stretch.
  ///   - side: The side that kneels and is stretched.
  ///   - parameters: Hold the angles of the postures.
  /// - Throws: `ParameterError.noModel` in words where the angles make no posture.
  public init(
    _ name: Name,
    side: Muscle.Side,
    parameters: ModelParameters
  ) throws(ParameterError) {
    guard let named = NamedPosture.named(name.rawValue) else {
      preconditionFailure("no posture is named '\(name.rawValue)'")
    }
    var upright = parameters
    for field in ["pelvic_tilt", "lumbar_flexion", "rear_thigh_elevation"] {
      upright["\(named.parameterPrefix).\(field)"] = 0
    }
    try named.check(upright)
    try named.check(parameters)
    let start = named.posture(in: upright)
    let end = named.posture(in: parameters)
    self.init(
      name: name,
      side: side,
      start: side == .right ? start : start.mirrored,
      end: side == .right ? end : end.mirrored
    )
  }

  private init(name: Name, side: Muscle.Side, start: BodyPosture, end: BodyPosture) {
    self.name = name
    self.side = side
    self.start = start
    self.end = end
  }

  /// The same stretch, no further than a model with other tissue goes.
  ///
  /// A person with tight tissue stops earlier. The end is where the passive moment of the hip,
  /// muscles and capsule without relaxation, is that of unchanged tissue in the stretch with held
  /// posterior tilt: chosen, since no tolerated moment of the hip was found; people stretch to
  /// discomfort, which goes with the moment rather than the angle.
  ///
  /// - Parameters:
  ///   - model: The model with its tissue.
  ///   - settings: The rhythm by which the levels share lumbar flexion.
  /// - Returns: This stretch, or one that ends on the way to it.
  /// - Throws: ``StretchError`` when the tissue pulls harder than that before the stretch begins.
  public func reached(
    by model: HumanModel,
    settings: PostureSettings = PostureSettings()
  ) throws(StretchError) -> StretchPosture {
    guard !model.tissue.isUnchanged else { return self }
    let kinematics = PostureKinematics(model: model, settings: settings)
    func moment(_ posture: BodyPosture, of model: HumanModel) -> Double {
      var state = model.skeleton.multibody.neutralState()
      state.coordinates.withUnsafeMutableBufferPointer { kinematics.write(posture, to: $0) }
      let hip = PassiveHip(of: model, side: side, in: state)
      let place = side == .right ? 0 : 1
      let leg = side == .right ? posture.rightLeg : posture.leftLeg
      hip.place(
        flexion: state.coordinates[model.skeleton.hips[place][0].index],
        kneeFlexion: leg.kneeFlexion
      )
      return hip.moment()
    }
    let hardest: StretchPosture
    do throws(ParameterError) {
      hardest = try StretchPosture(
        .halfKneelingPosteriorTilt,
        side: side,
        parameters: model.parameters
      )
    } catch {
      preconditionFailure("the stretch that sets the limit does not exist: \(error)")
    }
    let limit = moment(hardest.end, of: model.with(HipFlexorTissue()))
    let atStart = moment(start, of: model)
    try StretchError.require(
      "passive moment of the hip before the stretch",
      atStart,
      in: min(0, limit)...limit,
      unit: "N m"
    )
    guard moment(end, of: model) > limit else { return self }
    let root = ScalarRootSolver().solve(in: 0...1) {
      moment(start.moved(towards: end, by: $0), of: model) - limit
    }
    precondition(root.status == .converged, "no end of the stretch: \(root.status.name)")
    return StretchPosture(
      name: name,
      side: side,
      start: start,
      end: start.moved(towards: end, by: root.root)
    )
  }
}

extension BodyPosture {
  /// The posture a share of the way to another, which has the same carriers and loads.
  func moved(towards end: BodyPosture, by share: Double) -> BodyPosture {
    func between(_ a: Double, _ b: Double) -> Double { (1 - share) * a + share * b }
    func between(_ a: Leg, _ b: Leg) -> Leg {
      Leg(
        thighElevation: between(a.thighElevation, b.thighElevation),
        kneeFlexion: between(a.kneeFlexion, b.kneeFlexion),
        ankleDorsiflexion: between(a.ankleDorsiflexion, b.ankleDorsiflexion)
      )
    }
    var posture = end
    posture.pelvicTilt = between(pelvicTilt, end.pelvicTilt)
    posture.sideLean = between(sideLean, end.sideLean)
    posture.thoraxPitch = between(thoraxPitch, end.thoraxPitch)
    posture.rightLeg = between(rightLeg, end.rightLeg)
    posture.leftLeg = between(leftLeg, end.leftLeg)
    posture.arms.elevation = between(arms.elevation, end.arms.elevation)
    posture.arms.elbowFlexion = between(arms.elbowFlexion, end.arms.elbowFlexion)
    return posture
  }
}
