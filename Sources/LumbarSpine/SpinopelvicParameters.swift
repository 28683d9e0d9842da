// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The radiographic shape and pose of the pelvis: incidence, tilt and sacral slope.
///
///     PI = PT + SS
///
/// PI is fixed by the bone; PT and SS say how the pelvis stands. The radiographic tilt PT falls
/// when the pelvis tips forward: a forward tilt by d gives SS + d and PT - d.
public struct SpinopelvicParameters: Sendable, Equatable {
  /// Pelvic incidence PI, in radians.
  public let pelvicIncidence: Double

  /// Radiographic pelvic tilt PT, in radians; positive when the sacral endplate lies behind the
  /// hip axis.
  public let radiographicPelvicTilt: Double

  /// Sacral slope SS, in radians; positive when the endplate of S1 falls off forward.
  public let sacralSlope: Double

  /// The largest difference between PI and PT + SS that is accepted, in radians: one degree.
  ///
  /// Chosen: three angles that were rounded to whole degrees may differ by that much.
  public static let consistencyTolerance = Angle.degrees(1)

  /// Completes the three angles, in radians, from those that are known.
  ///
  /// Two known angles give the third by PI = PT + SS. With fewer, the missing ones come from
  /// `means`: a known PI keeps the share SS / PI of the means, a known PT or SS goes with the mean
  /// PI. Three that disagree by more than ``consistencyTolerance`` are refused; otherwise the
  /// sacral slope is taken as PI - PT.
  ///
  /// - Throws: ``InconsistentIncidence`` when PI differs from PT + SS.
  public init(
    pelvicIncidence: Double? = nil,
    radiographicPelvicTilt: Double? = nil,
    sacralSlope: Double? = nil,
    means: SpinopelvicMeans
  ) throws(InconsistentIncidence) {
    let incidence: Double
    let tilt: Double
    switch (pelvicIncidence, radiographicPelvicTilt, sacralSlope) {
    case (let pi?, let pt?, let ss?):
      guard abs(pi - (pt + ss)) <= Self.consistencyTolerance else {
        throw InconsistentIncidence(
          pelvicIncidence: pi,
          radiographicPelvicTilt: pt,
          sacralSlope: ss
        )
      }
      (incidence, tilt) = (pi, pt)
    case (let pi?, let pt?, nil): (incidence, tilt) = (pi, pt)
    case (let pi?, nil, let ss?): (incidence, tilt) = (pi, pi - ss)
    case (nil, let pt?, let ss?): (incidence, tilt) = (pt + ss, pt)
    case (let pi?, nil, nil):
      (incidence, tilt) = (pi, pi * means.radiographicPelvicTilt / means.pelvicIncidence)
    case (nil, let pt?, nil): (incidence, tilt) = (means.pelvicIncidence, pt)
    case (nil, nil, let ss?):
      (incidence, tilt) = (means.pelvicIncidence, means.pelvicIncidence - ss)
    case (nil, nil, nil):
      (incidence, tilt) = (means.pelvicIncidence, means.radiographicPelvicTilt)
    }
    self.pelvicIncidence = incidence
    self.radiographicPelvicTilt = tilt
    self.sacralSlope = incidence - tilt
  }
}

/// Mean spinopelvic angles of one population.
public struct SpinopelvicMeans: Sendable, Equatable {
  /// Mean pelvic incidence, in radians.
  public var pelvicIncidence: Double

  /// Mean radiographic pelvic tilt, in radians.
  public var radiographicPelvicTilt: Double

  /// Makes the means from angles in radians.
  public init(pelvicIncidence: Double, radiographicPelvicTilt: Double) {
    self.pelvicIncidence = pelvicIncidence
    self.radiographicPelvicTilt = radiographicPelvicTilt
  }
}

/// Three spinopelvic angles that contradict PI = PT + SS.
public struct InconsistentIncidence: Error, Equatable {
  /// Pelvic incidence as given, in radians.
  public let pelvicIncidence: Double

  /// Radiographic pelvic tilt as given, in radians.
  public let radiographicPelvicTilt: Double

  /// Sacral slope as given, in radians.
  public let sacralSlope: Double
}
