// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine

/// What a target is about: a quantity that the model computes and people have measured.
///
/// Written in the table of targets as a word and its arguments, such as
/// `pressure sitting-relaxed`. A posture is a name of ``NamedPosture``, perhaps with one of its
/// angles in degrees: `standing-flexed:thorax_pitch=53`.
indirect enum TargetQuantity: Hashable, Sendable {
  /// Pressure in the nucleus, in MPa.
  case pressure(String)
  /// Pressure in one posture over that in another, dimensionless.
  case pressureRatio(String, over: String)
  /// Compression, in newtons.
  case compression(String)
  /// Compression in one posture less that in another, in newtons.
  case compressionRise(String, from: String)
  /// The part of the compression by the psoas, in newtons.
  case psoasCompression(String)
  /// Tilt of the pelvis from neutral standing, in degrees.
  case tilt(String)
  /// Slope of the sacrum in one posture less that in another, in degrees.
  case slopeChange(String, from: String)
  /// Lordosis in one posture less that in another, in degrees.
  case lordosisChange(String, from: String)
  /// Lordosis, in degrees.
  case lordosis(String)
  /// Forward turn of the pelvis as a picture of one person shows it: the radiographic tilt with the
  /// other sign, in degrees.
  case inclination(String)
  /// Change of lordosis over change of tilt for a prescribed tilt in degrees, dimensionless.
  case lordosisGain(Double)
  /// Passive hip extension in the modified Thomas test, in degrees.
  case hipExtension
  /// Change of the tilt of settled standing when a gain of passive hip extension is given to the
  /// tissue; both in degrees.
  case gainedTilt(Double)
  /// The same for the lordosis, in degrees.
  case gainedLordosis(Double)
  /// Passive flexing moment of one hip that a hold of a stretch takes away, in newton metres.
  case relaxedMoment(StretchPosture.Name, seconds: Double)
  /// Passive moment of one hip at an extension in degrees, in newton metres.
  case passiveHipMoment(Double)
  /// Share of the passive force that a hold of so many seconds takes away, in per cent.
  case relaxation(Double)
  /// Passive hip extension that goes with hours of sitting a day, in degrees.
  case sittingLoss(Double)
  /// Gain of passive hip extension by weeks of two sessions a day with two holds of 30 s, in degrees.
  case practice(Double)
  /// Greatest gain of passive hip extension by one session, in degrees.
  case session
  /// Correlation of two quantities over the ensemble, dimensionless.
  case correlation(TargetQuantity, TargetQuantity)

  /// The quantities that every member must have for this one.
  var parts: [TargetQuantity] {
    if case .correlation(let first, let second) = self { return [first, second] }
    return [self]
  }

  /// True for a value that holds for the ensemble as a whole.
  var isOfEnsemble: Bool { parts != [self] }

  /// The postures that are needed.
  var postures: [String] {
    switch self {
    case .pressure(let name), .compression(let name), .psoasCompression(let name),
      .tilt(let name), .lordosis(let name), .inclination(let name):
      [name]
    case .pressureRatio(let name, let other), .compressionRise(let name, let other),
      .slopeChange(let name, let other), .lordosisChange(let name, let other):
      [name, other]
    case .gainedTilt, .gainedLordosis: ["standing"]
    case .correlation(let first, let second): first.postures + second.postures
    case .lordosisGain, .hipExtension, .relaxedMoment, .passiveHipMoment, .relaxation,
      .sittingLoss, .practice, .session:
      []
    }
  }

  /// The quantity that a text of the table names.
  ///
  /// - Precondition: the text is one.
  init(_ text: String) { self.init(words: TableText.words(text)) }

  private init(words: [String]) {
    func number(_ place: Int) -> Double { TableText.number(words[place]) }
    switch (words[0], words.count) {
    case ("pressure", 2): self = .pressure(words[1])
    case ("pressure_ratio", 3): self = .pressureRatio(words[1], over: words[2])
    case ("compression", 2): self = .compression(words[1])
    case ("compression_rise", 3): self = .compressionRise(words[1], from: words[2])
    case ("psoas_compression", 2): self = .psoasCompression(words[1])
    case ("tilt", 2): self = .tilt(words[1])
    case ("slope_change", 3): self = .slopeChange(words[1], from: words[2])
    case ("lordosis_change", 3): self = .lordosisChange(words[1], from: words[2])
    case ("lordosis", 2): self = .lordosis(words[1])
    case ("inclination", 2): self = .inclination(words[1])
    case ("lordosis_gain", 2): self = .lordosisGain(number(1))
    case ("hip_extension", 1): self = .hipExtension
    case ("gained_tilt", 2): self = .gainedTilt(number(1))
    case ("gained_lordosis", 2): self = .gainedLordosis(number(1))
    case ("relaxed_moment", 3):
      guard let name = StretchPosture.Name(rawValue: words[1]) else {
        preconditionFailure("no stretch is named '\(words[1])'")
      }
      self = .relaxedMoment(name, seconds: number(2))
    case ("passive_hip_moment", 2): self = .passiveHipMoment(number(1))
    case ("relaxation", 2): self = .relaxation(number(1))
    case ("sitting_loss", 2): self = .sittingLoss(number(1))
    case ("practice", 2): self = .practice(number(1))
    case ("session", 1): self = .session
    case ("correlation", 2...):
      guard let comma = words.firstIndex(of: "with") else {
        preconditionFailure("two quantities with 'with' between them expected: \(words)")
      }
      self = .correlation(
        TargetQuantity(words: Array(words[1..<comma])),
        TargetQuantity(words: Array(words[(comma + 1)...]))
      )
    default: preconditionFailure("no quantity is '\(words.joined(separator: " "))'")
    }
  }
}
