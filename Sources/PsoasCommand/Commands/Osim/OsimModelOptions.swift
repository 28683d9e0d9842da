// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import OpenSimFormats
internal import OpenSimModels

/// The model file and what may be odd about the files.
struct OsimModelOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Model file (.osim).", valueName: "model"))
  var model: String

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

  /// The document of the model with the forces of more files.
  func document(appending files: [String] = []) throws(InputError) -> OpenSimModelDocument {
    try InputError.reading { () throws(DocumentError) in
      var document = try OpenSimModelDocument(contentsOfFile: model)
      for file in files { try document.appendForces(contentsOf: file) }
      return document
    }
  }

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

extension InputError {
  /// A mistake in a file of OpenSim.
  init(_ error: DocumentError) {
    self.init(
      file: error.path,
      line: error.line,
      column: error.column,
      field: error.element,
      error.message
    )
  }

  /// What a body returns, its mistakes in files as wrong input.
  static func reading<Value>(_ body: () throws(DocumentError) -> Value) throws(InputError) -> Value
  {
    do throws(DocumentError) {
      return try body()
    } catch {
      throw InputError(error)
    }
  }
}
