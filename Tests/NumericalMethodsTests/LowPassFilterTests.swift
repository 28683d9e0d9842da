// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import NumericalMethods
import TestSupport
import Testing

@Suite("Low-pass filter")
struct LowPassFilterTests {
  @Test(arguments: [1.0, 3, 6, 9, 20])
  func sinesLeaveWithTheAmplitudeOfTheButterworthFilterAndNoDelay(frequency: Double) throws {
    let interval = 0.01
    let filter = try LowPassFilter(cutoffFrequency: 6)
    let times = (0..<4000).map { Double($0) * interval }
    let signal = times.map { sin(2 * .pi * frequency * $0) }
    let filtered = try filter.filtered(signal, interval: interval)
    let ratio = tan(.pi * frequency * interval) / tan(.pi * 6 * interval)
    let amplitude = 1 / (1 + pow(ratio, 6))
    // Far from the ends only the sine is left; the slowest transient decays within 0.2 s.
    for i in 1500..<2500 {
      #expect(isClose(filtered[i], amplitude * signal[i], absolute: 1e-10))
    }
  }

  @Test func constantsAndTheirEndsStay() throws {
    let filter = try LowPassFilter(cutoffFrequency: 6)
    let filtered = try filter.filtered([Double](repeating: 3.5, count: 50), interval: 1.0 / 60)
    for value in filtered { #expect(isClose(value, 3.5, absolute: 1e-12)) }
  }

  @Test func unevenTimesAreResampledAndTheResultCoversThem() throws {
    // Times printed with a few digits, as files have them.
    let times = (0...150).map { (Double($0) / 60 * 1e6).rounded() / 1e6 }
    let slow = times.map { 2 + 0.3 * $0 }
    let signals = try SampledSignals(
      times: times,
      columns: [slow, times.map { sin(2 * .pi * $0) + 0.2 * sin(2 * .pi * 25 * $0) }]
    )
    let filtered = try signals.lowPassed(LowPassFilter(cutoffFrequency: 6))
    #expect(filtered.times[0] <= times[0] && filtered.times[filtered.times.count - 1] >= times[150])
    let splines = try filtered.splines(degree: .quintic)
    for time in times {
      // A straight line passes unchanged, also through the padding.
      #expect(isClose(splines[0].value(at: time), 2 + 0.3 * time, absolute: 1e-9))
    }
    for time in times where time > 0.5 && time < 2 {
      // The sine of 1 Hz keeps its amplitude to 3e-5, the one of 25 Hz is gone.
      #expect(isClose(splines[1].value(at: time), sin(2 * .pi * time), absolute: 1e-3))
    }
  }

  @Test func paddingTurnsTheSignalAboutItsEnds() throws {
    let signals = try SampledSignals(times: [0, 1, 2, 4], columns: [[1, 2, 5, 3]])
    let padded = try signals.padded(by: 2)
    #expect(padded.times == [-2, -1, 0, 1, 2, 4, 6, 7])
    #expect(padded.columns == [[-3, 0, 1, 2, 5, 3, 1, 4]])
  }

  @Test func wrongInputIsNamed() throws {
    #expect(throws: SignalError.cutoffOutsideRange(cutoff: 0, limit: .infinity)) {
      try LowPassFilter(cutoffFrequency: 0)
    }
    let filter = try LowPassFilter(cutoffFrequency: 6)
    #expect(throws: SignalError.cutoffOutsideRange(cutoff: 6, limit: 5)) {
      try filter.filtered([1, 2, 3, 4], interval: 0.1)
    }
    #expect(throws: SignalError.tooFewSamples(count: 3, needed: 4)) {
      try filter.filtered([1, 2, 3], interval: 0.01)
    }
    #expect(throws: SignalError.notFinite) {
      try filter.filtered([1, 2, .infinity, 4], interval: 0.01)
    }
    #expect(throws: SignalError.timesNotIncreasing(index: 1)) {
      try SampledSignals(times: [0, 0], columns: [[1, 2]])
    }
    #expect(throws: SignalError.countsDiffer(column: 1, times: 2, samples: 1)) {
      try SampledSignals(times: [0, 1], columns: [[1, 2], [1]])
    }
    let close = try SampledSignals(times: [0, 1e-9, 1, 2, 3], columns: [[1, 2, 3, 4, 5]])
    #expect(throws: SignalError.self) { try close.lowPassed(filter) }
  }
}
