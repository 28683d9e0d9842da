// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// The state of the iliopsoas at the end of one week of a course of practice.
public struct StretchWeek: Sendable, Equatable {
  /// The number of the week; 0 is the start.
  public let week: Int

  /// Time held in this week, in seconds.
  public let heldTime: Double

  /// Slow gain of passive hip extension at unchanged tension, in radians.
  public let gain: ResultBand

  /// Quick gain right after a session of this week, in radians; zero without practice.
  public let acuteGain: ResultBand
}

/// A course of weeks with practice and weeks without.
public struct StretchCourse: Sendable {
  /// The dose of the weeks with practice.
  public let dose: StretchDose

  /// The number of weeks with practice.
  public let weeks: Int

  /// The number of weeks without that follow.
  public let weeksOff: Int

  /// Members of the ensemble behind the bands, unless another number is asked for.
  public static let members = 200

  /// Seed of its draws.
  public static let seed: UInt64 = 1

  /// Makes a course.
  ///
  /// - Parameters:
  ///   - dose: The dose of the weeks with practice.
  ///   - weeks: Weeks with practice, in 0...520.
  ///   - weeksOff: Weeks without that follow, in 0...520.
  /// - Throws: ``StretchError`` with the quantity, what was found and what is allowed.
  public init(dose: StretchDose, weeks: Int, weeksOff: Int = 0) throws(StretchError) {
    try StretchError.require("number of weeks", Double(weeks), in: 0...520)
    try StretchError.require("number of weeks without practice", Double(weeksOff), in: 0...520)
    self.dose = dose
    self.weeks = weeks
    self.weeksOff = weeksOff
  }

  /// The weeks one by one, from 0.
  ///
  /// The bands are those of a `ParameterEnsemble` over the parameters `stretch.adaptation` and
  /// `stretch.acute`. The same seed gives the same bytes.
  ///
  /// - Parameters:
  ///   - parameters: The constants.
  ///   - members: Members of the ensemble, 1 or more.
  ///   - seed: The seed of its draws.
  /// - Returns: One entry a week, the start first.
  public func weekByWeek(
    parameters: ModelParameters = ModelParameters(),
    members: Int = members,
    seed: UInt64 = seed
  ) -> [StretchWeek] {
    let law = StretchAdaptation(parameters: parameters)
    let laws = Self.ensemble(around: parameters, members: members, seed: seed)
    var value = 0.0
    var gains = [Double](repeating: 0, count: laws.count)
    let none = ResultBand(0, members: [0])
    var result = [StretchWeek(week: 0, heldTime: 0, gain: none, acuteGain: none)]
    for week in 0..<weeks + weeksOff {
      let practised = week < weeks ? dose : nil
      func next(_ law: StretchAdaptation, _ start: Double) -> Double {
        law.gain(from: start, with: practised, after: StretchAdaptation.week)
      }
      value = next(law, value)
      for index in gains.indices { gains[index] = next(laws[index], gains[index]) }
      var acute = none
      if let practised, practised.secondsPerWeek > 0 {
        acute = ResultBand(
          law.acuteGain(ofSession: practised),
          members: laws.map { $0.acuteGain(ofSession: practised) }
        )
      }
      result.append(
        StretchWeek(
          week: week + 1,
          heldTime: practised?.secondsPerWeek ?? 0,
          gain: ResultBand(value, members: gains),
          acuteGain: acute
        )
      )
    }
    return result
  }

  /// The laws of an ensemble of the constants.
  private static func ensemble(
    around parameters: ModelParameters,
    members: Int,
    seed: UInt64
  ) -> [StretchAdaptation] {
    do throws(ParameterError) {
      // The constants of stretching alone never keep a model from being built.
      return try ParameterEnsemble(
        varying: ["stretch.adaptation.", "stretch.acute."],
        seed: seed,
        count: members,
        around: parameters,
        check: { _ in }
      ).members.map(StretchAdaptation.init(parameters:))
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
