// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import OpenSimFormats
internal import OpenSimModels

/// What may be odd about a model and a motion of OpenSim.
struct OsimAllowances: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Let something pass that stops the run otherwise, by the name in its message; may be repeated. \
      For motions: missing-degrees-flag, implausible-angles, unknown-columns, missing-columns, \
      missing-dependent-columns, out-of-range. For models: the name or class of a part that is not \
      supported.
      """,
      valueName: "name"
    )
  )
  var allow: [String] = []

  /// What may be odd about a motion.
  var motionAllowances: Set<MotionAllowance> { Set(allow.compactMap(MotionAllowance.init)) }

  /// The names of parts of the model that may be left out.
  var neglected: Set<String> { Set(allow.filter { MotionAllowance(rawValue: $0) == nil }) }

  /// The model of a document; names of `--allow` that mean nothing are refused.
  func model(of document: OpenSimModelDocument) throws(InputError) -> OpenSimModel {
    let allowed = neglected
    let model = try InputError.reading { () throws(DocumentError) in
      try OpenSimModel(document, neglecting: allowed)
    }
    let known = Set(
      document.forces.flatMap { [$0.name, $0.kind] }
        + document.constraints.map(\.name) + model.neglected.flatMap { [$0.name, $0.kind] }
        + document.wrapObjects.flatMap { [$0.name, $0.shape.className] }
    )
    for name in allow where MotionAllowance(rawValue: name) == nil && !known.contains(name) {
      let names = MotionAllowance.allCases.map(\.rawValue) + known.sorted()
      throw InputError(
        field: "--allow",
        "nothing in the files has this name",
        found: name,
        remedy: NearMiss.question(for: name, among: names)
      )
    }
    return model
  }
}
