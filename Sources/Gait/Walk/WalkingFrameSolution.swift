// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LinearAlgebra
public import LumbarSpine

/// How the analysis of one frame ended.
public enum WalkingStatus: Sendable, Equatable, CustomStringConvertible {
  /// Every balanced coordinate is balanced, and the column is stable where that was asked.
  case ok
  /// The muscles cannot balance the frame; with the sum of the unmet moments, in newton metres.
  case unmet(Double)
  /// The muscles cannot make the column stable; with its smallest stiffness, in N m/rad.
  case unstable(Double)
  /// Load sharing stopped before it was done, in words.
  case unfinished(String)

  /// The text in tables.
  public var description: String {
    func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    return switch self {
    case .ok: "ok"
    case .unmet(let moment):
      "muscles cannot balance the frame: \(rounded(moment)) N m unmet in all"
    case .unstable(let stiffness):
      "muscles cannot make the column stable: stiffness \(rounded(stiffness)) N m/rad"
    case .unfinished(let reason): "load sharing did not finish: \(reason)"
    }
  }
}

/// Loads, joint moments and muscle forces in one frame of a walk.
public struct WalkingFrameSolution: Sendable {
  /// Time, in seconds.
  public internal(set) var time = 0.0

  /// Anterior tilt of the pelvis from neutral standing, in radians.
  public internal(set) var pelvicTilt = 0.0

  /// Slope of the upper endplate of S1, in radians.
  public internal(set) var sacralSlope = 0.0

  /// Lordosis L1-S1, in radians.
  public internal(set) var lumbarLordosis = 0.0

  /// The loads, from T12-L1 down to L5-S1.
  public internal(set) var levels: [LevelLoad]

  /// Net moments about the balanced coordinates of the model, by its order, in newton metres.
  ///
  /// What all tissue that crosses the joint does together, along the coordinate: a positive moment
  /// flexes a hip and a knee and dorsiflexes an ankle.
  public internal(set) var jointMoments: [Double]

  /// Values of the same coordinates, in radians.
  public internal(set) var jointAngles: [Double]

  /// Rates of the same coordinates, in radians per second.
  public internal(set) var jointRates: [Double]

  /// What the muscles left of each moment, in newton metres.
  public internal(set) var unmetMoments: [Double]

  /// Activation of each muscle, dimensionless, in 0...1.
  public internal(set) var activations: [Double]

  /// Force of each muscle, active and passive, in newtons.
  public internal(set) var muscleForces: [Double]

  /// The force that motion and ground reaction leave without a source, on the pelvis, in newtons.
  public internal(set) var residualForce = Vector3.zero

  /// The moment that they leave, on the pelvis about the midpoint of the hips, in newton metres.
  public internal(set) var residualMoment = Vector3.zero

  /// Smallest eigenvalue of the column's stiffness, in newton metres per radian; nil where
  /// stability was not asked.
  public internal(set) var smallestStiffness: Double?

  /// How the analysis ended.
  public internal(set) var status = WalkingStatus.ok

  /// Storage for the frames of a model.
  public init(for model: HumanModel) {
    let equations = model.balancedCoordinates.count
    levels = LumbarLevel.topToBottom.map(LevelLoad.init(level:))
    jointMoments = Array(repeating: 0, count: equations)
    jointAngles = jointMoments
    jointRates = jointMoments
    unmetMoments = jointMoments
    activations = Array(repeating: 0, count: model.muscles.count)
    muscleForces = activations
  }

  /// The load at one level.
  public subscript(level: LumbarLevel) -> LevelLoad {
    levels[LumbarLevel.count - 1 - level.rawValue]
  }
}
