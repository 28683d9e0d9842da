// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Benchmark
internal import Foundation

/// The command of the package that holds this one, from `swift build -c release`, or where the
/// variable `PSOAS` says.
private let command =
  ProcessInfo.processInfo.environment["PSOAS"]
  ?? URL(fileURLWithPath: #filePath)
  .appendingPathComponent("../../../../.build/release/psoas").standardizedFileURL.path

private let firstByte = BenchmarkMetric.custom("Time to first byte (us)")
private let ratio = BenchmarkMetric.custom("Time over that of /bin/echo (1/1000)")

/// Measures the start of the command, and its ratio to that of a small program in the same sample.
private func start(_ benchmark: Benchmark, _ arguments: [String]) {
  guard
    let base = timeToFirstByte(of: "/bin/echo", ["x"]),
    let time = timeToFirstByte(of: command, arguments)
  else { return benchmark.error("\(command) or /bin/echo printed nothing") }
  benchmark.measurement(firstByte, Int(time / .microseconds(1)))
  benchmark.measurement(ratio, Int(1000 * (time / base)))
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [firstByte, ratio],
    units: [firstByte: .count, ratio: .count],
    warmupIterations: 3,
    maxDuration: .seconds(3),
    maxIterations: 200,
    skip: !FileManager.default.isExecutableFile(atPath: command)
  )
  Benchmark("Start of psoas, tilt") { start($0, ["tilt"]) }
  Benchmark("Start of psoas, a settled posture") {
    start($0, ["posture", "standing", "--stability", "off"])
  }
  Benchmark("Start of psoas, version") { start($0, ["--version"]) }
}
