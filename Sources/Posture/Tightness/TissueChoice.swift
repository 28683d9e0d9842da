// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// What is known of the tissue of psoas and iliacus: a shortening, or something that implies one.
public enum TissueChoice: Sendable, Equatable {
  /// A shortening and stiffening.
  case given(HipFlexorTissue)

  /// Hours of sitting a day, which one cross-sectional study ties to a loss of passive extension.
  case sitting(SittingExposure)

  /// A passive hip extension that was measured in the modified Thomas test, in radians, with the
  /// factor of passive force that is assumed (dimensionless), and the sides that are shortened.
  case passiveHipExtension(Double, stiffening: Double, sides: Set<Muscle.Side>)

  /// The tissue of a model.
  ///
  /// A shortening that only follows from a test depends on the model, and so on every parameter.
  ///
  /// - Parameter model: The model; its own state of the tissue is not used.
  /// - Returns: The tissue.
  /// - Throws: ``TissueFromExtensionError`` where no tissue of the law's range shows what is known.
  public func tissue(in model: HumanModel) throws(TissueFromExtensionError) -> HipFlexorTissue {
    if case .given(let tissue) = self { return tissue }
    let test: ThomasTest
    do throws(ThomasTestError) {
      test = try ThomasTest(parameters: model.parameters)
    } catch { throw .test(error) }
    switch self {
    case .given(let tissue): return tissue
    case .sitting(let exposure): return try exposure.tissue(in: model, test: test)
    case .passiveHipExtension(let extension_, let stiffening, let sides):
      return try test.tissue(
        reproducing: extension_,
        in: model,
        stiffening: stiffening,
        sides: sides
      )
    }
  }
}
