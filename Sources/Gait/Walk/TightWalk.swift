// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import NumericalMethods

/// The built-in walk with tighter hip flexors, adapted in one way.
///
/// The walker keeps the passive moment that the hip had at its peak extension: the tighter hip is
/// extended less, by the angle at which its tissue pulls as hard as the unchanged tissue did.
public struct TightWalk: Sendable {
  /// How the walker gives way.
  public let adaptation: WalkAdaptation

  /// By how much the hip is extended less at its peak, in radians.
  public let lostExtension: Double

  /// Peak extension of the right hip from standing with vertical thighs, in radians.
  public let peakExtension: Double

  /// Mean tilt of the pelvis from neutral standing, in radians.
  public let meanTilt: Double

  /// Length of the stride, in metres.
  public let strideLength: Double

  /// Passive moment about the right hip at its peak extension, in newton metres; flexing positive.
  public let passiveHipMoment: Double

  /// Largest compression of each level over the cycle from T12-L1 down, in newtons.
  public let peakCompressions: [Double]

  /// Mean compression of each level over the cycle from T12-L1 down, in newtons.
  public let meanCompressions: [Double]

  /// Largest part of it by the psoas, from T12-L1 down, in newtons.
  public let peakPsoasCompressions: [Double]

  /// How the worst frame ended.
  public let status: WalkingStatus

  /// Walks with other tissue.
  ///
  /// - Parameters:
  ///   - model: The subject with unchanged tissue, musculature `.trunkAndLegs`.
  ///   - tissue: The state of psoas and iliacus.
  ///   - adaptation: How the walker gives way.
  ///   - settings: The choices of the analysis.
  public init(
    of model: HumanModel,
    tissue: HipFlexorTissue,
    adaptation: WalkAdaptation,
    settings: WalkingSettings = WalkingSettings()
  ) {
    let walk = BuiltInWalk.standard
    let plain = walk.motion(of: model, settings: settings)
    let tight = model.with(tissue)
    let lost = TightHip.lostExtension(of: tight, against: model, in: plain)
    let motion =
      adaptation == .none || lost == 0
      ? plain
      : walk.motion(of: tight, settings: settings, adaptation: adaptation, amount: lost)
    var solver = WalkingSolver(model: tight, settings: settings)
    let solutions = solver.solve(motion)
    self.adaptation = adaptation
    lostExtension = adaptation == .none ? 0 : lost
    let extreme = TightHip.extreme(of: motion)
    peakExtension = -extreme.flexion
    passiveHipMoment =
      tight.passiveHipMoment(atFlexion: extreme.flexion, kneeFlexion: extreme.knee).total
    meanTilt =
      motion.frames.dropLast().reduce(0) { $0 + $1[.pelvisTilt] }
      / Double(motion.frames.count - 1)
    let range = TightHip.range(of: plain, .hipFlexionRight)
    let share = adaptation == .shorterStep ? 1 - lost / range.length : 1
    strideLength = share * walk.speed(of: model) * walk.duration(of: model)
    let levels = LumbarLevel.topToBottom
    peakCompressions = levels.map { level in
      solutions.map { $0[level].compression }.max() ?? 0
    }
    meanCompressions = levels.map { level in
      solutions.dropLast().reduce(0) { $0 + $1[level].compression }
        / Double(solutions.count - 1)
    }
    peakPsoasCompressions = levels.map { level in
      solutions.map { $0[level].compressionParts[.psoas] }.max() ?? 0
    }
    status = solutions.first { $0.status != .ok }?.status ?? .ok
  }
}

/// The passive right hip at its peak extension.
enum TightHip {
  /// The frame of least flexion of the right hip: flexion of hip and knee there, in radians.
  static func extreme(of motion: GaitMotion) -> (flexion: Double, knee: Double) {
    var least = motion.frames[0]
    for frame in motion.frames where frame[.hipFlexionRight] < least[.hipFlexionRight] {
      least = frame
    }
    return (least[.hipFlexionRight], least[.kneeFlexionRight])
  }

  /// Largest value and range of a channel in a motion, in radians or metres.
  static func range(of motion: GaitMotion, _ channel: MotionChannel) -> (
    top: Double, length: Double
  ) {
    let values = motion.frames.map { $0[channel] }
    let top = values.max() ?? 0
    return (top, top - (values.min() ?? 0))
  }

  /// The search ends when the angle is known to this, in radians; chosen, far below a measured one.
  private static let tolerance = 1e-10

  /// By how much the hip must be extended less to be pulled as hard as before, in radians; zero for
  /// tissue that is not tighter.
  ///
  /// The passive moment falls as the hip flexes, so halving finds the angle.
  static func lostExtension(
    of tight: HumanModel,
    against model: HumanModel,
    in motion: GaitMotion
  ) -> Double {
    let (flexion, knee) = extreme(of: motion)
    let limit = model.passiveHipMoment(atFlexion: flexion, kneeFlexion: knee).total
    func excess(_ angle: Double) -> Double {
      tight.passiveHipMoment(atFlexion: angle, kneeFlexion: knee).total - limit
    }
    guard excess(flexion) > 0 else { return 0 }
    var low = flexion
    var high = flexion + range(of: motion, .hipFlexionRight).length
    while high - low > tolerance {
      let middle = (low + high) / 2
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    return low - flexion
  }
}
