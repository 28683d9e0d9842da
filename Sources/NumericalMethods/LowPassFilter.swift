// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A Butterworth low-pass filter of third order that runs forwards and backwards.
///
/// The second run takes away the delay of the first, so peaks stay where they are. A sine of frequency
/// f sampled every T leaves with the amplitude
///
///     1 / (1 + (tan(pi f T) / tan(pi f_c T))^6)
///
/// which is one half at the cut-off frequency f_c. The recursion is the bilinear transform of the
/// analogue filter with the cut-off frequency warped (Oppenheim and Schafer, Discrete-Time Signal
/// Processing, section 7.1); each run starts from the first three samples as they are. OpenSim's
/// `Signal::LowpassIIR` filters in the same way, with which this agrees.
public struct LowPassFilter: Sendable, Hashable, Codable {
  /// The cut-off frequency, in hertz.
  public let cutoffFrequency: Double

  /// A filter with a positive cut-off frequency, in hertz.
  public init(cutoffFrequency: Double) throws(SignalError) {
    guard cutoffFrequency > 0, cutoffFrequency.isFinite else {
      throw .cutoffOutsideRange(cutoff: cutoffFrequency, limit: .infinity)
    }
    self.cutoffFrequency = cutoffFrequency
  }

  /// The filtered samples of a signal taken at a constant interval, in the unit of the signal.
  ///
  /// - Parameters:
  ///   - samples: At least four samples.
  ///   - interval: The time between two samples, in seconds.
  /// - Returns: As many samples.
  /// - Throws: What is wrong with the samples, or with the cut-off frequency at this interval.
  public func filtered(_ samples: [Double], interval: Double) throws(SignalError) -> [Double] {
    guard samples.count >= 4 else { throw .tooFewSamples(count: samples.count, needed: 4) }
    guard interval.isFinite, interval > 0, samples.allSatisfy(\.isFinite) else { throw .notFinite }
    let limit = 0.5 / interval
    guard cutoffFrequency < limit else {
      throw .cutoffOutsideRange(cutoff: cutoffFrequency, limit: limit)
    }
    // w is the warped cut-off frequency. The analogue filter 1 / ((s + 1) (s^2 + s + 1)) gives the
    // numerator w^3 (1 + z)^3 and a denominator of which these are the terms.
    let w = tan(Double.pi * cutoffFrequency * interval)
    let scale = (1 + w) * (1 + w + w * w)
    let gain = w * w * w / scale
    let recursion = (
      (3 * w * w * w + 2 * w * w - 2 * w - 3) / scale,
      (3 * w * w * w - 2 * w * w - 2 * w + 3) / scale,
      (w - 1) * (w * w - w + 1) / scale
    )
    var result = samples
    run(&result, gain, recursion)
    result.reverse()
    run(&result, gain, recursion)
    result.reverse()
    return result
  }

  /// One run through the samples.
  private func run(
    _ samples: inout [Double],
    _ gain: Double,
    _ recursion: (Double, Double, Double)
  ) {
    // The inputs x and outputs y of the three steps before.
    var x = (samples[2], samples[1], samples[0])
    var y = x
    for i in 3..<samples.count {
      let input = samples[i]
      let output =
        gain * (input + 3 * x.0 + 3 * x.1 + x.2)
        - recursion.0 * y.0 - recursion.1 * y.1 - recursion.2 * y.2
      samples[i] = output
      x = (input, x.0, x.1)
      y = (output, y.0, y.1)
    }
  }
}
