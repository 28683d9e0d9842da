// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

extension WalkFile {
  /// Reads the motion of an OpenSim model with the loads on its feet as a record.
  ///
  /// - Throws: `InputError` for a file that is not understood, a motion that is odd, loads that do not cover
  ///   it, or a model without the bodies of a walker.
  static func read(
    _ path: String,
    of modelPath: String,
    loads loadsPath: String,
    allowing allowances: OsimAllowances
  ) throws(InputError) -> RecordedWalk {
    let model = try allowances.model(
      of: InputError.reading { () throws(DocumentError) in
        try OpenSimModelDocument(contentsOfFile: modelPath)
      }
    )
    let motion = try InputError.reading { () throws(DocumentError) in
      try RecordedMotion(
        MotionTable(contentsOf: path),
        of: model.document,
        model: model.multibody,
        allowing: allowances.motionAllowances
      )
    }
    for note in motion.notes { CommandRun.note(note) }
    let (document, table) =
      isTable(loadsPath)
      ? try plates(in: loadsPath, of: model, motion: motion)
      : try InputError.reading { () throws(DocumentError) in
        let document = try ExternalLoadsDocument(contentsOf: loadsPath)
        return (document, try MotionTable(contentsOf: document.dataPath))
      }
    let loads = try InputError.reading { () throws(DocumentError) in
      try RecordedLoads(document, table: table, model: model.multibody)
    }
    let mass = model.multibody.totalMass
    CommandRun.note(
      "\(modelPath) has a mass of \(NumberText.text(of: mass)) kg; motion and loads are taken as those of "
        + "the subject"
    )
    let times = evenTimes(of: table.times, in: motion.recordedTimes)
    do throws(GaitDataError) {
      return try RecordedWalk(of: model, motion: motion, loads: loads, times: times)
    } catch {
      throw fault(
        error,
        "the motion cannot be used as a walk",
        in: error.kind == .missingBody ? modelPath : path
      )
    }
  }

  /// True for the name of a table of motion or forces.
  static func isTable(_ path: String) -> Bool {
    [".mot", ".sto"].contains { path.lowercased().hasSuffix($0) }
  }

  /// The plates of a table of ground reactions, each with a note of the foot that was found for it.
  private static func plates(
    in path: String,
    of model: OpenSimModel,
    motion: RecordedMotion
  ) throws(InputError) -> (ExternalLoadsDocument, MotionTable) {
    let table = try InputError.reading { () throws(DocumentError) in
      try MotionTable(contentsOf: path)
    }
    do throws(GaitDataError) {
      let plates = try ForcePlates(in: table, of: model, motion: motion)
      for plate in plates.plates {
        CommandRun.note(
          "\(path): \(plate.name)v* pushes \(plate.body), \(Int((1000 * plate.distance).rounded())) mm from its force"
            + (plate.hasTorque ? "" : "; it has no column of its torque, which is taken as none")
        )
      }
      if !plates.unusedLabels.isEmpty {
        CommandRun.note(
          "\(path): columns that are not used: \(plates.unusedLabels.joined(separator: ", "))"
        )
      }
      return (plates.document, table)
    } catch {
      throw fault(error, "the ground reactions cannot be used", in: path)
    }
  }

  /// Times in a range at the mean interval of the loads, whose density keeps the contacts sharp; the times of
  /// files are rounded.
  private static func evenTimes(of times: [Double], in range: ClosedRange<Double>) -> [Double] {
    let inside = times.filter(range.contains)
    guard let first = inside.first, let last = inside.last, inside.count > 1 else { return inside }
    let interval = (last - first) / Double(inside.count - 1)
    return inside.indices.map { min(first + Double($0) * interval, last) }
  }
}
