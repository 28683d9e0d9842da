// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// Reads a file of parameters: one JSON object of names and values in SI units.
enum ParameterFile {
  static func read(_ path: String) throws(InputError) -> ModelParameters {
    try parameters(in: JSONDocument(path: path))
  }

  static func parameters(in document: JSONDocument) throws(InputError) -> ModelParameters {
    let object = try JSONObject(document.root, in: document, keys: nil, path: "")
    let catalogue = ParameterCatalogue.standard
    var overrides: [String: Double] = [:]
    for member in object.members {
      guard let id = catalogue[member.key] else {
        let nearest = NearMiss.name(for: member.key, among: catalogue.definitions.map(\.name))
        throw document.error(
          at: member.offset,
          field: member.key,
          "no parameter has this name",
          remedy: nearest.map { "did you mean '\($0)'?" }
            ?? "`psoas parameters` lists all names"
        )
      }
      let definition = catalogue.definitions[id.index]
      let unit = definition.standard.unit
      overrides[member.key] = try object.requiredNumber(
        member.key,
        in: definition.allowed,
        unit: unit == "1" ? "" : unit
      )
    }
    do throws(ParameterError) {
      return try ModelParameters(overriding: overrides)
    } catch {
      throw InputError(file: document.file, "the parameters are not accepted: \(error)")
    }
  }
}
