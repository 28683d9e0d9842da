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
  /// Pressure in one posture less that in another, in MPa.
  case pressureRise(String, from: String)
  /// Compression in standing tilted by degrees, less that in neutral standing, in newtons.
  case tiltRise(Double)
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
  /// What a change of the model does to another quantity, in its unit.
  case effect(ModelChange, of: TargetQuantity)
  /// Number of levels from T12-L1 to L5-S1 that muscles act on, by the beginnings of their names.
  case levelsCrossed([String])
  /// Mean moment arm about the flexion of the right hip in neutral standing of muscles by the
  /// beginnings of their names, weighted by cross-section, in millimetres; flexing positive.
  case hipArm([String])
  /// What a newton of evenly stressed psoas does at the level in neutral standing: compression or
  /// forward shear, dimensionless, or flexion moment, in millimetres.
  case psoasPull(PullComponent)
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
  /// Greatest or least compression over a cycle of walking, over the weight of the body, dimensionless.
  case walkingCompression(CycleExtreme)
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
    case .pressureRatio(let name, let other), .pressureRise(let name, let other),
      .compressionRise(let name, let other),
      .slopeChange(let name, let other), .lordosisChange(let name, let other):
      [name, other]
    case .effect(_, let quantity): quantity.postures
    case .correlation(let first, let second): first.postures + second.postures
    case .lordosisGain, .hipExtension, .relaxedMoment, .passiveHipMoment, .relaxation,
      .sittingLoss, .practice, .session, .levelsCrossed, .hipArm, .psoasPull,
      .tiltRise, .walkingCompression:
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
    case ("pressure_rise", 3): self = .pressureRise(words[1], from: words[2])
    case ("tilt_effect", 3):
      precondition(words[1] == "compression", "no effect of tilt on '\(words[1])'")
      self = .tiltRise(number(2))
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
    case ("effect", 5...):
      precondition(words[3] == "of", "effect KIND SIZE of QUANTITY expected: \(words)")
      self = .effect(
        ModelChange(kind: words[1], size: number(2)),
        of: TargetQuantity(words: Array(words[4...]))
      )
    case ("levels_crossed", 2...): self = .levelsCrossed(Array(words[1...]))
    case ("hip_arm", 2...): self = .hipArm(Array(words[1...]))
    case ("psoas_pull", 2):
      guard let component = PullComponent(rawValue: words[1]) else {
        preconditionFailure("no component is named '\(words[1])'")
      }
      self = .psoasPull(component)
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
    case ("walking_compression", 2):
      guard let extreme = CycleExtreme(rawValue: words[1]) else {
        preconditionFailure("no extreme is named '\(words[1])'")
      }
      self = .walkingCompression(extreme)
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

/// A change of the model whose effect is asked for.
enum ModelChange: Hashable, Sendable {
  /// Tissue of psoas and iliacus that shows so many degrees more of passive hip extension.
  case gain(Double)
  /// Psoas and iliacus shorter by so many per cent.
  case shortening(Double)
  /// So many newtons of imposed tension of the psoas of each side, against none.
  case tension(Double)

  init(kind: String, size: Double) {
    switch kind {
    case "gain": self = .gain(size)
    case "shortening": self = .shortening(size)
    case "tension": self = .tension(size)
    default: preconditionFailure("no change is named '\(kind)'")
    }
  }
}

/// An end of the range of a quantity over a cycle.
enum CycleExtreme: String, Hashable, Sendable {
  case largest, smallest
}

/// A component of the force or moment that a muscle adds at a level.
enum PullComponent: String, Hashable, Sendable {
  case compression, shear, moment
}
