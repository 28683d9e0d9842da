// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// A recorded walk as a CSV file, read and written.
///
/// One row for each time: every channel of the motion in degrees or metres, and for each foot the
/// force of the ground, its point and the free moment. An empty cell or `nan` in the motion is a gap.
enum WalkFile {
  /// The columns of the ground under one foot.
  private static func ground(_ side: String) -> [(name: String, isRequired: Bool)] {
    [
      ("force_x_\(side)_N", true), ("force_y_\(side)_N", true), ("force_z_\(side)_N", true),
      ("point_x_\(side)_m", true), ("point_y_\(side)_m", false), ("point_z_\(side)_m", true),
      ("moment_y_\(side)_Nm", false),
    ]
  }

  private static func name(of channel: MotionChannel) -> String {
    channel.name + (channel.isLength ? "_m" : "_deg")
  }

  /// The columns of a record.
  static let columns: [TableColumn] =
    [TableColumn("time_s", "time of the sample")]
    + MotionChannel.allCases.map { channel in
      TableColumn(name(of: channel), "motion: see the page of MotionChannel for its sign")
    }
    + ["r", "l"].flatMap { side in
      ground(side).map { TableColumn($0.name, "what the ground does to the foot") }
    }

  /// Reads a record.
  ///
  /// - Throws: `InputError` for a missing column, a cell that is no number, or a record that is none.
  static func read(_ path: String) throws(InputError) -> RecordedWalk {
    let reader = try CSVReader(path: path)
    let known =
      [KnownColumn("time_s", isRequired: true)]
      + MotionChannel.allCases.map { KnownColumn(name(of: $0), isRequired: true) }
      + ["r", "l"].flatMap { side in
        ground(side).map { KnownColumn($0.name, isRequired: $0.isRequired) }
      }
    let match = try reader.header.match(known)
    for name in match.ignored { CommandRun.note("\(path): column \(name) is not used") }
    let places = match.positions
    var times: [Double] = []
    var channels = [[Double]](repeating: [], count: MotionChannel.count)
    var feet: [[FootForce]] = [[], []]
    while try reader.nextRow() {
      func number(_ column: Int) throws(InputError) -> Double {
        guard let place = places[column] else { return 0 }
        return try reader.number(place)
      }
      times.append(try number(0))
      for channel in MotionChannel.allCases {
        let factor = channel.isLength ? 1 : Angle.degrees(1)
        let value = try motion(reader, places[1 + channel.index])
        channels[channel.index].append(factor * value)
      }
      for side in 0..<2 {
        let first = 1 + MotionChannel.count + 7 * side
        feet[side].append(
          FootForce(
            force: Vector3(try number(first), try number(first + 1), try number(first + 2)),
            point: Vector3(try number(first + 3), try number(first + 4), try number(first + 5)),
            freeMoment: try number(first + 6)
          )
        )
      }
    }
    do throws(GaitDataError) {
      return try RecordedWalk(times: times, channels: channels, feet: feet)
    } catch {
      throw fault(error, in: path)
    }
  }

  /// The fault of a record as one of its file.
  static func fault(
    _ error: GaitDataError,
    _ what: String = "the record of the walk cannot be used",
    in path: String
  ) -> InputError {
    InputError(
      file: path,
      // The header of a CSV file is its first line; the samples of a motion are no lines of its file.
      line: isTable(path) ? nil : error.sample.map { $0 + 2 },
      field: error.series,
      what,
      found: error.found,
      allowed: error.allowed,
      remedy: error.remedy
    )
  }

  /// A number of the motion; NaN for a gap.
  private static func motion(_ reader: CSVReader, _ place: Int?) throws(InputError) -> Double {
    guard let place else { return .nan }
    if reader.isEmpty(place) || reader.text(place).trimmingSpaces().lowercased() == "nan" {
      return .nan
    }
    return try reader.number(place)
  }

  /// Writes a record, one row for each sample.
  static func write(_ walk: RecordedWalk, to writer: TableWriter) throws(OutputError) {
    for (index, time) in walk.times.enumerated() {
      try writer.write(time)
      for channel in MotionChannel.allCases {
        let value = walk.channels[channel.index][index]
        try writer.write(channel.isLength ? value : Angle.inDegrees(value))
      }
      for foot in walk.feet {
        let force = foot[index]
        for vector in [force.force, force.point] {
          try writer.write(vector.x)
          try writer.write(vector.y)
          try writer.write(vector.z)
        }
        try writer.write(force.freeMoment)
      }
      try writer.endRow()
    }
  }
}
