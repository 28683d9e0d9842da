// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import OpenSimFormats

/// The forces of actuators from a table, such as the results of static optimisation.
public struct RecordedForces: Sendable {
  private let times: [Double]
  private let columns: [[Double]]

  /// Takes the columns of actuators out of a table.
  ///
  /// - Parameters:
  ///   - table: Forces in N, or in N m of torques.
  ///   - names: The actuators, in the order in which their forces are wanted.
  /// - Throws: `DocumentError` for an actuator without a column.
  public init(_ table: MotionTable, of names: [String]) throws(DocumentError) {
    let missing = names.filter { table[$0] == nil }
    guard missing.isEmpty else {
      throw DocumentError(
        .missing,
        "\(missing.count) actuator\(missing.count == 1 ? " has" : "s have") no column: "
          + missing.prefix(8).joined(separator: ", ")
          + ": add the columns, or leave out the actuators",
        line: table.labelLine,
        path: table.path
      )
    }
    times = table.times
    columns = names.compactMap { table[$0]?.values }
  }

  /// The forces at a time in seconds, on straight lines between the rows; those of the nearest row beyond them.
  ///
  /// - Returns: By actuator, in N or N m.
  public func forces(at time: Double) -> [Double] {
    let high = times.firstIndex { $0 >= time } ?? times.count - 1
    let low = max(0, high - 1)
    guard low < high, time < times[high] else { return columns.map { $0[high] } }
    let share = max(0, (time - times[low]) / (times[high] - times[low]))
    return columns.map { $0[low] + share * ($0[high] - $0[low]) }
  }
}
