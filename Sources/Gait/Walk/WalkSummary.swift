// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine
internal import MultibodyDynamics

/// The curves of one cycle, 101 points each: joint moments and powers per mass, and disc loads.
public struct WalkCurves: Sendable {
  /// Moment about each balanced coordinate by its name, per mass, in N m/kg.
  public let moments: [(name: String, values: [Double])]

  /// Power about each, moment times rate, per mass, in W/kg.
  public let powers: [(name: String, values: [Double])]

  /// Compression of each level from T12-L1 down, in newtons.
  public let compressions: [(level: LumbarLevel, values: [Double])]

  /// Part of it by the psoas, active and passive, in newtons.
  public let psoasCompressions: [(level: LumbarLevel, values: [Double])]

  /// Collects the curves of the frames of a cycle of a model.
  ///
  /// - Precondition: there are 101 frames.
  public init(of solutions: [WalkingFrameSolution], model: HumanModel) {
    precondition(
      solutions.count == CycleCurve.pointCount,
      "\(solutions.count) frames where a cycle has \(CycleCurve.pointCount)"
    )
    let multibody = model.skeleton.multibody
    let mass = multibody.totalMass
    let names = model.balancedCoordinates.map { multibody.name(of: $0) }
    moments = names.enumerated().map { place, name in
      (name, solutions.map { $0.jointMoments[place] / mass })
    }
    powers = names.enumerated().map { place, name in
      (name, solutions.map { $0.jointMoments[place] * $0.jointRates[place] / mass })
    }
    compressions = LumbarLevel.topToBottom.map { level in
      (level, solutions.map { $0[level].compression })
    }
    psoasCompressions = LumbarLevel.topToBottom.map { level in
      (level, solutions.map { $0[level].compressionParts[.psoas] })
    }
  }

  /// The power about one coordinate, in W/kg; nil where the model has no such coordinate.
  public func power(of name: String) -> [Double]? { powers.first { $0.name == name }?.values }

  /// The moment about one coordinate, in N m/kg; nil where the model has no such coordinate.
  public func moment(of name: String) -> [Double]? { moments.first { $0.name == name }?.values }

  /// The bursts of power of the right leg, those that are there.
  public var bursts: [BurstPeak] {
    PowerBurst.allCases.compactMap { burst in
      let coordinate =
        switch burst.joint {
        case .hip: "hip_flexion_r"
        case .knee: "knee_flexion_r"
        case .ankle: "ankle_dorsiflexion_r"
        }
      return power(of: coordinate).flatMap { BurstPeak(burst, in: $0) }
    }
  }
}
