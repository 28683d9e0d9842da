// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// Which constants the model has.
struct ParameterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      JSON file of parameters that replace defaults: name and value in SI units. `psoas \
      parameters` lists them.
      """,
      valueName: "file"
    )
  )
  var parameters: String?

  /// The parameters, with those of the file in place.
  func modelParameters() throws(InputError) -> ModelParameters {
    guard let parameters else { return ModelParameters() }
    return try ParameterFile.read(parameters)
  }

  /// What mends parameters that make no model; nil where all are defaults.
  var remedy: String? {
    parameters == nil ? nil : "correct the values in the file of --parameters"
  }
}

extension ParameterError {
  /// What is wrong, in words.
  var reason: String {
    if case .noModel(let text) = self { return text }
    return "\(self)"
  }
}
