// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// What stretching over weeks does to the iliopsoas: a slow gain by dose, and a quick one that fades.
///
///     dx/dt = r w (X - x) - x / tau        x: gain,  w: share of all time that is held
///     a = A (1 - exp(-d / D)) exp(-t / tau_a)        after a session with d seconds held
///
/// The gain x is stated as passive hip extension at unchanged tension, in radians, since that is
/// what studies measure; it tends to X r w / (r w + 1 / tau), with the time 1 / (r w + 1 / tau), and
/// fades with tau when practice ends. The law is chosen as the simplest with a plateau in time, a
/// plateau in dose and a decay. Its constants are the parameters `stretch.adaptation` and
/// `stretch.acute`; the evidence behind them is thin. One trial of 47 people sets the size, and a
/// review of 26 found no change of the muscle itself, so that the whole gain may be tolerance.
public struct StretchAdaptation: Sendable, Hashable {
  /// The gain X of endless practice without decay, in radians of passive hip extension.
  public var greatestGain: Double

  /// The rate r of the approach, per second of hold (1/s).
  public var rate: Double

  /// The time tau in which the gain fades to 1/e without practice, in seconds.
  public var decayTime: Double

  /// The gain A right after a very long session, in radians of passive hip extension.
  public var acuteGain: Double

  /// The time held D that gives 63 % of it, in seconds.
  public var acuteDose: Double

  /// The time tau_a in which it fades to 1/e, in seconds.
  public var acuteDecayTime: Double

  /// The seconds of a week.
  public static let week = 604_800.0

  /// The law with the constants of a set of parameters.
  public init(parameters: ModelParameters) {
    greatestGain = parameters["stretch.adaptation.gain"]
    rate = parameters["stretch.adaptation.rate"]
    decayTime = parameters["stretch.adaptation.decay_time"]
    acuteGain = parameters["stretch.acute.gain"]
    acuteDose = parameters["stretch.acute.dose"]
    acuteDecayTime = parameters["stretch.acute.decay_time"]
  }

  /// The slow gain after a time at a constant dose, in radians of passive hip extension.
  ///
  /// - Parameters:
  ///   - start: The gain at the start, in radians.
  ///   - dose: What is practised, or nil for no practice.
  ///   - time: In seconds, from 0 up.
  /// - Returns: The gain, in radians.
  public func gain(from start: Double = 0, with dose: StretchDose?, after time: Double) -> Double {
    precondition(time >= 0, "a time of \(time) s")
    let growth = rate * (dose?.secondsPerWeek ?? 0) / Self.week
    let speed = growth + 1 / decayTime
    let end = greatestGain * growth / speed
    return end + (start - end) * exp(-speed * time)
  }

  /// The quick gain some time after one session, in radians of passive hip extension.
  ///
  /// - Parameters:
  ///   - dose: The session.
  ///   - time: Since its end, in seconds, from 0 up.
  /// - Returns: The gain that is added to the slow one, in radians.
  public func acuteGain(ofSession dose: StretchDose, after time: Double = 0) -> Double {
    precondition(time >= 0, "a time of \(time) s")
    return acuteGain * -expm1(-dose.secondsPerSession / acuteDose) * exp(-time / acuteDecayTime)
  }
}
