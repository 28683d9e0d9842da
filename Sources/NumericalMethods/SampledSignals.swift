// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Signals sampled at common times, one column a signal.
public struct SampledSignals: Sendable, Hashable {
  /// The times of the samples, increasing, in seconds.
  public let times: [Double]

  /// The samples of each signal, each in its own unit.
  public let columns: [[Double]]

  /// The most samples that resampling makes (chosen: a hundred seconds at a thousand hertz; OpenSim
  /// has the same limit).
  private static let sampleLimit = 100_000

  /// Signals from their times (seconds) and their columns.
  public init(times: [Double], columns: [[Double]]) throws(SignalError) {
    for (index, column) in columns.enumerated() where column.count != times.count {
      throw .countsDiffer(column: index, times: times.count, samples: column.count)
    }
    guard times.allSatisfy(\.isFinite) else { throw .notFinite }
    for column in columns where !column.allSatisfy(\.isFinite) { throw .notFinite }
    for i in times.indices.dropFirst() where times[i] <= times[i - 1] {
      throw .timesNotIncreasing(index: i)
    }
    self.times = times
    self.columns = columns
  }

  /// The shortest time between two samples, in seconds; nil for fewer than two samples.
  public var shortestInterval: Double? {
    times.indices.dropFirst().map { times[$0] - times[$0 - 1] }.min()
  }

  /// The signals with the given number of samples more at either end.
  ///
  /// What is added is the signal turned by half a turn about its end, which keeps value and slope
  /// there.
  ///
  /// - Throws: `tooFewSamples` when the signals are not longer than what is added.
  public func padded(by count: Int) throws(SignalError) -> SampledSignals {
    guard count > 0 else { return self }
    guard count < times.count else {
      throw .tooFewSamples(count: times.count, needed: count + 1)
    }
    return try SampledSignals(
      times: Self.padded(times, by: count),
      columns: columns.map { Self.padded($0, by: count) }
    )
  }

  private static func padded(_ values: [Double], by count: Int) -> [Double] {
    let last = values.count - 1
    let before = (1...count).reversed().map { 2 * values[0] - values[$0] }
    let after = (1...count).map { 2 * values[last] - values[last - $0] }
    return before + values + after
  }

  /// The signals at constant intervals from the first time on, in seconds, by natural splines.
  public func resampled(
    interval: Double,
    degree: NaturalSpline.Degree = .quintic
  ) throws(SignalError) -> SampledSignals {
    guard interval.isFinite, interval > 0 else { throw .notFinite }
    guard let first = times.first, let last = times.last else {
      throw .tooFewSamples(count: 0, needed: 2)
    }
    let count = (last - first) / interval
    guard count < Double(Self.sampleLimit) else {
      throw .tooManySamples(count: count.rounded(), limit: Self.sampleLimit)
    }
    var evenTimes: [Double] = []
    evenTimes.reserveCapacity(Int(count) + 2)
    // A running sum, whose rounding the times of OpenSim's results carry too.
    var time = first
    while time <= last {
      evenTimes.append(time)
      time += interval
    }
    let splines = try splines(degree: degree)
    return try SampledSignals(
      times: evenTimes,
      columns: splines.map { spline in evenTimes.map { spline.value(at: $0) } }
    )
  }

  /// The natural splines through the signals, one a column.
  public func splines(degree: NaturalSpline.Degree) throws(SignalError) -> [NaturalSpline] {
    do {
      let interpolator = try SplineInterpolator(knots: times, degree: degree)
      var result: [NaturalSpline] = []
      result.reserveCapacity(columns.count)
      for column in columns { result.append(try interpolator.spline(through: column)) }
      return result
    } catch {
      // Times and samples have been checked, so only their number can be wrong.
      throw .tooFewSamples(count: times.count, needed: max(2, degree.halfOrder))
    }
  }

  /// The signals without what is faster than the filter's cut-off frequency.
  ///
  /// They are first padded by half their length at either end, and resampled at the shortest interval
  /// when the intervals differ; the result keeps the padding. `OpenSim::Storage::pad` and
  /// `lowpassIIR` do the same.
  public func lowPassed(_ filter: LowPassFilter) throws(SignalError) -> SampledSignals {
    var even = try padded(by: times.count / 2)
    guard let interval = even.shortestInterval else {
      throw .tooFewSamples(count: times.count, needed: 4)
    }
    let mean = (even.times[even.times.count - 1] - even.times[0]) / Double(even.times.count - 1)
    if mean - interval > Double.ulpOfOne {
      even = try even.resampled(interval: interval)
    }
    var filtered: [[Double]] = []
    filtered.reserveCapacity(columns.count)
    for column in even.columns {
      filtered.append(try filter.filtered(column, interval: interval))
    }
    return try SampledSignals(times: even.times, columns: filtered)
  }
}
