// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import NumericalMethods
internal import Provenance

/// The state of the iliopsoas at the end of one week of a course of practice.
public struct StretchWeek: Sendable, Equatable {
  /// The number of the week; 0 is the start.
  public let week: Int

  /// Time held in this week, in seconds.
  public let heldTime: Double

  /// Slow gain of passive hip extension at unchanged tension, in radians.
  public let gain: GainBand

  /// Quick gain right after a session of this week, in radians; zero without practice.
  public let acuteGain: GainBand
}

/// A gain of passive hip extension with its doubt, in radians.
public struct GainBand: Sendable, Equatable {
  /// With the parameters as given, in radians.
  public let value: Double

  /// The 5th percentile over the spread of the parameters, in radians.
  public let low: Double

  /// The 95th percentile, in radians.
  public let high: Double
}

/// A course of weeks with practice and weeks without.
public struct StretchCourse: Sendable {
  /// The dose of the weeks with practice.
  public let dose: StretchDose

  /// The number of weeks with practice.
  public let weeks: Int

  /// The number of weeks without that follow.
  public let weeksOff: Int

  /// Draws of the ensemble behind the bands.
  public static let members = 1000

  /// Seed of the draws.
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
  /// The bands are those of a small ensemble: every constant is drawn by itself, from a triangle
  /// over its published or chosen range with the peak at the given value. The same seed gives the
  /// same bytes.
  ///
  /// - Parameters:
  ///   - parameters: The constants.
  ///   - members: Number of draws, 1 or more.
  ///   - seed: The seed of the draws.
  /// - Returns: One entry a week, the start first.
  public func weekByWeek(
    parameters: ModelParameters = ModelParameters(),
    members: Int = members,
    seed: UInt64 = seed
  ) -> [StretchWeek] {
    precondition(members > 0, "an ensemble of \(members)")
    let law = StretchAdaptation(parameters: parameters)
    var generator = SeededRandom(seed: seed)
    let laws = (0..<members).map { _ in law.drawn(from: parameters, using: &generator) }
    var value = 0.0
    var gains = [Double](repeating: 0, count: members)
    let none = GainBand(value: 0, low: 0, high: 0)
    var result = [StretchWeek(week: 0, heldTime: 0, gain: none, acuteGain: none)]
    for week in 1...max(1, weeks + weeksOff) where week <= weeks + weeksOff {
      let practised = week <= weeks ? dose : nil
      func next(_ law: StretchAdaptation, _ start: Double) -> Double {
        law.gain(from: start, with: practised, after: StretchAdaptation.week)
      }
      value = next(law, value)
      for index in gains.indices { gains[index] = next(laws[index], gains[index]) }
      var acute = none
      if let practised, practised.secondsPerWeek > 0 {
        acute = Self.band(
          law.acuteGain(ofSession: practised),
          laws.map { $0.acuteGain(ofSession: practised) }
        )
      }
      result.append(
        StretchWeek(
          week: week,
          heldTime: practised?.secondsPerWeek ?? 0,
          gain: Self.band(value, gains),
          acuteGain: acute
        )
      )
    }
    return result
  }

  /// Value with the 5th and 95th of a hundred equal parts of a sorted ensemble.
  private static func band(_ value: Double, _ members: [Double]) -> GainBand {
    let sorted = members.sorted()
    let last = Double(sorted.count - 1)
    return GainBand(
      value: value,
      low: sorted[Int((0.05 * last).rounded())],
      high: sorted[Int((0.95 * last).rounded())]
    )
  }
}

extension StretchAdaptation {
  /// The law with every constant drawn from its spread.
  fileprivate func drawn(
    from parameters: ModelParameters,
    using generator: inout SeededRandom
  ) -> StretchAdaptation {
    var law = self
    law.greatestGain = parameters.drawn("stretch.adaptation.gain", using: &generator)
    law.rate = parameters.drawn("stretch.adaptation.rate", using: &generator)
    law.decayTime = parameters.drawn("stretch.adaptation.decay_time", using: &generator)
    law.acuteGain = parameters.drawn("stretch.acute.gain", using: &generator)
    law.acuteDose = parameters.drawn("stretch.acute.dose", using: &generator)
    return law
  }
}

extension ModelParameters {
  /// A value of a parameter with a range, from a triangle with its peak at the present value.
  fileprivate func drawn(_ name: String, using generator: inout SeededRandom) -> Double {
    let peak = self[name]
    guard
      let id = ParameterCatalogue.standard[name],
      case .range(let low, let high) =
        ParameterCatalogue.standard.definitions[id.index].standard.spread
    else { preconditionFailure("the parameter '\(name)' has no range") }
    let ends = min(low, peak)...max(high, peak)
    let width = ends.upperBound - ends.lowerBound
    guard width > 0 else { return peak }
    let share = (peak - ends.lowerBound) / width
    let u = Double.random(in: 0..<1, using: &generator)
    return u < share
      ? ends.lowerBound + (u * share).squareRoot() * width
      : ends.upperBound - ((1 - u) * (1 - share)).squareRoot() * width
  }
}
