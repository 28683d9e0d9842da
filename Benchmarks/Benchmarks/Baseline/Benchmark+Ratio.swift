// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import Benchmark

extension BenchmarkMetric {
  /// The cost of one repetition over that of a dense Cholesky factorisation of order 24 measured in
  /// the same sample, in thousandths.
  public static let ratio = BenchmarkMetric.custom(
    "Cost over Cholesky 24x24 (1/1000)",
    polarity: .prefersSmaller,
    useScalingFactor: false
  )
}

extension Benchmark {
  /// Measures a body, repeated as often as the scaling says, against the base.
  ///
  /// What stands before the call is not measured: make models and workspaces there.
  public func measureAgainstBase(_ body: () -> Void) {
    for _ in 0..<max(1, scaledIterations.count / 10) { body() }
    let before = Cholesky.seconds()
    let clock = ContinuousClock()
    startMeasurement()
    let start = clock.now
    for _ in scaledIterations { body() }
    let duration = clock.now - start
    stopMeasurement()
    let base = min(before, Cholesky.seconds())
    let cost = duration / .seconds(1) / Double(scaledIterations.count)
    measurement(.ratio, Int((1000 * cost / base).rounded()))
  }
}
