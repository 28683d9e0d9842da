// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Mean and spread of a quantity over cycles, point by point from 0 to 100 percent.
public struct CycleCurve: Sendable, Equatable {
  /// The number of points of a cycle.
  public static let pointCount = 101

  /// Mean at each percent, in the unit of the quantity.
  public let means: [Double]

  /// Standard deviation over the cycles at each percent, in the unit of the quantity; empty for one
  /// cycle.
  public let deviations: [Double]

  /// The number of cycles or of people.
  public let count: Int

  /// Averages curves of 101 points.
  ///
  /// - Precondition: there is at least one, and each has 101 points.
  public init(of curves: [[Double]]) {
    precondition(!curves.isEmpty, "a mean of no curves")
    precondition(
      curves.allSatisfy { $0.count == Self.pointCount },
      "a curve of \(curves.map(\.count)) points"
    )
    let n = Double(curves.count)
    var means = [Double](repeating: 0, count: Self.pointCount)
    for curve in curves {
      for index in means.indices { means[index] += curve[index] / n }
    }
    var deviations: [Double] = []
    if curves.count > 1 {
      deviations = means.indices.map { index in
        let squares = curves.reduce(0) { sum, curve in
          let difference = curve[index] - means[index]
          return sum + difference * difference
        }
        return (squares / (n - 1)).squareRoot()
      }
    }
    self.means = means
    self.deviations = deviations
    count = curves.count
  }

  /// A series at the 101 points of a cycle, by straight lines between samples.
  ///
  /// - Parameters:
  ///   - series: Values at the times.
  ///   - times: Rising, in seconds.
  ///   - cycle: The cycle, inside the times.
  /// - Returns: 101 values; NaN where a sample beside the point is missing.
  public static func points(
    of series: [Double],
    times: [Double],
    in cycle: GaitCycle
  ) -> [Double] {
    precondition(series.count == times.count && times.count >= 2, "series of different lengths")
    var low = 0
    return (0..<pointCount).map { point in
      let time = cycle.start + cycle.duration * Double(point) / Double(pointCount - 1)
      while low + 2 < times.count && times[low + 1] <= time { low += 1 }
      let share = (time - times[low]) / (times[low + 1] - times[low])
      return series[low] + share * (series[low + 1] - series[low])
    }
  }
}
