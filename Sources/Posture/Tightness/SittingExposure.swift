// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// Hours of sitting, as far as one cross-sectional study ties them to passive hip extension.
///
/// People who sat more than 7 hours a day and were inactive had 6.1 degrees less passive hip
/// extension than people who sat less than 4 hours and were active (Boukabache et al. 2021). That is
/// a difference between people at one time, of sitting and inactivity together: it does not say
/// that sitting shortens a muscle. Between 4 and 7 hours the loss is taken as linear (chosen), and
/// outside as constant.
public struct SittingExposure: Sendable, Hashable {
  /// Hours of sitting a day.
  public let hoursPerDay: Double

  /// Makes an exposure; hours a day in 0...24.
  ///
  /// - Throws: ``SittingExposureError`` for hours that no day has.
  public init(hoursPerDay: Double) throws(SittingExposureError) {
    guard (0...24.0).contains(hoursPerDay) else { throw .hoursOutOfRange(hoursPerDay) }
    self.hoursPerDay = hoursPerDay
  }

  /// Passive hip extension lost against people who sit little and are active, in radians.
  public func lostExtension(parameters: ModelParameters) -> Double {
    let short = parameters["sitting.short_time"]
    let long = parameters["sitting.long_time"]
    let time = 3600 * hoursPerDay
    let share = long > short ? (time - short) / (long - short) : (time < short ? 0 : 1)
    return parameters["sitting.extension_loss"] * min(max(share, 0), 1)
  }

  /// The tissue of psoas and iliacus, on both sides, that shows the loss in the modified Thomas test.
  ///
  /// The model's subject without change of tissue stands for people who sit little.
  ///
  /// - Parameters:
  ///   - model: The model; its own state of the tissue is not used.
  ///   - test: The modified Thomas test.
  /// - Returns: The tissue: shortened, not stiffened.
  /// - Throws: ``TissueFromExtensionError``.
  public func tissue(
    in model: HumanModel,
    test: ThomasTest
  ) throws(TissueFromExtensionError) -> HipFlexorTissue {
    let loss = lostExtension(parameters: model.parameters)
    guard loss != 0 else { return HipFlexorTissue() }
    let before: ThomasTestResult
    do throws(ThomasTestError) {
      before = try test.result(of: model.with(HipFlexorTissue()))
    } catch { throw .test(error) }
    return try test.tissue(reproducing: before.passiveHipExtension - loss, in: model)
  }
}

/// Hours of sitting that no day has.
public enum SittingExposureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Hours a day outside 0...24.
  case hoursOutOfRange(Double)

  /// What was found and what is allowed.
  public var description: String {
    switch self {
    case .hoursOutOfRange(let hours): "\(hours) hours of sitting a day: allowed are 0 to 24"
    }
  }
}
