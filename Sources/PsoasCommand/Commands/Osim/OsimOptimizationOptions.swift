// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// How muscles share what they must carry.
struct OsimOptimizationOptions: ParsableArguments {
  @Option(help: "Exponent of the effort, the sum of activations to this power; above 1.")
  var exponent: Double = 2

  @Flag(
    name: .customLong("no-physiology"),
    help:
      "Muscles are as strong as their greatest isometric force, whatever their length and speed."
  )
  var ignoresPhysiology = false

  @Option(
    help: ArgumentHelp(
      """
      Release couplers, so that their coordinates have equations of their own: the names of dependent \
      coordinates, by commas, or lumbar for all levels T12-L1 to L5-S1.
      """,
      valueName: "list"
    )
  )
  var release: String?

  /// The settings of the optimisation.
  func settings(_ pulls: MusclePulls) throws(InputError) -> StaticOptimizationOfMotion.Settings {
    guard exponent > 1, exponent.isFinite else {
      throw InputError(
        field: "--exponent",
        "not an exponent of the effort",
        found: InputError.found(exponent),
        allowed: "a number above 1"
      )
    }
    return StaticOptimizationOfMotion.Settings(
      exponent: exponent,
      usesMusclePhysiology: !ignoresPhysiology,
      pulls: pulls
    )
  }

  /// The model without the couplers that are released; nil when none is.
  func balanced(_ model: OpenSimModel, allowing allowed: Set<String>) throws(InputError)
    -> MultibodyModel?
  {
    guard let release else { return nil }
    var names: Set<String> = []
    for name in release.split(separator: ",").map({ $0.trimmingBlanks() }) where !name.isEmpty {
      if name == "lumbar" {
        for level in LumbarMap(of: model).joints.values {
          names.formUnion(
            model.multibody.coordinates(of: level).map { model.multibody.name(of: $0) }
          )
        }
      } else {
        names.insert(name)
      }
    }
    var document = model.document
    var released: Set<String> = []
    for index in document.constraints.indices {
      guard case .coordinateCoupler(let dependent, _, _, _) = document.constraints[index].kind,
        document.constraints[index].isEnforced
      else { continue }
      let name = document.coordinates[dependent].name
      if names.contains(name) {
        document.constraints[index].isEnforced = false
        released.insert(name)
      }
    }
    let isLumbar = release.contains("lumbar")
    for name in names.sorted() where !released.contains(name) && !isLumbar {
      throw InputError(
        field: "--release",
        "no coupler determines this coordinate",
        found: name,
        remedy: NearMiss.question(
          for: name,
          among: model.multibody.couplings.map { model.multibody.name(of: $0.dependent) }
        )
      )
    }
    let changed = document
    return try InputError.reading { () throws(DocumentError) in
      try OpenSimModel(changed, neglecting: allowed).multibody
    }
  }

  /// The options as they stand in the record beside a table.
  var record: [String: SidecarValue] {
    var record: [String: SidecarValue] = [
      "exponent": .number(exponent), "physiology": .flag(!ignoresPhysiology),
    ]
    if let release { record["release"] = .text(release) }
    return record
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  fileprivate func trimmingBlanks() -> String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
