// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine
internal import MultibodyDynamics

/// How the analysis of a posture ended.
public struct PostureStatus: Sendable, Hashable, CustomStringConvertible {
  /// The text in tables.
  public let description: String

  /// A status with a text.
  public init(_ description: String) { self.description = description }

  /// Every level and both hips are balanced, and the column is stable where that was asked.
  public static let ok = PostureStatus("ok")

  /// The muscles cannot balance the posture; with the sum of the unmet moments, in newton metres.
  static func unmet(_ moment: Double) -> PostureStatus {
    PostureStatus("muscles cannot balance the posture: \(rounded(moment)) N m unmet in all")
  }

  /// The muscles cannot make the column stable; with its smallest stiffness, in N m/rad.
  static func unstable(_ stiffness: Double) -> PostureStatus {
    PostureStatus("muscles cannot make the column stable: stiffness \(rounded(stiffness)) N m/rad")
  }

  /// The feet cannot stand where they are with the mass centre over them.
  static let noStance = PostureStatus(
    "no stance: with these angles and this load the mass centre cannot come over the feet"
  )

  /// The levels stiffen with their load without an end.
  static let loadUnsettled = PostureStatus(
    "levels that stiffen under load come to no rest; leave the stiffening off"
  )

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

/// Loads and muscle forces in one posture.
public struct PostureSolution: Sendable {
  /// Anterior tilt of the pelvis from neutral standing, in radians.
  public internal(set) var pelvicTilt = 0.0

  /// Slope of the upper endplate of S1, in radians.
  public internal(set) var sacralSlope = 0.0

  /// Lordosis L1-S1, in radians.
  public internal(set) var lumbarLordosis = 0.0

  /// All coordinates of the multibody model, in radians or metres.
  public internal(set) var coordinates: [Double]

  /// The loads, from T12-L1 down to L5-S1.
  public internal(set) var levels: [LevelLoad]

  /// Activation of each muscle, dimensionless, in 0...1.
  public internal(set) var activations: [Double]

  /// Force of each muscle, active and passive, in newtons.
  public internal(set) var muscleForces: [Double]

  /// How the analysis ended.
  public internal(set) var status = PostureStatus.ok

  /// Smallest eigenvalue of the column's stiffness, in newton metres per radian; nil where
  /// stability was not asked.
  public internal(set) var smallestStiffness: Double?

  /// Largest relative violation of the optimality conditions of load sharing, dimensionless.
  public internal(set) var sharingResidual = 0.0

  /// Storage for the solutions of a model.
  public init(for model: HumanModel) {
    coordinates = Array(repeating: 0, count: model.skeleton.multibody.coordinateCount)
    levels = LumbarLevel.topToBottom.map(LevelLoad.init(level:))
    activations = Array(repeating: 0, count: model.muscles.count)
    muscleForces = Array(repeating: 0, count: model.muscles.count)
  }

  /// The load at one level.
  public subscript(level: LumbarLevel) -> LevelLoad {
    levels[LumbarLevel.count - 1 - level.rawValue]
  }
}
