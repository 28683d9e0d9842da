// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A group of muscles by anatomy.
public enum MuscleGroup: String, Sendable, CaseIterable, Codable {
  /// Psoas major.
  case psoas
  /// Iliacus.
  case iliacus
  /// Longissimus, thoracic and lumbar part.
  case longissimus
  /// Iliocostalis, thoracic and lumbar part.
  case iliocostalis
  /// Multifidus.
  case multifidus
  /// Quadratus lumborum.
  case quadratusLumborum = "quadratus_lumborum"
  /// Rectus abdominis.
  case rectusAbdominis = "rectus_abdominis"
  /// External oblique.
  case externalOblique = "external_oblique"
  /// Internal oblique.
  case internalOblique = "internal_oblique"
  /// Latissimus dorsi.
  case latissimusDorsi = "latissimus_dorsi"
  /// Gluteus maximus, medius and minimus.
  case gluteals
  /// Piriformis.
  case piriformis
  /// The long hamstrings.
  case hamstrings
  /// Rectus femoris.
  case rectusFemoris = "rectus_femoris"
  /// Sartorius.
  case sartorius
  /// Tensor fasciae latae.
  case tensorFasciaeLatae = "tensor_fasciae_latae"
  /// Adductors and gracilis.
  case adductors
  /// Vastus medialis, intermedius and lateralis.
  case vasti
  /// Short head of biceps femoris.
  case bicepsShortHead = "biceps_short_head"
  /// Gastrocnemius, both heads.
  case gastrocnemius
  /// Soleus.
  case soleus
  /// Tibialis anterior.
  case tibialisAnterior = "tibialis_anterior"
  /// Tibialis posterior.
  case tibialisPosterior = "tibialis_posterior"
  /// Extensors of the toes.
  case toeExtensors = "toe_extensors"
  /// Flexors of the toes.
  case toeFlexors = "toe_flexors"
  /// Peroneus longus and brevis.
  case peroneals

  /// The part of a load's split to which the group's force is counted.
  public var loadPart: LoadPart {
    switch self {
    case .psoas: .psoas
    case .longissimus, .iliocostalis, .multifidus: .extensor
    case .rectusAbdominis, .externalOblique, .internalOblique: .abdominal
    default: .otherMuscle
    }
  }

  /// True for muscles of the trunk, whose specific tension is `specific_tension.trunk`.
  var isTrunk: Bool {
    switch self {
    case .psoas, .longissimus, .iliocostalis, .multifidus, .quadratusLumborum, .rectusAbdominis,
      .externalOblique, .internalOblique, .latissimusDorsi:
      true
    default: false
    }
  }
}

/// A part of the load at a level: the force of one source on everything above it.
public enum LoadPart: Int, Sendable, CaseIterable, Codable {
  /// Weight.
  case gravity
  /// Psoas, active and passive.
  case psoas
  /// Erector spinae and multifidus, active and passive.
  case extensor
  /// Rectus abdominis and the obliques, active and passive.
  case abdominal
  /// All other muscles, active and passive.
  case otherMuscle
  /// Ligaments of the segment.
  case passive
  /// Pressure in the abdomen under the diaphragm.
  case abdominalPressure
  /// What the hands carry, and what seats, rests and floors above the level push.
  case external
  /// Inertia.
  case inertia

  /// The number of parts.
  public static let count = 9

  /// The parts of a load while the body stands still with empty hands.
  public static let ofStanding = allCases.filter { $0 != .external && $0 != .inertia }
}
