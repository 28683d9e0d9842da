// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import OpenSimFormats
internal import OpenSimModels

/// The model file and what may be odd about the files.
struct OsimModelOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Model file (.osim).", valueName: "model"))
  var model: String

  @OptionGroup var allowances: OsimAllowances

  /// The document of the model with the forces of more files.
  func document(appending files: [String] = []) throws(InputError) -> OpenSimModelDocument {
    try InputError.reading { () throws(DocumentError) in
      var document = try OpenSimModelDocument(contentsOfFile: model)
      for file in files { try document.appendForces(contentsOf: file) }
      return document
    }
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
