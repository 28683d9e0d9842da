// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LumbarSpine

/// A person, by what the model needs to know.
public struct Subject: Sendable, Equatable {
  /// Sex, as far as published tables of masses and vertebrae divide by it.
  public enum Sex: String, Sendable, Codable, CaseIterable {
    /// Tables for women.
    case female
    /// Tables for men.
    case male
  }

  /// The name in tables; `default` for the built-in subject.
  public var name: String

  /// Sex.
  public var sex: Sex

  /// Stature, in metres.
  public var height: Double

  /// Body mass, in kilograms.
  public var mass: Double

  /// Incidence, radiographic tilt and sacral slope in neutral standing.
  public var spinopelvic: SpinopelvicParameters

  /// Lordosis L1-S1 in neutral standing, in radians, or nil for the norm at the incidence.
  public var lumbarLordosis: Double?

  /// The statures that the model accepts, in metres: 1.0 to 2.3.
  public static let heightRange = 1.0...2.3

  /// The masses that the model accepts, in kilograms: 25 to 250.
  public static let massRange = 25.0...250.0

  /// Makes a subject; stature in metres, mass in kilograms, lordosis in radians.
  ///
  /// - Precondition: stature and mass lie in ``heightRange`` and ``massRange``.
  public init(
    name: String,
    sex: Sex,
    height: Double,
    mass: Double,
    spinopelvic: SpinopelvicParameters,
    lumbarLordosis: Double? = nil
  ) {
    precondition(
      Self.heightRange.contains(height),
      "stature \(height) m is outside \(Self.heightRange)"
    )
    precondition(Self.massRange.contains(mass), "mass \(mass) kg is outside \(Self.massRange)")
    self.name = name
    self.sex = sex
    self.height = height
    self.mass = mass
    self.spinopelvic = spinopelvic
    self.lumbarLordosis = lumbarLordosis
  }

  /// The built-in subject: a man of the stature and mass in the parameters, with the mean pelvis.
  public init(standardIn parameters: ModelParameters) {
    let means = parameters.spinopelvicMeans
    guard let spinopelvic = try? SpinopelvicParameters(means: means) else {
      preconditionFailure("means alone cannot contradict each other")
    }
    self.init(
      name: "default",
      sex: .male,
      height: parameters["subject.height"],
      mass: parameters["subject.mass"],
      spinopelvic: spinopelvic
    )
  }
}

extension ModelParameters {
  /// The mean spinopelvic angles of the population behind the parameters.
  public var spinopelvicMeans: SpinopelvicMeans {
    SpinopelvicMeans(
      pelvicIncidence: self["spinopelvic.pelvic_incidence"],
      radiographicPelvicTilt: self["spinopelvic.radiographic_pelvic_tilt"]
    )
  }
}
