// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// The motion, what pushes, and which part of it is wanted.
struct OsimMotionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Motion (.mot or .sto) with a column for each coordinate.",
      valueName: "file"
    )
  )
  var motion: String

  @Option(
    help: ArgumentHelp(
      "External loads (.xml), which name their table of forces.",
      valueName: "file"
    )
  )
  var loads: String?

  @Option(
    help: ArgumentHelp(
      "Low-pass filter of the coordinates: cut-off frequency in hertz; default: no filter.",
      valueName: "Hz"
    )
  )
  var filter: Double?

  @Option(
    help: ArgumentHelp("Begin at the sample at or before this time, in seconds.", valueName: "s")
  )
  var from: Double?

  @Option(
    help: ArgumentHelp("End at the sample at or before this time, in seconds.", valueName: "s")
  )
  var to: Double?

  @Option(help: ArgumentHelp("Threads; default: one for each processor.", valueName: "count"))
  var threads: Int?

  /// The motion with its loads and the times of its frames.
  struct Reading {
    var motion: RecordedMotion
    var loads: RecordedLoads?
    var times: [Double]
    var map: ParallelMap
  }

  /// Reads the files.
  func reading(
    of model: OpenSimModel,
    _ accelerations: RecordedMotion.Accelerations,
    allowing allowed: Set<MotionAllowance>
  ) throws(InputError) -> Reading {
    if let threads, threads < 1 {
      throw InputError(
        field: "--threads",
        "not a number of threads",
        found: "\(threads)",
        allowed: "1 or more"
      )
    }
    var lowPass: LowPassFilter?
    if let filter {
      do {
        lowPass = try LowPassFilter(cutoffFrequency: filter)
      } catch {
        throw InputError(
          field: "--filter",
          "not a cut-off frequency",
          found: InputError.found(filter),
          allowed: "a positive number of hertz"
        )
      }
    }
    let path = motion
    let recorded = try InputError.reading { () throws(DocumentError) in
      try RecordedMotion(
        MotionTable(contentsOf: path),
        of: model.document,
        model: model.multibody,
        filter: lowPass,
        accelerations: accelerations,
        allowing: allowed
      )
    }
    for note in recorded.notes { CommandRun.note(note) }
    let times = recorded.sampleTimes(from: from, to: to)
    guard let first = times.first, let last = times.last else {
      throw InputError(
        file: motion,
        field: from == nil ? "--to" : "--from",
        "no sample lies in the window",
        allowed: InputError.range(recorded.recordedTimes, unit: "s")
      )
    }
    var recordedLoads: RecordedLoads?
    if let loads {
      recordedLoads = try InputError.reading { () throws(DocumentError) in
        let document = try ExternalLoadsDocument(contentsOf: loads)
        let result = try RecordedLoads(
          document,
          table: MotionTable(contentsOf: document.dataPath),
          model: model.multibody
        )
        try result.checkCoverage(from: first, to: last)
        return result
      }
    }
    return Reading(
      motion: recorded,
      loads: recordedLoads,
      times: times,
      map: ParallelMap(threads: threads)
    )
  }

  /// The options as they stand in the record beside a table.
  var record: [String: SidecarValue] {
    var record: [String: SidecarValue] = ["motion": .text(motion)]
    if let loads { record["loads"] = .text(loads) }
    if let filter { record["filter_Hz"] = .number(filter) }
    if let from { record["from_s"] = .number(from) }
    if let to { record["to_s"] = .number(to) }
    return record
  }

  /// The files that are read, by option.
  var files: [(option: String, path: String?)] { [("--motion", motion), ("--loads", loads)] }
}
