// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LumbarSpine

/// What one fascicle does at one level.
public struct FascicleShare: Sendable, Equatable {
  /// Place of the muscle in the model.
  public let muscle: Int

  /// The level.
  public let level: LumbarLevel

  /// Its part of the compression, in newtons.
  public let compression: Double

  /// Its part of the forward shear, in newtons.
  public let anteriorShear: Double

  /// Its moment at the level, in newton metres; positive when it flexes.
  public let flexionMoment: Double
}
