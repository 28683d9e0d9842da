// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import Provenance

/// One of the forms that the model could as well have: another law or choice, not another number.
///
/// The spread over forms stands beside the spread over parameters: it says how much a result owes to
/// choices that no measurement has settled. One choice differs from the base at a time.
public struct ModelForm: Sendable, Equatable {
  /// The name in tables and notes, such as `exponent 3`.
  public let name: String

  /// The choices of the analysis.
  public let settings: PostureSettings

  /// Parameters that differ from the base: names and values in SI units.
  public let overrides: [String: Double]

  /// The parameters of the base with those of the form.
  public func parameters(around base: ModelParameters) -> ModelParameters {
    var result = base
    for (name, value) in overrides { result[name] = value }
    return result
  }

  /// The exponents of the effort that the field uses besides the default of two, dimensionless.
  private static let exponents = [3.0]

  /// The base, then every form that differs from it in one choice.
  ///
  /// Recruitment exponent 3, the other rhythm, the disc as the only passive tissue, least effort
  /// without stability, levels that stiffen with their load; and both ends of the published ranges of the muscles' stiffness coefficient,
  /// of the pressure in the abdomen, of the two constants of the pressure law, and of the beginning
  /// of the passive curve.
  ///
  /// - Parameter base: The choices of the base.
  /// - Returns: The forms, the base first.
  public static func all(around base: PostureSettings = PostureSettings()) -> [ModelForm] {
    var forms = [ModelForm(name: "base", settings: base, overrides: [:])]
    func add(_ name: String, _ change: (inout PostureSettings) -> Void) {
      var settings = base
      change(&settings)
      guard settings != base else { return }
      forms.append(ModelForm(name: name, settings: settings, overrides: [:]))
    }
    for exponent in exponents { add("exponent \(Int(exponent))") { $0.exponent = exponent } }
    for rhythm in RhythmChoice.allCases {
      add("rhythm \(rhythm.rawValue)") { $0.rhythm = rhythm }
    }
    add("passive disc alone") { $0.passiveTissue = .disc }
    add("no stability") { $0.requiresStability = false }
    add("stiffer under load") { $0.stiffensWithLoad = true }
    for (name, settled) in rangedForms where !settled(base) {
      guard let id = ParameterCatalogue.standard[name] else {
        preconditionFailure("no parameter is named '\(name)'")
      }
      let standard = ParameterCatalogue.standard.definitions[id.index].standard
      guard case .range(let low, let high) = standard.spread else {
        preconditionFailure("the parameter '\(name)' has no range")
      }
      for (end, value) in [("low", low), ("high", high)] where value != standard.value {
        forms.append(
          ModelForm(name: "\(name) \(end)", settings: base, overrides: [name: value])
        )
      }
    }
    return forms
  }

  /// Parameters of which the ends of the range are forms, unless a choice of the analysis settles
  /// them.
  private static let rangedForms: [(name: String, settled: @Sendable (PostureSettings) -> Bool)] = [
    ("muscle.stiffness_coefficient", { $0.muscleStiffness != nil }),
    ("abdomen.pressure", { $0.abdominalPressure != nil }),
    ("disc.area_factor", { _ in false }),
    ("disc.unloaded_pressure", { _ in false }),
    ("muscle.passive.slack_length", { _ in false }),
  ]
}
