// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// What the tissue of psoas and iliacus must be to show a gain, and what it does in the stretch.
///
/// A gain of passive hip extension is that of the modified Thomas test on the model
/// (``ThomasTest``). Optimal fibre and slack length of psoas and iliacus of the stretched side grow
/// until the test shows it; capsule and other muscles stay, so the whole gain is laid to the
/// iliopsoas.
public struct StretchPractice: Sendable {
  /// The state of one side at a gain.
  public struct Outcome: Sendable {
    /// The model with the grown tissue.
    public let model: HumanModel

    /// Passive hip extension in the modified Thomas test, in radians.
    public let passiveHipExtension: Double

    /// Growth of optimal fibre and slack length, dimensionless.
    public let lengthening: Double

    /// The stretch, held where it was held at the start, with elastic forces.
    public let stretched: StretchSample
  }

  /// The model at the start.
  public let model: HumanModel

  /// The stretch.
  public let stretch: StretchPosture

  /// Passive hip extension of the model at the start, in radians.
  public let passiveHipExtension: Double

  private let test: ThomasTest
  private let settings: PostureSettings

  /// Tests the model at the start.
  ///
  /// - Parameters:
  ///   - model: The model, with the tissue that it has.
  ///   - stretch: The stretch, as far as that tissue goes.
  ///   - settings: The rhythm by which the levels share lumbar flexion.
  /// - Throws: ``ThomasTestError`` when the test has no result.
  public init(
    model: HumanModel,
    stretch: StretchPosture,
    settings: PostureSettings = PostureSettings()
  ) throws(ThomasTestError) {
    self.model = model
    self.stretch = stretch
    self.settings = settings
    test = try ThomasTest(parameters: model.parameters)
    passiveHipExtension = try test.result(of: model, side: stretch.side).passiveHipExtension
  }

  /// The state at a gain of passive hip extension in radians.
  ///
  /// - Throws: ``TissueFromExtensionError`` when no tissue shows the gain.
  public func outcome(after gain: Double) throws(TissueFromExtensionError) -> Outcome {
    let side = stretch.side
    let before = model.tissue[side]
    var change = before
    if gain != 0 {
      change =
        try test.tissue(
          reproducing: passiveHipExtension + gain,
          in: model,
          stiffening: before.stiffening,
          sides: [side]
        )[side]
    }
    let grown = model.with(
      side == .right
        ? HipFlexorTissue(right: change, left: model.tissue.left)
        : HipFlexorTissue(right: model.tissue.right, left: change)
    )
    return Outcome(
      model: grown,
      passiveHipExtension: passiveHipExtension + gain,
      lengthening: (1 - change.shortening) / (1 - before.shortening) - 1,
      stretched: StretchSession.stretched(by: grown, in: stretch, settings: settings)
    )
  }
}
