// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine
internal import MultibodyDynamics

/// The parts of one component of a load, in newtons; they sum to the whole.
public struct LoadSplit: Sendable {
  private var values: InlineArray<9, Double>

  /// All parts zero.
  public init() { values = InlineArray(repeating: 0) }

  /// One part, in newtons.
  public subscript(part: LoadPart) -> Double {
    get { values[part.rawValue] }
    set { values[part.rawValue] = newValue }
  }

  /// The part with a raw value, in newtons.
  subscript(part: Int) -> Double {
    get { values[part] }
    set { values[part] = newValue }
  }

  /// The sum of the parts in the order of `LoadPart`, in newtons.
  public var total: Double {
    var sum = 0.0
    for index in 0..<LoadPart.count { sum += values[index] }
    return sum
  }
}

/// The load at one level, in the frame of the disc's mid-plane at the joint's centre.
///
/// It is the force and moment that everything above exerts on the lower vertebra through disc and
/// ligaments, after the muscles.
public struct LevelLoad: Sendable {
  /// The level.
  public var level: LumbarLevel

  /// Force along the normal of the mid-plane, in newtons; compression positive.
  public var compression: Double

  /// Force in the mid-plane along its sagittal line, in newtons; forward on the lower vertebra
  /// positive.
  public var anteriorShear: Double

  /// Force in the mid-plane to the right, in newtons.
  public var lateralShear: Double

  /// Moment about the joint's centre, in newton metres; positive when it flexes the level.
  public var flexionMoment: Double

  /// Pressure in the nucleus, in pascals.
  public var pressure: Double

  /// The parts of the compression, in newtons.
  public var compressionParts: LoadSplit

  /// The parts of the anterior shear, in newtons.
  public var anteriorShearParts: LoadSplit

  /// The part of the demanded flexion moment that the muscles could not balance, in newton metres.
  public var unmetMoment: Double

  init(level: LumbarLevel) {
    self.level = level
    compression = 0
    anteriorShear = 0
    lateralShear = 0
    flexionMoment = 0
    pressure = 0
    compressionParts = LoadSplit()
    anteriorShearParts = LoadSplit()
    unmetMoment = 0
  }
}

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
