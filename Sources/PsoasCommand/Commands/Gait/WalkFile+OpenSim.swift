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
    let (motion, loads, times) = try InputError.reading { () throws(DocumentError) in
      let motion = try RecordedMotion(
        MotionTable(contentsOf: path),
        of: model.document,
        model: model.multibody,
        allowing: allowances.motionAllowances
      )
      let document = try ExternalLoadsDocument(contentsOf: loadsPath)
      let table = try MotionTable(contentsOf: document.dataPath)
      let loads = try RecordedLoads(document, table: table, model: model.multibody)
      return (motion, loads, evenTimes(of: table.times, in: motion.recordedTimes))
    }
    for note in motion.notes { CommandRun.note(note) }
    let mass = model.multibody.totalMass
    CommandRun.note(
      "\(modelPath) has a mass of \(NumberText.text(of: mass)) kg; motion and loads are taken as those of "
        + "the subject"
    )
    do throws(GaitDataError) {
      return try RecordedWalk(of: model, motion: motion, loads: loads, times: times)
    } catch {
      throw InputError(
        file: error.kind == .missingBody ? modelPath : path,
        field: error.series,
        "the motion cannot be used as a walk",
        found: error.found,
        allowed: error.allowed,
        remedy: error.remedy
      )
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
