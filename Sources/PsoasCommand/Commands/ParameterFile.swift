// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// Reads a file of parameters: one JSON object of names and values in SI units.
enum ParameterFile {
  static func read(_ path: String) throws(InputError) -> ModelParameters {
    let document = try JSONDocument(path: path)
    let object = try JSONObject(document.root, in: document, keys: nil, path: "")
    var overrides: [String: Double] = [:]
    for member in object.members {
      guard ParameterCatalogue.standard[member.key] != nil else {
        throw document.error(
          at: member.offset,
          field: member.key,
          "no parameter has this name",
          remedy: ModelParameters.nearestName(to: member.key).map { "did you mean '\($0)'?" }
            ?? "`psoas parameters` lists all names"
        )
      }
      overrides[member.key] = try object.requiredNumber(member.key)
    }
    do throws(ParameterError) {
      return try ModelParameters(overriding: overrides)
    } catch {
      throw InputError(file: path, "the parameters are not accepted: \(error)")
    }
  }
}
