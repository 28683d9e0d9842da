// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics
internal import NumericalMethods

/// The modified Thomas test as a test on a model: how far a hip extends under the weight of its leg.
///
/// The person lies on the back at the edge of a table and holds the other thigh to the chest, which
/// tilts the pelvis backward and flattens the lumbar spine. The leg under test hangs over the edge
/// with a bent knee. It rests where the passive moment of the hip, muscles and capsule together,
/// holds the weight of thigh, shank and foot:
///
///     M(x, k) = W(x, k) + m
///
/// with x the flexion of the hip, k that of the knee, W the moment that holds the weight and m a
/// moment of the examiner in extension.
public struct ThomasTest: Sendable, Equatable {
  /// Tilt of the pelvis from neutral standing while it lies on the table, in radians; negative is
  /// backward.
  public let pelvicTilt: Double

  /// Flexion of the hanging knee, in radians.
  public let kneeFlexion: Double

  /// Moment with which an examiner presses the thigh down, in newton metres, not negative.
  public let examinerMoment: Double

  /// The hip flexions in which the resting place is sought, in radians: -45 to 60 degrees.
  public static let searchRange = Angle.degrees(-45)...Angle.degrees(60)

  /// The distance of the first search, in radians.
  private static let searchStep = Angle.degrees(2.5)

  /// The test as the parameters of a model have it.
  ///
  /// - Parameters:
  ///   - parameters: Hold the tilt of the pelvis and the flexion of the knee (`thomas...`).
  ///   - examinerMoment: Moment of an examiner in extension, in newton metres.
  /// - Throws: ``ThomasTestError/settingOutOfRange(_:found:allowed:unit:)``.
  public init(
    parameters: ModelParameters,
    examinerMoment: Double = 0
  ) throws(ThomasTestError) {
    try self.init(
      pelvicTilt: parameters["thomas.pelvic_tilt"],
      kneeFlexion: parameters["thomas.knee_flexion"],
      examinerMoment: examinerMoment
    )
  }

  /// A test of stated positions.
  ///
  /// - Parameters:
  ///   - pelvicTilt: Tilt of the pelvis from neutral standing, in radians, -20 to 0 degrees.
  ///   - kneeFlexion: Flexion of the hanging knee, in radians, 0 to 120 degrees.
  ///   - examinerMoment: Moment of an examiner in extension, in newton metres, 0 to 200.
  /// - Throws: ``ThomasTestError/settingOutOfRange(_:found:allowed:unit:)``.
  public init(
    pelvicTilt: Double,
    kneeFlexion: Double,
    examinerMoment: Double = 0
  ) throws(ThomasTestError) {
    for (name, value, allowed) in [
      ("pelvic tilt", Angle.inDegrees(pelvicTilt), -20.0...0.0),
      ("knee flexion", Angle.inDegrees(kneeFlexion), 0...120),
    ] where !(allowed.lowerBound - 1e-9...allowed.upperBound + 1e-9).contains(value) {
      throw .settingOutOfRange(name, found: value, allowed: allowed, unit: "degrees")
    }
    guard (0...200.0).contains(examinerMoment) else {
      throw .settingOutOfRange(
        "examiner's moment",
        found: examinerMoment,
        allowed: 0...200,
        unit: "N m"
      )
    }
    self.pelvicTilt = pelvicTilt
    self.kneeFlexion = kneeFlexion
    self.examinerMoment = examinerMoment
  }

  /// Tests one hip of a model.
  ///
  /// - Parameters:
  ///   - model: The model, with the tissue that it has.
  ///   - side: The side of the hip.
  /// - Returns: The angle at which the leg rests, with moments and stiffness.
  /// - Throws: ``ThomasTestError`` when the leg rests nowhere in ``searchRange``.
  public func result(
    of model: HumanModel,
    side: Muscle.Side = .right
  ) throws(ThomasTestError) -> ThomasTestResult {
    var state = model.standingState(tilt: pelvicTilt)
    // On the back: the whole body turns with the pelvis by a quarter turn backward.
    state.coordinates[model.skeleton.pelvicTilt.index] -= .pi / 2
    let hip = PassiveHip(of: model, side: side, in: state)
    /// What the tissue has left over the load, in newton metres; positive where it lifts the leg.
    func surplus(_ flexion: Double) -> Double {
      hip.place(flexion: flexion, kneeFlexion: kneeFlexion)
      return hip.moment() - hip.weightMoment() - examinerMoment
    }
    let brackets = try self.brackets(of: surplus)
    let root = ScalarRootSolver().solve(in: brackets.first, surplus)
    guard root.status == .converged else { throw .notFound(root.status.name) }
    hip.place(flexion: root.root, kneeFlexion: kneeFlexion)
    let moment = hip.split()
    return ThomasTestResult(
      passiveHipExtension: pelvicTilt - root.root,
      hipFlexion: root.root,
      moment: moment,
      weightMoment: hip.weightMoment(),
      stiffness: moment.stiffness + hip.weightStiffness(),
      equilibria: brackets.count
    )
  }

  /// The first place from the flexed side where the leg comes to rest, and how many there are.
  private func brackets(
    of surplus: (Double) -> Double
  ) throws(ThomasTestError) -> (first: ClosedRange<Double>, count: Int) {
    let range = Self.searchRange
    let count = Int(((range.upperBound - range.lowerBound) / Self.searchStep).rounded())
    var first: ClosedRange<Double>?
    var found = 0
    var above = range.upperBound
    var surplusAbove = surplus(above)
    let surplusOfFlexed = surplusAbove
    for index in 1...count {
      let below = range.upperBound - Double(index) * Self.searchStep
      let surplusBelow = surplus(below)
      if (surplusBelow > 0) != (surplusAbove > 0) {
        found += 1
        // Only where the tissue gains on the load is the rest a stable one.
        if first == nil && surplusBelow > 0 { first = below...above }
      }
      (above, surplusAbove) = (below, surplusBelow)
    }
    guard let first else {
      throw surplusOfFlexed > 0
        ? .legDoesNotHang(surplusOfFlexed) : .legFallsThrough(-surplusAbove)
    }
    return (first, found)
  }
}

/// Where a leg rests in the modified Thomas test, and what holds it.
public struct ThomasTestResult: Sendable, Equatable {
  /// Angle of the thigh below the table, in radians.
  ///
  /// It is the passive hip extension that clinicians read: the extension of the hip from neutral
  /// standing less the backward tilt of the pelvis.
  public let passiveHipExtension: Double

  /// Flexion of the hip against the pelvis from neutral standing, in radians; negative in extension.
  public let hipFlexion: Double

  /// The passive moment of the hip there, by its sources.
  public let moment: PassiveHipMoment

  /// The moment that holds the weight of the leg there, in newton metres; flexing positive.
  public let weightMoment: Double

  /// Resistance to a turn of the thigh there, of tissue and weight, in newton metres per radian.
  ///
  /// Where a muscle's path has an end inside the surface that it wraps (the psoas beyond about 33
  /// degrees of extension), its curvature is that of frozen contact points, and so only near.
  public let stiffness: Double

  /// How many resting places, stable or not, the search range holds; one when the result is unique.
  public let equilibria: Int
}

/// Why a modified Thomas test has no result.
public enum ThomasTestError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A setting that no test has; the found and allowed values in the unit.
  case settingOutOfRange(String, found: Double, allowed: ClosedRange<Double>, unit: String)
  /// The tissue lifts the leg even at the flexed end of the range, by so many newton metres.
  case legDoesNotHang(Double)
  /// The tissue does not hold the leg at the extended end of the range: so many newton metres lack.
  case legFallsThrough(Double)
  /// The search ended without a resting place, with a status.
  case notFound(String)

  /// What was found and what is allowed.
  public var description: String {
    let range = ThomasTest.searchRange
    let low = Angle.inDegrees(range.lowerBound).rounded()
    let high = Angle.inDegrees(range.upperBound).rounded()
    return switch self {
    case .settingOutOfRange(let name, let found, let allowed, let unit):
      "modified Thomas test: \(name) of \(found) \(unit): allowed are \(allowed.lowerBound) to "
        + "\(allowed.upperBound) \(unit)"
    case .legDoesNotHang(let moment):
      "modified Thomas test: at \(high) degrees of hip flexion the passive tissue still lifts the "
        + "leg with \(moment) N m more than its weight; less shortening or stiffening is needed"
    case .legFallsThrough(let moment):
      "modified Thomas test: at \(low) degrees of hip flexion the passive tissue lacks \(moment) "
        + "N m to hold the leg; less lengthening is needed"
    case .notFound(let status): "modified Thomas test: no resting place was found (\(status))"
    }
  }
}
