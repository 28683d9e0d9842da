// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// A picture of the sweep.
struct FigureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      SVG file for a picture of one subject: pressure (MPa) against tilt (deg) at every level, \
      and the split of one level (N).
      """,
      valueName: "file"
    )
  )
  var figure: String?

  @Option(
    help: ArgumentHelp(
      "Level whose compression (N) the picture splits. Default: L4-L5.",
      valueName: "level"
    )
  )
  var figureLevel: String?

  /// The most tilts that a picture shows; more than its pixels only make the file large.
  static let largestCount = 2000

  /// The level to split, or nil when no picture was asked for.
  ///
  /// A name with another ending than `.svg` is refused: it would hold no picture of that kind.
  ///
  /// - Throws: `InputError` when the level is not known, the file's ending is that of another kind,
  ///   or the run gives nothing to draw.
  func level(tilts: Int, subjects: Int) throws(InputError) -> LumbarLevel? {
    guard let figure else {
      guard figureLevel == nil else {
        throw InputError(
          field: "--figure-level",
          "there is no picture",
          remedy: "give --figure FILE as well"
        )
      }
      return nil
    }
    let name = figure.split(separator: "/").last ?? ""
    if let dot = name.lastIndex(of: "."), name[dot...].lowercased() != ".svg" {
      throw InputError(
        field: "--figure",
        "the picture is SVG, and the file's ending is that of another kind",
        found: String(name[dot...]),
        allowed: ".svg",
        remedy: "write an SVG and convert it"
      )
    }
    guard subjects == 1 else {
      throw InputError(
        field: "--figure",
        "a picture shows one subject",
        found: "\(subjects)",
        remedy: "choose one row with --where, or give --subject"
      )
    }
    guard tilts > 1, tilts <= Self.largestCount else {
      throw InputError(
        field: "--figure",
        "a picture needs a sweep",
        found: "\(tilts) tilts",
        allowed: "2 to \(Self.largestCount)",
        remedy: tilts > 1 ? "take a larger --step" : "set --from, --to and --step"
      )
    }
    return try LevelList.level(figureLevel ?? "L4-L5", option: "--figure-level")
  }
}

/// Levels as options name them.
enum LevelList {
  /// The level with a name.
  ///
  /// - Throws: `InputError` with the nearest name.
  static func level(_ name: String, option: String) throws(InputError) -> LumbarLevel {
    if let level = LumbarLevel(name: name) { return level }
    let names = LumbarLevel.topToBottom.map(\.name)
    throw InputError(
      field: option,
      "the level is not known",
      found: name,
      allowed: names.joined(separator: ", "),
      remedy: NearMiss.question(for: name, among: names)
    )
  }

  /// The levels of a list by commas, from the top; all for nil.
  ///
  /// - Throws: `InputError` when a level is not known or occurs twice.
  static func levels(_ text: String?) throws(InputError) -> [LumbarLevel] {
    guard let text else { return LumbarLevel.topToBottom }
    var chosen: [LumbarLevel] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let level = try level(String(word).trimmingSpaces(), option: "--levels")
      guard !chosen.contains(level) else {
        throw InputError(field: "--levels", "the level occurs twice", found: level.name)
      }
      chosen.append(level)
    }
    return LumbarLevel.topToBottom.filter(chosen.contains)
  }
}
