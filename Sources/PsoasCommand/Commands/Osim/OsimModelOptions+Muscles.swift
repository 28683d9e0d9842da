// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import OpenSimFormats
internal import OpenSimModels

extension OsimModelOptions {
  /// The model of the file with its muscles; what is left out as allowed is noted.
  ///
  /// - Throws: `InputError` with line and element when the file is not a model that can be computed.
  func muscles() throws(InputError) -> (model: OpenSimModel, muscles: OpenSimMuscles) {
    let model = try allowances.model(of: document())
    let allowed = allowances.neglected
    let muscles = try InputError.reading { () throws(DocumentError) in
      try OpenSimMuscles(model, neglecting: allowed)
    }
    for part in model.neglected + muscles.neglected {
      CommandRun.note("left out as allowed: \(part.kind) '\(part.name)'")
    }
    return (model, muscles)
  }
}
