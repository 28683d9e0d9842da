// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The part of the trunk's muscles to which a muscle belongs, read from its name.
public enum MuscleRegion: String, Sendable, Hashable, Codable, CaseIterable {
  /// Psoas major.
  case psoas
  /// Erector spinae and multifidus.
  case extensor
  /// Rectus abdominis and the obliques.
  case abdominal
  /// All others.
  case other

  /// What the names of the muscles of each region begin with, in the models of Christophy (2012) and
  /// Beaucage-Gauvreau (2019), the gait models, and in words.
  private static let beginnings: [(MuscleRegion, [String])] = [
    (.psoas, ["ps_", "psoas", "ps1", "ps2", "ps3", "ps4", "ps5"]),
    (
      .extensor,
      [
        "il_", "iliocost", "ltpt", "ltpl", "longiss", "mf_", "multif", "ercspn", "erector",
        "spinalis",
      ]
    ),
    (
      .abdominal,
      ["rect_abd", "rectus_abd", "rectabd", "extobl", "ext_obl", "intobl", "int_obl", "oblique"]
    ),
  ]

  /// The region of a muscle with a name.
  public init(muscle name: String) {
    let text = name.lowercased()
    for (region, beginnings) in Self.beginnings
    where beginnings.contains(where: { text.hasPrefix($0) }) {
      self = region
      return
    }
    // `EO1_r`, `IO_3_l`: two letters before a number.
    let letters = text.prefix { $0.isLetter }
    self = letters == "eo" || letters == "io" ? .abdominal : .other
  }
}
